"""Answers already given, for everybody: the list, one of them, and what is offered while somebody types."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from gongkai.casework.models import ReleasedAnswer, ReleasedFile
from gongkai.portal.handing_out import handed_out, link_to
from gongkai.portal.middleware import body_of
from gongkai.portal.released import LONGEST, find_answers
from gongkai.portal.showing import for_everybody, for_one_person
from gongkai.portal.tree import disclosure_trail

PER_PAGE = 20
OFFERED = 3


@for_everybody
def answers(request: HttpRequest) -> HttpResponse:
    """Show the answers of the body, or those that fit a question."""
    question = request.GET.get("about", "").strip()[:LONGEST]
    found = find_answers(body_of(request), question)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "question": question, "trail": disclosure_trail()}
    return render(request, "portal/answers/list.html", context)


@for_everybody
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one answer; one that was taken down is not there."""
    public = ReleasedAnswer.objects.of(body_of(request)).public().prefetch_related("files")
    found = get_object_or_404(public, pk=pk)
    trail = [*disclosure_trail(), ("现成的答复", reverse("portal:answers"))]
    files = [
        link_to(each, reverse("portal:answer_file", args=[pk, each.pk, each.name]))
        for each in found.files.all()
    ]
    context = {"answer": found, "files": files, "trail": trail}
    return render(request, "portal/answers/answer.html", context)


@for_everybody
def answer_file(request: HttpRequest, pk: int, file: int, name: str) -> HttpResponseBase:
    """Hand out a file of a public answer under its own name; `name` is for people who read addresses."""
    public = ReleasedAnswer.objects.of(body_of(request)).public()
    found = get_object_or_404(ReleasedFile, pk=file, answer=pk, answer__in=public)
    return handed_out(found)


@for_one_person
def offered(request: HttpRequest) -> HttpResponse:
    """Offer the best answers to what somebody is typing; what was typed is kept nowhere."""
    question = request.POST.get("matter", "").strip()[:LONGEST]
    found = find_answers(body_of(request), question, limit=OFFERED) if question else []
    return render(request, "portal/answers/_offered.html", {"answers": found})
