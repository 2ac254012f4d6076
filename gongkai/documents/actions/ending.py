"""How long a document holds: renewed, amended, repealed, lapsed on its day."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.files import File
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.design.words import cn_date
from gongkai.documents.errors import NoItem, ValidTooLong
from gongkai.documents.models import NormativeDocument
from gongkai.documents.periods import evaluate_on, last_day, years_of
from gongkai.documents.progress import check_order, check_said, checked, moved
from gongkai.documents.tasks import find_citations
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import InformationItem, ItemRelation, Validity

Files = Iterable[File[bytes]]
Kind = ItemRelation.Kind


@transaction.atomic
def renew_document(
    document: NormativeDocument, *, valid_until: date, opinion: str, files: Files = (), by: User, on: date
) -> NormativeDocument:
    """
    Let a document hold on after it was evaluated; it is published anew with the new day.

    :raises DayOutOfOrder: the new end lies before the old one
    :raises DocumentIncomplete: it is not said what the evaluation found
    :raises ValidTooLong: longer than its sort may hold, counted from today
    """
    document = checked(document, "renew", by=by, on=on)
    check_said(评估的结论=opinion)
    check_order(document.valid_until, valid_until)
    _, most = years_of(document.body, document.sort_of)
    if valid_until > last_day(max(on, document.valid_until or on), most):
        raise ValidTooLong(f"一次延续不超过{most}年（{document.sort_of.facts.basis}）。")
    before = document.valid_until
    document.valid_until, document.evaluate_on = valid_until, evaluate_on(valid_until)
    reason = f"经评估，有效期延续至{cn_date(valid_until)}。{opinion.strip()}"
    _tell_public(document, document.item.validity if document.item else "", None, reason, by, on)
    told = {"before": before, "valid_until": valid_until}
    return moved(document, "renew", by=by, on=on, note=opinion, files=files, **told)


@transaction.atomic
def let_lapse(
    document: NormativeDocument, *, opinion: str, files: Files = (), by: User, on: date
) -> NormativeDocument:
    """
    Decide after an evaluation that a document shall lapse on its day; nobody is reminded any more.

    :raises AlreadyDone: it has no end, or this was decided
    :raises DocumentIncomplete: it is not said what the evaluation found
    """
    document = checked(document, "let_lapse", by=by, on=on)
    check_said(评估的结论=opinion)
    document.evaluate_on = None
    return moved(document, "let_lapse", by=by, on=on, note=opinion, files=files)


@transaction.atomic
def amend_document(
    document: NormativeDocument,
    *,
    basis: str,
    through: InformationItem | None = None,
    files: Files = (),
    by: User,
    on: date,
) -> NormativeDocument:
    """
    Record that a later document amended this one; both public pages say so.

    :param through: the item of the later document, where it is public here
    :raises DocumentIncomplete: it is not said by what
    """
    document = checked(document, "amend", by=by, on=on)
    check_said(修改的依据=basis)
    _tie(document, Kind.AMENDS, through, by, on)
    _tell_public(document, Validity.AMENDED, None, basis, by, on)
    told = {"through": through.pk if through else None}
    return moved(document, "amend", by=by, on=on, note=basis, files=files, **told)


@transaction.atomic
def repeal_document(
    document: NormativeDocument,
    *,
    basis: str,
    repeal_on: date,
    through: InformationItem | None = None,
    files: Files = (),
    by: User | None,
    on: date,
) -> NormativeDocument:
    """
    Record that a document is repealed from a day on; when that is still to come, it ends by itself then.

    Every place that names its number is listed, so that somebody looks at each.

    :param repeal_on: the first day on which it does not hold any more
    :param through: the item of the document that repeals it, where it is public here
    :raises DayOutOfOrder: it would be repealed before it was published
    :raises DocumentIncomplete: it is not said by what
    """
    code = "repeal" if repeal_on <= on else "foresee_repeal"
    document = checked(document, code, by=by, on=on)
    check_said(废止的依据=basis)
    check_order(document.published_on, repeal_on)
    _tie(document, Kind.REPEALS, through, by, on)
    document.repeal_on = repeal_on
    told = {"through": through.pk if through else None, "repeal_on": repeal_on}
    if code == "foresee_repeal":
        document.evaluate_on = None
        return moved(document, code, by=by, on=on, note=basis, files=files, **told)
    return _end(document, code, Validity.REPEALED, repeal_on, basis, by=by, on=on, files=files, **told)


@transaction.atomic
def lapse_document(
    document: NormativeDocument, *, reason: str, ceased_on: date, by: User | None, on: date
) -> NormativeDocument:
    """
    Say that a document does not hold any more: its period is over, or what it was for is done.

    :param ceased_on: the first day on which it does not hold
    :raises DayOutOfOrder: before its publication, or in the future
    :raises DocumentIncomplete: no reason
    """
    document = checked(document, "lapse", by=by, on=on)
    check_said(失效的原因=reason)
    check_order(document.published_on, ceased_on, on)
    return _end(document, "lapse", Validity.LAPSED, ceased_on, reason, by=by, on=on)


def end_what_is_over(*, on: date) -> list[NormativeDocument]:
    """End the documents whose last day has passed or whose repeal takes effect; a second run finds none."""
    ended = []
    for document in NormativeDocument.objects.over(on).order_by("pk"):
        last = document.valid_until or on
        reason = f"有效期至{cn_date(last)}，期满自动失效"
        day = last + timedelta(days=1)
        ended.append(lapse_document(document, reason=reason, ceased_on=day, by=None, on=on))
    for document in NormativeDocument.objects.to_be_repealed(on).order_by("pk"):
        told = document.records.filter(step="foresee_repeal").order_by("pk").last()
        basis, day = (told.note if told else "预定废止"), document.repeal_on or on
        ended.append(repeal_document(document, basis=basis, repeal_on=day, by=None, on=on))
    return ended


def follow_validity(item: InformationItem, *, on: date) -> NormativeDocument | None:
    """End a document whose item was said to be repealed or lapsed on the item's own page."""
    document = NormativeDocument.objects.in_force().filter(item=item).first()
    if document is None or not item.live:
        return None
    event = item.events.filter(step="change_validity").order_by("pk").last()
    reason, day = (event.opinion if event else "信息的有效性已变更"), min(item.ceased_on or on, on)
    if item.validity == Validity.REPEALED:
        return repeal_document(document, basis=reason, repeal_on=day, by=None, on=on)
    if item.validity == Validity.LAPSED:
        return lapse_document(document, reason=reason, ceased_on=day, by=None, on=on)
    return None


def _end(
    document: NormativeDocument,
    code: str,
    validity: Validity,
    ceased_on: date,
    reason: str,
    *,
    by: User | None,
    on: date,
    files: Files = (),
    **told: object,
) -> NormativeDocument:
    document.ended_on = ceased_on
    document.evaluate_on = document.interpretation_due_on = None
    document = moved(document, code, by=by, on=on, note=reason, files=files, ceased_on=ceased_on, **told)
    _tell_public(document, validity, ceased_on, reason, by, on)  # what follows the item finds it ended
    find_citations.enqueue(document.pk, on.isoformat())
    return document


def _tie(
    document: NormativeDocument, kind: Kind, through: InformationItem | None, by: User | None, on: date
) -> None:
    if through is None or document.item is None:
        return
    if through.pk == document.item_id or not through.live:
        raise NoItem("请选择另一件已经公布的文件。")
    publishing.tie_items(through, kind=kind, other=document.item, by=by, on=on)


def _tell_public(
    document: NormativeDocument,
    validity: str,
    ceased_on: date | None,
    reason: str,
    by: User | None,
    on: date,
) -> None:
    if document.item:
        document.item = publishing.follow_document(
            document.item, validity=validity, ceased_on=ceased_on, reason=reason, by=by, on=on
        )
