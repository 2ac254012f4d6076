"""What the page of a normative document shows: its way so far, its days, what belongs to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.bodies.models import Unit
from gongkai.documents import actions
from gongkai.documents.models import DocumentRecord, NormativeDocument
from gongkai.documents.periods import last_day
from gongkai.documents.states import COURSE, State
from gongkai.documents.workflow import DOCUMENTS
from gongkai.office.desk import Desk
from gongkai.office.forms.documents import AdoptForm
from gongkai.publishing.models import InformationItem, ItemRelation

ON_THE_WAY = {State.SIGNING: State.DELIBERATION}  # what is no stop of its own lies at the one before


@dataclass(frozen=True)
class Stop:
    """One stop of the way: its name, when it was reached, and whether it is passed or here."""

    label: str
    reached_on: date | None
    css: str


def course_of(document: NormativeDocument, records: list[DocumentRecord]) -> list[Stop]:
    """Return the way of a document with the day on which each stop was last reached; none if taken over."""
    if not records or records[0].step != "start":
        return []  # taken over when it was public: nothing is known of its making
    reached = {record.to_state: record.on for record in records if record.from_state != record.to_state}
    reached.setdefault(State.DRAFTING, document.started_on)
    here = ON_THE_WAY.get(State(document.state), document.state)
    place = COURSE.index(State(here)) if here in COURSE else len(COURSE)
    stops = []
    for number, state in enumerate(COURSE):
        css = "passed" if number < place else "here" if number == place else ""
        skipped = state == State.SOLICITING and document.consultation_from is None
        stops.append(Stop(state.label, reached.get(state), "skipped" if skipped and css == "passed" else css))
    return stops


def history_of(document: NormativeDocument) -> list[DocumentRecord]:
    """Return what happened to a document, oldest first, with its people and files; two queries."""
    return list(document.records.select_related("by").prefetch_related("papers").order_by("pk"))


def events_of(records: list[DocumentRecord]) -> list[tuple[str, DocumentRecord]]:
    """Return the records newest first, each with the name of its step."""
    return [(DOCUMENTS.step(record.step).label, record) for record in reversed(records)]


def links_of(document: NormativeDocument) -> list[tuple[str, InformationItem]]:
    """Return what amends or repeals the document, and what it amends or repeals, with the words for it."""
    if document.item is None:
        return []
    kinds = (ItemRelation.Kind.AMENDS, ItemRelation.Kind.REPEALS)
    around = ItemRelation.objects.around(document.item).filter(kind__in=kinds)
    return [relation.seen_from(document.item) for relation in around]


def adopt(items: Iterable[InformationItem], form: AdoptForm, desk: Desk) -> int:
    """
    Take over public items as documents, all or none; return how many.

    :raises Refused: one of them cannot be taken over
    """
    years, count = form.cleaned_data["years"], 0
    with transaction.atomic():
        for item in items:
            begins = item.effective_on or item.formed_on
            actions.adopt_item(
                item,
                unit=item.owner_unit or _office_of(desk),
                sort=form.cleaned_data["sort"],
                valid_until=last_day(begins, years) if years else None,
                by=desk.user,
                on=desk.today,
            )
            count += 1
    return count


def _office_of(desk: Desk) -> Unit:
    return Unit.objects.filter(body=desk.body, is_disclosure_office=True).order_by("order", "pk")[0]
