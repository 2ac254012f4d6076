"""行政复议和行政诉讼（条例第五十一条）."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongkai.casework.states import State
from gongkai.remedies.actions import answer_remedy, conclude_remedy, file_remedy
from gongkai.remedies.errors import AlreadyFiled, NothingToRedo, RemedyDateOutOfOrder, RemedyIncomplete
from gongkai.remedies.models import Kind, Procedure, Remedy, RemedyOutcome
from gongkai.remedies.states import State as RemedyState
from gongkai.remedies.workflow import REMEDIES
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import answer_request, make_body, make_remedy, make_request, make_user, staff_of

pytestmark = pytest.mark.django_db
ACCEPTED = date(2026, 4, 7)
DECIDED = date(2026, 5, 8)


@pytest.mark.parametrize(
    ("kind", "procedure", "due"),
    [
        (Kind.REVIEW, Procedure.SIMPLE, date(2026, 4, 14)),
        (Kind.REVIEW, Procedure.ORDINARY, date(2026, 4, 21)),
        (Kind.DIRECT_SUIT, Procedure.SIMPLE, date(2026, 4, 22)),
    ],
)
def test_the_law_says_by_when_the_body_must_answer(kind: Kind, procedure: Procedure, due: date) -> None:
    case = answer_request(make_request(), on=date(2026, 3, 9))

    remedy = file_remedy(
        case,
        kind=kind,
        case_no="〔2026〕1号",
        organ="海城市人民政府",
        accepted_on=ACCEPTED,
        procedure=procedure,
        by=staff_of(case.body).legal_reviewer,
        on=ACCEPTED,
    )

    assert remedy.answer_due_on == due
    assert (remedy.outcome, remedy.state) == (RemedyOutcome.PENDING, RemedyState.FILED)
    assert remedy.request.state == State.UNDER_REVIEW_OR_SUIT


def test_a_review_that_is_upheld_lets_the_request_rest() -> None:
    remedy = make_remedy(accepted_on=ACCEPTED)
    legal = staff_of(remedy.body).legal_reviewer

    remedy = answer_remedy(remedy, by=legal, on=date(2026, 4, 13))
    assert remedy.state == RemedyState.ANSWERED
    remedy = conclude_remedy(remedy, outcome=RemedyOutcome.UPHELD, by=legal, on=DECIDED)

    assert (remedy.state, remedy.concluded_on) == (RemedyState.CONCLUDED, DECIDED)
    assert remedy.request.state == State.CLOSED
    assert [event.step for event in remedy.events.all()] == ["file", "answer", "conclude"]


def test_a_corrected_result_may_order_the_body_to_handle_it_anew() -> None:
    remedy = make_remedy(accepted_on=ACCEPTED)
    legal = staff_of(remedy.body).legal_reviewer

    remedy = conclude_remedy(
        remedy, outcome=RemedyOutcome.CORRECTED, redo=True, redo_days=15, by=legal, on=DECIDED
    )

    case = remedy.request
    assert (case.state, case.clock_from, case.due_on) == (
        State.REDO,
        DECIDED,
        date(2026, 5, 28),
    )  # 5月9日调休上班
    assert case.outcome == Outcome.DENIED_PROCESS


def test_only_a_corrected_result_orders_that() -> None:
    remedy = make_remedy()

    with pytest.raises(NothingToRedo):
        conclude_remedy(
            remedy,
            outcome=RemedyOutcome.UPHELD,
            redo=True,
            by=staff_of(remedy.body).legal_reviewer,
            on=DECIDED,
        )
    with pytest.raises(RemedyIncomplete):
        conclude_remedy(
            remedy, outcome=RemedyOutcome.PENDING, by=staff_of(remedy.body).legal_reviewer, on=DECIDED
        )
    remedy.refresh_from_db()
    assert remedy.outcome == RemedyOutcome.PENDING


def test_a_suit_follows_a_concluded_review_and_the_request_waits_for_the_last() -> None:
    review = make_remedy(accepted_on=ACCEPTED)
    legal = staff_of(review.body).legal_reviewer
    with pytest.raises(RemedyIncomplete):
        make_remedy(case=review.request, kind=Kind.SUIT_AFTER_REVIEW, after=review, accepted_on=DECIDED)
    review = conclude_remedy(review, outcome=RemedyOutcome.UPHELD, by=legal, on=DECIDED)

    suit = make_remedy(
        case=review.request,
        kind=Kind.SUIT_AFTER_REVIEW,
        after=review,
        organ="海城市中级人民法院",
        accepted_on=date(2026, 5, 20),
    )
    assert suit.request.state == State.UNDER_REVIEW_OR_SUIT
    suit = conclude_remedy(suit, outcome=RemedyOutcome.OTHER, by=legal, on=date(2026, 8, 3))

    assert suit.request.state == State.CLOSED


def test_a_suit_over_silence_leaves_a_request_in_hand_where_it_is() -> None:
    case = make_request(assigned=True)

    remedy = make_remedy(case=case, kind=Kind.DIRECT_SUIT, accepted_on=date(2026, 4, 7))

    assert remedy.request.state == State.ASSIGNED


def test_a_button_pressed_twice_records_one_case() -> None:
    remedy = make_remedy(accepted_on=ACCEPTED)
    facts = {"kind": Kind.REVIEW, "case_no": f" {remedy.case_no}", "organ": remedy.organ}
    by = staff_of(remedy.body).legal_reviewer

    with pytest.raises(AlreadyFiled, match="已经登记"):
        file_remedy(remedy.request, **facts, accepted_on=ACCEPTED, by=by, on=ACCEPTED)

    assert Remedy.objects.count() == 1


def test_bodies_sued_together_each_record_the_case() -> None:
    bodies = (make_body(name="海城市财政局"), make_body(name="海城市审计局"))
    filed, court = date(2026, 4, 20), "海城市中级人民法院"

    suits = [
        make_remedy(
            case=answer_request(make_request(body=body), on=date(2026, 3, 9)),
            kind=Kind.DIRECT_SUIT,
            accepted_on=filed,
            organ=court,
            case_no="（2026）海01行初12号",
        )
        for body in bodies
    ]

    assert [each.body for each in suits] == list(bodies)
    assert {(each.organ, each.case_no) for each in suits} == {(court, "（2026）海01行初12号")}
    for suit in suits:
        again = answer_request(make_request(body=suit.body), on=date(2026, 3, 16))
        with pytest.raises(AlreadyFiled, match="本机关已经登记"):
            make_remedy(case=again, accepted_on=filed, organ=court, case_no=suit.case_no)
    assert Remedy.objects.count() == 2


def test_the_database_too_holds_one_case_for_each_body() -> None:
    mine, other = make_remedy(accepted_on=ACCEPTED), make_remedy(accepted_on=ACCEPTED)
    same = {"organ": mine.organ, "case_no": mine.case_no}

    Remedy.objects.filter(pk=other.pk).update(**same)

    assert mine.body != other.body
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.filter(pk=other.pk).update(body=mine.body)


def test_only_those_who_defend_the_body_record_its_cases() -> None:
    case = answer_request(make_request(), on=date(2026, 3, 9))
    strangers = (staff_of(case.body).registrar, make_user(role=Role.LEGAL_REVIEWER, body=make_body()))

    for by in strangers:
        with pytest.raises(StepNotAllowed, match="法制审核员"):
            file_remedy(
                case,
                kind=Kind.REVIEW,
                case_no="1号",
                organ="市政府",
                accepted_on=ACCEPTED,
                by=by,
                on=ACCEPTED,
            )


def test_days_come_in_order() -> None:
    remedy = make_remedy(accepted_on=ACCEPTED)
    legal = staff_of(remedy.body).legal_reviewer

    with pytest.raises(RemedyDateOutOfOrder):
        answer_remedy(remedy, answered_on=date(2026, 4, 6), by=legal, on=DECIDED)
    with pytest.raises(RemedyDateOutOfOrder):
        conclude_remedy(
            remedy, outcome=RemedyOutcome.UPHELD, concluded_on=date(2026, 5, 9), by=legal, on=DECIDED
        )


def test_what_is_concluded_is_concluded() -> None:
    remedy = make_remedy()
    legal = staff_of(remedy.body).legal_reviewer
    remedy = conclude_remedy(remedy, outcome=RemedyOutcome.UPHELD, by=legal, on=DECIDED)

    with pytest.raises(StepNotAllowed, match="已审结"):
        conclude_remedy(remedy, outcome=RemedyOutcome.OTHER, by=legal, on=DECIDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.filter(pk=remedy.pk).update(concluded_on=None)


def test_who_reads_the_request_reads_its_remedies() -> None:
    mine, other = make_remedy(), make_remedy()

    visible = Remedy.objects.visible_to(staff_of(mine.body).leader)

    assert list(visible) == [mine]
    assert other not in visible


def test_a_late_answer_is_found() -> None:
    remedy = make_remedy(accepted_on=ACCEPTED)

    assert not Remedy.objects.answer_overdue(date(2026, 4, 14)).exists()
    assert list(Remedy.objects.answer_overdue(date(2026, 4, 15))) == [remedy]


# --- the table ----------------------------------------------------------------------------------------------

LAWFUL = {
    "file": set(),
    "answer": {"filed"},
    "extend_review": {"filed", "answered"},
    "change_procedure": {"filed", "answered"},
    "suspend": {"filed", "answered"},
    "resume": {"filed", "answered"},
    "add_paper": {"filed", "answered", "concluded"},
    "conclude": {"filed", "answered"},
    "note_lesson": {"concluded"},
}
DEFENCE = {Role.LEGAL_REVIEWER, Role.OFFICE_HEAD}


@pytest.mark.parametrize("code", LAWFUL)
def test_only_these_people_take_the_step_in_only_these_states(code: str) -> None:
    allowed = {
        (state.value, role)
        for state in RemedyState
        for role in Role
        if REMEDIES.refusal(code, state, [role]) is None
    }

    assert allowed == {(state, role) for state in LAWFUL[code] for role in DEFENCE}
    assert set(REMEDIES.step(code).roles) == DEFENCE
