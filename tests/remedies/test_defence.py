"""应对复议诉讼: what is challenged, the days, the documents, where it was lost and what was learned."""

from datetime import date

import pytest

from gongkai.casework.actions import close_request, withdraw_request
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.states import State
from gongkai.common.uploads import UploadRefused
from gongkai.remedies.actions import (
    add_paper,
    answer_remedy,
    conclude_remedy,
    extend_review,
    file_remedy,
    note_lesson,
)
from gongkai.remedies.actions.ending import Lost
from gongkai.remedies.errors import (
    NoSuchPart,
    NotExtensible,
    NothingLost,
    NothingToRedo,
    RemedyDateOutOfOrder,
    RemedyIncomplete,
)
from gongkai.remedies.guards import options_for
from gongkai.remedies.models import About, Kind, LostPoint, Procedure, Remedy, RemedyOutcome, RemedyPaper
from gongkai.remedies.periods import answer_due, is_out_of_time, open_until
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.common.test_uploads import picture, upload
from tests.factories import answer_request, make_remedy, make_reply, make_request, staff_of

pytestmark = pytest.mark.django_db
ANSWERED, ACCEPTED, DECIDED = date(2026, 3, 9), date(2026, 4, 7), date(2026, 5, 8)
Cause = LostPoint.Cause
TWO_PARTS = [
    {"where": "第2页表格", "basis": "条例第十五条", "reason": "涉及个人隐私"},
    {"where": "第5页", "basis": "条例第十六条第二款", "reason": "过程性信息"},
]


def answered(outcome: Outcome = Outcome.DENIED_PROCESS, **facts: object) -> DisclosureRequest:
    return answer_request(make_request(), on=ANSWERED, outcome=outcome, **facts)


def filed(case: DisclosureRequest, kind: Kind = Kind.REVIEW, **facts: object) -> Remedy:
    values: dict[str, object] = {"accepted_on": ACCEPTED, "on": ACCEPTED, **facts}
    return file_remedy(
        case,
        kind=kind,
        case_no=f"〔2026〕{Remedy.objects.count() + 1}号",
        organ="海城市人民政府",
        by=staff_of(case.body).legal_reviewer,
        **values,  # type: ignore[arg-type]
    )


def lost(remedy: Remedy, *points: Lost, **facts: object) -> Remedy:
    values: dict[str, object] = {"outcome": RemedyOutcome.CORRECTED, "lost": points, **facts}
    return conclude_remedy(remedy, by=staff_of(remedy.body).legal_reviewer, on=DECIDED, **values)  # type: ignore[arg-type]


# --- what is challenged -------------------------------------------------------------------------------------


def test_it_is_about_the_last_reply_issued_before() -> None:
    case = answered()

    remedy = filed(case)

    assert (remedy.about, remedy.reply) == (About.REPLY, case.replies.get())


def test_a_reply_may_be_named_and_must_be_an_issued_one_of_the_case() -> None:
    case, other = answered(), answered()

    assert filed(case, reply=case.replies.get()).reply == case.replies.get()
    with pytest.raises(RemedyIncomplete, match="本申请的"):
        filed(case, reply=other.replies.get())


def test_a_case_without_a_number_is_no_case() -> None:
    case = answered()

    with pytest.raises(RemedyIncomplete, match="请填写案号"):
        file_remedy(
            case,
            kind=Kind.REVIEW,
            case_no=" ",
            organ="海城市人民政府",
            accepted_on=ACCEPTED,
            by=staff_of(case.body).legal_reviewer,
            on=ACCEPTED,
        )


def test_remedies_below_a_body_are_found_and_events_say_what_they_are() -> None:
    remedy = make_remedy()

    assert list(Remedy.objects.within(remedy.body)) == [remedy]
    assert str(remedy.events.get()) == "2026-04-07 file"


def test_a_draft_is_no_reply_and_silence_is_challenged() -> None:
    case = make_request(assigned=True)
    make_reply(case=case)
    case.refresh_from_db()

    remedy = filed(case)

    assert (remedy.about, remedy.reply) == (About.SILENCE, None)


def test_silence_may_be_challenged_after_a_late_reply_came() -> None:
    remedy = filed(answered(), over_silence=True)

    assert (remedy.about, remedy.reply) == (About.SILENCE, None)


