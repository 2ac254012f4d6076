"""Pages for what is not there, and for what is broken; the latter asks nothing of the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from gongkai.portal.showing import FOR_OUR_CACHE, KEPT_FOR
from gongkai.portal.traditional import converted


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, and where to look."""
    response: HttpResponse = render(request, "404.html", status=404)
    converted(response, request)
    response[FOR_OUR_CACHE] = KEPT_FOR  # in place of the page that was there
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; drawn without the database, which may be what is broken."""
    return HttpResponse(render_to_string("500.html"), status=500)
