"""What a body is and how to get information from it: the guide (条例第十二条), institution and leaders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.portal.guide import disclosure_office, guide_of
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import disclosure_trail
from gongkai.publishing.models import Column


@for_everybody
def guide(request: HttpRequest) -> HttpResponse:
    """Show 政府信息公开指南, made from the body's data so that it is never out of date."""
    body = body_of(request)
    context = {
        "guide": guide_of(body, localdate()),
        "current": Column.Kind.GUIDE,
        "trail": disclosure_trail(),
    }
    return render(request, "portal/about/guide.html", context)


@for_everybody
def institution(request: HttpRequest) -> HttpResponse:
    """Show functions, leaders and units (条例第二十条第二项)."""
    body = body_of(request)
    context = {
        "functions": [line for line in body.functions.splitlines() if line.strip()],
        "leaders": body.leaders.filter(is_active=True).prefetch_related("units"),
        "units": body.units.filter(is_active=True),
        "current": "institution",
        "office": disclosure_office(body),
        "trail": disclosure_trail(),
    }
    return render(request, "portal/about/institution.html", context)
