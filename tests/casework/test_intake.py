"""提出、登记和补正（条例第二十九条至第三十一条）."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.casework import errors
from gongkai.casework.actions import (
    accept_correction,
    ask_to_correct,
    file_request,
    intake,
    lapse_correction,
    mark_unreachable,
    register_request,
    withdraw_request,
)
from gongkai.casework.facts import ApplicantFacts
from gongkai.casework.models import Channel, Correction, DisclosureRequest
from gongkai.casework.receipt import date_of_receipt
from gongkai.casework.states import State
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body, make_request, make_user, staff_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
PERSON = ApplicantFacts(kind=ApplicantKind.NATURAL_PERSON, name="李明", phone="13800000000")


# --- filing -----------------------------------------------------------------------------------------------


def test_a_citizen_files_online_and_no_clock_runs_yet() -> None:
    case = file_request(
        make_body(),
        applicant=PERSON,
        matter="稳岗返还名单",
        channel=Channel.WEBSITE,
        submitted_on=MONDAY,
        on=MONDAY,
    )

    assert (case.state, case.received_on, case.due_on) == (State.SUBMITTED, None, None)
    assert case.number == "20260001"
    assert len(case.query_code) == 10
    assert case.applicant.name == "李明"
    event = case.events.get()
    assert (event.step, event.by, event.step_label) == ("file", None, "提出申请")


def test_numbers_of_each_body_have_no_gaps() -> None:
    first, second = make_body(), make_body()

    numbers = [make_request(body=body, received_on=MONDAY).number for body in (first, second, first)]

    assert numbers == ["20260001", "20260001", "20260002"]


def test_the_same_key_files_once() -> None:
    body = make_body()
    filed = [
        file_request(
            body,
            applicant=PERSON,
            matter="稳岗返还名单",
            channel=Channel.WEBSITE,
            submitted_on=MONDAY,
            idempotency_key="3f2c",
            on=MONDAY,
        )
        for _ in range(2)
    ]

    assert filed[0] == filed[1]
    assert DisclosureRequest.objects.of(body).count() == 1


@pytest.mark.parametrize(
    ("applicant", "matter", "says"),
    [
        (ApplicantFacts(kind=ApplicantKind.BUSINESS, name=" ", phone="1"), "名单", "姓名或者名称"),
        (ApplicantFacts(kind=ApplicantKind.BUSINESS, name="甲公司"), "名单", "联系方式"),
        (PERSON, " ", "特征性描述"),
    ],
)
def test_what_the_law_asks_of_every_request_must_be_there(
    applicant: ApplicantFacts, matter: str, says: str
) -> None:
    with pytest.raises(errors.RequestIncomplete, match=says):
        file_request(
            make_body(),
            applicant=applicant,
            matter=matter,
            channel=Channel.COUNTER,
            submitted_on=MONDAY,
            on=MONDAY,
        )


def test_staff_file_for_others_only_as_registrars_of_that_body() -> None:
    body = make_body()
    stranger = make_user(role=Role.REGISTRAR, body=make_body())
    handler = staff_of(body).handler

    for by in (stranger, handler):
        with pytest.raises(StepNotAllowed, match="收件登记员"):
            file_request(
                body,
                applicant=PERSON,
                matter="名单",
                channel=Channel.COUNTER,
                submitted_on=MONDAY,
                by=by,
                on=MONDAY,
            )


def test_nothing_is_stored_when_the_number_cannot_be_given() -> None:
    body = make_body(request_no_template="{year}{wrong}")

    with pytest.raises(KeyError):
        make_request(body=body)

    assert not DisclosureRequest.objects.of(body).exists()


# --- the day of receipt -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "day"),
    [
        (Channel.COUNTER, date(2026, 3, 2)),
        (Channel.SIGNED_MAIL, date(2026, 3, 4)),
        (Channel.ORDINARY_MAIL, date(2026, 3, 5)),
        (Channel.FAX, date(2026, 3, 5)),
        (Channel.EMAIL, date(2026, 3, 5)),
        (Channel.WEBSITE, date(2026, 3, 5)),
    ],
)
def test_the_channel_decides_the_day_of_receipt(channel: Channel, day: date) -> None:
    found = date_of_receipt(
        channel, submitted_on=MONDAY, signed_for_on=date(2026, 3, 4), confirmed_on=date(2026, 3, 5)
    )

    assert found == day


def test_an_online_request_counts_from_the_day_both_sides_confirmed() -> None:
    case = make_request(received_on=None, channel=Channel.WEBSITE)
    registrar = staff_of(case.body).registrar

    with pytest.raises(errors.ReceiptNotConfirmed, match="第三十一条"):
        register_request(case, by=registrar, on=TUESDAY)
    case = register_request(case, confirmed_on=TUESDAY, by=registrar, on=TUESDAY)

    assert (case.received_on, case.clock_from) == (TUESDAY, TUESDAY)
    assert case.due_on == date(2026, 3, 31)
    event = case.events.last()
    assert event is not None
    assert event.step == "confirm_receipt"
    assert event.data["due_on"] == [None, "2026-03-31"]


def test_receipt_lies_neither_before_the_submission_nor_in_the_future() -> None:
    case = make_request(received_on=None, channel=Channel.SIGNED_MAIL)
    registrar = staff_of(case.body).registrar

    for day in (date(2026, 3, 1), date(2026, 3, 4)):
        with pytest.raises(errors.DateOutOfOrder):
            register_request(case, signed_for_on=day, by=registrar, on=TUESDAY)


def test_whoever_cannot_be_reached_is_registered_when_contact_is_made() -> None:
    case = make_request(received_on=None, channel=Channel.ORDINARY_MAIL)
    registrar = staff_of(case.body).registrar

    case = mark_unreachable(case, note="3月3日三次电话无人接听", by=registrar, on=TUESDAY)
    assert case.state == State.UNREACHABLE
    case = register_request(case, confirmed_on=date(2026, 3, 9), by=registrar, on=date(2026, 3, 9))

    assert case.received_on == date(2026, 3, 9)


# --- correction ---------------------------------------------------------------------------------------------


def test_a_correction_stops_the_clock_and_restarts_it() -> None:
    case = make_request(received_on=MONDAY)
    staff = staff_of(case.body)

    case = ask_to_correct(case, items="请写明年度", by=staff.registrar, on=date(2026, 3, 6))
    assert (case.state, case.due_on) == (State.CORRECTION_PENDING, None)
    assert case.correction.until_on == date(2026, 3, 27)
    case = accept_correction(
        case, text="2025年度", matter="2025年度名单", by=staff.registrar, on=date(2026, 3, 13)
    )

    assert (case.state, case.received_on, case.clock_from) == (State.REGISTERED, MONDAY, date(2026, 3, 13))
    assert case.due_on == date(2026, 4, 13)
    assert case.matter == "2025年度名单"


def test_a_correction_is_asked_for_once() -> None:
    case = make_request()
    registrar = staff_of(case.body).registrar
    case = ask_to_correct(case, items="请写明年度", by=registrar, on=TUESDAY)
    case = accept_correction(case, text="2025年度", by=registrar, on=TUESDAY)

    with pytest.raises(errors.AlreadyCorrected, match="第三十条"):
        ask_to_correct(case, items="请写明文号", by=registrar, on=TUESDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(request=case, asked_on=TUESDAY, items="又", until_on=date(2026, 4, 1))


def test_seven_working_days_for_the_notice_span_the_spring_festival() -> None:
    received = date(2026, 2, 14)
    in_time, late = make_request(received_on=received), make_request(received_on=received)

    case = ask_to_correct(
        in_time, items="请写明年度", by=staff_of(in_time.body).registrar, on=date(2026, 3, 3)
    )
    assert case.state == State.CORRECTION_PENDING
    with pytest.raises(errors.CorrectionNoticeTooLate, match="2026年3月3日"):
        ask_to_correct(late, items="请写明年度", by=staff_of(late.body).registrar, on=date(2026, 3, 4))


def test_a_late_notice_needs_a_reason_which_stays() -> None:
    case = make_request(received_on=date(2026, 2, 14))
    staff, late_on = staff_of(case.body), date(2026, 3, 4)

    case = ask_to_correct(
        case, items="请写明年度", late_reason=" 首次联系时误作内容明确 ", by=staff.registrar, on=late_on
    )

    assert (case.state, case.due_on) == (State.CORRECTION_PENDING, None)
    assert case.correction.late_reason == "首次联系时误作内容明确"
    assert case.events.last().data["notice_late_reason"] == "首次联系时误作内容明确"  # type: ignore[union-attr]


def test_no_reason_is_kept_of_a_notice_in_time() -> None:
    case = make_request()

    case = ask_to_correct(
        case, items="请写明年度", late_reason="没有逾期", by=staff_of(case.body).registrar, on=TUESDAY
    )

    assert case.correction.late_reason == ""
    assert "notice_late_reason" not in case.events.last().data  # type: ignore[union-attr]


def test_before_2019_no_term_was_set_for_the_notice() -> None:
    case = make_request(received_on=date(2019, 5, 15))
    staff = staff_of(case.body)
    day_before = date(2019, 5, 14)  # 新条例施行前一日
    DisclosureRequest.objects.filter(pk=case.pk).update(received_on=day_before, clock_from=day_before)

    case = ask_to_correct(case, items="请写明年度", by=staff.registrar, on=date(2019, 6, 3))

    assert case.state == State.CORRECTION_PENDING


def test_the_body_chooses_the_time_for_a_correction() -> None:
    case = make_request(body=make_body(correction_period_days=10))

    case = ask_to_correct(case, items="请写明年度", by=staff_of(case.body).registrar, on=TUESDAY)

    assert case.correction.until_on == date(2026, 3, 17)


def test_a_request_is_ended_only_after_the_time_for_its_correction() -> None:
    case = make_request()
    staff = staff_of(case.body)
    case = ask_to_correct(
        case, items="请写明年度", until_on=date(2026, 3, 20), by=staff.registrar, on=TUESDAY
    )

    with pytest.raises(errors.CorrectionPeriodRuns, match="2026年3月20日"):
        lapse_correction(case, by=staff.office_head, on=date(2026, 3, 20))
    case = lapse_correction(case, by=staff.office_head, on=date(2026, 3, 23))

    assert case.state == State.ABANDONED_NO_CORRECTION
    assert (case.outcome, case.concluded_on) == (Outcome.OTHER_NO_CORRECTION, date(2026, 3, 23))


def test_withdrawn_before_its_receipt_it_never_was_a_request() -> None:
    filed, received = make_request(received_on=None), make_request()

    filed = withdraw_request(filed, reason="不需要了", by=staff_of(filed.body).registrar, on=TUESDAY)
    received = withdraw_request(received, reason="不需要了", by=staff_of(received.body).registrar, on=TUESDAY)

    assert (filed.state, filed.outcome) == (State.WITHDRAWN, "")
    assert (received.outcome, received.outcome_flag) == (Outcome.OTHER_MISC, "withdrawn")


def test_a_notice_names_what_to_correct_and_leaves_time_for_it() -> None:
    case = make_request()
    registrar, on = staff_of(case.body).registrar, date(2026, 3, 5)

    with pytest.raises(errors.RequestIncomplete, match="一次性写明需要补正的全部事项（条例第三十条）"):
        ask_to_correct(case, items=" ", by=registrar, on=on)
    with pytest.raises(errors.DateOutOfOrder, match="补正期限应当晚于告知补正的日期"):
        ask_to_correct(case, items="请写明年度", until_on=on, by=registrar, on=on)
    assert not case.events.filter(step="ask_to_correct").exists()


def test_a_part_is_split_from_a_request_to_the_same_body_only() -> None:
    whole = make_request()

    with pytest.raises(errors.WrongUnit, match="只能拆分本机关的申请"):
        make_request(body=make_body(), split_from=whole)


def test_what_the_database_refuses_is_not_taken_for_a_second_submission() -> None:
    with pytest.raises(IntegrityError):
        make_request(received_on=None, state=State.REGISTERED, idempotency_key="k1")  # without its receipt

    assert not DisclosureRequest.objects.exists()


def test_the_slower_of_two_submissions_at_once_gets_the_receipt_of_the_faster(monkeypatch: Any) -> None:
    first = make_request(received_on=None, idempotency_key="k1")
    asked = iter([None, first])  # when it was looked for, the faster one was not stored yet
    monkeypatch.setattr(intake, "_filed_with", lambda _key: next(asked))

    again = make_request(body=first.body, received_on=None, idempotency_key="k1")

    assert (again.pk, DisclosureRequest.objects.count()) == (first.pk, 1)
