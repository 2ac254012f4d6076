"""The addresses of the open catalogue, and what each of them answers."""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from ninja import NinjaAPI, Query, Schema, Status
from ninja.decorators import decorate_view
from ninja.errors import ValidationError

from gongkai.api.cursors import BadCursor, cut
from gongkai.api.exports import as_csv, as_xlsx
from gongkai.api.giving import open_data, refused, refused_file
from gongkai.api.lines import (
    BodyLine,
    ColumnLine,
    Gone,
    ItemWhole,
    Page,
    Refusal,
    gone_of,
    line_of,
    portal_address,
    whole_of,
)
from gongkai.bodies.models import Body
from gongkai.publishing.models import Column, DocumentKind, InformationItem, Validity
from gongkai.publishing.models.items import ItemQuerySet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DESCRIPTION = "主动公开的政府信息目录。只读，任何人可以调用；只有正在公开的信息，撤回的立即不再提供。"
api = NinjaAPI(
    title="政府信息公开目录",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
)
Refusals = {404: Refusal, 422: Refusal, 429: Refusal}


class Wanted(Schema):
    """Which items: of a body and those below it, of a column and those below it, of a kind, of a year."""

    body: str = ""
    column: str = ""
    kind: DocumentKind | None = None
    validity: Validity | None = None
    year: Annotated[int | None, Query(ge=1949, le=2999)] = None
    updated_since: date | None = None


class Listed(Wanted):
    """Which items, and which page of them."""

    cursor: str = ""
    limit: Annotated[int, Query(ge=1, le=200)] = 50


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = "、".join(str(each["loc"][-1]) for each in error.errors)
    return refused(422, f"参数不对：{places}")


@api.exception_handler(BadCursor)
def _bad_cursor(request: HttpRequest, error: BadCursor) -> HttpResponse:
    return refused(422, str(error))


@api.get("/bodies", response={200: list[BodyLine], **Refusals}, url_name="bodies", summary="机关")
@decorate_view(open_data)
def bodies(request: HttpRequest) -> list[dict[str, Any]]:
    """List the bodies that have a portal here."""
    root = _root(request)
    return [
        {
            "code": body.code,
            "name": body.name,
            "uscc": body.uscc,
            "level": body.level,
            "parent": body.parent.code if body.parent else None,
            "url": portal_address(body, "/", root),
        }
        for body in Body.objects.active().select_related("parent").order_by("path")
    ]


@api.get("/columns", response={200: list[ColumnLine], **Refusals}, url_name="columns", summary="栏目")
@decorate_view(open_data)
def columns(request: HttpRequest, body: str) -> Any:
    """List the columns of a body in the order of its tree."""
    found = Body.objects.active().filter(code=body).first()
    if found is None:
        return Status(404, {"detail": f"没有代码为 {body} 的机关"})
    root = _root(request)
    nodes = [node for top in Column.objects.of(found).active().tree() for _, node in top.walk()]
    return [
        {
            "slug": node.column.slug,
            "name": node.column.name,
            "path": node.column.path,
            "kind": node.column.kind,
            "items": node.own_count,
            "items_with_below": node.total_count,
            "not_applicable": node.column.not_applicable,
            "url": portal_address(found, f"/c/{node.column.slug}/", root),
        }
        for node in nodes
    ]


@api.get("/items", response={200: Page, **Refusals}, url_name="items", summary="信息")
@decorate_view(open_data)
def items(request: HttpRequest, wanted: Query[Listed]) -> dict[str, Any]:
    """List public items, newest first, page by page."""
    return _page(request, _wanted(wanted), wanted)


@api.get("/documents", response={200: Page, **Refusals}, url_name="documents", summary="规章和行政规范性文件")
@decorate_view(open_data)
def documents(request: HttpRequest, wanted: Query[Listed]) -> dict[str, Any]:
    """List public rules and normative documents, newest first, page by page."""
    return _page(request, _wanted(wanted).exclude(document_kind=DocumentKind.OTHER), wanted)


@api.get(
    "/items/{int:pk}",
    response={200: ItemWhole, 410: Gone, **Refusals},
    url_name="item",
    summary="一条信息的全文",
)
@decorate_view(open_data)
def item(request: HttpRequest, pk: int) -> Any:
    """Give an item with its text and files; of one that was taken off, why, and where to look instead."""
    known = InformationItem.objects.select_related("body", "column", "replaced_by__body")
    found = known.filter(pk=pk).first()
    if found is not None and found.is_gone:
        return Status(410, gone_of(found, _root(request)))
    if found is None or not found.live:
        return Status(404, {"detail": "没有这条信息。"})
    return whole_of(found, list(found.attachments.live()), _root(request))


@api.get("/catalogue.csv", url_name="csv", summary="整个目录，CSV")
@decorate_view(open_data)
def catalogue_csv(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponseBase:
    """Give the whole catalogue as CSV."""
    if refusal := refused_file(request):
        return refusal
    lines = as_csv(_wanted(wanted), _root(request))
    return _as_file(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "catalogue.csv")


@api.get("/catalogue.xlsx", url_name="xlsx", summary="整个目录，Excel")
@decorate_view(open_data)
def catalogue_xlsx(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponseBase:
    """Give the whole catalogue as an Excel sheet."""
    if refusal := refused_file(request):
        return refusal
    return _as_file(
        FileResponse(as_xlsx(_wanted(wanted), _root(request)), content_type=XLSX), "catalogue.xlsx"
    )


def _as_file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(request: HttpRequest, found: ItemQuerySet, wanted: Listed) -> dict[str, Any]:
    root = _root(request)
    some = found.select_related("body", "column").defer("content", "plain_text")
    page, cursor = cut(some, wanted.cursor, wanted.limit)
    following = request.GET.copy()
    following["cursor"] = cursor
    address = f"{root}{request.path}?{following.urlencode()}" if cursor else None
    return {"items": [line_of(each, root) for each in page], "next": address}


def _wanted(wanted: Wanted) -> ItemQuerySet:
    """Return the public items that are asked for; an unknown body or column has none."""
    found = InformationItem.objects.live()
    if wanted.body:
        body = Body.objects.active().filter(code=wanted.body).first()
        found = found.within(body) if body else found.none()
    if wanted.column:
        columns = Column.objects.active().filter(slug=wanted.column)
        found = reduce(or_, (found.in_column(column) for column in columns), found.none())
    exact: Mapping[str, Any] = {
        "document_kind": wanted.kind,
        "validity": wanted.validity,
        "published_on__year": wanted.year,
        "updated_on__gte": wanted.updated_since,
    }
    return found.filter(**{name: value for name, value in exact.items() if value is not None})


def _root(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
