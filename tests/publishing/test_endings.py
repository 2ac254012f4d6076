"""撤回、期满、替代、转址: four acts, each with its reason, and what may not be done that way."""

from datetime import date

import pytest

from gongkai.publishing import actions
from gongkai.publishing.errors import (
    BadPlace,
    MustWithdraw,
    NotAPenalty,
    NotLive,
    ReasonMissing,
    TooEarly,
)
from gongkai.publishing.models import InformationItem
from gongkai.publishing.states import State
from gongkai.workflow import StepNotAllowed
from tests.factories import make_item
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
LATER = date(2026, 4, 3)  # 星期五；4月4日至6日清明节
PENALTY = "劳动保障监察行政处罚决定公示"


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def test_a_notice_expires_by_itself_or_by_hand(staff: Staff) -> None:
    by_itself = actions.expire_item(staff.published(), reason="公示期满", by=None, on=LATER)
    by_hand = actions.expire_item(staff.published(), reason="公示期满", by=staff.leader, on=LATER)

    for item in (by_itself, by_hand):
        assert (item.live, item.state, item.get_ending_display()) == (False, State.WITHDRAWN, "期满撤下")
    assert by_itself.events.get(step="expire").by is None


def test_a_draft_does_not_expire(staff: Staff) -> None:
    with pytest.raises(NotLive):
        actions.expire_item(staff.draft(), reason="公示期满", by=None, on=LATER)


def test_each_act_wants_its_reason(staff: Staff) -> None:
    item, other = staff.published(), staff.published()

    with pytest.raises(ReasonMissing, match="期满撤下"):
        actions.expire_item(item, reason=" ", by=staff.leader, on=LATER)
    with pytest.raises(ReasonMissing, match="以新件替代"):
        actions.replace_item(item, by_item=other, reason="", by=staff.leader, on=LATER)
    with pytest.raises(ReasonMissing, match="转至新址"):
        actions.redirect_item(item, new_place="/", reason="", by=staff.leader, on=LATER)


def test_only_what_is_public_takes_the_place(staff: Staff) -> None:
    item = staff.published()
    elsewhere = make_item(published_on=TODAY, formed_on=TODAY)

    with pytest.raises(NotLive, match="公开以后才能替代"):
        actions.replace_item(item, by_item=staff.draft(), reason="更正", by=staff.leader, on=LATER)
    for wrong in (item, elsewhere):
        with pytest.raises(BadPlace):
            actions.replace_item(item, by_item=wrong, reason="更正", by=staff.leader, on=LATER)


@pytest.mark.parametrize(
    "place", ["javascript:alert(1)", "www.example.gov.cn", "//evil.example", "/\\evil.example", ""]
)
def test_a_new_place_is_an_address(staff: Staff, place: str) -> None:
    with pytest.raises(BadPlace, match="新网址应当以"):
        actions.redirect_item(staff.published(), new_place=place, reason="改版", by=staff.leader, on=LATER)


def test_no_item_is_led_in_a_circle(staff: Staff) -> None:
    item = staff.published()

    with pytest.raises(BadPlace, match="以新件替代"):
        actions.redirect_item(item, new_place=f"/i/{item.pk}.html", reason="改版", by=staff.leader, on=LATER)


def test_what_was_withdrawn_may_get_a_new_place_later(staff: Staff) -> None:
    item, other = staff.published(), staff.published()
    actions.withdraw_item(item, reason="附表有误", by=staff.leader, on=TODAY)

    item = actions.replace_item(item, by_item=other, reason="附表已经更正", by=staff.leader, on=LATER)

    assert (item.replaced_by, item.withdrawn_on) == (other, TODAY)


def test_a_draft_never_public_has_no_new_place(staff: Staff) -> None:
    with pytest.raises(NotLive):
        actions.redirect_item(staff.draft(), new_place="/", reason="改版", by=staff.leader, on=LATER)


def test_a_return_is_given_up_and_it_stays_as_it_was(staff: Staff) -> None:
    item = staff.published(title="旧标题")
    actions.withdraw_item(item, reason="内容有误", by=staff.leader, on=TODAY)
    actions.amend_item(item, by=staff.writer, on=LATER)
    actions.save_draft(item, title="新标题", by=staff.writer, on=LATER)

    item = actions.stay_withdrawn(item, by=staff.writer, on=LATER)

    assert (item.state, item.title, item.has_draft) == (State.WITHDRAWN, "旧标题", False)
    assert item.withdrawal_reason == "内容有误"
    with pytest.raises(NotLive):
        actions.stay_withdrawn(staff.draft(), by=staff.writer, on=LATER)


