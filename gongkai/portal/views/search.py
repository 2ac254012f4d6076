"""检索: what is published by the body and by those below it, with the words marked and filters as links."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.portal.addresses import item_address
from gongkai.portal.middleware import body_of
from gongkai.portal.searching import PER_PAGE, Asking, chips_of, filters_of
from gongkai.portal.showing import for_everybody
from gongkai.search.engine import SearchUnavailable
from gongkai.search.finding import Findings
from gongkai.search.suggesting import complete


@for_everybody
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, page by page."""
    asking = Asking(request.GET, body_of(request), localdate())
    context: dict[str, Any] = {"text": asking.text, "findings": None, "is_down": False, "trail": []}
    if asking.text:
        try:
            context |= _shown(asking.find(), asking)
        except SearchUnavailable:
            context["is_down"] = True
    return render(request, "portal/search.html", context)


@for_everybody
def suggest(request: HttpRequest) -> HttpResponse:
    """Offer words of titles that begin like what is being typed, as a fragment of the search form."""
    asking = Asking(request.GET, body_of(request), localdate())
    offers = complete(asking.text, asking.bodies) if asking.text else []
    context = {"offers": [(offer, f"?{urlencode({'q': offer.text})}") for offer in offers]}
    return render(request, "portal/search/_offers.html", context)


def _shown(findings: Findings, asking: Asking) -> dict[str, Any]:
    by_date = asking.query.sort == "date"
    return {
        "findings": findings,
        "results": [(found, item_address(found.item)) for found in findings.found],
        "filters": filters_of(findings, asking),
        "chips": chips_of(findings, asking),
        "by_date": by_date,
        "addresses": {
            "sort": asking.but(sort="" if by_date else "date"),
            "ended": asking.but(ended="1"),
            "literal": asking.but(literal="1"),
            "anew": f"?{asking.only_words}",
        },
        "page": Paginator(range(findings.total), PER_PAGE).get_page(asking.page),
    }
