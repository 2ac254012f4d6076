"""批量迁入: a file of an old system's items, what is wrong with which row, taking it in, taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.errors import Refused
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.item_imports import ImportForm
from gongkai.office.items.import_faults import faults_sheet
from gongkai.office.items.import_tasks import work_on_import
from gongkai.office.items.import_template import template
from gongkai.office.refusals import refused_into
from gongkai.office.sending import sent
from gongkai.publishing.actions import taking_over
from gongkai.publishing.models import ImportLine, ItemImport
from gongkai.publishing.reach import PUBLISHERS
from gongkai.rules.roles import Role

PER_PAGE = 50
State = ItemImport.State
TABS = {"": "全部", **dict(ImportLine.Outcome.choices)}


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports of the body, newest first; POST takes a file, whose rows are checked first."""
    desk = _publisher(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            batch = taking_over.keep_import(
                desk.body, file=form.cleaned_data["file"], by=desk.user, on=desk.today
            )
            work_on_import.enqueue(batch.pk)
            return redirect("office:items_import", batch.pk)
    found = ItemImport.objects.of(desk.body).select_related("by", "undone_by").defer("sample")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/items/imports/list.html", {"desk": desk, "form": form, "page": page})


@require_GET
def import_template(request: HttpRequest) -> HttpResponse:
    """Send the empty sheet."""
    _publisher(request)
    return sent(template(), "批量迁入模板.xlsx")


@require_http_methods(["GET", "POST"])
def item_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an import at the point where it is; POST confirms it, gives it up, goes on or takes it back."""
    desk = _publisher(request)
    known = ItemImport.objects.of(desk.body).select_related("body", "by", "undone_by")
    batch = get_object_or_404(known, pk=pk)
    if request.method == "POST":
        return _acted(request, desk, batch)
    tab = request.GET.get("tab", "")
    lines = batch.lines.select_related("item").defer("item__content", "item__plain_text")
    lines = lines.filter(outcome=tab) if tab in TABS and tab else lines
    context = {
        "desk": desk,
        "batch": batch,
        "tab": tab,
        "tabs": TABS,
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "is_stuck": batch.is_stuck(now()),
        "may_start": Role.OFFICE_HEAD in desk.roles,
        "asks_undo": batch.state == State.DONE and request.GET.get("ask") == "undo",
        "ready": batch.count("written") + batch.count("held"),
    }
    name = "_state" if request.htmx else "import"  # type: ignore[attr-defined]
    return render(request, f"office/items/imports/{name}.html", context)


def _acted(request: HttpRequest, desk: Desk, batch: ItemImport) -> HttpResponse:
    try:
        if "drop" in request.POST:
            taking_over.drop_import(batch, by=desk.user, on=desk.today)
            messages.success(request, "已放弃，没有迁入任何信息，上传的文件已经删除。")
            return redirect("office:items_imports")
        if "undo" in request.POST:
            taking_over.start_undoing_import(batch, by=desk.user, on=desk.today)
        elif "start" in request.POST:
            taking_over.start_import(batch, by=desk.user, on=desk.today)
        else:
            taking_over.resume_import(batch, by=desk.user, on=desk.today, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("office:items_import", batch.pk)
    work_on_import.enqueue(batch.pk)
    return redirect("office:items_import", batch.pk)


@require_GET
def import_faults(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the rows that are not taken in, each with what is wrong with it."""
    desk = _publisher(request)
    batch = get_object_or_404(ItemImport.objects.of(desk.body), pk=pk)
    return sent(faults_sheet(batch.lines.all()), "待改正的行.xlsx")


def _publisher(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if not set(PUBLISHERS) & desk.roles:
        raise PermissionDenied("批量迁入由政府信息公开工作机构办理（条例第四条）。")
    return desk
