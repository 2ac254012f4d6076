"""A document begins: drafted here, or taken over from what is public already; and what may stop it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction

from gongkai.bodies.models import Unit, User
from gongkai.documents.errors import AlreadyDone, NoItem
from gongkai.documents.models import Interpretation, NormativeDocument
from gongkai.documents.periods import evaluate_on
from gongkai.documents.progress import check_order, check_said, checked, moved, record
from gongkai.documents.reach import roles_in
from gongkai.documents.states import State
from gongkai.documents.workflow import DOCUMENTS
from gongkai.publishing.models import DocumentKind, InformationItem, ItemRelation, Validity
from gongkai.rules.documents import DocumentSort, InterpretationForm
from gongkai.workflow import Refusal, StepNotAllowed

Files = Iterable[File[bytes]]


@transaction.atomic
def start_document(
    unit: Unit,
    *,
    title: str,
    sort: str,
    for_business: bool = False,
    needs_interpretation: bool | None = None,
    plan: str = "",
    note: str = "",
    files: Files = (),
    by: User,
    on: date,
) -> NormativeDocument:
    """
    Begin to draft a document in a unit (国办发〔2018〕37号).

    :param needs_interpretation: as its sort says when not given
    :param plan: how, when and by whom it shall be explained
    :raises DocumentIncomplete: it has no name
    :raises StepNotAllowed: `by` does not draft for the unit
    """
    _check_starts("start", unit, by, on)
    check_said(名称=title)
    document = NormativeDocument(
        body=unit.body, unit=unit, drafted_by=by, title=title.strip(), sort=sort, started_on=on
    )
    document.for_business, document.plan = for_business, plan.strip()
    usual = DocumentSort(sort).facts.needs_interpretation
    document.needs_interpretation = usual if needs_interpretation is None else needs_interpretation
    document.save()
    record(document, "start", "", by=by, on=on, note=note, files=files)
    return document


@transaction.atomic
def adopt_item(
    item: InformationItem, *, unit: Unit, sort: str, valid_until: date | None = None, by: User, on: date
) -> NormativeDocument:
    """
    Take over a normative document that was published before it was followed here.

    Nothing is asked of its making; from now on its validity is looked after.

    :raises AlreadyDone: it is followed already
    :raises NoItem: the item is no public normative document of the body
    :raises StepNotAllowed: `by` does not keep the register
    """
    item = InformationItem.objects.select_for_update().get(pk=item.pk)
    _check_starts("adopt", unit, by, on)
    if NormativeDocument.objects.filter(item=item).exists():
        raise AlreadyDone(f"《{item}》已经登记过。")
    if not item.live or item.document_kind != DocumentKind.NORMATIVE_DOCUMENT or item.body_id != unit.body_id:
        raise NoItem("只能登记本机关已经公布的、文件类别为“行政规范性文件”的信息。")
    document = NormativeDocument(
        body=item.body,
        unit=unit,
        drafted_by=by,
        item=item,
        title=item.title,
        sort=sort,
        needs_interpretation=False,
        state=_state_of(item),
        started_on=item.formed_on,
        signed_on=item.formed_on,
        doc_no=item.doc_no,
        published_on=item.published_on,
        effective_on=item.effective_on or item.formed_on,
        valid_until=valid_until,
    )
    document.ended_on = (item.ceased_on or on) if document.is_ended else None
    if valid_until and not document.is_ended:
        document.evaluate_on = evaluate_on(valid_until)
    document.save()
    record(document, "adopt", "", by=by, on=on)
    for relation in item.related_by.filter(kind=ItemRelation.Kind.INTERPRETS, item__interpretation=None):
        form = InterpretationForm.TEXT
        Interpretation.objects.create(document=document, item=relation.item, form=form, by=by, on=on)
    return document


def _state_of(item: InformationItem) -> State:
    ended = {Validity.LAPSED: State.LAPSED, Validity.REPEALED: State.REPEALED}
    return ended.get(Validity(item.validity), State.PUBLISHED)


def _check_starts(code: str, unit: Unit, by: User, on: date) -> None:
    step = DOCUMENTS.step(code)
    if not set(step.roles) & roles_in(by, unit.body, unit, on):
        names = "、".join(role.label for role in step.roles)
        raise StepNotAllowed(Refusal("role", f"“{step.label}”由{unit}的{names}办理。"))


@transaction.atomic
def revise(document: NormativeDocument, *, by: User, on: date, **facts: Any) -> NormativeDocument:
    """
    Change what is registered of a document before it is signed.

    :param facts: title, sort, for_business, needs_interpretation, plan
    :raises DocumentIncomplete: it has no name
    """
    document = checked(document, "revise", by=by, on=on)
    check_said(名称=facts.get("title", document.title))
    before = {name: getattr(document, name) for name in facts}
    for name, value in facts.items():
        setattr(document, name, value.strip() if isinstance(value, str) else value)
    changed = {name: old for name, old in before.items() if old != getattr(document, name)}
    if not changed:
        return document
    after = {name: getattr(document, name) for name in changed}
    return moved(document, "revise", by=by, on=on, before=changed, after=after)


@transaction.atomic
def add_paper(
    document: NormativeDocument, *, note: str, files: Files, by: User, on: date
) -> NormativeDocument:
    """
    Add files to what a document rests on.

    :raises DocumentIncomplete: it is not said what they are
    :raises UploadRefused: a file is no document, damaged or too large
    """
    document = checked(document, "add_paper", by=by, on=on)
    check_said(材料说明=note)
    return moved(document, "add_paper", by=by, on=on, note=note, files=files)


@transaction.atomic
def cancel_document(document: NormativeDocument, *, reason: str, by: User, on: date) -> NormativeDocument:
    """
    Give a document up before it is published.

    :raises DocumentIncomplete: no reason
    """
    document = checked(document, "cancel", by=by, on=on)
    check_order(document.started_on, on)
    check_said(不再制定的理由=reason)
    return moved(document, "cancel", by=by, on=on, note=reason)
