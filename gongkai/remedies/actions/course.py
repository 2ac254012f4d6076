"""What happens while a review or suit is heard: the answer, longer or other procedures, a rest, papers."""

from datetime import date

from django.core.files import File
from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import User
from gongkai.common.kept_files import kept_file
from gongkai.design.words import cn_date, cn_last
from gongkai.remedies.errors import ProcedureFixed, RemedyIncomplete
from gongkai.remedies.models import Procedure, Remedy, RemedyPaper
from gongkai.remedies.periods import (
    answer_due_after_change,
    answer_due_after_rest,
    decision_due,
    decision_due_after_rest,
    extended_decision_due,
)
from gongkai.remedies.progress import check_order, checked, record

EXPECTED = "预计作出决定"
SENT = frozenset({RemedyPaper.Kind.ANSWER, RemedyPaper.Kind.EVIDENCE})


@transaction.atomic
def answer_remedy(
    remedy: Remedy, *, answered_on: date | None = None, note: str = "", by: User, on: date
) -> Remedy:
    """
    Record that the body answered the review or suit (行政复议法第四十八条、第五十四条，行政诉讼法第六十七条).

    :raises RemedyDateOutOfOrder: before the copy arrived, or after `on`
    """
    remedy = checked(remedy, "answer", by=by, on=on)
    answered_on = answered_on or on
    check_order(remedy.notified_on, answered_on, on)
    remedy.answered_on = answered_on
    remedy.save()
    record(remedy, "answer", by=by, on=on, note=note)
    return remedy


@transaction.atomic
def extend_review(
    remedy: Remedy, *, notified_on: date | None = None, note: str = "", by: User, on: date
) -> Remedy:
    """
    Record that the review organ takes up to thirty days more (行政复议法第六十二条).

    :raises NotExtensible: a suit, a review by simple procedure, or extended before
    :raises RemedyDateOutOfOrder: before the acceptance, or after `on`
    """
    remedy = checked(remedy, "extend_review", by=by, on=on)
    notified_on = notified_on or on
    check_order(remedy.accepted_on, notified_on, on)
    before = _days_of(remedy)
    remedy.review_extended_on, remedy.decision_due_on = notified_on, extended_decision_due(remedy)
    remedy.save()
    record(remedy, "extend_review", by=by, on=on, note=f"{_moved(before, remedy)}{note.strip()}")
    return remedy


@transaction.atomic
def change_procedure(
    remedy: Remedy,
    *,
    procedure: Procedure,
    notified_on: date | None = None,
    note: str = "",
    by: User,
    on: date,
) -> Remedy:
    """
    Record that a review or suit goes on by another procedure, and move what is due.

    A review goes from the simple to the ordinary procedure (行政复议法第五十五条), and back only when all
    parties agree (第五十三条第二款); a suit goes from the simple to the ordinary one (行政诉讼法第八十四条).

    :param notified_on: the day on which the body was told
    :raises ProcedureFixed: it is heard so already, or the law does not lead there
    :raises RemedyDateOutOfOrder: before the acceptance, or after `on`
    :raises RemedyIncomplete: nobody said that the parties agree
    :raises Suspended: the hearing rests
    """
    remedy = checked(remedy, "change_procedure", by=by, on=on)
    notified_on, procedure = notified_on or on, Procedure(procedure)
    check_order(remedy.accepted_on, notified_on, on)
    _check_leads_to(remedy, procedure, note)
    before = _days_of(remedy)
    was = f"{remedy.get_procedure_display()} → " if remedy.procedure else ""
    remedy.answer_due_on = answer_due_after_change(remedy, procedure, notified_on)
    remedy.procedure = procedure
    remedy.decision_due_on = decision_due(remedy.accepted_on, remedy.kind, procedure)
    remedy.save()
    told = f"{was}{procedure.label}。{_moved(before, remedy)}{note.strip()}"
    record(remedy, "change_procedure", by=by, on=on, note=told)
    return remedy


