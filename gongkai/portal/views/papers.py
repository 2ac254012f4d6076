"""Papers to take along: the request form, empty or as typed, and the receipt."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.common.typesetting import NotTypeset
from gongkai.portal import limits
from gongkai.portal.following import expected, follow, unsealed
from gongkai.portal.middleware import body_of
from gongkai.portal.paper_form import kind_in, paper_form
from gongkai.portal.papers import form_pdf, receipt_pdf
from gongkai.portal.showing import for_everybody, for_one_person
from gongkai.portal.tree import disclosure_trail
from gongkai.rules.applicants import ApplicantKind


@for_everybody
def blank_form(request: HttpRequest) -> HttpResponse:
    """Show an empty request form for paper (条例第二十九条)."""
    context = {
        "body": body_of(request),
        "form": paper_form(kind_in(request.GET)),
        "kinds": list(ApplicantKind),
        "trail": disclosure_trail(),
    }
    return render(request, "portal/requests/blank.html", context)


@for_everybody
def blank_form_pdf(request: HttpRequest) -> HttpResponse:
    """Give the empty form as PDF."""
    body, form = body_of(request), paper_form(kind_in(request.GET))
    make = partial(form_pdf, body, form, on=localdate())
    return _pdf(request, make, f"政府信息公开申请表（{form.kind.label}）.pdf")


@for_one_person
@require_POST
def filled_form(request: HttpRequest) -> HttpResponse:
    """Give back what was typed as a form for paper; nothing is filed and nothing is kept."""
    body = body_of(request)
    try:
        limits.count(request, limits.PAPERS)
    except limits.TooOften as refusal:
        return _not_made(request, refusal)
    form = paper_form(kind_in(request.POST), request.POST)
    return _pdf(request, partial(form_pdf, body, form, on=localdate()), "政府信息公开申请表.pdf")


@for_one_person
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Give the receipt as PDF."""
    case = unsealed(token, body_of(request))
    if case is None:
        return redirect("portal:track")
    today = localdate()
    address = request.build_absolute_uri(reverse("portal:track"))
    make = partial(receipt_pdf, follow(case, today), expected=expected(today), address=address, on=today)
    return _pdf(request, make, f"政府信息公开申请回执{case.number}.pdf")


def _pdf(request: HttpRequest, make: Callable[[], bytes], name: str) -> HttpResponse:
    """Give a paper to take along, or say why it could not be set."""
    try:
        response = HttpResponse(make(), content_type="application/pdf")
    except NotTypeset as refusal:
        return _not_made(request, refusal)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _not_made(request: HttpRequest, refusal: Exception) -> HttpResponse:
    context = {"words": str(refusal), "trail": disclosure_trail()}
    return render(request, "portal/requests/not_made.html", context, status=422)
