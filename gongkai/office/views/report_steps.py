"""年度报告: one page for each step, which says what will happen before it happens."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.common.typesetting import NotTypeset
from gongkai.office.desk import desk_of
from gongkai.office.forms.report_steps import SCREENS
from gongkai.office.refusals import refused_into
from gongkai.office.report_page import Workbench
from gongkai.office.views.reports import find_report
from gongkai.reports.workflow import REPORTING


@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take a step, or show what it will do; before freezing also what will be fixed."""
    desk = desk_of(request)
    found = find_report(desk, pk)
    if (screen := SCREENS.get(code)) is None:
        raise Http404("没有这个步骤。")
    form = screen.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with refused_into(form):
                after = screen.take(found, form, by=desk.user, on=desk.today)
                messages.success(request, screen.done)
                return redirect("office:report", pk=after.pk)
        except NotTypeset as error:
            form.add_error(None, f"没有生成 PDF：{error}")
    context = {"desk": desk, "report": found, "form": form, "screen": screen, "step": REPORTING.step(code)}
    if code == "freeze":
        context["bench"] = Workbench(found, desk)
    return render(request, "office/reports/step.html", context)
