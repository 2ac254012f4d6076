"""信息处理费（条例第四十二条，国办函〔2020〕109号）."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.bodies.actions import import_year
from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body
from gongkai.casework import errors
from gongkai.casework.actions import (
    close_request,
    draft_reply,
    lapse_payment,
    notify_fee,
    propose_lapses,
    record_fee_service,
    record_payment,
    redate_open_requests,
    withdraw_request,
)
from gongkai.casework.fees import charge_for, items_before
from gongkai.casework.guards import steps_for
from gongkai.casework.models import Applicant, DisclosureRequest, FeeNotice, SupplyForm
from gongkai.casework.states import State
from gongkai.rules.calendar import Calendar
from gongkai.rules.outcomes import Outcome
from gongkai.workflow import StepNotAllowed
from tests.casework.arrangement import arrangement
from tests.factories import Staff, answer_request, make_body, make_reply_facts, make_request, staff_of

pytestmark = pytest.mark.django_db
BY_REQUEST, BY_VOLUME = FeeNotice.Ladder.BY_REQUEST, FeeNotice.Ladder.BY_VOLUME
MARCH = date(2026, 3, 2)
NOTIFIED, SERVED, PAID = date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 25)
DUE = date(2026, 4, 10)  # 收到通知次日起20个工作日；清明节放假


def enter_requests(body: Body, number: int, *, on: date = MARCH, name: str = "李明") -> None:
    """Enter requests of one applicant, as many as a band needs; nothing else matters of them."""
    made = DisclosureRequest.objects.bulk_create(
        DisclosureRequest(
            body=body,
            number=f"{on}-{name}-{place}",
            channel="counter",
            submitted_on=on,
            received_on=on,
            matter="稳岗返还",
            state=State.ASSIGNED,
        )
        for place in range(number)
    )
    Applicant.objects.bulk_create(
        Applicant(request=case, kind="natural_person", name=name, phone="13800000000") for case in made
    )


def notified(*, pages: int = 86, **facts: Any) -> tuple[DisclosureRequest, Staff]:
    case = make_request(assigned=True, **facts)
    staff = staff_of(case.body)
    return notify_fee(case, ladder=BY_VOLUME, quantity=pages, by=staff.office_head, on=NOTIFIED), staff


def served(**facts: Any) -> tuple[DisclosureRequest, Staff]:
    case, staff = notified(**facts)
    return record_fee_service(case, served_on=SERVED, by=staff.registrar, on=SERVED), staff


# --- how much -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("earlier", "yuan"), [(9, 0), (10, 100), (29, 100), (30, 200), (40, 300)])
def test_the_eleventh_and_the_thirty_first_request_of_a_month_cost_more(earlier: int, yuan: int) -> None:
    body = make_body()
    enter_requests(body, earlier)

    case = make_request(body=body, assigned=True)

    assert charge_for(case, BY_REQUEST, 1).amount == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"), [(30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740)]
)
def test_pages_cost_more_from_the_thirty_first(pages: int, yuan: int) -> None:
    case = make_request(assigned=True)

    assert charge_for(case, BY_VOLUME, pages).amount == yuan


def test_several_items_of_one_request_are_charged_band_by_band() -> None:
    body = make_body()
    enter_requests(body, 29)

    charge = charge_for(make_request(body=body), BY_REQUEST, 2)

    assert charge.amount == 300  # 第30件100元，第31件200元
    assert "2026年3月申请的第30件至第31件" in charge.basis
    assert "第11—30件每件100元" in charge.basis
    assert "第四条" in charge.basis


def test_an_earlier_request_charged_for_three_items_counts_as_three() -> None:
    body = make_body()
    enter_requests(body, 10)
    case = make_request(body=body, assigned=True)
    notify_fee(case, ladder=BY_REQUEST, quantity=3, by=staff_of(body).office_head, on=NOTIFIED)

    assert items_before(make_request(body=body)) == 13


def test_each_calendar_month_each_body_and_each_applicant_counts_alone() -> None:
    body = make_body()
    enter_requests(body, 1, on=date(2026, 2, 28))
    enter_requests(body, 2, on=date(2026, 3, 31))
    enter_requests(body, 3, name="王芳")
    enter_requests(make_body(), 4)

    assert items_before(make_request(body=body, received_on=date(2026, 3, 30))) == 0
    assert items_before(make_request(body=body, received_on=date(2026, 3, 31))) == 3
    assert items_before(make_request(body=body, received_on=date(2026, 4, 1))) == 0


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (
            {"id_number": "99019919600101001x"},
            {"id_number": "99019919600101001X", "phone": "13900000000"},
            True,
        ),
        (
            {"id_number": "99019919600101001X"},
            {"id_number": "990199196001010021", "phone": "13900000000"},
            False,
        ),
        ({"org_code": "91320900MA1XXXXX0A"}, {"org_code": "91320900MA1XXXXX0A", "name": "蓝天公司"}, True),
        ({"phone": ""}, {"phone": "", "email": "li@example.org"}, False),
        ({"name": "李明"}, {"name": "李敏"}, False),
        ({}, {}, True),
    ],
)
def test_the_same_applicant_is_known_by_identity_code_or_name_with_phone(
    first: dict[str, str], second: dict[str, str], same: bool
) -> None:
    body = make_body()
    cases = [make_request(body=body), make_request(body=body)]
    for case, facts in zip(cases, (first, second), strict=True):
        known = {"address": "海城市", "name": case.applicant.name, "phone": case.applicant.phone, **facts}
        Applicant(pk=case.applicant.pk, request=case, kind=case.applicant.kind, **known).save()

    assert items_before(DisclosureRequest.objects.get(pk=cases[1].pk)) == (1 if same else 0)


def test_what_is_read_on_site_is_not_charged_by_pages() -> None:
    case = make_request(assigned=True, supply_form=SupplyForm.ON_SITE)

    with pytest.raises(errors.FeeNotDue, match="第五条"):
        notify_fee(case, ladder=BY_VOLUME, quantity=86, by=staff_of(case.body).office_head, on=NOTIFIED)


# --- the notice ---------------------------------------------------------------------------------------------


def test_a_notice_stops_the_clock_and_says_how_it_is_worked_out() -> None:
    case, _ = notified()

    assert (case.state, case.due_on) == (State.FEE_PENDING, None)
    notice = case.fee_notice
    assert (notice.amount, notice.notified_on, notice.due_on) == (560, NOTIFIED, None)
    assert notice.basis.startswith("按量计收：本件申请提供86页")
    event = case.events.get(step="notify_fee")
    assert event.data == {
        "notified_on": "2026-03-10",
        "fee": ["by_volume", 86, 560, 560],
        "due_on": ["2026-03-30", None],
    }


def test_the_body_may_ask_less_than_the_standard_and_not_more() -> None:
    case = make_request(assigned=True)
    head = staff_of(case.body).office_head

    for amount in (561, 0):
        with pytest.raises(errors.ChargeTooHigh, match="560元"):
            notify_fee(case, ladder=BY_VOLUME, quantity=86, amount=amount, by=head, on=NOTIFIED)
    case = notify_fee(case, ladder=BY_VOLUME, quantity=86, amount=300, by=head, on=NOTIFIED)

    assert case.fee_notice.amount == 300
    assert case.events.get(step="notify_fee").data["fee"] == ["by_volume", 86, 300, 560]


@pytest.mark.parametrize(
    ("ladder", "quantity", "refusal"),
    [
        (BY_VOLUME, 30, errors.FeeNotDue),
        (BY_REQUEST, 1, errors.FeeNotDue),
        (BY_VOLUME, 0, errors.RequestIncomplete),
    ],
)
def test_below_the_first_band_nothing_is_charged(
    ladder: FeeNotice.Ladder, quantity: int, refusal: type[Exception]
) -> None:
    case = make_request(assigned=True)

    with pytest.raises(refusal):
        notify_fee(case, ladder=ladder, quantity=quantity, by=staff_of(case.body).office_head, on=NOTIFIED)
    assert not FeeNotice.objects.exists()


def test_a_request_is_charged_once() -> None:
    case, staff = served()
    case = record_payment(case, receipt_no="00351882", by=staff.registrar, on=PAID)

    with pytest.raises(errors.AlreadyCharged, match="只收费一次"):
        notify_fee(case, ladder=BY_VOLUME, quantity=86, by=staff.office_head, on=PAID)


def test_a_fee_is_decided_on_within_the_reply_period() -> None:
    case = make_request(received_on=MARCH, assigned=True)  # 3月30日届满
    head = staff_of(case.body).office_head

    with pytest.raises(errors.ChargeTooLate, match="2026年3月30日"):
        notify_fee(case, ladder=BY_VOLUME, quantity=86, by=head, on=date(2026, 3, 31))
    case = notify_fee(case, ladder=BY_VOLUME, quantity=86, by=head, on=date(2026, 3, 30))

    assert case.state == State.FEE_PENDING


def test_a_request_of_2020_costs_nothing() -> None:
    case = make_request(received_on=date(2020, 12, 31), assigned=True)

    with pytest.raises(errors.FeeNotDue, match="2021-01-01"):
        notify_fee(
            case, ladder=BY_VOLUME, quantity=86, by=staff_of(case.body).office_head, on=date(2021, 1, 4)
        )


def test_only_the_head_of_the_office_charges() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)

    for by in (staff.registrar, staff.handler, staff.leader):
        with pytest.raises(StepNotAllowed, match="公开工作机构负责人"):
            notify_fee(case, ladder=BY_VOLUME, quantity=86, by=by, on=NOTIFIED)


# --- service and payment ------------------------------------------------------------------------------------


def test_twenty_working_days_to_pay_count_from_the_day_after_service() -> None:
    case, staff = served()

    assert (case.fee_notice.served_on, case.fee_notice.due_on) == (SERVED, DUE)
    with pytest.raises(errors.AlreadyServed, match="2026年3月12日"):
        record_fee_service(case, served_on=SERVED, by=staff.registrar, on=SERVED)


def test_the_reply_period_counts_anew_from_the_day_after_the_payment() -> None:
    case, staff = served()

    case = record_payment(
        case, receipt_no=" 00351882 ", paid_on=PAID, by=staff.registrar, on=date(2026, 3, 26)
    )

    assert (case.state, case.clock_from, case.due_on) == (State.ASSIGNED, PAID, date(2026, 4, 23))
    assert case.received_on == MARCH
    notice = FeeNotice.objects.get(request=case)
    assert (notice.paid_on, notice.receipt_no) == (PAID, "00351882")
    assert case.events.get(step="record_payment").data == {
        "paid_on": "2026-03-25",
        "amount": 560,
        "receipt_no": "00351882",
        "restarts": True,
        "due_on": [None, "2026-04-23"],
    }


def test_after_the_payment_the_request_is_answered() -> None:
    case, staff = served()
    case = record_payment(case, receipt_no="00351882", by=staff.registrar, on=PAID)

    case = answer_request(case, on=date(2026, 4, 23))

    assert (case.outcome, case.concluded_late) == (Outcome.GRANTED, False)


def test_a_late_payment_is_taken_while_the_request_has_not_been_ended() -> None:
    case, staff = served()

    case = record_payment(case, receipt_no="00351882", by=staff.registrar, on=date(2026, 4, 13))

    assert case.state == State.ASSIGNED


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"receipt_no": " "}, errors.RequestIncomplete),
        ({"receipt_no": "1", "paid_on": date(2026, 3, 9)}, errors.DateOutOfOrder),
        ({"receipt_no": "1", "paid_on": date(2026, 3, 26)}, errors.DateOutOfOrder),
    ],
)
def test_a_payment_has_a_receipt_and_a_day_after_the_notice(
    wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    case, staff = served()

    with pytest.raises(refusal):
        record_payment(case, **wrong, by=staff.registrar, on=PAID)
    assert FeeNotice.objects.get(request=case).paid_on is None


def test_nothing_is_answered_while_the_fee_is_awaited() -> None:
    case, staff = served()

    with pytest.raises(StepNotAllowed, match="待缴费"):
        draft_reply(case, facts=make_reply_facts(), by=staff.handler, on=PAID)


# --- no payment ---------------------------------------------------------------------------------------------


def test_without_payment_the_request_is_ended_from_the_day_after_the_last() -> None:
    case, staff = served()

    with pytest.raises(errors.PaymentPeriodRuns, match="2026年4月10日"):
        lapse_payment(case, by=staff.office_head, on=DUE)
    case = lapse_payment(case, by=staff.office_head, on=date(2026, 4, 11))

    assert case.state == State.ABANDONED_NO_PAYMENT
    assert (case.outcome, case.concluded_on) == (Outcome.OTHER_NO_PAYMENT, date(2026, 4, 11))
    assert not case.concluded_late
    assert close_request(case, by=staff.registrar, on=date(2026, 4, 13)).state == State.CLOSED


def test_a_notice_that_never_arrived_does_not_end_the_request() -> None:
    case, staff = notified()

    with pytest.raises(errors.FeeNotServed, match="送达"):
        lapse_payment(case, by=staff.office_head, on=date(2026, 6, 1))


def test_the_system_proposes_to_end_an_unpaid_request_once_and_does_not_end_it() -> None:
    case, _ = served()
    notified()

    assert propose_lapses(on=DUE) == []
    assert propose_lapses(on=date(2026, 4, 11)) == [case]
    assert propose_lapses(on=date(2026, 4, 13)) == []

    case.refresh_from_db()
    assert case.state == State.FEE_PENDING
    event = case.events.last()
    assert event is not None
    assert (event.step, event.by, "2026年4月10日" in event.note) == ("propose_payment_lapse", None, True)


def test_the_buttons_say_why_not_yet() -> None:
    case, staff = served()

    options = {each.step.code: each for each in steps_for(case, staff.office_head, DUE)}

    assert "2026年4月10日" in options["lapse_payment"].reason
    assert "propose_payment_lapse" not in options


def test_an_applicant_who_does_not_want_to_pay_may_withdraw() -> None:
    case, staff = served()

    case = withdraw_request(case, reason="不愿缴费，书面撤回", by=staff.registrar, on=PAID)

    assert (case.state, case.outcome) == (State.WITHDRAWN, Outcome.OTHER_MISC)
    assert not FeeNotice.objects.awaited().exists()


# --- calendar and tables ------------------------------------------------------------------------------------


def test_a_new_arrangement_dates_the_payment_anew() -> None:
    year = max(Calendar.default().years) + 1
    sent = date(year - 1, 12, 14)
    case = make_request(received_on=date(year - 1, 12, 7), assigned=True)
    staff = staff_of(case.body)
    case = notify_fee(case, ladder=BY_VOLUME, quantity=86, by=staff.office_head, on=sent)
    case = record_fee_service(case, served_on=sent, by=staff.registrar, on=sent)
    before = case.fee_notice.due_on

    more = f'"补休" = [{year}-01-04, {year}-01-05, {year}-01-06]\n'
    import_year(arrangement(year, more=more), by=None)
    redate_open_requests(current_calendar(), by=None, on=date(year - 1, 12, 30))

    after = FeeNotice.objects.get(request=case).due_on
    assert before is not None
    assert after is not None
    assert after > before
    assert redate_open_requests(current_calendar(), by=None, on=date(year - 1, 12, 31)) == []
    assert FeeNotice.objects.get(request=case).due_on == after


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": 0},
        {"amount": 0},
        {"served_on": date(2026, 3, 9)},
        {"due_on": None},
        {"due_on": SERVED},
        {"paid_on": PAID},
        {"receipt_no": "00351882"},
        {"paid_on": date(2026, 3, 9), "receipt_no": "00351882"},
    ],
)
def test_the_database_refuses_a_notice_that_cannot_be(wrong: dict[str, object]) -> None:
    case, _ = served()

    with pytest.raises(IntegrityError), transaction.atomic():
        FeeNotice.objects.filter(request=case).update(**wrong)
