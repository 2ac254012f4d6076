"""年度报告校验: anybody may have a report read and checked; nothing of it is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gongkai.common.turns import NoTurn, turn
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
AT_ONCE = 2  # files looked into at a time on one machine, so that visitors leave room for other pages
BUSY = "现在校验的人较多，请过一两分钟再试；没有保存任何文件。"


@for_one_person
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a file; POST shows what was read in it and what is wrong there."""
    body_of(request)
    form = CheckForm()
    context: dict[str, object] = {"form": form, "trail": disclosure_trail()}
    if request.method != "POST":
        return render(request, "portal/report_check.html", context)
    try:
        limits.count(request, limits.CHECKING)
        with turn("report-check", most=AT_ONCE):
            context["form"] = form = CheckForm(request.POST, request.FILES)
            context["shown"] = _read(form)
    except limits.TooOften as refusal:
        return render(request, "portal/report_check.html", {**context, "refusal": str(refusal)}, status=422)
    except NoTurn:
        return render(request, "portal/report_check.html", {**context, "refusal": BUSY}, status=503)
    return render(request, "portal/report_check.html", context, status=422 if form.errors else 200)


def _read(form: CheckForm) -> list[Shown]:
    """Return what stands in the file; where it cannot be read, the form says why."""
    if not form.is_valid():
        return []
    file = form.cleaned_data["file"]
    try:
        found = read_apart(file.read(), file.name, seconds=SECONDS)
    except CannotRead as refusal:
        form.add_error("file", str(refusal))
        return []
    return [show(revise(one), beside=False) for one in found["reports"]]
