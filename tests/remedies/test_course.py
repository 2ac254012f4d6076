"""审理的经过: another procedure, a rest, what comes too late; and the day each of them moves."""

from datetime import date

import pytest

from gongkai.casework.models import DisclosureRequest
from gongkai.casework.states import State
from gongkai.remedies.actions import (
    answer_remedy,
    change_procedure,
    conclude_remedy,
    extend_review,
    file_remedy,
    resume_remedy,
    suspend_remedy,
)
from gongkai.remedies.errors import (
    NotSuspended,
    OutOfTime,
    ProcedureFixed,
    RemedyDateOutOfOrder,
    RemedyIncomplete,
    Suspended,
)
from gongkai.remedies.models import Kind, Procedure, Remedy, RemedyOutcome
from gongkai.rules.outcomes import Outcome
from tests.factories import answer_request, make_request, staff_of

pytestmark = pytest.mark.django_db
ANSWERED, ACCEPTED = date(2026, 3, 9), date(2026, 4, 7)
SIMPLE, ORDINARY = Procedure.SIMPLE, Procedure.ORDINARY


def answered() -> DisclosureRequest:
    return answer_request(make_request(), on=ANSWERED, outcome=Outcome.UNAVAILABLE_NOT_READY)


def filed(kind: Kind = Kind.REVIEW, *, case: DisclosureRequest | None = None, **facts: object) -> Remedy:
    case = case or answered()
    values: dict[str, object] = {"accepted_on": ACCEPTED, "on": ACCEPTED, **facts}
    return file_remedy(
        case,
        kind=kind,
        case_no=f"〔2026〕{Remedy.objects.count() + 1}号",
        organ="海城市人民政府",
        by=staff_of(case.body).legal_reviewer,
        **values,  # type: ignore[arg-type]
    )


def changed(remedy: Remedy, to: Procedure, on: date, note: str = "") -> Remedy:
    return change_procedure(remedy, procedure=to, note=note, by=staff_of(remedy.body).legal_reviewer, on=on)


def rested(remedy: Remedy, on: date) -> Remedy:
    legal = staff_of(remedy.body).legal_reviewer
    return suspend_remedy(remedy, reason="等待另案的结果", by=legal, on=on)


def resumed(remedy: Remedy, on: date) -> Remedy:
    return resume_remedy(remedy, by=staff_of(remedy.body).legal_reviewer, on=on)


def last_note(remedy: Remedy) -> str:
    event = remedy.events.last()
    assert event
    return event.note


# --- the procedure ------------------------------------------------------------------------------------------


def test_a_review_that_becomes_ordinary_has_ten_working_days_and_sixty_days() -> None:
    remedy = filed(procedure=SIMPLE)
    assert (remedy.answer_due_on, remedy.decision_due_on) == (date(2026, 4, 14), date(2026, 5, 7))

    remedy = changed(remedy, ORDINARY, date(2026, 4, 10), "案情复杂")

    assert (remedy.answer_due_on, remedy.decision_due_on) == (date(2026, 4, 21), date(2026, 6, 6))
    assert last_note(remedy) == (
        "简易程序 → 普通程序。答辩期限：2026年4月14日 → 2026年4月21日。"
        "预计作出决定：2026年5月7日 → 2026年6月6日。案情复杂"
    )


def test_an_answer_that_was_given_is_not_due_again() -> None:
    remedy = filed(procedure=SIMPLE)
    remedy = answer_remedy(remedy, by=staff_of(remedy.body).legal_reviewer, on=date(2026, 4, 13))

    remedy = changed(remedy, ORDINARY, date(2026, 4, 20))

    assert (remedy.answer_due_on, remedy.decision_due_on) == (date(2026, 4, 14), date(2026, 6, 6))


@pytest.mark.parametrize(
    ("told_on", "answer"),
    [(date(2026, 4, 8), date(2026, 4, 15)), (date(2026, 4, 20), date(2026, 4, 21))],
)
def test_a_review_becomes_simple_only_with_consent_and_never_gains_days(told_on: date, answer: date) -> None:
    remedy = filed(procedure=ORDINARY)
    with pytest.raises(RemedyIncomplete, match="第五十三条第二款"):
        changed(remedy, SIMPLE, told_on)

    remedy = changed(remedy, SIMPLE, told_on, "双方书面同意")

    assert (remedy.answer_due_on, remedy.decision_due_on) == (answer, date(2026, 5, 7))


