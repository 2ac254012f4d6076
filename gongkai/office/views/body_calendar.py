"""机关设置: the working-day calendar, and a year that has been announced."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import CalendarYear
from gongkai.office.bodies.calendar_years import (
    SESSION_KEY,
    holidays_of,
    import_everywhere,
    packed,
    provisional_notice,
    unpacked,
    year_lines,
)
from gongkai.office.bodies.settings_page import READ_ONLY, TABS, may_change
from gongkai.office.desk import desk_of
from gongkai.office.forms.bodies import YearForm
from gongkai.office.refusals import refused_into


@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """List the years that are known and those that are missing; import one."""
    desk = desk_of(request)
    form = YearForm(request.POST or None, request.FILES or None)
    if form.is_bound and not may_change(desk):
        form.add_error(None, READ_ONLY)
    if form.is_valid():
        with refused_into(form):
            table = form.cleaned_data["file"]
            found = import_everywhere(table, desk)
            request.session[SESSION_KEY] = packed(table.year, found)
            messages.success(request, f"{table.year}年的放假安排已导入。")
            return redirect("office:body_calendar_moved")
    context = {"desk": desk, "form": form, "lines": year_lines(), "notice": provisional_notice(desk)}
    context |= {"may_change": may_change(desk), "tabs": TABS, "tab": "calendar"}
    return render(request, "office/bodies/calendar.html", context)


@require_GET
def moved(request: HttpRequest) -> HttpResponse:
    """Show which requests the last import of this session has moved, and by how much."""
    desk = desk_of(request)
    kept = request.session.get(SESSION_KEY)
    if kept is None:
        return redirect("office:body_calendar")
    lines, elsewhere = unpacked(desk, kept)
    context = {"desk": desk, "year": kept["year"], "lines": lines, "elsewhere": elsewhere}
    return render(request, "office/bodies/calendar_moved.html", context)


@require_GET
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the arrangement of a year, holiday by holiday."""
    desk = desk_of(request)
    table = current_calendar().table(year)
    if table is None:
        raise Http404(f"{year}年的放假安排还没有导入。")
    entered = CalendarYear.objects.filter(year=year).select_related("imported_by").first()
    context = {"desk": desk, "table": table, "holidays": holidays_of(table), "entered": entered}
    return render(request, "office/bodies/calendar_year.html", context)
