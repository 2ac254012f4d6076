"""承办、征求意见和延期（条例第三十二条至第三十四条）."""

from datetime import date

import pytest

from gongkai.casework import errors
from gongkai.casework.actions import (
    assign_unit,
    consult_peer,
    consult_third_party,
    expire_consultation,
    extend_deadline,
    record_delivery,
    record_opinion,
)
from gongkai.casework.models import Consultation, DisclosureRequest
from gongkai.casework.states import State
from gongkai.casework.timing import clock_of
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body, make_request, make_unit, make_user, staff_of

pytestmark = pytest.mark.django_db
Opinion = Consultation.Opinion
LETTER = date(2026, 3, 10)
ANSWER = date(2026, 3, 25)


# --- assignment ---------------------------------------------------------------------------------------------


def test_a_request_goes_to_a_unit_and_a_person_and_the_event_says_from_whom_to_whom() -> None:
    case = make_request()
    staff = staff_of(case.body)

    case = assign_unit(case, unit=staff.unit, handler=staff.handler, by=staff.registrar, on=LETTER)

    assert (case.state, case.handling_unit, case.handler) == (State.ASSIGNED, staff.unit, staff.handler)
    event = case.events.last()
    assert event is not None
    assert event.data == {"before": [None, None], "after": [staff.unit.pk, staff.handler.pk]}


def test_who_looked_before_a_colleague_passed_it_on_is_told_so() -> None:
    case = make_request()
    staff, seen = staff_of(case.body), DisclosureRequest.objects.get(pk=case.pk)
    assign_unit(case, unit=staff.unit, by=staff.office_head, on=LETTER)

    with pytest.raises(errors.AssignedMeanwhile, match="别人刚刚把本申请转交给了承办科"):
        assign_unit(seen, unit=make_unit(body=case.body), by=staff.registrar, on=LETTER)


def test_only_units_of_the_body_and_people_of_the_unit_can_be_given_it() -> None:
    case = make_request()
    staff = staff_of(case.body)
    elsewhere = make_unit(body=make_body())
    outsider = make_user(role=Role.HANDLER, body=case.body)

    with pytest.raises(errors.WrongUnit):
        assign_unit(case, unit=elsewhere, by=staff.registrar, on=LETTER)
    with pytest.raises(errors.WrongUnit):
        assign_unit(case, unit=staff.unit, handler=outsider, by=staff.registrar, on=LETTER)


def test_a_handler_of_another_unit_has_no_part_in_it() -> None:
    case = make_request(assigned=True)
    other = make_user(role=Role.HANDLER, body=case.body)

    with pytest.raises(StepNotAllowed, match="经办人"):
        consult_peer(case, party="市财政局", by=other, on=LETTER)


# --- consultation -------------------------------------------------------------------------------------------


def test_the_clock_pauses_while_a_third_party_is_asked() -> None:
    case = make_request(received_on=date(2026, 3, 2), assigned=True)
    handler = staff_of(case.body).handler
    assert case.due_on == date(2026, 3, 30)

    letter = consult_third_party(case, party="甲公司", contact="海城路1号", by=handler, on=LETTER)
    assert letter.request.state == State.THIRD_PARTY_CONSULTING
    assert (letter.due_on, letter.request.due_on) == (date(2026, 3, 31), date(2026, 4, 21))
    letter = record_opinion(letter, opinion=Opinion.AGREE, by=handler, on=ANSWER)

    assert letter.request.state == State.ASSIGNED
    assert letter.request.due_on == date(2026, 4, 15)
    result = clock_of(letter.request)
    assert (result.used, result.paused, result.left) == (6, 11, 14)


def test_the_state_says_whose_opinion_is_still_awaited() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    first = consult_third_party(case, party="甲公司", by=handler, on=LETTER)
    second = consult_peer(case, party="市财政局", by=handler, on=LETTER)
    assert second.request.state == State.PEER_CONSULTING

    second = record_opinion(second, opinion=Opinion.AGREE, by=handler, on=ANSWER)
    assert second.request.state == State.THIRD_PARTY_CONSULTING
    first = record_opinion(first, opinion=Opinion.REFUSE, by=handler, on=ANSWER)

    assert first.request.state == State.ASSIGNED
    steps = [event.step for event in first.request.events.all()][-4:]
    assert steps == ["record_opinion", "await_third_party", "record_opinion", "resume"]


