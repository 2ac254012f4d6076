"""年度报告校验: anybody may have a report read and checked; nothing of it is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gongkai.portal import limits
from gongkai.portal.forms.report_check import CheckForm
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_one_person
from gongkai.portal.tree import disclosure_trail
from gongkai.proofing.reading_apart import read_apart
from gongkai.proofing.revising import revise
from gongkai.proofing.showing import Shown, show
from gongkai.reports.reading import CannotRead

SECONDS = 20  # of the processor for a visitor; the office has more patience


@for_one_person
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a file; POST shows what was read in it and what is wrong there."""
    body_of(request)
    form = CheckForm(request.POST or None, request.FILES or None)
    shown: list[Shown] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            limits.count(request, limits.CHECKING)
            found = read_apart(file.read(), file.name, seconds=SECONDS)
            shown = [show(revise(one), beside=False) for one in found["reports"]]
        except (CannotRead, limits.TooOften) as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form, "shown": shown, "trail": disclosure_trail()}
    return render(request, "portal/report_check.html", context, status=422 if form.errors else 200)
