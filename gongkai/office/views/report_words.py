"""年度报告: a number put right, an answer to a finding, the words of a section."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.office.desk import Desk, desk_of
from gongkai.office.figures.receipts import overview
from gongkai.office.forms.reports import AnswerForm, CellForm, SectionForm
from gongkai.office.refusals import refused_into
from gongkai.office.reports.cell import effect_of
from gongkai.office.reports.page import Workbench, cell_label
from gongkai.office.reports.preview import chips_of, preview
from gongkai.office.views.reports import find_report
from gongkai.reports import actions
from gongkai.reports.building import paragraphs_of
from gongkai.reports.models import AnnualReport
from gongkai.reports.workflow import REPORTING
from gongkai.rules.formats import Section


@require_http_methods(["GET", "POST"])
def change_cell(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a number in place of the counted one; the cell may be named in the address."""
    desk = desk_of(request)
    bench = Workbench(find_report(desk, pk), desk)
    given = request.POST or request.GET
    form = CellForm(
        None if _is_only_checked(request) else request.POST or None, workbench=bench, first=given.dict()
    )
    effect = effect_of(bench, form)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "office/reports/_cell_effect.html", {"effect": effect})
    if form.is_valid():
        with refused_into(form):
            changed = actions.override_cell(bench.report, **form.facts(), by=desk.user, on=desk.today)
            messages.success(request, f"已更正：{cell_label(bench.report, changed.key)}。")
            return redirect("office:report", pk=pk)
    cells = [cell for table in bench.document.tables for line in table.lines for cell in line.cells]
    changed_cells = [(cell, cell_label(bench.report, cell.key)) for cell in cells if cell.is_changed]
    context = {"desk": desk, "bench": bench, "report": bench.report, "form": form, "changed": changed_cells}
    context |= {"effect": effect, "closed": _why_not(request, bench.report, desk, "override_cell")}
    return render(request, "office/reports/cell.html", context)


@require_POST
def clear_cell(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back to the counted number of a cell."""
    desk = desk_of(request)
    found = find_report(desk, pk)
    form = Form({})
    with refused_into(form):
        actions.clear_override(found, cell=request.POST.get("cell", ""), by=desk.user, on=desk.today)
        messages.success(request, "已撤销更正，恢复为系统统计的数字。")
    for reason in form.non_field_errors():
        messages.error(request, str(reason))
    return redirect("office:report_cell", pk=pk)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why a finding is no mistake."""
    desk = desk_of(request)
    bench = Workbench(find_report(desk, pk), desk)
    place = request.POST.get("place") or request.GET.get("place", "")
    row = next((row for row in bench.findings if row.place == place), None)
    form = AnswerForm(request.POST or None, initial={"place": place, "note": row.answer if row else ""})
    if form.is_valid():
        with refused_into(form):
            actions.answer_finding(bench.report, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "说明已保存，随报告一并印出。")
            return redirect("office:report", pk=pk)
    if row is None:
        raise Http404("没有这条问题，可能已经改正。")
    return render(
        request,
        "office/reports/answer.html",
        {"desk": desk, "report": bench.report, "row": row, "form": form},
    )


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Write a section, see it with its numbers, or go back to the first text."""
    desk = desk_of(request)
    found = find_report(desk, pk)
    about = _section_of(found, section)
    form = SectionForm(request.POST or None, report=found, paragraphs=paragraphs_of(found, section))
    wanted = "preview" if request.htmx else request.POST.get("do", "save")  # type: ignore[attr-defined]
    if form.is_valid() and wanted != "preview":
        with refused_into(form):
            paragraphs = None if wanted == "reset" else form.paragraphs
            actions.write_section(found, section=section, paragraphs=paragraphs, by=desk.user, on=desk.today)
            messages.success(request, f"“{about.heading}”已保存。")
            return redirect("office:report", pk=pk)
    context: dict[str, Any] = {"desk": desk, "report": found, "form": form, "section": about}
    context["closed"] = _why_not(request, found, desk, "write_section")
    context["preview"] = preview(found, section, form)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "office/reports/_previewed.html", context)
    context["groups"] = overview(found.scope) if found.is_counted else []
    context["chips"] = chips_of(context["groups"])
    return render(request, "office/reports/section.html", context)


def _why_not(request: HttpRequest, report: AnnualReport, desk: Desk, code: str) -> str:
    """Return why a step cannot be taken now by whoever looks; what was sent keeps its form all the same."""
    if request.method == "POST":
        return ""
    options = REPORTING.available(report.state, report.roles_of(desk.user, desk.today))
    return next(one.reason for one in options if one.step.code == code)


def _is_only_checked(request: HttpRequest) -> bool:
    """Whether the sums are asked for and nothing is to be kept."""
    return bool(request.htmx) or "check" in request.POST  # type: ignore[attr-defined]


def _section_of(report: AnnualReport, section: str) -> Section:
    try:
        return report.report_format.section(section)
    except KeyError:
        raise Http404("格式中没有这一部分。") from None