def test_an_end_without_a_reply_is_something_else() -> None:
    case = make_request()
    registrar = staff_of(case.body).registrar
    case = withdraw_request(case, reason="书面撤回", by=registrar, on=ANSWERED)
    case = close_request(case, by=registrar, on=ANSWERED)

    remedy = filed(case, Kind.DIRECT_SUIT)

    assert remedy.about == About.OTHER
    assert not remedy.skips_review
    assert lost(remedy).lost_points.get().ground == "终止办理等其他处理"


@pytest.mark.parametrize(
    ("outcome", "skips"),
    [
        (Outcome.DENIED_STATE_SECRET, True),
        (Outcome.DENIED_THIRD_PARTY, True),
        (Outcome.DENIED_INTERNAL, True),
        (Outcome.PARTIAL, False),
        (Outcome.UNAVAILABLE_NOT_HELD, False),
        (Outcome.REFUSED_REPEAT, False),
    ],
)
def test_a_suit_that_skips_a_compulsory_review_is_flagged(outcome: Outcome, skips: bool) -> None:
    remedy = filed(answered(outcome), Kind.DIRECT_SUIT)

    assert remedy.skips_review is skips
    assert ("驳回起诉" in remedy.events.get().note) is skips


def test_a_suit_over_silence_skips_the_review_from_2024_on() -> None:
    new = filed(make_request(assigned=True), Kind.DIRECT_SUIT)
    early = make_request(received_on=date(2023, 10, 9), assigned=True)
    old = filed(early, Kind.DIRECT_SUIT, accepted_on=date(2023, 12, 20), on=date(2023, 12, 20))

    assert (new.skips_review, old.skips_review) == (True, False)


def test_a_denial_of_2023_could_be_sued_over_directly() -> None:
    case = answer_request(
        make_request(received_on=date(2023, 12, 4)), on=date(2023, 12, 29), outcome=Outcome.DENIED_PROCESS
    )

    assert not filed(case, Kind.DIRECT_SUIT).skips_review
    assert not filed(answered()).skips_review


# --- the days ---------------------------------------------------------------------------------------------


def test_a_served_reply_may_be_challenged_for_sixty_days_or_six_months() -> None:
    reply = answered().replies.get()

    assert open_until(reply).review == date(2026, 5, 8)
    assert open_until(reply).suit == date(2026, 9, 9)


def test_nothing_runs_before_service() -> None:
    until = open_until(make_reply())

    assert (until.review, until.suit) == (None, None)


@pytest.mark.parametrize(
    ("kind", "applied", "late"),
    [
        (Kind.REVIEW, date(2026, 5, 8), False),
        (Kind.REVIEW, date(2026, 5, 9), True),
        (Kind.DIRECT_SUIT, date(2026, 5, 9), False),
        (Kind.DIRECT_SUIT, date(2026, 9, 10), True),
        (Kind.REVIEW, None, False),
    ],
)
def test_who_comes_too_late_is_seen(kind: Kind, applied: date | None, late: bool) -> None:
    later = date(2026, 9, 21)

    remedy = filed(answered(), kind, applied_on=applied, late_reason="台风停运", accepted_on=later, on=later)

    assert is_out_of_time(remedy) is late


def test_over_silence_no_last_day_is_known() -> None:
    remedy = filed(make_request(assigned=True), applied_on=ACCEPTED)

    assert not is_out_of_time(remedy)


@pytest.mark.parametrize(
    ("procedure", "answer", "decision"),
    [
        (Procedure.SIMPLE, date(2026, 4, 14), date(2026, 5, 7)),
        (Procedure.ORDINARY, date(2026, 4, 21), date(2026, 6, 6)),
    ],
)
def test_the_procedure_decides_when_answer_and_decision_are_due(
    procedure: Procedure, answer: date, decision: date
) -> None:
    remedy = filed(answered(), procedure=procedure)

    assert (remedy.answer_due_on, remedy.decision_due_on) == (answer, decision)


def test_no_day_is_set_by_rules_that_did_not_exist() -> None:
    assert answer_due(date(2023, 6, 1), Kind.REVIEW, "simple") is None


def test_an_ordinary_review_is_extended_once_by_thirty_days() -> None:
    remedy = filed(answered(), procedure=Procedure.ORDINARY)
    legal = staff_of(remedy.body).legal_reviewer

    remedy = extend_review(remedy, note="案情复杂", by=legal, on=date(2026, 6, 4))

    assert (remedy.decision_due_on, remedy.review_extended_on) == (date(2026, 7, 6), date(2026, 6, 4))
    assert remedy.events.last().note == "预计作出决定：2026年6月6日 → 2026年7月6日。案情复杂"
    with pytest.raises(NotExtensible, match="已经延长过一次"):
        extend_review(remedy, by=legal, on=date(2026, 6, 5))


