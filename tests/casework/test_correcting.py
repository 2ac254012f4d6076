"""登记有误的，以更正登记补正：留下原值、新值和理由，期限和统计随之改变."""

from datetime import date

import pytest

from gongkai.casework import errors
from gongkai.casework.actions import (
    accept_correction,
    ask_to_correct,
    consult_third_party,
    correct_entry,
    record_delivery,
    record_opinion,
    redo_request,
    withdraw_request,
)
from gongkai.casework.corrected import Moved, moved_by
from gongkai.casework.entries import entries_of
from gongkai.casework.models import Channel, Consultation, DisclosureRequest
from gongkai.casework.timing import clock_of
from gongkai.rules.outcomes import Outcome
from tests.factories import answer_request, make_request, staff_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 1)


def correct(case: DisclosureRequest, entry: str, value: str, on: date = TODAY) -> DisclosureRequest:
    by = staff_of(case.body).registrar
    return correct_entry(case, entry=entry, value=value, reason="登记时看错", by=by, on=on)


def test_the_day_of_receipt_dates_the_request_anew_and_the_event_keeps_both_days() -> None:
    case = correct(
        make_request(channel=Channel.EMAIL, submitted_on=date(2026, 2, 27)), "received_on", "2026-03-03"
    )

    assert (case.received_on, case.due_on, case.clock_from) == (
        date(2026, 3, 3),
        date(2026, 3, 31),
        date(2026, 3, 3),
    )
    event = case.events.get(step="correct_entry")
    assert event.data["values"] == ["2026-03-02", "2026-03-03"]
    assert event.data["due_on"] == ["2026-03-30", "2026-03-31"]
    assert event.note == "登记时看错"


def test_what_was_handed_in_has_one_day_for_both() -> None:
    case = make_request()
    assert "submitted_on" not in entries_of(case)

    case = correct(case, "received_on", "2026年3月3日")

    assert case.submitted_on == case.received_on == date(2026, 3, 3)


def test_a_reply_becomes_late_or_timely_with_the_corrected_day() -> None:
    case = answer_request(
        make_request(channel=Channel.EMAIL, submitted_on=date(2026, 2, 24)), on=date(2026, 3, 27)
    )
    assert not case.concluded_late

    case = correct(case, "received_on", "2026-02-25")

    assert (case.concluded_late, case.due_on) == (True, date(2026, 3, 24))  # 2月28日调休上班，计入
    assert case.replies.get().due_on == date(2026, 3, 24)
    assert not correct(case, "received_on", "2026-03-02").concluded_late


def test_the_day_of_issue_is_the_day_that_counts() -> None:
    case = answer_request(make_request(), on=date(2026, 3, 31))
    assert case.concluded_late

    correct(case, "served_on", "2026-04-01")
    case = correct(case, "issued_on", "2026-04-01")

    assert (case.concluded_on, case.concluded_late) == (date(2026, 4, 1), True)


def test_a_reply_is_served_after_it_was_issued() -> None:
    case = answer_request(make_request(), on=date(2026, 3, 20))

    with pytest.raises(errors.EntryNotCorrectable, match="送达日期应当在制发之后"):
        correct(case, "served_on", "2026-03-19")


def test_an_opinion_that_came_earlier_gives_days_back() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    letter = consult_third_party(case, party="蓝天建材公司", by=handler, on=date(2026, 3, 10))
    letter = record_delivery(letter, delivered_on=date(2026, 3, 11), by=handler, on=date(2026, 3, 12))
    letter = record_opinion(letter, opinion=Consultation.Opinion.AGREE, by=handler, on=date(2026, 3, 25))
    assert letter.request.due_on == date(2026, 4, 15)

    case = correct(letter.request, f"letter_{letter.pk}_answered_on", "2026-03-20")

    assert case.due_on == clock_of(case).due_on == date(2026, 4, 10)
    assert case.events.get(step="correct_entry").data["label"] == "第三方的意见收到日期"  # and not whose
    assert Consultation.objects.get(pk=letter.pk).answered_on == date(2026, 3, 20)


def test_a_correction_that_came_earlier_counts_from_its_day() -> None:
    case = make_request()
    staff = staff_of(case.body)
    case = ask_to_correct(case, items="请写明年度", by=staff.office_head, on=date(2026, 3, 5))
    case = accept_correction(case, text="2025年", by=staff.registrar, on=date(2026, 3, 13))

    case = correct(case, "correction_received_on", "2026-03-12")

    assert (case.clock_from, case.due_on) == (date(2026, 3, 12), date(2026, 4, 10))


