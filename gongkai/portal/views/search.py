"""检索: what is published by the body and by those below it, with the words marked and filters as links."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.portal.middleware import body_of
from gongkai.portal.searching import LONGEST, PER_PAGE, ask, shown
from gongkai.portal.showing import for_everybody
from gongkai.search.engine import SearchUnavailable


@for_everybody
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, page by page."""
    body = body_of(request)
    text = request.GET.get("q", "").strip()[:LONGEST]
    context: dict[str, Any] = {"text": text, "findings": None, "is_down": False, "trail": []}
    if text:
        try:
            findings = ask(text, body, request.GET, localdate())
        except SearchUnavailable:
            context["is_down"] = True
        else:
            page = Paginator(range(findings.total), PER_PAGE).get_page(request.GET.get("page"))
            context |= {"findings": findings, "page": page, **shown(findings, request.GET)}
    return render(request, "portal/search.html", context)
