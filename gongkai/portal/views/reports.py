"""政府信息公开工作年度报告: all years, one year as published, and the receipt of each figure."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from gongkai.portal.item_page import files_of
from gongkai.portal.middleware import body_of
from gongkai.portal.receipts import fetch, headings_of, rows_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import disclosure_trail
from gongkai.portal.year_reports import linked_to, other_items, published_report, receipt_of, years_published
from gongkai.publishing.models import Column
from gongkai.reports.building import build_document
from gongkai.reports.charts import charts_of
from gongkai.reports.renderings import html_fragment
from gongkai.reports.renderings.files import DATA, FILES, file_of

PER_PAGE = 50
REPORTS = Column.Kind.ANNUAL_REPORT


@for_everybody
def reports(request: HttpRequest) -> HttpResponse:
    """Show the reports of all years, those that came in as plain items too."""
    body = body_of(request)
    published = years_published(body)
    context = {
        "reports": published,
        "charts": charts_of(published),
        "others": other_items(body),
        "current": REPORTS,
        "trail": disclosure_trail(),
    }
    return render(request, "portal/reports/list.html", context)


@for_everybody
def report(request: HttpRequest, year: int) -> HttpResponse:
    """Show the report of a year, every figure a link to what it counts."""
    found = published_report(body_of(request), year)
    if found is None or found.item is None:
        raise Http404("没有这一年的年度报告。")
    context = {
        "report": found,
        "content": html_fragment(build_document(found), linked_to(found), heading=False),
        "item": found.item,
        "files": files_of(found.item),
        "trail": [*disclosure_trail(), (REPORTS.label, reverse("portal:reports"))],
    }
    return render(request, "portal/reports/report.html", context)


@for_everybody
def data(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """Hand out the numbers of a published report as JSON or CSV, for other programs."""
    found = published_report(body_of(request), year)
    if found is None or form not in DATA:
        raise Http404("没有这一年的年度报告，或者没有这种格式。")
    answer = HttpResponse(
        file_of(build_document(found), form, on=found.frozen_on or found.until),
        content_type=FILES[form].media,
    )
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{found}.{form}") or ""
    )
    return answer


@for_everybody
def figure(request: HttpRequest, year: int) -> HttpResponse:
    """Show the frozen receipt of one figure of a published report, as far as the records are public."""
    receipt = receipt_of(body_of(request), year, request.GET.get("name", ""))
    if receipt is None:
        raise Http404("年度报告中没有这个数字。")
    page = Paginator(receipt.keys, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "receipt": receipt,
        "headings": headings_of(receipt.kind),
        "rows": rows_of(receipt.kind, fetch(receipt.kind, list(page.object_list))),
        "page": page,
        "year": year,
        "trail": [
            *disclosure_trail(),
            (REPORTS.label, reverse("portal:reports")),
            (f"{year}年", reverse("portal:report", args=[year])),
        ],
    }
    return render(request, "portal/reports/figure.html", context)
