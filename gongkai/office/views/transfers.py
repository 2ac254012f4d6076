"""移交清单: lists for the archive and the library, and their receipts (条例第二十五条)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.common.typesetting import NotTypeset
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.transfers import ReceiptForm, TransferForm
from gongkai.office.items.transfer_sheet import TITLE, as_pdf, as_xlsx
from gongkai.office.refusals import refused_into
from gongkai.office.sending import sent
from gongkai.publishing.actions.transfers import make_transfer_list, record_receipt
from gongkai.publishing.models import TransferList
from gongkai.rules.roles import Role

MAKERS = frozenset({Role.OFFICE_HEAD, Role.INFORMATION_OFFICER})
PER_PAGE = 25
FORMS = {"xlsx": as_xlsx, "pdf": as_pdf}


@require_http_methods(["GET", "POST"])
def transfers(request: HttpRequest) -> HttpResponse:
    """List the transfer lists of the body; POST makes one."""
    desk = desk_of(request)
    form = TransferForm(request.POST or None, today=desk.today)
    if request.method == "POST":
        _maker(desk)
    if form.is_valid():
        with refused_into(form):
            made = make_transfer_list(desk.body, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, f"移交清单已编制，共 {len(made.lines)} 件。")
            return redirect("office:items_transfer", made.pk)
    lists = TransferList.objects.of(desk.body)
    page = Paginator(lists.select_related("by"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "form": form, "page": page, "may_make": not MAKERS.isdisjoint(desk.roles)}
    return render(request, "office/items/transfers.html", context)


@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a list with its files; POST records the receipt."""
    desk = desk_of(request)
    made = get_object_or_404(TransferList.objects.of(desk.body).select_related("body", "by"), pk=pk)
    form = ReceiptForm(request.POST or None, today=desk.today)
    if request.method == "POST":
        _maker(desk)
    if form.is_valid():
        with refused_into(form):
            record_receipt(made, **form.cleaned_data, on=desk.today)
            messages.success(request, "回执已登记。")
            return redirect("office:items_transfer", made.pk)
    page = Paginator(made.lines, PER_PAGE).get_page(request.GET.get("page"))
    may_make = not MAKERS.isdisjoint(desk.roles)
    context = {"desk": desk, "made": made, "form": form, "page": page, "may_make": may_make}
    return render(request, "office/items/transfer.html", context)


@require_GET
def transfer_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send a list as xlsx or pdf."""
    made = get_object_or_404(
        TransferList.objects.of(desk_of(request).body).select_related("body", "by"), pk=pk
    )
    if form not in FORMS:
        raise Http404("没有这种格式。")
    try:
        return sent(FORMS[form](made), f"{TITLE}{made.since_on}至{made.until_on}.{form}")
    except NotTypeset as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")


def _maker(desk: Desk) -> None:
    if MAKERS.isdisjoint(desk.roles):
        raise PermissionDenied("移交清单由政府信息公开工作机构编制（条例第二十五条）。")
