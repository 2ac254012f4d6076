"""月度结账: a year of months, a month as it was closed, closing it, and recording what changed since."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.errors import Refused
from gongkai.office.desk import desk_of
from gongkai.office.figures.closings import MONTHS, changes_since, corrections_of, groups_of, year_of
from gongkai.office.forms.closings import CorrectionForm
from gongkai.office.forms.scopes import ScopeForm
from gongkai.office.refusals import refused_into
from gongkai.statistics import actions
from gongkai.statistics.models import MonthClosing


@require_GET
def closings(request: HttpRequest) -> HttpResponse:
    """Show the months of a year: closed or open, by whom, and where the year counts otherwise today."""
    desk = desk_of(request)
    form = ScopeForm(request.GET, desk)
    found = year_of(desk, form.scope().since.year)
    may_close = not actions.CLOSERS.isdisjoint(desk.roles)
    context = {"desk": desk, "form": form, "found": found, "months": MONTHS, "may_close": may_close}
    return render(request, "office/figures/closings.html", context)


@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, month: str) -> HttpResponse:
    """Show a closed month with what differs today; POST records that as corrections."""
    desk = desk_of(request)
    known = MonthClosing.objects.of(desk.body).select_related("closed_by", "body")
    found = get_object_or_404(known, month=_month(month))
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            made = actions.correct_closing(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, f"已登记{len(made)}项更正，结账时的数字保留。")
            return redirect("office:figures_closing", month)
    context = {
        "desk": desk,
        "form": form,
        "closing": found,
        "groups": groups_of(found),
        "changes": changes_since(found),
        "corrections": corrections_of(found),
        "may_correct": not actions.CLOSERS.isdisjoint(desk.roles),
    }
    return render(request, "office/figures/closing.html", context)


@require_http_methods(["POST"])
def close(request: HttpRequest, month: str) -> HttpResponse:
    """Close a month."""
    desk = desk_of(request)
    try:
        made = actions.close_month(desk.body, _month(month), by=desk.user, on=desk.today)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('office:figures_closings')}?year={month[:4]}")
    messages.success(request, f"已结账：{made}，共{made.figures.count()}项指标。")
    return redirect("office:figures_closing", month)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404("没有这个月份。") from None
