"""What is public stays as published until something else is approved; what is withdrawn is gone."""

from datetime import date

import pytest

from gongkai.publishing import actions
from gongkai.publishing.errors import NotLive, PublishedBeforeFormed, ReasonMissing
from gongkai.publishing.models import InformationItem, Validity
from gongkai.publishing.states import State
from gongkai.workflow import StepNotAllowed
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
LATER = date(2026, 4, 1)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def publish_again(staff: Staff, item: InformationItem) -> InformationItem:
    item = staff.approve(actions.submit_item(item, by=staff.writer, on=LATER))
    return actions.publish_item(item, by=staff.leader, on=LATER)


def test_the_public_sees_the_old_text_while_the_new_one_is_written(staff: Staff) -> None:
    item = staff.published(title="旧标题")

    item = actions.amend_item(item, by=staff.writer, on=LATER)
    item = actions.save_draft(item, title="新标题", by=staff.writer, on=LATER)

    item.refresh_from_db()
    assert (item.title, item.live, item.state, item.has_draft) == ("旧标题", True, State.DRAFT, True)
    assert item.versions.get(number=3).snapshot["title"] == "新标题"


def test_the_amended_text_replaces_it_when_approved(staff: Staff) -> None:
    item = actions.amend_item(staff.published(title="旧标题"), by=staff.writer, on=LATER)
    number = item.index_no
    item = actions.save_draft(item, title="新标题", content="<p>新内容</p>", by=staff.writer, on=LATER)

    item = publish_again(staff, item)

    item.refresh_from_db()
    assert (item.title, item.plain_text, item.index_no) == ("新标题", "新内容", number)
    assert (item.published_on, item.updated_on) == (TODAY, LATER)
    assert item.has_draft is False


def test_an_amendment_can_be_given_up(staff: Staff) -> None:
    item = actions.amend_item(staff.published(title="旧标题"), by=staff.writer, on=LATER)
    item = actions.save_draft(item, title="新标题", by=staff.writer, on=LATER)

    item = actions.discard_draft(item, by=staff.writer, on=LATER)

    assert (item.state, item.title, item.has_draft) == (State.PUBLISHED, "旧标题", False)
    assert item.versions.count() == 3


def test_a_first_draft_cannot_be_given_up_that_way(staff: Staff) -> None:
    with pytest.raises(NotLive):
        actions.discard_draft(staff.draft(), by=staff.writer, on=TODAY)


def test_what_is_published_is_amended_not_edited(staff: Staff) -> None:
    with pytest.raises(StepNotAllowed):
        actions.save_draft(staff.published(), title="改", by=staff.writer, on=LATER)


def test_an_amendment_cannot_move_the_day_formed_past_the_publication(staff: Staff) -> None:
    item = actions.amend_item(staff.published(), by=staff.writer, on=LATER)
    item = actions.save_draft(item, formed_on=date(2026, 3, 1), by=staff.writer, on=LATER)

    with pytest.raises(PublishedBeforeFormed):
        publish_again(staff, item)


def test_withdrawal_is_at_once_and_reasoned(staff: Staff) -> None:
    item = staff.published()

    with pytest.raises(ReasonMissing):
        actions.withdraw_item(item, reason=" ", by=staff.leader, on=LATER)
    item = actions.withdraw_item(item, reason="附件含身份证号码", by=staff.leader, on=LATER)

    assert (item.live, item.state, item.withdrawn_on) == (False, State.WITHDRAWN, LATER)
    assert item.events.get(step="withdraw").opinion == "附件含身份证号码"


def test_withdrawal_does_not_wait_for_a_draft_under_way(staff: Staff) -> None:
    item = actions.amend_item(staff.published(title="旧标题"), by=staff.writer, on=LATER)
    item = actions.save_draft(item, title="新标题", by=staff.writer, on=LATER)

    item = actions.withdraw_item(item, reason="内容有误", by=staff.leader, on=LATER)

    assert (item.live, item.state, item.title) == (False, State.WITHDRAWN, "旧标题")


def test_a_draft_that_was_never_public_cannot_be_withdrawn(staff: Staff) -> None:
    with pytest.raises(NotLive):
        actions.withdraw_item(staff.draft(), reason="不要了", by=staff.leader, on=TODAY)


def test_an_annulled_penalty_is_withdrawn_within_three_working_days(staff: Staff) -> None:
    item = actions.withdraw_item(
        staff.published(),
        reason="处罚决定被撤销",
        annulled_on=date(2026, 4, 2),
        by=staff.leader,
        on=date(2026, 4, 3),
    )

    assert item.events.get(step="withdraw").value("due_on") == "2026-04-08"  # 清明节4月4日至6日


def test_a_withdrawn_item_comes_back_under_its_number(staff: Staff) -> None:
    item = staff.published()
    number = item.index_no
    item = actions.withdraw_item(item, reason="内容有误", by=staff.leader, on=date(2026, 3, 2))

    item = actions.amend_item(item, by=staff.writer, on=LATER)
    item = actions.save_draft(item, content="<p>改正后的内容</p>", by=staff.writer, on=LATER)
    item = publish_again(staff, item)

    assert (item.live, item.index_no, item.withdrawn_on) == (True, number, None)
    assert (item.published_on, item.updated_on) == (TODAY, LATER)


def test_validity_changes_without_a_review_but_not_without_a_reason(staff: Staff) -> None:
    item = staff.published(
        document_kind="normative_document", doc_no="海人社发〔2026〕3号", validity="in_force"
    )

    with pytest.raises(ReasonMissing):
        actions.change_validity(item, validity="repealed", reason="", by=staff.leader, on=LATER)
    item = actions.change_validity(
        item, validity="repealed", ceased_on=LATER, reason="2026年清理结果", by=staff.leader, on=LATER
    )

    assert (item.validity, item.ceased_on, item.live) == (Validity.REPEALED, LATER, True)
    assert item.events.get(step="change_validity").data == {"from": "in_force", "to": "repealed"}
    assert item.versions.get(number=2).snapshot["validity"] == "repealed"


def test_a_document_is_in_force_until_the_day_it_ceases(staff: Staff) -> None:
    staff.published(
        document_kind="rule",
        doc_no="令第5号",
        validity="in_force",
        ceased_on=date(2026, 5, 1),
        title="暂行办法",
    )

    assert InformationItem.objects.in_force(date(2026, 4, 30)).count() == 1
    assert InformationItem.objects.in_force(date(2026, 5, 1)).count() == 0
