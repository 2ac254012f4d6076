"""Which body's portal was asked for: by host name, by the prefix /b/<code>/, else the top body."""

import re
from collections.abc import Callable

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, set_script_prefix

from gongkai.bodies.models import Body

PREFIX = re.compile(r"/b/(?P<code>[-\w]+)(?P<rest>/.*)?", re.ASCII)
# Parts of the site that belong to no body.
COMMON = ("/office/", "/accounts/", "/documents/", "/static/", "/healthz", "/readyz", "/b/")


class BodyMiddleware:
    """Take the prefix off the path and keep it for every address that is written on the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, as if the body's portal stood at the root."""
        found = PREFIX.fullmatch(request.path_info)
        if not found or (found["rest"] or "/").startswith(COMMON):
            return self.get_response(request)
        if not found["rest"]:
            return HttpResponsePermanentRedirect(f"{request.path}/")
        code, rest = found["code"], found["rest"]
        request.portal_code = code  # type: ignore[attr-defined]  # read by find_body
        request.path_info = rest
        before = get_script_prefix()
        set_script_prefix(request.path[: -len(rest)] + "/")
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)


def find_body(request: HttpRequest) -> Body | None:
    """Return the body whose portal was asked for, asking the database once a request; None when unknown."""
    if not hasattr(request, "_portal_body"):
        request._portal_body = _look_up(request)  # type: ignore[attr-defined]  # kept for this request
    return request._portal_body  # type: ignore[attr-defined, no-any-return]


def body_of(request: HttpRequest) -> Body:
    """
    Return the body whose portal was asked for.

    :raises Http404: there is no such body
    """
    body = find_body(request)
    if body is None:
        raise Http404("没有这个机关的门户。")
    return body


def _look_up(request: HttpRequest) -> Body | None:
    bodies = Body.objects.active()
    code = getattr(request, "portal_code", None)
    if code:
        return bodies.filter(code=code).first()
    host = request.get_host().split(":")[0]
    candidates = list(bodies.filter(Q(host=host) | Q(parent=None)).order_by("path"))
    return next((body for body in candidates if body.host == host), None) or next(iter(candidates), None)
