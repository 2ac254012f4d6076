"""Pages for what is not there, for what was asked wrongly, and for what is broken."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string

from gongkai.portal import reading_mode
from gongkai.portal.showing import FOR_OUR_CACHE, KEPT_FOR
from gongkai.portal.traditional import converted


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that something is missing or too large; nothing of the request is believed, nor its host."""
    status = 413 if isinstance(exception, RequestDataTooBig | TooManyFilesSent) else 400
    return HttpResponse(render_to_string("400.html", {"status": status}), status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, and where to look."""
    response: HttpResponse = render(request, "404.html", status=404)
    converted(response, request)
    response[FOR_OUR_CACHE] = KEPT_FOR  # in place of the page that was there
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; drawn without the database, which may be what is broken."""
    return HttpResponse(render_to_string("500.html"), status=500)


def explain_wrong_ways(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Say to a person why an address cannot be opened that only takes forms: after a login it leads there."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            language = reading_mode.language(reading_mode.chosen(request.COOKIES))
            response.content = render_to_string("405.html", {"language": language}).encode()
            converted(response, request)
        return response

    return middleware
