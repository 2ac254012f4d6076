"""信息发布流程: from the draft to the public page, each opinion on exactly what was read (条例第十七条)."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from gongkai.publishing import actions
from gongkai.publishing.errors import (
    ChangedSinceApproval,
    Incomplete,
    ModeNotAgreed,
    NotForPublication,
    NotYourUnit,
    OwnVersion,
    PublishedBeforeFormed,
    ReasonMissing,
)
from gongkai.publishing.models import InformationItem, Mode
from gongkai.publishing.states import State
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body, make_column, make_item, make_unit, make_user
from tests.publishing.staff import Staff, make_staff

pytestmark = pytest.mark.django_db
FORMED = date(2026, 2, 9)
TODAY = date(2026, 2, 12)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def test_a_draft_says_when_it_must_be_public(staff: Staff) -> None:
    item = staff.draft(formed_on=FORMED)

    assert item.state == State.DRAFT
    assert item.publish_due_on == date(2026, 3, 13)  # 春节休假，2月14日、28日补班
    assert (item.live, item.index_no) == (False, None)
    assert item.issuing_body == staff.body.name
    assert item.events.get().step == "create"


def test_all_the_way(staff: Staff) -> None:
    item = staff.draft(formed_on=FORMED, summary="稳岗返还的条件和办法")

    item = actions.submit_item(item, by=staff.writer, on=TODAY)
    item = actions.approve_unit(item, opinion="同意", by=staff.head, on=TODAY)
    item = staff.pass_secrecy(item)
    item = actions.publish_item(item, by=staff.leader, on=TODAY, at=datetime(2026, 2, 12, 1, 30, tzinfo=UTC))

    item.refresh_from_db()
    assert (item.state, item.live) == (State.PUBLISHED, True)
    assert item.index_no == f"{staff.body.uscc}/2026-00001"
    assert item.published_on == TODAY
    assert item.published_at == datetime(2026, 2, 12, 1, 30, tzinfo=UTC)
    assert [event.step for event in item.events.all()] == [
        *("create", "submit", "approve_unit", "approve_secrecy", "publish")
    ]
    assert len({event.digest for event in item.events.all()}) == 1
    assert item.events.get(step="approve_unit").opinion == "同意"


def test_what_the_catalogue_needs_is_asked_for_all_at_once(staff: Staff) -> None:
    item = staff.draft(summary="", content="", document_kind="normative_document")

    with pytest.raises(Incomplete, match="还缺：内容概述、正文或者附件、文号、有效性"):
        actions.submit_item(item, by=staff.writer, on=TODAY)


def test_nobody_approves_what_they_wrote(staff: Staff) -> None:
    both = make_user(role=Role.HANDLER, unit=staff.unit)
    make_user_also(both, Role.UNIT_HEAD, staff)
    item = make_item(column=staff.column, by=both, formed_on=FORMED)
    item = actions.submit_item(item, by=both, on=TODAY)

    with pytest.raises(OwnVersion):
        actions.approve_unit(item, by=both, on=TODAY)

    assert actions.approve_unit(item, by=staff.head, on=TODAY).state == State.SECRECY_REVIEW


def test_the_last_editor_counts_as_the_writer(staff: Staff) -> None:
    item = staff.draft()
    make_user_also(staff.head, Role.HANDLER, staff)
    item = actions.save_draft(item, title="科长改过的标题", by=staff.head, on=TODAY)
    item = actions.submit_item(item, by=staff.writer, on=TODAY)

    with pytest.raises(OwnVersion):
        actions.approve_unit(item, by=staff.head, on=TODAY)


def test_the_head_of_another_unit_does_not_decide(staff: Staff) -> None:
    other = make_user(role=Role.UNIT_HEAD, unit=make_unit(body=staff.body))
    item = actions.submit_item(staff.draft(), by=staff.writer, on=TODAY)

    with pytest.raises(NotYourUnit, match=staff.unit.name):
        actions.approve_unit(item, by=other, on=TODAY)


def test_the_head_of_the_disclosure_office_does(staff: Staff) -> None:
    office = make_unit(body=staff.body, is_disclosure_office=True)
    head = make_user(role=Role.UNIT_HEAD, unit=office)
    item = actions.submit_item(staff.draft(), by=staff.writer, on=TODAY)

    assert actions.approve_unit(item, by=head, on=TODAY).state == State.SECRECY_REVIEW


def test_a_superuser_and_another_body_may_do_nothing(staff: Staff) -> None:
    item = actions.submit_item(staff.draft(), by=staff.writer, on=TODAY)

    for stranger in (make_user(is_superuser=True), make_user(role=Role.UNIT_HEAD, body=make_body())):
        with pytest.raises(StepNotAllowed):
            actions.approve_unit(item, by=stranger, on=TODAY)


def test_a_change_after_approval_needs_a_new_one(staff: Staff) -> None:
    item = staff.approved()

    item = actions.save_draft(item, content="<p>悄悄加的一句。</p>", by=staff.writer, on=TODAY)

    assert item.state == State.DRAFT
    with pytest.raises(ChangedSinceApproval):
        actions.publish_item(item, by=staff.leader, on=TODAY)
    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))
    assert actions.publish_item(item, by=staff.leader, on=TODAY).content == "<p>悄悄加的一句。</p>"


def test_a_change_past_the_actions_is_noticed_too(staff: Staff) -> None:
    item = staff.approved()
    InformationItem.objects.filter(pk=item.pk).update(content="<p>直接改库。</p>")

    with pytest.raises(ChangedSinceApproval):
        actions.publish_item(item, by=staff.leader, on=TODAY)


def test_an_unchanged_save_keeps_the_approval(staff: Staff) -> None:
    item = staff.approved()

    item = actions.save_draft(item, title=item.title, by=staff.writer, on=TODAY)

    assert item.state == State.APPROVED
    assert item.versions.count() == 1


def test_an_opinion_is_on_what_the_reviewer_saw(staff: Staff) -> None:
    item = actions.submit_item(staff.draft(), by=staff.writer, on=TODAY)
    assert item.draft_version
    seen = item.draft_version.digest
    item = actions.save_draft(item, title="另一个标题", by=staff.writer, on=TODAY)
    item = actions.submit_item(item, by=staff.writer, on=TODAY)

    with pytest.raises(ChangedSinceApproval, match="您查看之后"):
        actions.approve_unit(item, digest=seen, by=staff.head, on=TODAY)


def test_secrecy_review_looks_at_every_point(staff: Staff) -> None:
    item = staff.at_secrecy()

    with pytest.raises(Incomplete, match="国家秘密"):
        actions.approve_secrecy(
            item,
            checked=set(review_points()) - {"state_secret"},
            disclosure_mode=Mode.PUBLIC,
            by=staff.reviewer,
            on=TODAY,
        )


def test_what_bars_publication_is_not_approved(staff: Staff) -> None:
    item = staff.at_secrecy()

    with pytest.raises(NotForPublication, match="第三方合法权益"):
        staff.pass_secrecy(item, found=["third_party"], reason="有手机号码")


def test_what_the_body_may_decide_needs_a_reason(staff: Staff) -> None:
    item = staff.at_secrecy()

    with pytest.raises(ReasonMissing):
        staff.pass_secrecy(item, found=["internal"])

    item = staff.pass_secrecy(item, found=["internal"], reason="涉及公众办事，予以公开")
    assert item.events.get(step="approve_secrecy").value("found") == ["internal"]


def test_another_mode_goes_back_to_the_writer(staff: Staff) -> None:
    item = staff.at_secrecy()

    with pytest.raises(ModeNotAgreed, match="主动公开"):
        staff.pass_secrecy(item, disclosure_mode=Mode.ON_REQUEST, reason="含个人信息")

    item = actions.return_item(item, opinion="改为依申请公开", by=staff.reviewer, on=TODAY)
    assert item.state == State.DRAFT


def test_what_is_disclosed_on_request_is_reviewed_but_not_published(staff: Staff) -> None:
    item = staff.approved(disclosure_mode=Mode.ON_REQUEST, mode_reason="条例第十五条")

    with pytest.raises(NotForPublication):
        actions.publish_item(item, by=staff.leader, on=TODAY)


def test_a_return_says_what_to_mend(staff: Staff) -> None:
    item = actions.submit_item(staff.draft(), by=staff.writer, on=TODAY)

    with pytest.raises(ReasonMissing):
        actions.return_item(item, opinion=" ", by=staff.head, on=TODAY)
    item = actions.return_item(item, opinion="请写明联系电话", by=staff.head, on=TODAY)

    assert item.state == State.DRAFT
    assert item.events.get(step="return_unit").opinion == "请写明联系电话"


def test_nothing_is_published_before_it_was_formed(staff: Staff) -> None:
    item = staff.approved(formed_on=date(2026, 2, 11))

    with pytest.raises(PublishedBeforeFormed):
        actions.publish_item(item, by=staff.leader, on=date(2026, 2, 10))


def test_a_column_of_another_body_is_refused(staff: Staff) -> None:
    with pytest.raises(ValidationError, match="不属于本机关"):
        actions.save_draft(staff.draft(), column=make_column(), by=staff.writer, on=TODAY)


def test_a_document_does_not_cease_before_it_begins(staff: Staff) -> None:
    with pytest.raises(ValidationError, match="废止日期"):
        staff.draft(effective_on=date(2026, 3, 1), ceased_on=date(2026, 2, 1))


def test_steps_tell_why_they_are_closed(staff: Staff) -> None:
    item = staff.draft(summary="")

    reasons = {option.step.code: option.reason for option in staff.steps(item, staff.writer)}

    assert reasons["save_draft"] == ""
    assert reasons["submit"].startswith("还缺：内容概述")
    assert reasons["publish"] == "现在的状态是“起草”，“审查通过”时才能“发布”。"
    assert (
        "保密审查员"
        in {option.step.code: option.reason for option in staff.steps(staff.at_secrecy(), staff.head)}[
            "approve_secrecy"
        ]
    )


def make_user_also(user: object, role: Role, staff: Staff) -> None:
    from gongkai.bodies.actions import assign_role

    assign_role(user, unit=staff.unit, role=role, on=date(2019, 5, 15))  # type: ignore[arg-type]
