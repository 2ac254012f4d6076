"""年度报告: one page for each step, which says what will happen before it happens."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from gongkai.common.typesetting import NotTypeset
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.report_steps import SCREENS
from gongkai.office.refusals import refused_into
from gongkai.office.reports.freezing import freeze_later
from gongkai.office.reports.page import Workbench
from gongkai.office.views.reports import find_report
from gongkai.office.waiting import ask, asked, takes_long
from gongkai.reports.models import AnnualReport
from gongkai.reports.workflow import REPORTING


@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take a step, or show what it will do; before freezing also what will be fixed."""
    desk = desk_of(request)
    found = find_report(desk, pk)
    if (screen := SCREENS.get(code)) is None:
        raise Http404("没有这个步骤。")
    form = screen.form(request.POST if request.method == "POST" else None)
    is_great = code == "freeze" and found.is_counted and takes_long(found.scope)
    if is_great and (answer := _frozen_later(request, desk, found, form)):
        return answer
    if form.is_valid() and not is_great:
        try:
            with refused_into(form):
                after = screen.take(found, form, by=desk.user, on=desk.today)
                messages.success(request, screen.done)
                return redirect("office:report", pk=after.pk)
        except NotTypeset as error:
            form.add_error(None, f"没有生成 PDF：{error}")
    context = {"desk": desk, "report": found, "form": form, "screen": screen, "step": REPORTING.step(code)}
    if code == "freeze" and not is_great:
        context["bench"] = Workbench(found, desk)
    return render(request, "office/reports/step.html", context)


def _frozen_later(
    request: HttpRequest, desk: Desk, found: AnnualReport, form: forms.Form
) -> HttpResponse | None:
    """Have the worker freeze a report over very many records; nothing while it was not asked, or refused."""
    args = (found.pk, desk.user.pk, desk.today.isoformat())
    waiting = asked(freeze_later, args)
    is_running = waiting is not None and waiting.is_running
    if form.is_valid() and not is_running:
        waiting = ask(freeze_later, args)
        if not waiting.is_finished:
            return redirect(request.path)
    if is_running:
        template = "office/reports/_frozen_later.html" if request.htmx else "office/reports/frozen_later.html"  # type: ignore[attr-defined]
        return render(request, template, {"desk": desk, "report": found})
    if waiting is None:
        return None
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    if waiting.is_finished and not waiting.has_failed and not waiting.found:
        messages.success(request, SCREENS["freeze"].done)
        return redirect("office:report", pk=found.pk)
    at = localtime(waiting.finished_at or waiting.asked_at)
    trouble = waiting.found or "后台任务没有运行或者出错，请联系管理员，稍后再试。"
    messages.error(request, f"{at:%H:%M}没有定稿：{trouble}")
    return None
