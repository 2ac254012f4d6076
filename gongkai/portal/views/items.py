"""The permanent page of an item and its files: gone or elsewhere once taken off; a draft was never there."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import http_date

from gongkai.portal.addresses import item_address, new_place_of
from gongkai.portal.frame import mark_section
from gongkai.portal.handing_out import handed_out
from gongkai.portal.item_page import picture_of, shown_at, told_of
from gongkai.portal.kept_pages import kept
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.publishing.models import Attachment, InformationItem

# What decides how an item is shown: whether, in which version, since when.
TELLING = ("live", "state", "live_version", "column", "updated_on", "withdrawn_on", "ending")


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
        InformationItem.objects.select_related("body", "column", "annual_report", "replaced_by__body"),
        pk=pk,
    )
    if not shown.live:
        return no_longer_here(request, shown)
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


def no_longer_here(request: HttpRequest, item: InformationItem) -> HttpResponse:
    """
    Lead to the new place of what was public here, or say why it is gone (条例第六条).

    :raises Http404: it was never public
    """
    if not item.is_gone:
        raise Http404("没有这条信息。")
    response: HttpResponse
    if place := new_place_of(item):
        response = HttpResponsePermanentRedirect(place)
    else:
        response = render(request, "portal/items/gone.html", {"item": item}, status=410)
    patch_cache_control(response, public=True, no_cache=True)  # it may come back
    return response


@for_everybody
def attachment(request: HttpRequest, pk: int, attachment: int, name: str) -> HttpResponseBase:
    """
    Hand out a file of a live item under its own name; `name` is there for people who read addresses.

    The same file with other words beside it has a new address, to which the old one leads.
    """
    known = Attachment.objects.select_related("item__body", "item__replaced_by__body")
    found = get_object_or_404(known, pk=attachment, item=pk)
    if not found.live:
        same = get_list_or_404(known.live(), item=pk, sha256=found.sha256)[0]
        return redirect("portal:attachment", pk, same.pk, same.name)
    return handed_out(found) if found.item.live else no_longer_here(request, found.item)