def _check_leads_to(remedy: Remedy, procedure: Procedure, note: str) -> None:
    if remedy.procedure == procedure:
        raise ProcedureFixed(f"本案已经适用{procedure.label}。")
    if not remedy.procedure or procedure == Procedure.ORDINARY:
        return
    if not remedy.is_review:
        raise ProcedureFixed("诉讼只能由简易程序转为普通程序（行政诉讼法第八十四条）。")
    if remedy.review_extended_on:
        raise ProcedureFixed("已经延长审理的复议，不再转为简易程序（行政复议法第五十三条、第六十二条）。")
    if not note.strip():
        raise RemedyIncomplete(
            "转为简易程序应当由各方当事人同意，请写明同意的情况（行政复议法第五十三条第二款）。"
        )


@transaction.atomic
def suspend_remedy(
    remedy: Remedy, *, reason: str, suspended_on: date | None = None, by: User, on: date
) -> Remedy:
    """
    Record that the hearing rests; until it is resumed nothing runs (行政复议法第三十九条).

    :raises RemedyDateOutOfOrder: before the acceptance, or after `on`
    :raises RemedyIncomplete: the notice gives no reason
    :raises Suspended: it rests already
    """
    remedy = checked(remedy, "suspend", by=by, on=on)
    suspended_on = suspended_on or on
    check_order(remedy.accepted_on, suspended_on, on)
    if not reason.strip():
        raise RemedyIncomplete("请按通知写明中止审理的理由（行政复议法第三十九条）。")
    remedy.suspended_on = suspended_on
    remedy.save()
    record(remedy, "suspend", by=by, on=on, note=reason)
    return remedy


@transaction.atomic
def resume_remedy(
    remedy: Remedy, *, resumed_on: date | None = None, note: str = "", by: User, on: date
) -> Remedy:
    """
    Record that the hearing goes on; what was left of the periods runs from the day (行政复议法第四十条).

    :raises NotSuspended: it does not rest
    :raises RemedyDateOutOfOrder: before the suspension, or after `on`
    """
    remedy = checked(remedy, "resume", by=by, on=on)
    resumed_on = resumed_on or on
    check_order(remedy.suspended_on, resumed_on, on)
    before = _days_of(remedy)
    remedy.answer_due_on = answer_due_after_rest(remedy, resumed_on)
    remedy.decision_due_on = decision_due_after_rest(remedy, resumed_on)
    remedy.suspended_on = None
    remedy.save()
    record(remedy, "resume", by=by, on=on, note=f"{_moved(before, remedy)}{note.strip()}")
    return remedy


def _days_of(remedy: Remedy) -> tuple[tuple[str, date | None], ...]:
    return (("答辩期限", remedy.answer_due_on), (EXPECTED, remedy.decision_due_on))


def _moved(before: tuple[tuple[str, date | None], ...], remedy: Remedy) -> str:
    """Say which days moved from where to where."""
    calendar = current_calendar()
    moved = [
        f"{label}：{f'{cn_date(old)} → ' if old else ''}{cn_last(new, calendar)}。"
        for (label, old), (_, new) in zip(before, _days_of(remedy), strict=True)
        if new and new != old
    ]
    return "".join(moved)


@transaction.atomic
def add_paper(
    remedy: Remedy,
    *,
    kind: RemedyPaper.Kind,
    file: File[bytes],
    paper_on: date | None = None,
    by: User,
    on: date,
) -> RemedyPaper:
    """
    Add a document of the case; answers and evidence are sent by the body, all others come in.

    :param paper_on: the day it arrived or went out
    :raises RemedyDateOutOfOrder: after `on`
    :raises StepNotAllowed: `by` does not defend the body
    :raises UploadRefused: by its content it is no document, damaged or too large
    """
    remedy = checked(remedy, "add_paper", by=by, on=on)
    paper_on = paper_on or on
    check_order(paper_on, on)
    kind = RemedyPaper.Kind(kind)
    added = RemedyPaper(
        remedy=remedy, kind=kind, sent=kind in SENT, paper_on=paper_on, added_by=by, added_on=on
    )
    with kept_file(added, file):
        record(remedy, "add_paper", by=by, on=on, note=kind.label)
    return added