def test_an_annulled_penalty_must_go_within_three_working_days(staff: Staff) -> None:
    item = staff.published(title=PENALTY)

    item = actions.note_annulled(
        item, annulled_on=date(2026, 4, 2), reason="海府复〔2026〕3号", by=staff.writer, on=LATER
    )

    assert item.live
    assert item.withdraw_due_on == date(2026, 4, 8)
    assert InformationItem.objects.to_withdraw().get() == item


def test_it_is_withdrawn_with_the_reason_and_not_otherwise(staff: Staff) -> None:
    item, other = staff.published(title=PENALTY), staff.published()
    actions.note_annulled(item, annulled_on=LATER, reason="海府复〔2026〕3号", by=staff.writer, on=LATER)

    with pytest.raises(MustWithdraw):
        actions.expire_item(item, reason="期满", by=staff.leader, on=LATER)
    with pytest.raises(MustWithdraw):
        actions.replace_item(item, by_item=other, reason="更正", by=staff.leader, on=LATER)
    item = actions.withdraw_item(item, reason="复议撤销原处罚决定", by=staff.leader, on=LATER)

    assert not InformationItem.objects.to_withdraw().exists()
    assert item.events.get(step="withdraw").data == {"annulled_on": "2026-04-03", "due_on": "2026-04-09"}


def test_a_note_made_by_mistake_is_taken_back(staff: Staff) -> None:
    item = staff.published(title=PENALTY)
    actions.note_annulled(item, annulled_on=LATER, reason="海府复〔2026〕3号", by=staff.writer, on=LATER)

    with pytest.raises(StepNotAllowed):
        actions.clear_annulled(item, reason="登错了", by=staff.writer, on=LATER)
    with pytest.raises(ReasonMissing):
        actions.clear_annulled(item, reason="", by=staff.leader, on=LATER)
    item = actions.clear_annulled(item, reason="登错了，是另一件", by=staff.leader, on=LATER)

    assert (item.annulled_on, item.withdraw_due_on) == (None, None)
    with pytest.raises(NotAPenalty):
        actions.clear_annulled(item, reason="再来", by=staff.leader, on=LATER)


def test_only_a_penalty_is_noted_and_not_before_the_day(staff: Staff) -> None:
    with pytest.raises(NotAPenalty):
        actions.note_annulled(staff.published(), annulled_on=LATER, reason="x", by=staff.writer, on=LATER)
    item = staff.published(title=PENALTY)
    with pytest.raises(NotAPenalty, match="不能晚于今天"):
        actions.note_annulled(item, annulled_on=date(2026, 4, 7), reason="判决", by=staff.writer, on=LATER)
    with pytest.raises(ReasonMissing):
        actions.note_annulled(item, annulled_on=LATER, reason=" ", by=staff.writer, on=LATER)


def test_a_notice_goes_by_itself_the_day_after_its_last(staff: Staff) -> None:
    item = actions.set_expiry(
        staff.published(), expires_on=date(2026, 2, 27), by=staff.leader, on=date(2026, 2, 20)
    )

    assert actions.expire_notices(on=date(2026, 2, 27)) == []
    assert actions.expire_notices(on=date(2026, 2, 28)) == [item]
    assert actions.expire_notices(on=date(2026, 3, 1)) == []
    item.refresh_from_db()
    assert (item.ending, item.withdrawal_reason) == ("expire", "公示期至2026年2月27日，已经期满。")


def test_a_last_day_is_not_past_and_may_be_taken_back(staff: Staff) -> None:
    item = staff.published()

    with pytest.raises(TooEarly):
        actions.set_expiry(item, expires_on=date(2026, 4, 2), by=staff.leader, on=LATER)
    actions.set_expiry(item, expires_on=LATER, by=staff.leader, on=LATER)
    item = actions.set_expiry(item, expires_on=None, by=staff.leader, on=LATER)

    assert item.expires_on is None
    assert [event.opinion for event in item.events.filter(step="set_expiry")] == [
        "公示至2026年4月3日",
        "长期公开",
    ]


def test_what_was_annulled_waits_for_its_withdrawal(staff: Staff) -> None:
    item = staff.published(title=PENALTY)
    actions.set_expiry(item, expires_on=LATER, by=staff.leader, on=LATER)
    actions.note_annulled(item, annulled_on=LATER, reason="复议撤销", by=staff.writer, on=LATER)

    assert actions.expire_notices(on=date(2026, 5, 6)) == []


def test_nothing_is_published_whose_time_is_over(staff: Staff) -> None:
    item = staff.approved()
    actions.set_expiry(item, expires_on=TODAY, by=staff.leader, on=TODAY)

    with pytest.raises(TooEarly, match="重新设定公示期"):
        actions.publish_item(item, by=staff.leader, on=LATER)
