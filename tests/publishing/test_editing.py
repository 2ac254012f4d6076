"""编辑锁: one person at a time, until they leave, fall silent, or somebody takes over with a word."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gongkai.publishing import actions
from gongkai.publishing.errors import ReasonMissing
from gongkai.publishing.models import EditLock, InformationItem
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_user
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 2, 12, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def item(staff: Staff) -> InformationItem:
    return staff.draft()


def test_whoever_comes_second_learns_who_is_there(staff: Staff, item: InformationItem) -> None:
    other = make_user(role=Role.HANDLER, unit=staff.unit)
    actions.begin_editing(item, by=staff.writer, at=NINE)

    found = actions.begin_editing(item, by=other, at=NINE + 5 * MINUTE)

    assert (found.by, found.since) == (staff.writer, NINE)
    assert EditLock.objects.count() == 1


def test_it_lasts_as_long_as_the_form_is_heard_of(staff: Staff, item: InformationItem) -> None:
    other = make_user(role=Role.HANDLER, unit=staff.unit)
    actions.begin_editing(item, by=staff.writer, at=NINE)
    mine = actions.begin_editing(item, by=staff.writer, at=NINE + 15 * MINUTE)
    assert mine.since == NINE

    assert actions.held_by_another(item, by=other, at=NINE + 34 * MINUTE) == mine
    assert actions.held_by_another(item, by=other, at=NINE + 35 * MINUTE) is None
    assert actions.begin_editing(item, by=other, at=NINE + 35 * MINUTE).by == other


def test_leaving_lets_go(staff: Staff, item: InformationItem) -> None:
    other = make_user(role=Role.HANDLER, unit=staff.unit)
    actions.begin_editing(item, by=staff.writer, at=NINE)

    actions.end_editing(item, by=other)
    assert actions.held_by_another(item, by=other, at=NINE)
    actions.end_editing(item, by=staff.writer)

    assert not EditLock.objects.exists()


def test_taking_over_needs_a_word_and_is_recorded(staff: Staff, item: InformationItem) -> None:
    other = make_user(role=Role.HANDLER, unit=staff.unit)
    actions.begin_editing(item, by=staff.writer, at=NINE)
    with pytest.raises(ReasonMissing, match="李经办打开页面时会看到"):
        actions.take_over_editing(item, note=" ", by=other, at=NINE, on=TODAY)

    held = actions.take_over_editing(item, note="领导催办", by=other, at=NINE + MINUTE, on=TODAY)

    assert (held.by, held.note) == (other, "领导催办")
    event = item.events.get(step="take_over")
    assert (event.step_label, event.opinion, event.data["from"]) == ("接手编辑", "领导催办", "李经办")
    assert actions.held_by_another(item, by=staff.writer, at=NINE + MINUTE) == held


def test_nothing_is_taken_over_where_nobody_is(staff: Staff, item: InformationItem) -> None:
    held = actions.take_over_editing(item, note="", by=staff.writer, at=NINE, on=TODAY)

    assert held.by == staff.writer
    assert not item.events.filter(step="take_over").exists()


def test_who_may_not_write_takes_nothing_over(staff: Staff, item: InformationItem) -> None:
    with pytest.raises(StepNotAllowed):
        actions.take_over_editing(item, note="看看", by=staff.reviewer, at=NINE, on=TODAY)
