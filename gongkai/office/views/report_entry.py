"""年度报告: an old report typed in, changed, or read from a file and taken over."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.report_entry import EntryForm, NumbersForm, ReadForm, YearForm
from gongkai.office.refusals import refused_into
from gongkai.office.reports.entry import (
    by_severity,
    entry_sections,
    placed,
    printed_first,
    read_first,
    typed_findings,
    unsure_rows,
    wrong_cells,
)
from gongkai.office.views.reports import find_report
from gongkai.proofing.reading_apart import read_apart
from gongkai.proofing.revising import revise
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.reports.reading import CannotRead, ReadReport
from gongkai.reports.states import Origin
from gongkai.rules import formats


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type in the report of an earlier year; GET asks for the year first."""
    desk = desk_of(request)
    given = request.POST or request.GET
    code = request.POST.get("format") or _layout(given.get("year", ""), given.get("layout"))
    if code not in formats.available():
        asked = YearForm(request.GET or None, last_year=desk.today.year - 1)
        return render(request, "office/reports/year.html", {"desk": desk, "form": asked})
    first = {"year": given.get("year", ""), "format": code}
    form = EntryForm(request.POST or None, report_format=formats.load(code), first=first)
    if _is_saved(request, form):
        with refused_into(form):
            entered = _enter(desk, form)
            messages.success(request, f"已录入“{entered}”，请看核对的结果。")
            return redirect("office:report", pk=entered.pk)
    return _entry_page(request, desk, form, {"report": None})


@require_http_methods(["GET", "POST"])
def edit_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the numbers and words of a report that was typed in."""
    desk = desk_of(request)
    found = find_report(desk, pk)
    form = NumbersForm(request.POST or None, report_format=found.report_format, first=printed_first(found))
    if _is_saved(request, form):
        with refused_into(form), transaction.atomic():
            actions.enter_cells(found, cells=form.cells(), by=desk.user, on=desk.today)
            for section, paragraphs in form.sections().items():
                if paragraphs != found.narrative.get(section, []):
                    _write(desk, found, section, paragraphs)
            messages.success(request, "已保存。")
            return redirect("office:report", pk=pk)
    return _entry_page(request, desk, form, {"report": found})


@require_http_methods(["GET", "POST"])
def read_file(request: HttpRequest) -> HttpResponse:
    """Read an old report from a file and show what it says; it is taken over by saving the inputs."""
    desk = desk_of(request)
    form = ReadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = read_apart(file.read(), file.name)["reports"]
            return _read_page(request, desk, revise(found[0]))
        except CannotRead as error:
            form.add_error("file", str(error))
    return render(request, "office/reports/read.html", {"desk": desk, "form": form})


def _read_page(request: HttpRequest, desk: Desk, found: ReadReport) -> HttpResponse:
    """Show a report as read: findings alone, or the inputs filled with what is sure."""
    context: dict[str, object] = {"desk": desk, "read": found, "unsure": unsure_rows(found)}
    context["is_other_body"] = bool(found.body) and found.body != desk.body.name
    if found.layout not in formats.available():
        context["findings"] = [(one, "") for one in by_severity(found.findings)]
        return render(request, "office/reports/unread.html", context)
    report_format = formats.load(found.layout)
    first = read_first(found, report_format)
    first |= {"year": str(found.year or ""), "format": found.layout, "origin": Origin.READ.value}
    form = EntryForm(None, report_format=report_format, first=first)
    return _entry_page(
        request, desk, form, {**context, "report": None, "findings": placed(found.findings, form)}
    )


def _enter(desk: Desk, form: EntryForm) -> AnnualReport:
    return actions.enter_report(
        desk.body,
        year=form.cleaned_data["year"],
        cells=form.cells(),
        sections=form.sections(),
        report_format=form.report_format.code,
        origin=Origin.READ if form.cleaned_data["origin"] == Origin.READ else Origin.ENTERED,
        by=desk.user,
        on=desk.today,
    )


def _write(desk: Desk, report: AnnualReport, section: str, paragraphs: list[str]) -> None:
    actions.write_section(report, section=section, paragraphs=paragraphs, by=desk.user, on=desk.today)


def _is_saved(request: HttpRequest, form: NumbersForm) -> bool:
    """Whether the numbers are to be kept, and not only checked."""
    is_check = request.htmx or "check" in request.POST  # type: ignore[attr-defined]
    return form.is_valid() and not is_check


def _entry_page(
    request: HttpRequest, desk: Desk, form: NumbersForm, context: dict[str, object]
) -> HttpResponse:
    if form.is_bound:
        form.is_valid()
        known = context["report"]
        year = known.year if isinstance(known, AnnualReport) else form.cleaned_data.get("year")
        context["findings"] = typed_findings(form, year, desk.body)
        context["wrong"] = wrong_cells(form)
    context = {"read": None, "unsure": [], "is_other_body": False, "findings": None, "wrong": [], **context}
    context |= {"desk": desk, "form": form}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "office/reports/_entry_findings.html", context)
    context["sections"] = entry_sections(form)
    return render(request, "office/reports/enter.html", context)


def _layout(year: str, chosen: str | None) -> str:
    """
    Return the format to type a year's report into: the one chosen, where it is one of that year.

    Nothing as long as there are several and nobody has chosen.
    """
    is_year = year.isdecimal() and len(year) == len("2008")
    fitting = [one.code for one in formats.fitting(int(year))] if is_year else []
    if chosen is None and len(fitting) > 1:
        return ""
    return chosen if chosen in fitting else next(iter(fitting), "")
