"""The look of a body's portal: its style sheet, its emblem, and the preview of a draft."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from gongkai.bodies.models import Design
from gongkai.portal.appearance import sheet_of
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody, for_one_person
from gongkai.portal.views.home import draw_home

CSS = "text/css; charset=utf-8"


@for_everybody
def sheet(request: HttpRequest) -> HttpResponse:
    """Give the custom properties of the body's design; none when it has chosen none."""
    return HttpResponse(sheet_of(Design.objects.current(body_of(request))), content_type=CSS)


@for_everybody
def emblem(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the emblem of a design; it was looked into when it was taken."""
    design = get_object_or_404(Design.objects.exclude(emblem=""), pk=pk)
    try:
        with design.emblem.open("rb") as file:
            response = HttpResponse(file.read(), content_type=design.emblem_type)
    except FileNotFoundError:
        raise Http404("没有这个徽标。") from None
    response["X-Content-Type-Options"] = "nosniff"
    return response


@for_one_person
def preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the first page as a draft would make it, or on a day of mourning, to whoever has the token."""
    draft = _draft(token)
    request._portal_body = draft.body  # type: ignore[attr-defined]  # read by find_body
    request.portal_draft = draft  # type: ignore[attr-defined]  # read by Appearance
    request.portal_token = token  # type: ignore[attr-defined]  # read by Appearance
    request.portal_grey = "grey" in request.GET  # type: ignore[attr-defined]  # read by Appearance
    return draw_home(request)


@for_one_person
def draft_sheet(request: HttpRequest, token: str) -> HttpResponse:
    """Give the style sheet of a draft."""
    return HttpResponse(sheet_of(_draft(token)), content_type=CSS)


def _draft(token: str) -> Design:
    draft = Design.objects.shown_by(token)
    if draft is None:
        raise Http404("预览链接已经过期，请重新预览。")
    return draft
