"""复议诉讼: reviews and suits about requests: the list, one case, and its steps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.remedies import FileRemedyForm, RemedyFilter, YearFilter
from gongkai.office.refusals import refused_into
from gongkai.office.remedies.losses import losses_of
from gongkai.office.remedies.steps import SCREENS, history_of, may_read_papers, options_for, warnings_of
from gongkai.office.requests.cases import open_case
from gongkai.remedies import actions
from gongkai.remedies.models import Remedy

PER_PAGE = 25


@require_GET
def remedies(request: HttpRequest) -> HttpResponse:
    """List reviews and suits, pending ones first."""
    desk = desk_of(request)
    form = RemedyFilter(request.GET)
    seen = Remedy.objects.of(desk.body).visible_to(desk.user).select_related("request")
    found = form.filtered(seen).order_by(F("concluded_on").desc(nulls_first=True), "-accepted_on", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/remedies/list.html", {"desk": desk, "form": form, "page": page})


@require_GET
def remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one review or suit."""
    desk = desk_of(request)
    found = _find(desk, pk)
    options = options_for(found, desk)
    context = {
        "desk": desk,
        "remedy": found,
        "options": options,
        "next": next((option for option in options if option.allowed), None),
        "events": history_of(found),
        "warnings": warnings_of(found),
        "points": found.lost_points.all(),
        "papers": found.papers.select_related("added_by") if may_read_papers(found, desk) else None,
    }
    return render(request, "office/remedies/remedy.html", context)


@require_http_methods(["GET", "POST"])
def file_remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a review or suit about a request was accepted."""
    seen = open_case(desk_of(request), pk)
    form = FileRemedyForm(request.POST or None, case=seen.case, desk=seen.desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            filed = actions.file_remedy(seen.case, **form.cleaned_data, by=seen.desk.user)
            messages.success(request, "案件已登记。")
            return redirect("office:remedy", filed.pk)
    return render(request, "office/remedies/file.html", {"seen": seen, "desk": seen.desk, "form": form})


@require_http_methods(["GET", "POST"])
def take_remedy_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ask for what the step needs and say what it will do; POST takes it."""
    desk = desk_of(request)
    found = _find(desk, pk)
    if (screen := SCREENS.get(code)) is None:
        raise Http404("没有这个步骤")
    form = screen.form(request.POST or None, request.FILES or None, desk=desk, remedy=found)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            screen.take(found, form)
            messages.success(request, screen.done)
            return redirect("office:remedy", pk)
    option = next(each for each in options_for(found, desk) if each.step.code == code)
    context = {"desk": desk, "remedy": found, "form": form, "option": option, "effect": screen.effect}
    return render(request, "office/remedies/step.html", context)


@require_GET
def send_paper(request: HttpRequest, pk: int, paper: int) -> FileResponse:
    """Send one document of a review or suit, always as a download."""
    desk = desk_of(request)
    found = _find(desk, pk)
    sent = found.papers.filter(pk=paper).first()
    if sent is None or not may_read_papers(found, desk):
        raise Http404("没有这份材料，或者您不能打开")
    return FileResponse(
        sent.file.open("rb"), as_attachment=True, filename=sent.name, content_type=sent.content_type
    )


@require_GET
def losses(request: HttpRequest) -> HttpResponse:
    """List what was lost by ground, year by year."""
    desk = desk_of(request)
    form = YearFilter(request.GET, desk=desk)
    since, until = form.period
    context = {"desk": desk, "form": form, "losses": losses_of(desk, since, until)}
    return render(request, "office/remedies/losses.html", context)


def _find(desk: Desk, pk: int) -> Remedy:
    related = ("request", "body", "after", "reply")
    found = Remedy.objects.visible_to(desk.user).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404("没有这件案件，或者您不能查看")
    return found