def test_an_old_review_is_extended_without_a_day() -> None:
    remedy = filed(answered(), procedure=Procedure.ORDINARY)
    Remedy.objects.update(decision_due_on=None)

    remedy = extend_review(remedy, by=staff_of(remedy.body).legal_reviewer, on=DECIDED)

    assert (remedy.decision_due_on, remedy.events.last().note) == (None, "")


@pytest.mark.parametrize("kind", [Kind.REVIEW, Kind.DIRECT_SUIT])
def test_a_simple_review_and_a_suit_are_not_extended(kind: Kind) -> None:
    remedy = filed(answered(), kind)

    with pytest.raises(NotExtensible, match="第六十二条"):
        extend_review(remedy, by=staff_of(remedy.body).legal_reviewer, on=DECIDED)


def test_fifteen_days_to_sue_run_from_the_service_of_the_decision() -> None:
    remedy = filed(answered())
    legal = staff_of(remedy.body).legal_reviewer

    remedy = conclude_remedy(
        remedy,
        outcome=RemedyOutcome.UPHELD,
        concluded_on=date(2026, 5, 7),
        decision_served_on=date(2026, 5, 8),
        by=legal,
        on=date(2026, 5, 12),
    )
    suit = filed(
        remedy.request,
        Kind.SUIT_AFTER_REVIEW,
        after=remedy,
        applied_on=date(2026, 5, 26),
        late_reason="住院，5月25日出院",
        accepted_on=date(2026, 6, 1),
        on=date(2026, 6, 1),
    )

    assert remedy.suit_until_on == date(2026, 5, 25)  # 5月23日是星期六
    assert (suit.reply, suit.about) == (remedy.reply, About.REPLY)
    assert is_out_of_time(suit)
    assert not suit.skips_review


def test_a_decision_is_not_served_before_it_is_made() -> None:
    with pytest.raises(RemedyDateOutOfOrder):
        lost(filed(answered()), concluded_on=DECIDED, decision_served_on=date(2026, 5, 7))


# --- documents ----------------------------------------------------------------------------------------------


def test_documents_come_in_and_go_out_with_their_days() -> None:
    remedy = filed(answered())
    legal = staff_of(remedy.body).legal_reviewer

    scan = picture("PNG")
    notice = add_paper(
        remedy,
        kind=RemedyPaper.Kind.NOTICE,
        file=upload(scan, "答复通知书.png"),
        paper_on=date(2026, 4, 8),
        by=legal,
        on=date(2026, 4, 9),
    )
    answer = add_paper(
        remedy,
        kind=RemedyPaper.Kind.ANSWER,
        file=upload(picture("PNG"), "答复书.png"),
        by=legal,
        on=date(2026, 4, 10),
    )

    assert [notice.sent, answer.sent] == [False, True]
    assert (answer.paper_on, answer.name) == (date(2026, 4, 10), "答复书.png")
    assert str(notice) == "2026-04-08 答复通知书、应诉通知书"
    assert notice.file.open().read() == scan
    assert [event.step for event in remedy.events.all()] == ["file", "add_paper", "add_paper"]


def test_what_is_no_document_and_what_lies_ahead_is_refused() -> None:
    remedy = filed(answered())
    facts = {"kind": RemedyPaper.Kind.OTHER, "by": staff_of(remedy.body).legal_reviewer, "on": ACCEPTED}

    with pytest.raises(UploadRefused):
        add_paper(remedy, file=upload(b"MZ\x90\x00", "a.exe"), **facts)  # type: ignore[arg-type]
    with pytest.raises(RemedyDateOutOfOrder):
        add_paper(remedy, file=upload(picture("PNG"), "a.png"), paper_on=DECIDED, **facts)  # type: ignore[arg-type]
    assert not remedy.papers.exists()


# --- losses -------------------------------------------------------------------------------------------------


def test_a_loss_names_the_withheld_parts_that_did_not_stand() -> None:
    remedy = filed(answered(Outcome.PARTIAL, segments=TWO_PARTS))

    remedy = lost(remedy, Lost(Cause.GROUND, segment=1))

    point = remedy.lost_points.get()
    assert (point.reply, point.where, point.ground) == (remedy.reply, "第5页", "条例第十六条第二款")
    assert str(point) == "条例第十六条第二款 不公开的理由不成立"
    assert list(Remedy.objects.lost()) == [remedy]


