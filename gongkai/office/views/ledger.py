"""台账: what does not happen in the system, recorded by hand and summed by month."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.ledger import actions
from gongkai.ledger.models import LedgerEntry
from gongkai.office.desk import Desk, desk_of
from gongkai.office.figures.ledger_sums import MONTHS, feeds, kinds_in_groups, month_sums, rows_of, standing
from gongkai.office.forms.ledger import CorrectionForm, EntryForm, LedgerFilter, units_kept_by
from gongkai.office.refusals import refused_into
from gongkai.rules.ledger import LedgerKind

PER_PAGE = 25


@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """List the entries of a year, by kind and unit, below the sums of its months."""
    desk = desk_of(request)
    form = LedgerFilter(request.GET, desk)
    found = form.filtered(LedgerEntry.objects.of(desk.body))
    entries = found.select_related("unit", "recorded_by", "corrects").prefetch_related("corrections")
    page = Paginator(entries.order_by("-on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "form": form,
        "lines": month_sums(found, form.year_shown),
        "months": MONTHS,
        "page": page,
        "rows": rows_of(page),
        "may_record": units_kept_by(desk).exists(),
    }
    return render(request, "office/ledger/list.html", context)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Record a quantity; the kind and unit of the entry before may be named in the address."""
    desk = desk_of(request)
    if not units_kept_by(desk).exists():
        raise PermissionDenied("台账由经办人、信息员、科室负责人、公开工作机构负责人和年报编辑登记。")
    first = {name: request.GET.get(name) for name in ("kind", "unit")}
    form = EntryForm(request.POST or None, request.FILES or None, desk=desk, first=first)
    if form.is_valid():
        with refused_into(form):
            made = actions.record_entry(**form.cleaned_data, by=desk.user)
            messages.success(request, f"已登记：{made}。")
            return redirect(_next_address(request, made))
    context = {"desk": desk, "form": form, "groups": _explained(desk)}
    return render(request, "office/ledger/record.html", context)


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an entry with its corrections, and correct it; nothing is ever changed or deleted."""
    desk = desk_of(request)
    known = LedgerEntry.objects.of(desk.body).filter(corrects=None).select_related("unit", "recorded_by")
    found = get_object_or_404(known, pk=pk)
    may_correct = units_kept_by(desk).filter(pk=found.unit_id).exists()
    form = CorrectionForm(request.POST or None)
    if form.is_valid() and not may_correct:
        form.add_error(None, f"这笔由{found.unit}登记，更正由该科室或者政府信息公开工作机构办理。")
    if form.is_valid():
        with refused_into(form):
            actions.correct_entry(found, **form.cleaned_data, by=desk.user)
            messages.success(request, "已更正，原登记和更正都留在台账中。")
            return redirect("office:ledger_entry", pk=pk)
    corrections = list(found.corrections.select_related("recorded_by"))
    context = {"desk": desk, "entry": found, "corrections": corrections, "form": form}
    context |= {"standing": standing(found, corrections), "unit_word": LedgerKind(found.kind).unit}
    context |= {"may_correct": may_correct, "feeds": feeds(LedgerKind(found.kind), found.on.year)}
    return render(request, "office/ledger/entry.html", context)


@require_GET
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the file that proves an entry."""
    found = get_object_or_404(LedgerEntry.objects.of(desk_of(request).body), pk=pk)
    if not found.evidence:
        raise Http404("这笔登记没有附凭据。")
    return FileResponse(found.evidence.open("rb"), as_attachment=True, filename=found.evidence_name)


def _next_address(request: HttpRequest, made: LedgerEntry) -> str:
    """Return the list of the entry's year, or the empty form for another entry like it."""
    again = "again" in request.POST
    query = {"kind": made.kind, "unit": str(made.unit_id)} if again else {"year": str(made.on.year)}
    return f"{reverse('office:ledger_record' if again else 'office:ledger')}?{urlencode(query)}"


def _explained(desk: Desk) -> list[tuple[str, list[tuple[LedgerKind, str]]]]:
    year = desk.today.year
    return [(group, [(kind, feeds(kind, year)) for kind in kinds]) for group, kinds in kinds_in_groups(year)]
