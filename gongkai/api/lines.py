"""What the catalogue says of bodies, columns and items; the fields are those of the public pages."""

from datetime import date
from typing import Any

from django.urls import reverse
from ninja import Schema

from gongkai.bodies.models import Body
from gongkai.publishing.models import Attachment, InformationItem
from gongkai.publishing.states import Ending


class BodyLine(Schema):
    """A body with a portal."""

    code: str
    name: str
    uscc: str
    level: str
    parent: str | None
    url: str


class ColumnLine(Schema):
    """A column: its place in the tree, and how many items it has itself and with all below it."""

    slug: str
    name: str
    path: str
    kind: str
    items: int
    items_with_below: int
    not_applicable: str
    url: str


class File(Schema):
    """A file of an item."""

    name: str
    size: int
    type: str
    sha256: str
    description: str  # of a picture: what it shows; empty where nobody said anything
    url: str


class ItemLine(Schema):
    """An item without its text (条例第十二条: 索引、名称、内容概述、生成日期)."""

    id: int
    index_no: str
    title: str
    summary: str
    body: str
    issuing_body: str
    column: str
    column_name: str
    doc_no: str
    kind: str
    validity: str
    formed_on: date
    effective_on: date | None
    ceased_on: date | None
    published_on: date
    updated_on: date | None
    topic: str
    genre: str
    keywords: list[str]
    source: str
    url: str


class ItemWhole(ItemLine):
    """An item with its text and its files."""

    html: str
    text: str
    files: list[File]


class Page(Schema):
    """A page of items, and the address of the next; null on the last."""

    items: list[ItemLine]
    next: str | None


class Refusal(Schema):
    """Why there is no answer."""

    detail: str


class Gone(Refusal):
    """Why an item is not public any more, and where what took its place is kept."""

    new_place: str


def portal_address(body: Body, path: str, root: str) -> str:
    """Return the full address of a path in the portal of a body; `root` is that of this installation."""
    return body.portal_at(root) + path.removeprefix("/")


def line_of(item: InformationItem, root: str) -> dict[str, Any]:
    """Return what a list says of an item."""
    return {
        "id": item.pk,
        "index_no": item.index_no or "",
        "title": item.title,
        "summary": item.summary,
        "body": item.body.code,
        "issuing_body": item.issuing_body,
        "column": item.column.slug,
        "column_name": item.column.name,
        "doc_no": item.doc_no,
        "kind": item.document_kind,
        "validity": item.validity,
        "formed_on": item.formed_on,
        "effective_on": item.effective_on,
        "ceased_on": item.ceased_on,
        "published_on": item.published_on,
        "updated_on": item.updated_on,
        "topic": item.topic_class,
        "genre": item.genre,
        "keywords": [word for word in item.keywords.replace("，", ",").replace("；", ",").split(",") if word],
        "source": item.content_source,
        "url": portal_address(item.body, reverse("portal:item", args=[item.pk]), root),
    }


def whole_of(item: InformationItem, files: list[Attachment], root: str) -> dict[str, Any]:
    """Return all that is said of an item."""
    return {
        **line_of(item, root),
        "html": item.content,
        "text": item.plain_text,
        "files": [_file(item, file, root) for file in files],
    }


def gone_of(item: InformationItem, root: str) -> dict[str, str]:
    """Return how an item left the site: by which act, when, why, and where its content is now."""
    act = Ending(item.ending).label
    place = item.new_place if item.ending == Ending.REDIRECT else ""
    if item.ending == Ending.REPLACE and (other := item.replaced_by):
        place = portal_address(other.body, reverse("portal:item", args=[other.pk]), root)
    return {"detail": f"{item.withdrawn_on}{act}：{item.withdrawal_reason}", "new_place": place}


def _file(item: InformationItem, file: Attachment, root: str) -> dict[str, Any]:
    path = reverse("portal:attachment", args=[item.pk, file.pk, file.name])
    return {
        "name": file.name,
        "size": file.size,
        "type": file.content_type,
        "sha256": file.sha256,
        "description": file.description,
        "url": portal_address(item.body, path, root),
    }
