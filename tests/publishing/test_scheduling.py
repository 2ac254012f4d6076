"""定时发布: public on its day without a click, if it is approved; else not, and said why."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from gongkai.publishing import actions
from gongkai.publishing.errors import NotForPublication, TooEarly, TooLate
from gongkai.publishing.guards import steps_for
from gongkai.publishing.states import State
from gongkai.workflow import StepNotAllowed
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def scheduled(staff: Staff, item: Any) -> Any:
    return actions.schedule_item(item, publish_on=MONDAY, by=staff.leader, on=TODAY)


def test_an_approved_item_goes_public_on_its_day(staff: Staff) -> None:
    item = scheduled(staff, staff.approved())
    assert actions.publish_scheduled(on=date(2026, 3, 1)) == []

    assert actions.publish_scheduled(on=MONDAY) == [item]

    item.refresh_from_db()
    assert (item.live, item.published_on, item.scheduled_on) == (True, MONDAY, None)
    assert item.events.get(step="publish").by == staff.leader
    assert actions.publish_scheduled(on=MONDAY) == []


def test_what_is_not_approved_waits(staff: Staff) -> None:
    item = scheduled(staff, staff.at_secrecy())

    assert actions.publish_scheduled(on=MONDAY) == []

    item.refresh_from_db()
    assert (item.live, item.scheduled_on) == (False, MONDAY)
    staff.pass_secrecy(item)
    assert actions.publish_scheduled(on=date(2026, 3, 3)) == [item]


def test_what_may_not_go_out_is_said_and_not_tried_again(staff: Staff) -> None:
    item = scheduled(staff, staff.approved())
    type(item).objects.filter(pk=item.pk).update(formed_on=date(2026, 12, 1))

    assert actions.publish_scheduled(on=MONDAY) == []

    item.refresh_from_db()
    event = item.events.get(step="schedule_refused")
    assert (item.live, item.scheduled_on, event.by) == (False, None, None)
    assert event.opinion
    assert event.step_label == "定时发布未成"


def test_the_day_is_recorded_and_can_be_given_up(staff: Staff) -> None:
    item = scheduled(staff, staff.approved())

    item = actions.schedule_item(item, publish_on=None, by=staff.leader, on=TODAY)

    assert (item.scheduled_on, item.scheduled_by, item.state) == (None, None, State.APPROVED)
    words = [event.opinion for event in item.events.filter(step="schedule")]
    assert words == ["定于2026年3月2日发布", "取消定时发布"]


def test_what_is_refused(staff: Staff) -> None:
    item = staff.approved()  # formed on 9 February: public by 17 March at the latest
    assert item.publish_due_on

    for publish_on, refusal in ((TODAY, TooEarly), (date(2026, 12, 1), TooLate)):
        with pytest.raises(refusal):
            actions.schedule_item(item, publish_on=publish_on, by=staff.leader, on=TODAY)
    with pytest.raises(StepNotAllowed):
        actions.schedule_item(item, publish_on=MONDAY, by=staff.writer, on=TODAY)
    withheld = staff.draft(disclosure_mode="withheld", mode_reason="条例第十四条")
    with pytest.raises(NotForPublication):
        actions.schedule_item(withheld, publish_on=MONDAY, by=staff.leader, on=TODAY)
    offered = {each.step.code: each.allowed for each in steps_for(withheld, staff.leader, TODAY)}
    assert not offered["schedule"]


def test_an_amendment_does_not_inherit_the_day(staff: Staff) -> None:
    item = scheduled(staff, staff.approved())
    item = actions.publish_item(item, by=staff.leader, on=TODAY)

    item = actions.amend_item(item, by=staff.writer, on=TODAY)

    assert item.scheduled_on is None


def test_the_clock_does_it_without_a_click(staff: Staff, capsys: Any) -> None:
    item = scheduled(staff, staff.approved())

    call_command("tick", "--on", MONDAY.isoformat(), "--json")

    assert json.loads(capsys.readouterr().out)["scheduled"] == 1
    item.refresh_from_db()
    assert item.live
