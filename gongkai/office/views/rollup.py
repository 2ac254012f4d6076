"""下级机关汇总: the table, its Excel file, and the notice to those that are late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.office.desk import desk_of
from gongkai.office.forms.rollup import RollUpForm
from gongkai.office.reports.rollup import SHOWN, gathered_by, roll_up, workbook
from gongkai.office.sending import sent
from gongkai.statistics.figures import figure


@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """Show the bodies below with their reports and numbers of a year."""
    desk = desk_of(request)
    form = RollUpForm(request.GET, desk)
    year, order = form.chosen
    found = roll_up(desk, year, order=order)
    context = {"desk": desk, "form": form, "found": found, "shown": [figure(name) for name in SHOWN]}
    context["gathered"] = gathered_by(desk, year)
    return render(request, "office/figures/bodies.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Send the table as an Excel file."""
    desk = desk_of(request)
    year, order = RollUpForm(request.GET, desk).chosen
    data = workbook(roll_up(desk, year, order=order))
    return sent(data, f"下级机关汇总{year}年.xlsx")


@require_GET
def notice(request: HttpRequest) -> HttpResponse:
    """Show the notice to the bodies that are late, for print and for mail."""
    desk = desk_of(request)
    year, _ = RollUpForm(request.GET, desk).chosen
    return render(request, "office/figures/notice.html", {"desk": desk, "found": roll_up(desk, year)})