def test_silence_is_consent_of_another_organ_and_leaves_the_decision_where_a_third_party_is_silent() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    third_party = consult_third_party(case, party="甲公司", by=handler, on=LETTER)
    peer = consult_peer(case, party="市财政局", by=handler, on=LETTER)

    with pytest.raises(errors.ConsultationOpen):
        expire_consultation(peer, on=date(2026, 3, 31))
    peer = expire_consultation(peer, on=date(2026, 4, 1))
    third_party = expire_consultation(third_party, on=date(2026, 4, 1))

    assert peer.counts_as_consent
    assert not third_party.counts_as_consent
    assert third_party.request.state == State.ASSIGNED
    assert third_party.request.due_on == date(2026, 4, 21)


def test_the_fifteen_days_count_from_the_arrival_of_the_letter() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    letter = consult_third_party(case, party="甲公司", by=handler, on=LETTER)

    letter = record_delivery(letter, delivered_on=date(2026, 3, 16), by=handler, on=date(2026, 3, 17))

    assert letter.due_on == date(2026, 4, 7)
    assert letter.request.due_on == date(2026, 4, 27)


def test_an_opinion_is_recorded_once_and_silence_is_none() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    letter = consult_third_party(case, party="甲公司", by=handler, on=LETTER)
    other = consult_third_party(case, party="乙公司", by=handler, on=LETTER)

    with pytest.raises(errors.RequestIncomplete):
        record_opinion(letter, opinion=Opinion.SILENT, by=handler, on=ANSWER)
    with pytest.raises(errors.DateOutOfOrder):
        record_opinion(letter, opinion=Opinion.AGREE, answered_on=date(2026, 3, 9), by=handler, on=ANSWER)
    record_opinion(letter, opinion=Opinion.AGREE, by=handler, on=ANSWER)
    with pytest.raises(errors.ConsultationClosed):
        record_opinion(letter, opinion=Opinion.REFUSE, by=handler, on=ANSWER)
    assert other.is_open


# --- extension ----------------------------------------------------------------------------------------------


def test_the_head_gains_twenty_more_working_days() -> None:
    case = make_request(received_on=date(2026, 3, 2))

    case = extend_deadline(
        case, days=20, reason="涉及多部门", by=staff_of(case.body).office_head, on=date(2026, 3, 20)
    )

    assert case.due_on == date(2026, 4, 28)  # 清明节假期（4月4日至6日）不计入
    assert case.extension_days == 20
    event = case.events.last()
    assert event is not None
    assert (event.step, event.data["due_on"]) == ("extend", ["2026-03-30", "2026-04-28"])


def test_only_once() -> None:
    case = make_request()
    head = staff_of(case.body).office_head
    case = extend_deadline(case, days=5, reason="涉及多部门", by=head, on=date(2026, 3, 20))

    with pytest.raises(errors.AlreadyExtended, match="第三十三条"):
        extend_deadline(case, days=5, reason="再次延长", by=head, on=date(2026, 3, 20))


def test_not_after_the_last_day() -> None:
    on_time, late = make_request(), make_request()

    extend_deadline(
        on_time, days=5, reason="涉及多部门", by=staff_of(on_time.body).office_head, on=date(2026, 3, 30)
    )
    with pytest.raises(errors.ExtensionTooLate, match="2026年3月30日"):
        extend_deadline(
            late, days=5, reason="涉及多部门", by=staff_of(late.body).office_head, on=date(2026, 3, 31)
        )


@pytest.mark.parametrize(("received_on", "days"), [(date(2026, 3, 2), 21), (date(2026, 3, 2), 0)])
def test_not_longer_than_the_law_allows(received_on: date, days: int) -> None:
    case = make_request(received_on=received_on)

    with pytest.raises(errors.ExtensionTooLong, match="20"):
        extend_deadline(
            case, days=days, reason="涉及多部门", by=staff_of(case.body).office_head, on=received_on
        )


def test_not_without_a_reason_and_not_by_the_registrar() -> None:
    case = make_request()
    staff = staff_of(case.body)

    with pytest.raises(errors.RequestIncomplete):
        extend_deadline(case, days=5, reason=" ", by=staff.office_head, on=LETTER)
    with pytest.raises(StepNotAllowed, match="公开工作机构负责人"):
        extend_deadline(case, days=5, reason="涉及多部门", by=staff.registrar, on=LETTER)
