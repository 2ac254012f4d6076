"""Rendered pages that a process keeps for half a minute, each for one exact state of what it shows."""

from collections.abc import Callable
from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils.timezone import localdate

from gongkai.portal import reading_mode
from gongkai.portal.appearance import Appearance
from gongkai.portal.middleware import find_body

HEADERS = ("Content-Type", "Last-Modified", "Content-Disposition")


def kept(
    request: HttpRequest,
    state: object,
    render: Callable[[], HttpResponse],
    *,
    among: str = "pages",
    names_address: bool = True,
) -> HttpResponse:
    """
    Return the page as it was rendered for this address, reading mode and state, or render it now.

    What the page is about must be told by `state`: another state is another page, at once, and so are another
    look and another day. What stands around it (counts beside columns, relations) may be half a minute old,
    as the tree of columns is anyway.

    :param among: the cache of settings.CACHES that keeps it
    :param names_address: whether it says by which address it was asked for, as the frame of every page does
    """
    pages = caches[among]
    key = _key(request, state, request.META.get("QUERY_STRING", "") if names_address else "")
    if (found := pages.get(key)) is not None:
        content, headers = found
        return HttpResponse(content, headers=headers)
    response = render()
    if response.status_code == 200:
        headers = {name: response[name] for name in HEADERS if name in response}
        pages.set(key, (response.content, headers))
    return response


def _key(request: HttpRequest, state: object, query: str) -> str:
    modes = ",".join(sorted(reading_mode.chosen(request.COOKIES)))
    parts = (
        str(request.scheme),
        request.get_host(),
        get_script_prefix(),
        request.path_info,
        query,
        modes,
        _look(request),
        str(state),
    )
    return sha256("\n".join(parts).encode()).hexdigest()


def _look(request: HttpRequest) -> str:
    """Return what tells the design in use, and whether today is a day of mourning; two small queries."""
    body = find_body(request)
    look = Appearance(request, body) if body else None
    return f"{localdate()} {look.design and look.design.pk} {look.is_grey}" if look else str(localdate())