def test_days_that_contradict_others_are_refused_and_nothing_is_kept() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    letter = consult_third_party(case, party="蓝天建材公司", by=handler, on=date(2026, 3, 10))

    with pytest.raises(errors.EntryNotCorrectable, match="互相矛盾"):
        correct(letter.request, "received_on", "2026-03-11")

    case.refresh_from_db()
    assert (case.received_on, case.due_on is not None) == (date(2026, 3, 2), True)
    assert not case.events.filter(step="correct_entry").exists()


@pytest.mark.parametrize(
    ("entry", "value", "says"),
    [
        ("colour", "红", "没有这个"),
        ("received_on", "昨天", "应当是一个日期"),
        ("received_on", "2026-04-02", "今天之前"),
        ("channel", "信鸽", "只能是"),
        ("matter", " ", "不能为空"),
        ("channel", "当面提交", "不需要更正"),
    ],
)
def test_what_makes_no_sense_is_refused(entry: str, value: str, says: str) -> None:
    with pytest.raises(errors.EntryNotCorrectable, match=says):
        correct(make_request(), entry, value)


def test_handed_in_cannot_have_come_on_another_day() -> None:
    case = make_request(channel=Channel.EMAIL, submitted_on=date(2026, 2, 27))

    with pytest.raises(errors.EntryNotCorrectable, match="第三十一条第一项"):
        correct(case, "channel", "counter")


def test_a_reason_is_needed() -> None:
    case = make_request()

    with pytest.raises(errors.RequestIncomplete):
        correct_entry(
            case, entry="matter", value="名单", reason=" ", by=staff_of(case.body).registrar, on=TODAY
        )


def test_words_choices_and_marks_are_corrected_without_moving_the_clock() -> None:
    case = make_request(received_on=None, channel=Channel.EMAIL)

    case = correct(case, "matter", "2024年稳岗返还企业名单")
    case = correct(case, "filled_by_staff", "是")
    case = correct(case, "applicant_kind", "legal_service")

    assert (case.matter, case.filled_by_staff) == ("2024年稳岗返还企业名单", True)
    assert DisclosureRequest.objects.get(pk=case.pk).applicant.kind == "legal_service"


def test_the_detail_of_the_outcome_is_corrected_with_its_reply() -> None:
    case = answer_request(
        make_request(), on=date(2026, 3, 20), outcome=Outcome.UNAVAILABLE_NOT_HELD, flag="not_existing"
    )

    case = correct(case, "outcome_flag", "not_responsible")

    assert (case.outcome_flag, case.replies.get().flag) == ("not_responsible", "not_responsible")


def test_a_further_reply_after_an_order_to_redo_leaves_the_first_conclusion_alone() -> None:
    case = answer_request(make_request(), on=date(2026, 3, 20))
    case = redo_request(
        case, order="海府复〔2026〕3号", by=staff_of(case.body).legal_reviewer, on=date(2026, 5, 6)
    )
    case = answer_request(case, on=date(2026, 5, 20))

    correct(case, "served_on", "2026-05-21", on=date(2026, 6, 1))
    case = correct(case, "issued_on", "2026-05-21", on=date(2026, 6, 1))

    assert [each.issued_on for each in case.replies.issued()] == [date(2026, 3, 20), date(2026, 5, 21)]
    assert case.concluded_on == date(2026, 3, 20)


def test_what_ended_without_a_reply_is_judged_anew_without_one() -> None:
    case = make_request(channel=Channel.EMAIL, submitted_on=date(2026, 2, 24))
    by = staff_of(case.body).registrar
    case = withdraw_request(case, reason="已另行取得", by=by, on=date(2026, 3, 27))
    assert not case.concluded_late

    case = correct(case, "received_on", "2026-02-25")

    assert (case.concluded_late, case.concluded_on) == (True, date(2026, 3, 27))


# --- what would move ----------------------------------------------------------------------------------------


def test_what_would_move_is_known_before_it_is_corrected() -> None:
    case = answer_request(
        make_request(channel=Channel.EMAIL, submitted_on=date(2026, 2, 24)), on=date(2026, 3, 27)
    )

    moved = moved_by(case, "received_on", "2026-02-25", TODAY)

    assert moved == Moved(date(2026, 3, 30), date(2026, 3, 24), False, True, False)
    case.refresh_from_db()
    assert (case.received_on, case.concluded_late) == (date(2026, 3, 2), False)


def test_before_receipt_nothing_moves() -> None:
    case = make_request(received_on=None, channel=Channel.EMAIL)

    assert moved_by(case, "matter", "名单", TODAY) == Moved(None, None, False, False, False)


def test_what_would_contradict_is_refused_before_it_is_corrected() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    letter = consult_third_party(case, party="蓝天建材公司", by=handler, on=date(2026, 3, 10))

    with pytest.raises(errors.EntryNotCorrectable, match="互相矛盾"):
        moved_by(letter.request, "received_on", "2026-03-11", TODAY)
