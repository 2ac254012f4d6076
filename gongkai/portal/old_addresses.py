"""Links to the old site: what stood at an address that is not ours leads to where it stands now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, reverse

from gongkai.portal.addresses import portal_root
from gongkai.portal.middleware import COMMON, find_body
from gongkai.publishing.models import OldAddress


class OldAddressMiddleware:
    """Where nothing else answers, look among the addresses of the old site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; what would be "not found" may have moved."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return moved(request) or response


def moved(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """
    Return the way to what stood here on the old site; None when nothing did.

    What was withdrawn since says so at its new address.
    """
    body = None if request.path_info.startswith(COMMON) else find_body(request)
    if body is None:
        return None
    query = request.META.get("QUERY_STRING", "")
    asked = [f"{request.path_info}?{query}", request.path_info] if query else [request.path_info]
    places = OldAddress.objects.select_related("item__body", "attachment")
    for address in asked:
        if found := places.at(body, address).first():
            return HttpResponsePermanentRedirect(_new_address(found))
    return None


def _new_address(found: OldAddress) -> str:
    name, args = "portal:item", [found.item_id]
    if found.attachment and found.item.live:
        file = found.attachment
        name, args = "portal:attachment", [found.item_id, file.pk, file.name]  # type: ignore[list-item]
    return portal_root(found.item.body) + reverse(name, args=args).removeprefix(get_script_prefix())
