"""How a public page is given out: to everybody, checked by its tag before it is sent again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
    set_response_etag,
)
from django.utils.http import parse_http_date_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.portal.traditional import converted

# What nginx in front of us may keep, for how long (seconds); it is told when an item changes. Other caches
# read Cache-Control, and ask before each use.
FOR_OUR_CACHE, KEPT_FOR = "X-Accel-Expires", "60"
View = Callable[..., HttpResponseBase]


def for_everybody(view: View) -> View:
    """
    Mark a view as public and let caches keep its answer, to be checked by ETag before each use.

    Pages differ by the cookie of the reading mode alone; nothing on them depends on who asks.
    """

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = converted(view(request, *args, **kwargs), request)
        if response.status_code < 500:
            response[FOR_OUR_CACHE] = KEPT_FOR
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response
        patch_vary_headers(response, ["Cookie"])
        patch_cache_control(response, public=True, no_cache=True)
        set_response_etag(response)
        modified = response.get("Last-Modified")
        return (
            get_conditional_response(
                request,
                etag=response["ETag"],
                last_modified=parse_http_date_safe(modified) if modified else None,
                response=response,
            )
            or response
        )

    return shown


def for_one_person(view: View) -> View:
    """Mark a view that anybody may call and whose answer is for the caller alone: nothing is kept."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = converted(never_cache(view)(request, *args, **kwargs), request)
        response["X-Robots-Tag"] = "noindex"
        return response

    return shown
