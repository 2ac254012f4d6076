"""数据: every figure with its receipt: how it is counted, its parts, the records behind it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.figures.counting import counted
from gongkai.office.figures.receipt_pages import RecordPages
from gongkai.office.figures.receipts import in_groups, overview, receipt_of
from gongkai.office.forms.scopes import ScopeForm
from gongkai.office.waiting import takes_long
from gongkai.statistics.figures import UnknownArgument, UnknownFigure, figure


@require_http_methods(["GET", "POST"])
def figures(request: HttpRequest) -> HttpResponse:
    """Show all figures of a year; those of very many records as the worker counted them, POST counts anew."""
    desk = desk_of(request)
    form = ScopeForm(request.GET, desk)
    scope, older = form.scope(), "older" in request.GET
    context = {"desk": desk, "form": form, "scope": scope, "older": older}
    if not takes_long(scope):
        context["groups"] = overview(scope, older=older)
        return render(request, "office/figures/list.html", context)
    found = counted(scope, older=older, again=request.method == "POST")
    if request.method == "POST":
        return redirect(request.get_full_path())
    if request.htmx and not found.is_running:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    context |= {"counted": found, "groups": in_groups(found.numbers or {}, older=older)}
    template = "office/figures/_counting.html" if request.htmx else "office/figures/list.html"  # type: ignore[attr-defined]
    return render(request, template, context)


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
    pages = RecordPages(found)
    page = pages.get_page(request.GET.get("page"))
    context = {"desk": desk, "form": form, "receipt": found, "page": page, "lines": list(found.lines(page))}
    context["parts_wait"] = pages.has_many and "parts" not in request.GET
    template = "office/figures/_receipt.html" if request.htmx else "office/figures/receipt.html"  # type: ignore[attr-defined]
    return render(request, template, context)
