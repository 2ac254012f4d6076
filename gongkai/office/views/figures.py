"""数据: every figure with its receipt: how it is counted, its parts, the records behind it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.office.desk import desk_of
from gongkai.office.forms.scopes import ScopeForm
from gongkai.office.receipts import overview, receipt_of
from gongkai.statistics.figures import UnknownArgument, UnknownFigure, figure

PER_PAGE = 25


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Show all figures of a year."""
    desk = desk_of(request)
    form = ScopeForm(request.GET, desk)
    scope, older = form.scope(), "older" in request.GET
    context = {"desk": desk, "form": form, "scope": scope, "groups": overview(scope, older=older)}
    context["older"] = older
    return render(request, "office/figures/list.html", context)


@require_GET
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show the receipt of one figure; htmx gets it for the drawer."""
    desk = desk_of(request)
    form = ScopeForm(request.GET, desk)
    try:
        dimensions = set(figure(code).asked().dimensions) - {"unit"}
        arguments = {name: str(value) for name, value in request.GET.items() if name in dimensions}
        found = receipt_of(code, form.scope(), arguments)
    except (UnknownFigure, UnknownArgument) as error:
        raise Http404(str(error)) from None
    page = Paginator(found.records, PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "form": form, "receipt": found, "page": page, "lines": list(found.lines(page))}
    template = "office/figures/_receipt.html" if request.htmx else "office/figures/receipt.html"  # type: ignore[attr-defined]
    return render(request, template, context)