def test_an_extended_review_does_not_become_simple() -> None:
    remedy = filed(procedure=ORDINARY)
    remedy = extend_review(remedy, by=staff_of(remedy.body).legal_reviewer, on=date(2026, 6, 4))

    with pytest.raises(ProcedureFixed, match="第六十二条"):
        changed(remedy, SIMPLE, date(2026, 6, 5), "双方同意")


def test_a_review_that_no_simple_rule_covered_keeps_its_day() -> None:
    case = answer_request(make_request(received_on=date(2023, 10, 9)), on=date(2023, 10, 20))
    remedy = filed(case=case, procedure=ORDINARY, accepted_on=date(2023, 11, 1), on=date(2023, 11, 1))
    Remedy.objects.update(answer_due_on=date(2023, 11, 13))
    remedy.refresh_from_db()

    remedy = changed(remedy, SIMPLE, date(2023, 11, 2), "双方同意")

    assert (remedy.answer_due_on, remedy.decision_due_on) == (date(2023, 11, 13), None)


@pytest.mark.parametrize(
    ("procedure", "judgment"),
    [(SIMPLE, date(2026, 5, 22)), (ORDINARY, date(2026, 10, 7)), (None, None)],
)
def test_the_procedure_decides_when_a_judgment_is_due(
    procedure: Procedure | None, judgment: date | None
) -> None:
    suit = filed(Kind.DIRECT_SUIT, procedure=procedure)

    assert (suit.answer_due_on, suit.decision_due_on) == (date(2026, 4, 22), judgment)


def test_a_suit_goes_from_simple_to_ordinary_and_not_back() -> None:
    suit = changed(filed(Kind.DIRECT_SUIT, procedure=SIMPLE), ORDINARY, date(2026, 5, 20))

    assert (suit.answer_due_on, suit.decision_due_on) == (date(2026, 4, 22), date(2026, 10, 7))
    with pytest.raises(ProcedureFixed, match="行政诉讼法第八十四条"):
        changed(suit, SIMPLE, date(2026, 5, 21), "双方同意")
    with pytest.raises(ProcedureFixed, match="已经适用普通程序"):
        changed(suit, ORDINARY, date(2026, 5, 21))


def test_the_procedure_of_a_suit_may_become_known_later() -> None:
    suit = changed(filed(Kind.DIRECT_SUIT), SIMPLE, date(2026, 4, 9))

    assert (suit.procedure, suit.decision_due_on) == (SIMPLE, date(2026, 5, 22))
    assert last_note(suit) == "简易程序。预计作出决定：2026年5月22日。"


# --- the rest -----------------------------------------------------------------------------------------------


def test_what_was_left_of_a_review_runs_on_when_it_is_resumed() -> None:
    remedy = rested(filed(procedure=ORDINARY), date(2026, 4, 13))  # 十个工作日用去四个
    assert list(Remedy.objects.running()) == []

    remedy = resumed(remedy, date(2026, 5, 13))

    assert remedy.answer_due_on == date(2026, 5, 21)
    assert remedy.decision_due_on == date(2026, 7, 6)
    assert list(Remedy.objects.running()) == [remedy]


def test_what_was_left_of_a_suit_runs_on_and_ends_on_a_working_day() -> None:
    suit = rested(filed(Kind.DIRECT_SUIT, procedure=ORDINARY), date(2026, 4, 20))

    suit = resumed(suit, date(2026, 5, 14))

    assert suit.answer_due_on == date(2026, 5, 18)  # 5月16日是星期六
    assert suit.decision_due_on == date(2026, 10, 31)


def test_a_period_that_ran_out_before_the_rest_gains_nothing() -> None:
    remedy = resumed(rested(filed(procedure=SIMPLE), date(2026, 4, 16)), date(2026, 4, 27))

    assert remedy.answer_due_on == date(2026, 4, 14)


def test_a_suit_without_days_gains_none() -> None:
    suit = resumed(rested(filed(Kind.DIRECT_SUIT), date(2026, 4, 16)), date(2026, 4, 27))

    assert suit.decision_due_on is None


