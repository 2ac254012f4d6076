"""From the signature to the public: number, item, publication, filing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.design.words import cn_date
from gongkai.documents.actions.cleaning import apply_cleanup
from gongkai.documents.actions.ending import follow_validity
from gongkai.documents.errors import NoItem, NumberTaken, ValidTooLong
from gongkai.documents.models import NormativeDocument
from gongkai.documents.periods import evaluate_on, last_day, period_of, years_of
from gongkai.documents.progress import check_order, check_said, checked, moved
from gongkai.documents.states import State
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Column, DocumentKind, InformationItem, ItemRelation, Validity

Files = Iterable[File[bytes]]
TOLD = ("doc_no", "registration_no", "effective_on", "valid_until")
NORMATIVE = DocumentKind.NORMATIVE_DOCUMENT
INTERPRETS = ItemRelation.Kind.INTERPRETS


@transaction.atomic
def register_document(
    document: NormativeDocument,
    *,
    doc_no: str,
    registration_no: str,
    effective_on: date,
    valid_until: date | None = None,
    by: User,
    on: date,
) -> NormativeDocument:
    """
    Give a signed document its number, its registration number and its period of validity (三统一).

    :param valid_until: the last day; the usual years of its sort when not given
    :raises DocumentIncomplete: a number is missing
    :raises NumberTaken: another document has the registration number
    :raises ValidTooLong: it would hold longer than its sort may
    """
    document = checked(document, "register", by=by, on=on)
    check_said(文号=doc_no, 登记编号=registration_no)
    check_order(document.signed_on, effective_on)
    document.doc_no, document.registration_no = doc_no.strip(), registration_no.strip()
    others = NormativeDocument.objects.of(document.body).exclude(pk=document.pk)
    if taken := others.filter(registration_no=document.registration_no).first():
        raise NumberTaken(f"登记编号“{document.registration_no}”已经用于《{taken}》，请核对。")
    document.effective_on = effective_on
    document.valid_until = _checked_end(document, effective_on, valid_until)
    document.evaluate_on = evaluate_on(document.valid_until)
    told: dict[str, Any] = {name: getattr(document, name) for name in TOLD}
    return moved(document, "register", by=by, on=on, **told)


def _checked_end(document: NormativeDocument, effective_on: date, valid_until: date | None) -> date:
    usual, most = years_of(document.body, document.sort_of)
    if valid_until is None:
        return last_day(effective_on, usual)
    check_order(effective_on, valid_until)
    if valid_until > last_day(effective_on, most):
        latest = cn_date(last_day(effective_on, most))
        raise ValidTooLong(
            f"{document.sort_of.label}的有效期最长{most}年，到{latest}为止（{document.sort_of.facts.basis}）。"
        )
    return valid_until


@publishing.noting_secrets
@transaction.atomic
def prepare_item(
    document: NormativeDocument,
    *,
    column: Column | None = None,
    item: InformationItem | None = None,
    by: User,
    on: date,
) -> NormativeDocument:
    """
    Begin the item that publishes a document in a column, or take one that was drafted already.

    :raises NoItem: neither is given, or the item is another body's or another document's
    """
    document = checked(document, "prepare_item", by=by, on=on)
    if item is None:
        if column is None or column.body_id != document.body_id:
            raise NoItem("请选择公布本文件的栏目，或者填写已经起草的信息。")
        facts = {"owner_unit": document.unit, "document_kind": NORMATIVE, "validity": Validity.IN_FORCE}
        item = publishing.create_item(
            column, title=document.title, formed_on=document.signed_on or on, by=by, on=on, **facts
        )
    _check_free(document, item)
    document.item = _tell_item(document, item, by, on)
    document = moved(document, "prepare_item", by=by, on=on, item=item.pk)
    for each in document.interpretations.select_related("item"):
        publishing.tie_items(each.item, kind=INTERPRETS, other=item, by=by, on=on)
    return document


def _check_free(document: NormativeDocument, item: InformationItem) -> None:
    if item.body_id != document.body_id or item.live:
        raise NoItem("请选择本机关还没有发布的信息。")
    if other := NormativeDocument.objects.filter(item=item).exclude(pk=document.pk).first():
        raise NoItem(f"这条信息公布的是《{other}》，请另外起草。")


def _tell_item(document: NormativeDocument, item: InformationItem, by: User, on: date) -> InformationItem:
    """Put numbers and days of the document into the draft of its item."""
    facts: dict[str, Any] = {
        "title": document.title,
        "formed_on": document.signed_on,
        "doc_no": document.doc_no,
        "document_kind": NORMATIVE,
        "validity": Validity.IN_FORCE,
        "effective_on": document.effective_on,
    }
    return publishing.save_draft(item, by=by, on=on, **facts)


@transaction.atomic
def follow_item(item: InformationItem, *, on: date) -> NormativeDocument | None:
    """
    Record that a document became public with its item, or ended with it, or that its interpretation did.

    May run any number of times for one change.
    """
    if interpretation := getattr(item, "interpretation", None):
        _explained(interpretation.document, item)
    if cleanup := getattr(item, "cleanup", None):
        apply_cleanup(cleanup, on=on)
    follow_validity(item, on=on)
    found = NormativeDocument.objects.filter(item=item, state=State.REGISTERED).first()
    if found is None or not item.live:
        return None
    document = checked(found, "publish", by=None, on=on)
    document.published_on = item.published_on or on
    document.filing_due_on = period_of(document.body, "document_filing", document.published_on).due_on
    if document.needs_interpretation:
        ends = period_of(document.body, "interpretation", document.published_on)
        document.interpretation_due_on = ends.due_on
    document = moved(document, "publish", by=None, on=document.published_on)
    for each in document.interpretations.live().select_related("item"):
        _explained(document, each.item)
    return document


def _explained(document: NormativeDocument, item: InformationItem) -> None:
    """Note that nothing is owed any more once an interpretation is public."""
    if item.live and document.interpretation_due_on:
        document.interpretation_due_on = None
        document.save(update_fields=["interpretation_due_on"])


@transaction.atomic
def file_document(
    document: NormativeDocument, *, filed_on: date, where: str, files: Files = (), by: User, on: date
) -> NormativeDocument:
    """
    Record that a document was filed with the higher body (国办发〔2018〕37号).

    :raises AlreadyDone: it was filed before
    :raises DayOutOfOrder: before its publication, or in the future
    """
    document = checked(document, "file", by=by, on=on)
    check_said(备案机关=where)
    check_order(document.published_on, filed_on, on)
    document.filed_on = filed_on
    return moved(document, "file", by=by, on=on, note=where, files=files, filed_on=filed_on)
