"""Where the number of a document may be named: items, columns, guides, functions, wordings of letters."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from gongkai.bodies.models import Body, Unit
from gongkai.documents.models import NormativeDocument, Source
from gongkai.documents.numbers import cited_in, head_of
from gongkai.letters.models import LetterTemplate
from gongkai.publishing.models import Column, InformationItem, ItemRelation, Validity

ENDED = (Validity.LAPSED, Validity.REPEALED)


@dataclass(frozen=True)
class Place:
    """One place that names a number: its sort, its key there, what it is called, and the words around."""

    source: Source
    key: str
    title: str
    passage: str


def places_of(document: NormativeDocument) -> Iterator[Place]:
    """Yield every place that names the document's number; settings name who looks where."""
    if not document.doc_no.strip():
        return
    for path in settings.GONGKAI_CITING:
        yield from import_string(path)(document)


def items(document: NormativeDocument) -> Iterator[Place]:
    """
    Yield the body's items, public or drafts, that name the number in title, summary, text or a file.

    Left out are the document's own item, what amends or repeals it, lists of clean-ups, and what has ended
    itself.
    """
    head = head_of(document.doc_no)
    texts = ("title", "summary", "plain_text", "attachments__text")
    named = Q(*((f"{field}__contains", head) for field in texts), _connector=Q.OR)
    since = ItemRelation.objects.filter(
        other=document.item_id, kind__in=(ItemRelation.Kind.AMENDS, ItemRelation.Kind.REPEALS)
    )
    found = InformationItem.objects.of(document.body).filter(named).exclude(validity__in=ENDED)
    found = found.exclude(pk=document.item_id or 0).exclude(pk__in=since.values("item"))
    found = found.filter(cleanup=None).exclude(state="withdrawn")
    for item in found.distinct().prefetch_related("attachments").order_by("pk"):
        files = [file.text for file in item.attachments.all() if file.live or file.in_draft]
        for text in (item.title, item.summary, item.plain_text, *files):
            if passage := cited_in(document.doc_no, text):
                yield Place(Source.ITEM, str(item.pk), item.title, passage)
                break


def columns(document: NormativeDocument) -> Iterator[Place]:
    """Yield the columns whose description or note to the public names the number."""
    for column in Column.objects.of(document.body):
        if passage := cited_in(document.doc_no, f"{column.description} {column.not_applicable}"):
            yield Place(Source.COLUMN, column.slug, column.name, passage)


def guides(document: NormativeDocument) -> Iterator[Place]:
    """Yield what the body and its units say of themselves in the guide and of their functions."""
    body = Body.objects.get(pk=document.body_id)
    if passage := cited_in(document.doc_no, body.functions):
        yield Place(Source.BODY, body.code, body.name, passage)
    for unit in Unit.objects.filter(body=body):
        if passage := cited_in(document.doc_no, unit.functions):
            yield Place(Source.UNIT, str(unit.pk), unit.name, passage)


def templates(document: NormativeDocument) -> Iterator[Place]:
    """Yield the wordings of letters and replies that are in use and name the number."""
    for template in LetterTemplate.objects.of(document.body).prefetch_related("versions"):
        newest = max(template.versions.all(), key=lambda version: version.number, default=None)
        if newest and (passage := cited_in(document.doc_no, newest.text)):
            yield Place(Source.TEMPLATE, template.kind, str(template), passage)
