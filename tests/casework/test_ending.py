"""撤回、转信访、归档和责令重新处理."""

from datetime import date

import pytest

from gongkai.casework import errors
from gongkai.casework.actions import (
    archive_request,
    assign_unit,
    challenge_request,
    close_request,
    end_challenge,
    ending,
    record_service,
    redo_request,
    transfer_petition,
    withdraw_request,
)
from gongkai.casework.filing import Paper
from gongkai.casework.models import Delivery, DisclosureRequest
from gongkai.casework.states import State
from gongkai.rules.outcomes import Outcome
from gongkai.workflow import StepNotAllowed
from tests.factories import answer_request, make_reply, make_request, staff_of

pytestmark = pytest.mark.django_db
ANSWERED = date(2026, 3, 12)
ORDERED = date(2026, 6, 1)


def answered() -> DisclosureRequest:
    return answer_request(make_request(), on=ANSWERED, outcome=Outcome.DENIED_PROCESS)


def test_a_request_is_withdrawn_even_while_its_reply_is_reviewed() -> None:
    case = make_reply().request

    case = withdraw_request(case, reason="申请人书面撤回", by=staff_of(case.body).registrar, on=ANSWERED)

    assert (case.state, case.outcome, case.outcome_flag) == (State.WITHDRAWN, "other_misc", "withdrawn")
    assert case.concluded_on == ANSWERED


def test_what_was_answered_is_not_withdrawn() -> None:
    case = answered()

    with pytest.raises(StepNotAllowed, match="办结"):
        withdraw_request(case, reason="不需要了", by=staff_of(case.body).registrar, on=ORDERED)


def test_a_petition_is_told_where_to_go_and_then_closed() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)

    with pytest.raises(errors.ReplyIncomplete):
        transfer_petition(case, reasons="", advice="可以向信访局反映", by=staff.office_head, on=ANSWERED)
    case = transfer_petition(
        case, reasons="内容是投诉", advice="可以向劳动保障监察机构投诉", by=staff.office_head, on=ANSWERED
    )

    assert (case.state, case.outcome) == (State.TRANSFERRED_PETITION, Outcome.REFUSED_PETITION)
    reply = case.current_reply
    assert reply is not None
    assert reply.doc_no == "海人社公复〔2026〕1号"
    record_service(reply, method=Delivery.MAIL, by=staff.registrar, on=ANSWERED)
    assert close_request(case, by=staff.registrar, on=ANSWERED).state == State.CLOSED


def test_a_closed_request_is_archived_by_the_archivist() -> None:
    case = answered()

    case = archive_request(case, gap_reason="答复原件另卷保存", by=staff_of(case.body).archivist, on=ORDERED)

    assert case.state == State.ARCHIVED


def test_a_file_with_gaps_is_archived_with_a_reason_only_and_the_event_keeps_both() -> None:
    case = answered()
    archivist = staff_of(case.body).archivist

    with pytest.raises(errors.CaseFileIncomplete, match=r"卷宗缺少：.*（条例第四十五条）"):
        archive_request(case, by=archivist, on=ORDERED)
    archive_request(case, gap_reason="原件另卷保存", by=archivist, on=ORDERED)

    event = case.events.get(step="archive")
    assert event.note == "原件另卷保存"
    assert event.data["missing"]


def test_a_complete_file_needs_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    case = answered()
    monkeypatch.setattr(ending, "papers_of", lambda _case: [Paper("申请表", "条例第二十九条", is_there=True)])

    archive_request(case, by=staff_of(case.body).archivist, on=ORDERED)

    event = case.events.get(step="archive")
    assert (event.note, "missing" in event.data) == ("", False)


def test_a_redo_starts_a_new_clock_and_is_not_counted_again() -> None:
    case = answered()
    staff = staff_of(case.body)
    case = challenge_request(case, note="海府复〔2026〕1号", by=staff.legal_reviewer, on=date(2026, 4, 7))

    case = redo_request(case, order="海府复〔2026〕1号决定", days=15, by=staff.legal_reviewer, on=ORDERED)
    assert (case.state, case.clock_from, case.due_on) == (State.REDO, ORDERED, date(2026, 6, 23))
    case = assign_unit(case, unit=staff.unit, handler=staff.handler, by=staff.registrar, on=ORDERED)
    case = answer_request(case, on=date(2026, 6, 8))

    assert [reply.outcome for reply in case.replies.all()] == [Outcome.DENIED_PROCESS, Outcome.GRANTED]
    assert (case.outcome, case.concluded_on, case.concluded_late) == (Outcome.DENIED_PROCESS, ANSWERED, False)
    assert case.current_reply is not None
    assert case.current_reply.outcome == Outcome.GRANTED


def test_a_redo_without_a_period_has_the_statutory_one() -> None:
    case = answered()

    case = redo_request(case, order="判决", by=staff_of(case.body).legal_reviewer, on=ORDERED)

    assert case.due_on == date(2026, 6, 30)


def test_a_redo_names_the_order() -> None:
    case = answered()

    with pytest.raises(errors.RequestIncomplete):
        redo_request(case, order=" ", by=staff_of(case.body).legal_reviewer, on=ORDERED)


def test_what_was_withdrawn_before_its_receipt_is_not_taken_up() -> None:
    case = make_request(received_on=None)
    staff = staff_of(case.body)
    case = withdraw_request(case, reason="不需要了", by=staff.registrar, on=ANSWERED)

    with pytest.raises(errors.ReceiptNotConfirmed):
        redo_request(case, order="判决", by=staff.legal_reviewer, on=ORDERED)


def test_after_a_lost_suit_the_request_rests_again() -> None:
    case = answered()
    legal = staff_of(case.body).legal_reviewer
    case = challenge_request(case, note="起诉", by=legal, on=ORDERED)

    case = end_challenge(case, note="驳回", by=legal, on=ORDERED)

    assert case.state == State.CLOSED
