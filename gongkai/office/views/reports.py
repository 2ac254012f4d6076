"""年度报告: the series of years, the workbench of one, the comparison, receipts and files."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.common.typesetting import NotTypeset
from gongkai.office.desk import Desk, desk_of
from gongkai.office.figures.closings import changes_of_year
from gongkai.office.forms.reports import OpenForm
from gongkai.office.refusals import refused_into
from gongkai.office.reports.compare import by_month, compare, year_before_of
from gongkai.office.reports.links import frozen_receipt, sees_records
from gongkai.office.reports.page import Workbench
from gongkai.office.reports.series import charts_in, earlier_years, series
from gongkai.reports import actions
from gongkai.reports.building import build_document
from gongkai.reports.models import AnnualReport
from gongkai.reports.renderings.files import FILES, file_of
from gongkai.reports.workflow import EDITORS

PER_PAGE = 25


def find_report(desk: Desk, pk: int) -> AnnualReport:
    """Return a report of the body one works for; 404 for any other."""
    known = AnnualReport.objects.of(desk.body).select_related("body", "item", "corrects", "frozen_by")
    return get_object_or_404(known, pk=pk)


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """List the reports of all years, and the years that have none."""
    desk = desk_of(request)
    lines = series(desk.body, desk.today.year - 1)
    may_edit = not desk.roles.isdisjoint(EDITORS)
    context = {"desk": desk, "lines": lines, "may_edit": may_edit, "charts": charts_in(lines)}
    context["earlier"] = earlier_years(lines, desk.today.year - 1)
    return render(request, "office/reports/list.html", context)


@require_http_methods(["GET", "POST"])
def open_year(request: HttpRequest) -> HttpResponse:
    """Open the report of a year, filled from the registers."""
    desk = desk_of(request)
    form = OpenForm(request.POST or None, desk)
    if form.is_valid():
        with refused_into(form):
            opened = actions.open_report(desk.body, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, f"已建立“{opened}”，数字取自登记，定稿以前随登记更新。")
            return redirect("office:report", pk=opened.pk)
    return render(request, "office/reports/open.html", {"desk": desk, "form": form})


@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report as it stands, its sums and findings beside it."""
    desk = desk_of(request)
    bench = Workbench(find_report(desk, pk), desk)
    return render(
        request, "office/reports/report.html", {"desk": desk, "bench": bench, "report": bench.report}
    )


@require_GET
def compare_years(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the numbers of a report beside those of the year before."""
    desk = desk_of(request)
    found = find_report(desk, pk)
    before = year_before_of(found)
    tables = compare(found, before) if before else []
    context = {"desk": desk, "report": found, "before": before, "tables": tables, "months": by_month(found)}
    context["closed"] = changes_of_year(found)
    return render(request, "office/reports/compare.html", context)


@require_GET
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipt of a figure as it was frozen; htmx gets it for the drawer."""
    desk = desk_of(request)
    found = find_report(desk, pk)
    if not sees_records(desk):
        raise PermissionDenied("您的角色不能查看数字背后的记录。")
    receipt = frozen_receipt(found, request.GET.get("name", ""))
    page = Paginator(receipt.stored.keys, PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "report": found, "receipt": receipt, "page": page}
    context["lines"] = receipt.lines(list(page.object_list))
    template = "office/reports/_frozen.html" if request.htmx else "office/reports/frozen.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Hand out the report as PDF, Word, Excel, HTML, JSON or CSV."""
    desk = desk_of(request)
    found = find_report(desk, pk)
    if form not in FILES:
        raise Http404(f"可以下载的有{'、'.join(FILES)}。")
    try:
        data = file_of(build_document(found), form, on=found.frozen_on or desk.today)
    except NotTypeset as error:
        messages.error(request, f"没有生成 PDF：{error}")
        return redirect("office:report", pk=pk)
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=f"{found}.{form}", content_type=FILES[form].media
    )
