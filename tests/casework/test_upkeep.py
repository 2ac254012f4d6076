"""时间过去、放假安排公布之后，系统自己做的事."""

from datetime import date

import pytest

from gongkai.bodies.actions import import_year
from gongkai.bodies.calendar import current_calendar
from gongkai.casework.actions import (
    ask_to_correct,
    consult_peer,
    consult_third_party,
    expire_consultations,
    import_calendar_year,
    propose_lapses,
    redate_open_requests,
)
from gongkai.casework.models import Consultation
from gongkai.casework.states import State
from gongkai.rules.calendar import Calendar
from tests.casework.arrangement import arrangement
from tests.factories import answer_request, make_request, make_user, staff_of

pytestmark = pytest.mark.django_db
YEAR = max(Calendar.default().years) + 1  # 尚未公布
DECEMBER = date(YEAR - 1, 12, 21)


def test_an_arrangement_entered_by_hand_is_in_force_at_once() -> None:
    new_year = date(YEAR, 1, 1)
    assert not current_calendar().is_announced(new_year)

    import_year(arrangement(YEAR), by=None)

    assert current_calendar().is_announced(new_year)
    assert not current_calendar().is_working_day(new_year)


def test_a_new_arrangement_dates_running_requests_anew_and_lists_what_moved() -> None:
    moving, staying = make_request(received_on=DECEMBER), make_request(received_on=date(YEAR - 1, 11, 2))
    done = answer_request(make_request(received_on=DECEMBER), on=date(YEAR - 1, 12, 28))
    assert moving.provisional
    was = moving.due_on
    admin = make_user()

    more = f'"补休" = [{YEAR}-01-04, {YEAR}-01-05, {YEAR}-01-06]\n'
    moved = import_calendar_year(arrangement(YEAR, more=more), by=admin, on=date(YEAR - 1, 12, 30))

    assert [(each.number, each.old) for each in moved] == [(moving.number, was)]
    moving.refresh_from_db()
    assert was is not None
    assert moving.due_on is not None
    assert moving.due_on == moved[0].new
    assert moving.due_on > was
    event = moving.events.last()
    assert event is not None
    assert (event.step, event.by) == ("redate", admin)
    assert event.data["due_on"] == [was.isoformat(), moving.due_on.isoformat()]
    for case in (staying, done):
        assert not case.events.filter(step="redate").exists()


def test_the_last_day_for_an_opinion_moves_with_the_arrangement_and_an_earlier_one_stays() -> None:
    case = make_request(received_on=date(YEAR - 1, 12, 1), assigned=True)
    handler = staff_of(case.body).handler
    early = consult_peer(case, party="市财政局", by=handler, on=date(YEAR - 1, 12, 2))
    late = consult_third_party(case, party="甲公司", by=handler, on=DECEMBER)

    more = f'"补休" = [{YEAR}-01-04, {YEAR}-01-05, {YEAR}-01-06]\n'
    import_calendar_year(arrangement(YEAR, more=more), by=None, on=date(YEAR - 1, 12, 30))

    assert Consultation.objects.get(pk=early.pk).due_on == early.due_on
    moved = Consultation.objects.get(pk=late.pk).due_on
    assert late.due_on is not None
    assert moved is not None
    assert moved > late.due_on


def test_a_date_that_stays_is_no_longer_provisional() -> None:
    case = make_request(received_on=DECEMBER)
    was = case.due_on
    first = date(YEAR, 1, 1)
    saturday = date(YEAR, 1, 2 + (5 - date(YEAR, 1, 2).weekday()) % 7)
    made_up = f'[workdays]\n"元旦" = [{saturday}]\n' if first.weekday() < 5 else ""

    import_year(arrangement(YEAR, more=made_up), by=None)
    moved = redate_open_requests(current_calendar(), by=None, on=date(YEAR - 1, 12, 30))

    case.refresh_from_db()
    assert moved == []
    assert (case.due_on, case.provisional) == (was, False)


def test_dating_anew_twice_moves_nothing() -> None:
    make_request(received_on=DECEMBER)
    import_calendar_year(arrangement(YEAR), by=None, on=date(YEAR - 1, 12, 30))

    assert redate_open_requests(current_calendar(), by=None, on=date(YEAR - 1, 12, 31)) == []


def test_the_system_takes_silence_for_an_answer_only_when_the_time_has_passed() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    early = consult_third_party(case, party="甲公司", by=handler, on=date(2026, 3, 3))
    late = consult_peer(case, party="市财政局", by=handler, on=date(2026, 3, 10))

    expired = expire_consultations(on=early.due_on or date.max)
    assert expired == []
    expired = expire_consultations(on=date(2026, 3, 31))

    assert expired == [early]
    assert expired[0].request.state == State.PEER_CONSULTING
    late.refresh_from_db()
    assert late.is_open
    silent = Consultation.objects.get(pk=early.pk)
    assert (silent.opinion, silent.answered_on) == (Consultation.Opinion.SILENT, None)


def test_the_system_proposes_to_end_an_uncorrected_request_once_and_does_not_end_it() -> None:
    case = make_request()
    until = date(2026, 3, 20)
    ask_to_correct(case, items="年度", until_on=until, by=staff_of(case.body).registrar, on=date(2026, 3, 3))

    assert propose_lapses(on=until) == []
    assert propose_lapses(on=date(2026, 3, 23)) == [case]
    assert propose_lapses(on=date(2026, 3, 24)) == []

    case.refresh_from_db()
    assert case.state == State.CORRECTION_PENDING
    event = case.events.last()
    assert event is not None
    assert (event.step, event.by) == ("propose_lapse", None)
