"""数据: this year's live figures, and for each the page that shows how and what was counted."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.portal.live_figures import PUBLIC, figures_of, number_words, years_of
from gongkai.portal.middleware import body_of
from gongkai.portal.receipts import headings_of, rows_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import branches_of, every_column
from gongkai.publishing.models import Column
from gongkai.statistics.answers import answer
from gongkai.statistics.scope import Scope

PER_PAGE = 50


@for_everybody
def data(request: HttpRequest) -> HttpResponse:
    """Show the figures of a year with their receipts, and the columns in which statistics are published."""
    body, today = body_of(request), localdate()
    scope = _scope(request, body, today)
    columns = [node for node in every_column(body) if node.column.column_type == Column.Type.DATA]
    context = {
        "groups": figures_of(scope),
        "year": scope.since.year,
        "years": years_of(today),
        "until": scope.until,
        "columns": branches_of(columns),
        "trail": [],
    }
    return render(request, "portal/figures/data.html", context)


@for_everybody
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """Show the receipt of a figure: the number, how it is counted, and the records."""
    if code not in PUBLIC:
        raise Http404("没有这个公开的数字。")
    scope = _scope(request, body_of(request), localdate())
    answered = answer(code, scope)
    page = Paginator(answered.records.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "answer": answered,
        "value": number_words(answered.value),
        "headings": headings_of(answered.kind),
        "rows": rows_of(answered.kind, page.object_list),
        "page": page,
        "year": scope.since.year,
        "until": scope.until,
        "trail": [("数据", reverse("portal:data"))],
    }
    return render(request, "portal/figures/figure.html", context)


def _scope(request: HttpRequest, body: Body, today: date) -> Scope:
    """Return the year asked for, up to today; this year when none or another is asked for."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years_of(today)) else today.year
    return Scope(body, date(year, 1, 1), min(date(year, 12, 31), today))
