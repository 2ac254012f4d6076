"""An item's permanent page and its files; what was withdrawn is gone, what is not live was never there."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import http_date

from gongkai.portal.addresses import item_address
from gongkai.portal.frame import mark_section
from gongkai.portal.handing_out import handed_out
from gongkai.portal.item_page import picture_of, shown_at, told_of
from gongkai.portal.kept_pages import kept
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.publishing.models import Attachment, InformationItem
from gongkai.publishing.states import State

# What decides how an item is shown: whether, in which version, since when.
TELLING = ("live", "state", "live_version", "column", "updated_on", "withdrawn_on")


@for_everybody
def item(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show an item, whichever body's portal it was asked at; one query tells if a kept page still holds."""
    state = InformationItem.objects.filter(pk=pk).values_list(*TELLING).first()
    if state is None:
        raise Http404("没有这条信息。")
    return kept(request, state, lambda: _render_item(request, pk))


def _render_item(request: HttpRequest, pk: int) -> HttpResponse:
    body = body_of(request)
    shown = get_object_or_404(
        InformationItem.objects.select_related("body", "column", "annual_report"), pk=pk
    )
    if not shown.live and shown.state == State.WITHDRAWN:
        return render(request, "portal/items/gone.html", {"item": shown}, status=410)
    if not shown.live:
        raise Http404("没有这条信息。")
    if shown.body_id != body.pk:
        return HttpResponsePermanentRedirect(item_address(shown))
    mark_section(request, shown.column)
    picture = picture_of(shown)
    context = {
        "item": shown,
        "address": request.build_absolute_uri(request.path),
        "image": request.build_absolute_uri(picture) if picture else "",
        **told_of(shown),
    }
    response = render(request, "portal/items/item.html", context)
    response["Last-Modified"] = http_date(shown_at(shown).timestamp())
    return response


@for_everybody
def attachment(request: HttpRequest, pk: int, attachment: int, name: str) -> HttpResponseBase:
    """Hand out a file of a live item under its own name; `name` is there for people who read addresses."""
    found = get_object_or_404(Attachment.objects.live(), pk=attachment, item=pk)
    return handed_out(found)
