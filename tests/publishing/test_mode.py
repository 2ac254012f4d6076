"""公开属性: a reason with its article at drafting, and a look at it from time to time (条例第十八条)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongkai.publishing import actions
from gongkai.publishing.errors import NothingToReview, ReasonMissing, TooEarly
from gongkai.publishing.models import InformationItem, Mode
from gongkai.publishing.states import State
from gongkai.workflow import StepNotAllowed
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
REASON = "属于讨论记录、过程稿（条例第十六条第二款）"
WITHHELD = {"disclosure_mode": Mode.WITHHELD.value, "mode_reason": REASON}
A_YEAR_ON = date(2027, 2, 12)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def withheld(staff: Staff) -> InformationItem:
    return actions.save_draft(staff.draft(), by=staff.writer, on=TODAY, **WITHHELD)


@pytest.mark.parametrize("reason", ["", "内部事项", "条例"])
@pytest.mark.parametrize("mode", [Mode.ON_REQUEST, Mode.WITHHELD])
def test_a_reason_without_its_article_is_refused_at_drafting(staff: Staff, mode: Mode, reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.save_draft(
            staff.draft(), disclosure_mode=mode.value, mode_reason=reason, by=staff.writer, on=TODAY
        )

    assert "条款" in refused.value.message_dict["mode_reason"][0]


def test_the_reason_is_kept_in_the_version(staff: Staff) -> None:
    item = withheld(staff)

    assert item.draft_version
    assert item.draft_version.snapshot["mode_reason"] == REASON
    assert item.mode_review_on == A_YEAR_ON


def test_what_is_disclosed_is_not_looked_at_again(staff: Staff) -> None:
    item = actions.save_draft(withheld(staff), disclosure_mode="public", by=staff.writer, on=TODAY)

    assert item.mode_review_on is None
    assert not InformationItem.objects.undisclosed().exists()


def test_saving_again_does_not_put_off_the_look(staff: Staff) -> None:
    item = actions.save_draft(withheld(staff), title="改过", by=staff.writer, on=date(2026, 6, 1))

    assert item.mode_review_on == A_YEAR_ON


def test_due_is_what_has_come_to_its_day(staff: Staff) -> None:
    item = withheld(staff)

    assert not InformationItem.objects.mode_due(date(2027, 2, 11)).exists()
    assert InformationItem.objects.mode_due(A_YEAR_ON).get() == item


def test_it_stays_undisclosed_until_the_next_look(staff: Staff) -> None:
    item = withheld(staff)

    item = actions.review_mode(item, keeps=True, reason="情形没有变化", by=staff.leader, on=A_YEAR_ON)

    assert item.mode_review_on == date(2028, 2, 14)  # the twelfth is a Saturday
    event = item.events.get(step="review_mode")
    assert (event.opinion, event.data["next"]) == ("情形没有变化", "2028-02-14")


def test_it_becomes_a_draft_to_be_disclosed_and_reviewed(staff: Staff) -> None:
    item = staff.approve(actions.submit_item(withheld(staff), by=staff.writer, on=TODAY))

    item = actions.review_mode(item, keeps=False, reason="事项已经办结", by=staff.leader, on=A_YEAR_ON)

    assert (item.state, item.disclosure_mode, item.mode_review_on) == (State.DRAFT, "public", None)
    assert item.versions.first().snapshot["disclosure_mode"] == "public"
    assert item.versions.get(number=2).snapshot["mode_reason"] == REASON


def test_what_is_refused(staff: Staff) -> None:
    item = withheld(staff)

    with pytest.raises(ReasonMissing):
        actions.review_mode(item, keeps=True, reason=" ", by=staff.leader, on=TODAY)
    with pytest.raises(TooEarly):
        actions.review_mode(
            item, keeps=True, reason="没有变化", next_review_on=TODAY, by=staff.leader, on=TODAY
        )
    with pytest.raises(StepNotAllowed):
        actions.review_mode(item, keeps=True, reason="没有变化", by=staff.writer, on=TODAY)
    with pytest.raises(NothingToReview):
        actions.review_mode(staff.draft(), keeps=True, reason="没有变化", by=staff.leader, on=TODAY)
