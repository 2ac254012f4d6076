"""The site's addresses, and a bare view that returns the bytes of a page from memory."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from gongkai.config.urls import handler404, handler500
from gongkai.config.urls import urlpatterns as site

__all__ = ["handler404", "handler500", "urlpatterns"]


@cache
def _page() -> bytes:
    return Path(settings.HOME, "bare.html").read_bytes()


def bare(request: HttpRequest) -> HttpResponse:
    """Return the page as it was saved; nothing is asked, nothing is rendered."""
    return HttpResponse(_page())


urlpatterns = [path("bare", bare), *site]
