"""台账月报: who owes which month, the sheet of a unit typed in one page, and which kinds a unit owes."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.models import Unit
from gongkai.ledger import actions
from gongkai.ledger.models import LedgerMonth
from gongkai.ledger.months import sheet_of
from gongkai.office.desk import desk_of
from gongkai.office.figures.ledger_months import MONTHS, year_of_sheets
from gongkai.office.forms.ledger import WHOLE_BODY, LedgerFilter, units_kept_by
from gongkai.office.forms.ledger_months import DutiesForm, SheetForm
from gongkai.office.refusals import refused_into

SET_BY_OFFICE = "月报任务由政府信息公开工作机构负责人或者年报编辑设定。"


@require_GET
def months(request: HttpRequest) -> HttpResponse:
    """Show who has filed which month of a year, and who is late."""
    desk = desk_of(request)
    form = LedgerFilter(request.GET, desk)
    form.is_valid()
    context = {
        "desk": desk,
        "form": form,
        "sheets": year_of_sheets(desk, form.year_shown),
        "months": MONTHS,
        "kept": set(units_kept_by(desk).values_list("pk", flat=True)),
        "may_set": not WHOLE_BODY.isdisjoint(desk.roles),
    }
    return render(request, "office/ledger/months.html", context)


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, unit: int, month: str) -> HttpResponse:
    """Type what a unit did in a month, all kinds on one page."""
    desk = desk_of(request)
    kept = get_object_or_404(Unit, pk=unit, body=desk.body)
    if not units_kept_by(desk).filter(pk=kept.pk).exists():
        raise PermissionDenied(f"{kept}的台账由该科室或者政府信息公开工作机构登记。")
    first = _month(month)
    form = SheetForm(request.POST or None, sheet_of(kept, first))
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            reason = form.cleaned_data.get("reason", "")
            facts = {"calendar": desk.calendar, "reason": reason, "by": desk.user, "on": desk.today}
            filed = actions.file_month(kept, first, form.quantities, **facts)
            messages.success(request, f"已报送：{filed}。")
            return redirect(f"{reverse('office:ledger_months')}?year={first.year}")
    known = LedgerMonth.objects.filter(unit=kept, month=first).select_related("filed_by").first()
    context = {"desk": desk, "unit": kept, "month": first, "form": form, "sheet": known}
    return render(request, "office/ledger/sheet.html", context)


@require_http_methods(["GET", "POST"])
def duties(request: HttpRequest, unit: int) -> HttpResponse:
    """Say which kinds a unit owes each month."""
    desk = desk_of(request)
    if WHOLE_BODY.isdisjoint(desk.roles):
        raise PermissionDenied(SET_BY_OFFICE)
    kept = get_object_or_404(Unit, pk=unit, body=desk.body, is_active=True)
    form = DutiesForm(request.POST or None, kept)
    if request.method == "POST" and form.is_valid():
        actions.set_duties(kept, list(form.kinds), by=desk.user, on=desk.today)
        messages.success(request, f"已设定{kept}自本月起的月报任务。")
        return redirect("office:ledger_duties_of_all")
    return render(request, "office/ledger/duties.html", {"desk": desk, "unit": kept, "form": form})


@require_GET
def duties_of_all(request: HttpRequest) -> HttpResponse:
    """List the units of the body with what each owes."""
    desk = desk_of(request)
    if WHOLE_BODY.isdisjoint(desk.roles):
        raise PermissionDenied(SET_BY_OFFICE)
    owed = {line.unit.pk: line.kinds for line in year_of_sheets(desk, desk.today.year).lines}
    units = [(unit, owed.get(unit.pk, ())) for unit in Unit.objects.filter(body=desk.body, is_active=True)]
    return render(request, "office/ledger/duties_of_all.html", {"desk": desk, "units": units})


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404("没有这个月份。") from None
