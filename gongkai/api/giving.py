"""How data are given out: to every site, checked by their tag before they are sent again, not without end."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.timezone import now

from gongkai.common.attempts import count_attempt
from gongkai.common.visitors import visitor

MINUTE, HOUR = 60, 60 * 60
READS = 240  # calls of one address in a minute, in each process: enough for a harvester with four a second
FILES = 12  # whole catalogues of one address in an hour, in all processes

DATA = "/api/v1/"
PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}

View = Callable[..., HttpResponseBase]
Answer = Callable[[HttpRequest], HttpResponseBase]


def let_other_sites_ask(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Answer:
    """
    Answer what a browser asks first, before a script of another site reads with headers of its own.

    And what a harvester asks to learn whether anything is new: HEAD, which the framework of the data refuses.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(DATA):
            return get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        if request.method == "HEAD":
            request.method = "GET"
            return _head_of(get_response(request))
        return get_response(request)

    return middleware


def _head_of(response: HttpResponseBase) -> HttpResponseBase:
    """Take out of an answer what it says, and leave its length where that is known."""
    if isinstance(response, HttpResponse):
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    elif isinstance(response, StreamingHttpResponse):
        response.streaming_content = iter(())  # what it would have read is closed with it
    return response


def open_data(view: View) -> View:
    """Mark a view as data for everybody: limits, CORS, ETag."""

    @wraps(view)
    def given(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _reads(request) > READS:
            return refused(429, f"每分钟最多调用{READS}次，请稍候再试。", retry_after=MINUTE)
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Content-Type-Options"] = "nosniff"
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response
        patch_cache_control(response, public=True, no_cache=True)  # what was withdrawn is gone at once
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    return given


def refused(status: int, detail: str, *, retry_after: int = 0) -> HttpResponse:
    """Answer with a reason in the form of all others."""
    response = JsonResponse({"detail": detail}, status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def refused_file(request: HttpRequest) -> HttpResponse | None:
    """Count one more whole catalogue of a visitor; return the refusal when it is one too many."""
    if count_attempt("catalogue", visitor(request), seconds=HOUR, now=now()) <= FILES:
        return None
    told = "一小时内下载整个目录的次数太多，请稍后再试，或者用 items 分页读取。"
    return refused(429, told, retry_after=HOUR)


def _reads(request: HttpRequest) -> int:
    key = f"api-{visitor(request)}-{int(now().timestamp()) // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # thrown out meanwhile
        return 1
