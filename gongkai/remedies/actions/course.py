"""What happens while a review or suit is heard: the answer, a longer hearing, documents in and out."""

from datetime import date

from django.core.files import File
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.common.sealed_files import sealed_storage
from gongkai.common.uploads import DOCUMENTS, check_upload, store_upload
from gongkai.design.words import cn_date
from gongkai.remedies.models import Remedy, RemedyPaper, private_path
from gongkai.remedies.periods import extended_decision_due
from gongkai.remedies.progress import check_order, checked, record

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
    before = remedy.decision_due_on
    remedy.review_extended_on, remedy.decision_due_on = notified_on, extended_decision_due(remedy)
    remedy.save()
    moved = f"预计作出决定：{cn_date(before)} → {cn_date(remedy.decision_due_on)}。" if before else ""
    record(remedy, "extend_review", by=by, on=on, note=f"{moved}{note.strip()}")
    return remedy


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
    kind, facts = RemedyPaper.Kind(kind), check_upload(file, kinds=DOCUMENTS)
    added = RemedyPaper(
        remedy=remedy,
        kind=kind,
        sent=kind in SENT,
        paper_on=paper_on,
        name=facts.name,
        size=facts.size,
        sha256=facts.sha256,
        content_type=facts.content_type,
        added_by=by,
        added_on=on,
    )
    with store_upload(file, private_path(added, facts.name), storage=sealed_storage) as stored:
        added.file.name = stored
        added.save()
        record(remedy, "add_paper", by=by, on=on, note=kind.label)
    return added
