"""检索: what is published by the body and by those below it, with the words marked and filters as links."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.portal.addresses import item_address, topic_address
from gongkai.portal.middleware import body_of
from gongkai.portal.searching import PER_PAGE, Asking, chips_of, filters_of
from gongkai.portal.showing import for_everybody
from gongkai.search.engine import DEEPEST, SearchUnavailable
from gongkai.search.finding import Findings
from gongkai.search.suggesting import complete
from gongkai.search.topics import topics_offered


@for_everybody
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, page by page."""
    asking = Asking(request.GET, body_of(request), localdate())
    context: dict[str, Any] = {"text": asking.text, "findings": None, "is_down": False, "trail": []}
    if asking.text:
        try:
            findings = asking.find()
        except SearchUnavailable:
            context["is_down"] = True
        else:
            pages = Paginator(range(min(findings.total, DEEPEST)), PER_PAGE)
            if findings.total and asking.page > pages.num_pages:
                return HttpResponseRedirect(asking.but(page=str(pages.num_pages)))
            context |= _shown(findings, asking) | {"page": pages.get_page(asking.page)}
    return render(request, "portal/search.html", context)


@for_everybody
def suggest(request: HttpRequest) -> HttpResponse:
    """Offer topics and words of titles that begin like what is being typed, as a fragment of the form."""
    asking = Asking(request.GET, body_of(request), localdate())
    offers = complete(asking.text, asking.bodies) if asking.text else []
    topics = topics_offered(asking.text, asking.bodies, on=asking.today)
    context = {
        "topics": [(topic, topic_address(topic)) for topic in topics],
        "offers": [(offer, f"?{urlencode({'q': offer.text})}") for offer in offers],
    }
    return render(request, "portal/search/_offers.html", context)


def _shown(findings: Findings, asking: Asking) -> dict[str, Any]:
    by_date = asking.query.sort == "date"
    return {
        "findings": findings,
        "topics": [(found, topic_address(found.topic)) for found in findings.topics],
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
        "most": DEEPEST if findings.total > DEEPEST else 0,
    }