def test_a_loss_of_the_whole_names_the_ground_of_the_reply() -> None:
    denied, confirmed = filed(answered()), filed(answered(Outcome.REFUSED_CONFIRM))

    lost(denied, Lost(Cause.REASONS))
    lost(confirmed)

    assert denied.lost_points.get().ground == "过程性信息（条例第十六条第二款）"
    point = confirmed.lost_points.get()
    assert (point.ground, point.cause) == (Outcome.REFUSED_CONFIRM.short, Cause.OTHER)


def test_a_loss_over_silence_is_one_over_silence() -> None:
    remedy = lost(filed(make_request(assigned=True)))

    point = remedy.lost_points.get()
    assert (point.reply, point.ground, point.cause) == (None, "逾期不答复", Cause.SILENCE)


@pytest.mark.parametrize("points", [[2], [0, 0], [None, None]])
def test_a_part_that_is_not_there_or_named_twice_is_refused(points: list[int | None]) -> None:
    remedy = filed(answered(Outcome.PARTIAL, segments=TWO_PARTS))

    with pytest.raises(NoSuchPart):
        lost(remedy, *(Lost(Cause.GROUND, place) for place in points))
    remedy.refresh_from_db()
    assert remedy.outcome == RemedyOutcome.PENDING


def test_what_was_upheld_has_no_lost_points_and_teaches_no_lesson() -> None:
    remedy = filed(answered())
    legal = staff_of(remedy.body).legal_reviewer

    with pytest.raises(NothingToRedo):
        lost(remedy, Lost(Cause.FACTS), outcome=RemedyOutcome.UPHELD)
    remedy = conclude_remedy(remedy, outcome=RemedyOutcome.UPHELD, by=legal, on=DECIDED)
    with pytest.raises(NothingLost, match="第四十六条"):
        note_lesson(remedy, text="无", by=legal, on=DECIDED)
    assert not remedy.lost_points.exists()


def test_a_later_lesson_stands_beside_the_earlier() -> None:
    remedy = lost(filed(answered()))
    legal = staff_of(remedy.body).legal_reviewer

    with pytest.raises(RemedyIncomplete, match="请写明教训"):
        note_lesson(remedy, text=" ", by=legal, on=DECIDED)
    assert remedy.lesson is None
    for text in ("说明是哪一类过程性信息。", "说明公开的影响。"):
        note_lesson(remedy, text=text, by=legal, on=DECIDED)

    assert remedy.lesson
    assert remedy.lesson.note == "说明公开的影响。"
    assert remedy.events.filter(step="note_lesson").count() == 2


def test_the_order_to_redo_takes_the_case_up_again_with_its_period_or_nothing_happens() -> None:
    remedy = filed(answered())

    with pytest.raises(NoSuchPart):
        lost(remedy, Lost(Cause.GROUND, 7), redo=True, redo_days=10)
    remedy.refresh_from_db()
    assert (remedy.state, remedy.request.state) == ("filed", State.UNDER_REVIEW_OR_SUIT)
    remedy = lost(remedy, Lost(Cause.GROUND), redo=True, redo_days=10)

    case = remedy.request
    assert (case.state, case.due_on) == (State.REDO, date(2026, 5, 21))  # 5月9日调休上班
    assert case.events.last().note == f"{remedy.organ} {remedy.case_no}"


def test_each_step_is_offered_or_says_why_not() -> None:
    remedy = filed(answered())
    defence = [Role.LEGAL_REVIEWER]

    def reasons(remedy: Remedy) -> dict[str, str]:
        return {each.step.code: each.reason for each in options_for(remedy, defence)}

    early = reasons(remedy)
    answer_remedy(remedy, by=staff_of(remedy.body).legal_reviewer, on=ACCEPTED)
    late = reasons(lost(remedy))

    now = ["answer", "change_procedure", "suspend", "add_paper", "conclude"]
    assert [code for code, why in early.items() if not why] == now
    assert "普通程序" in early["extend_review"]
    assert "第四十条" in early["resume"]
    assert [code for code, why in late.items() if not why] == ["add_paper", "note_lesson"]


def test_only_those_who_defend_the_body_add_documents() -> None:
    remedy = make_remedy()

    with pytest.raises(StepNotAllowed, match="法制审核员"):
        add_paper(
            remedy,
            kind=RemedyPaper.Kind.OTHER,
            file=upload(picture("PNG"), "a.png"),
            by=staff_of(remedy.body).registrar,
            on=ACCEPTED,
        )