def test_nothing_is_late_while_it_rests_and_no_period_is_moved() -> None:
    remedy = rested(filed(procedure=ORDINARY), date(2026, 4, 13))
    legal = staff_of(remedy.body).legal_reviewer
    on = date(2026, 4, 27)

    assert not Remedy.objects.answer_overdue(on).exists()
    for take in (answer_remedy, extend_review):
        with pytest.raises(Suspended, match="行政复议法第三十九条"):
            take(remedy, by=legal, on=on)
    with pytest.raises(Suspended):
        changed(remedy, SIMPLE, on, "双方同意")
    with pytest.raises(Suspended):
        rested(remedy, on)


def test_only_what_rests_is_resumed_and_only_with_a_reason_does_it_rest() -> None:
    remedy = filed()

    with pytest.raises(NotSuspended, match="行政复议法第四十条"):
        resumed(remedy, date(2026, 4, 13))
    with pytest.raises(RemedyIncomplete, match="理由"):
        suspend_remedy(remedy, reason=" ", by=staff_of(remedy.body).legal_reviewer, on=date(2026, 4, 13))


def test_what_rests_may_end() -> None:
    remedy = rested(filed(), date(2026, 4, 13))  # 中止满60日，终止审理（行政复议法第四十一条）

    remedy = conclude_remedy(
        remedy, outcome=RemedyOutcome.OTHER, by=staff_of(remedy.body).legal_reviewer, on=date(2026, 6, 15)
    )

    assert (remedy.state, remedy.suspended_on) == ("concluded", None)


# --- the days in order --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "applied_on", "words"),
    [
        (Kind.REVIEW, date(2026, 5, 9), "申请期限到2026年5月8日为止"),
        (Kind.DIRECT_SUIT, date(2026, 9, 10), "申请期限到2026年9月9日为止"),
    ],
)
def test_what_came_too_late_needs_the_reason_for_which_it_was_accepted(
    kind: Kind, applied_on: date, words: str
) -> None:
    case, on = answered(), date(2026, 9, 21)

    with pytest.raises(OutOfTime, match=words):
        filed(kind, case=case, applied_on=applied_on, accepted_on=on, on=on)
    assert not Remedy.objects.exists()
    remedy = filed(kind, case=case, applied_on=applied_on, late_reason="不可抗力", accepted_on=on, on=on)

    assert remedy.late_reason == "不可抗力"


def test_a_suit_after_review_does_not_come_before_the_decision() -> None:
    review = filed()
    legal = staff_of(review.body).legal_reviewer
    review = conclude_remedy(review, outcome=RemedyOutcome.UPHELD, by=legal, on=date(2026, 5, 7))

    with pytest.raises(RemedyDateOutOfOrder):
        filed(
            Kind.SUIT_AFTER_REVIEW,
            case=review.request,
            after=review,
            accepted_on=date(2026, 5, 6),
            on=date(2026, 5, 8),
        )


@pytest.mark.parametrize("on", [date(2026, 4, 6), date(2026, 4, 30)])
def test_no_step_lies_before_the_acceptance_or_after_today(on: date) -> None:
    remedy = filed(procedure=ORDINARY)
    legal, today = staff_of(remedy.body).legal_reviewer, date(2026, 4, 29)

    with pytest.raises(RemedyDateOutOfOrder):
        change_procedure(remedy, procedure=SIMPLE, note="同意", notified_on=on, by=legal, on=today)
    with pytest.raises(RemedyDateOutOfOrder):
        suspend_remedy(remedy, reason="等待另案", suspended_on=on, by=legal, on=today)
    with pytest.raises(RemedyDateOutOfOrder):
        extend_review(remedy, notified_on=on, by=legal, on=today)
    with pytest.raises(RemedyDateOutOfOrder):
        resume_remedy(rested(remedy, date(2026, 4, 8)), resumed_on=on, by=legal, on=today)


def test_an_order_to_redo_runs_from_the_day_on_which_it_arrived() -> None:
    remedy = filed()

    remedy = conclude_remedy(
        remedy,
        outcome=RemedyOutcome.CORRECTED,
        redo=True,
        redo_days=15,
        concluded_on=date(2026, 5, 6),
        received_on=date(2026, 5, 8),
        by=staff_of(remedy.body).legal_reviewer,
        on=date(2026, 5, 12),
    )

    case = remedy.request
    assert (case.state, case.clock_from, case.due_on) == (State.REDO, date(2026, 5, 8), date(2026, 5, 28))
