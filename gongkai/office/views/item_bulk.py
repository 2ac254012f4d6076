"""批量修改: choosing items, planning a change, what it would do, what it did, undoing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.bodies.errors import Refused
from gongkai.office.bulk.progress import Progress
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.item_bulk import change_form
from gongkai.office.items.bulk import Table, left, preview, result, undo_preview
from gongkai.office.items.listing import item_list
from gongkai.office.refusals import refused_into
from gongkai.publishing import actions
from gongkai.publishing.actions.bulk import EDITORS
from gongkai.publishing.bulk.changes import CHANGES
from gongkai.publishing.models import BulkEdit, InformationItem
from gongkai.publishing.tasks import run_bulk_edit

PER_PAGE = 50
State = BulkEdit.State


@require_GET
def bulk_edits(request: HttpRequest) -> HttpResponse:
    """List the bulk edits of the body, newest first."""
    desk = desk_of(request)
    found = BulkEdit.objects.of(desk.body).confirmed().select_related("by", "undone_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/items/bulk/list.html", {"desk": desk, "page": page})


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep what was ticked in the list, or all that its address asks for."""
    desk, query = desk_of(request), QueryDict(request.POST.get("query", ""))
    if "all" in request.POST:
        chosen = item_list(query, desk).found
    else:
        keys = [key for key in request.POST.getlist("item") if key.isdecimal()]
        chosen = InformationItem.objects.filter(pk__in=keys)
    try:
        bulk = actions.choose_items(desk.body, chosen, by=desk.user, on=desk.today)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('office:items')}?{query.urlencode()}")
    return redirect("office:items_bulk_edit", bulk.pk)


@require_http_methods(["GET", "POST"])
def bulk_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a bulk edit at the point where it is; POST confirms it, or gives it up."""
    desk = desk_of(request)
    bulk = _find(desk, pk)
    if request.method == "POST":
        return _confirmed(request, desk, bulk)
    if bulk.state == State.CHOOSING and not bulk.change:
        lines = bulk.lines.select_related("item").order_by("pk")
        context = {"desk": desk, "bulk": bulk, "changes": CHANGES.values(), "count": lines.count()}
        return render(request, "office/items/bulk/choose.html", {**context, "some": lines[:5]})
    if bulk.state == State.CHOOSING:
        return _drawn(request, desk, bulk, preview(bulk, desk, now()), "preview")
    return _drawn(request, desk, bulk, result(bulk), "result")


def _confirmed(request: HttpRequest, desk: Desk, bulk: BulkEdit) -> HttpResponse:
    try:
        if "drop" in request.POST:
            actions.drop_choice(bulk, by=desk.user)
            messages.success(request, "已放弃，没有修改任何信息。")
            return redirect("office:items")
        actions.start_bulk(bulk, by=desk.user, on=desk.today)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("office:items_bulk_edit", bulk.pk)
    run_bulk_edit.enqueue(bulk.pk)
    return _to_progress(bulk)


@require_http_methods(["GET", "POST"])
def bulk_change(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Fill in one change; POST leads to what it would do."""
    desk = desk_of(request)
    bulk = _find(desk, pk)
    if code not in CHANGES:
        raise Http404("没有这个修改项目。")
    form = change_form(request.POST if request.method == "POST" else None, desk, code)
    if form.is_valid():
        with refused_into(form):
            reason = form.cleaned_data["reason"]
            actions.plan_change(
                bulk, change=code, value=form.value(), reason=reason, by=desk.user, on=desk.today
            )
            return redirect("office:items_bulk_edit", bulk.pk)
    context = {"desk": desk, "bulk": bulk, "change": CHANGES[code], "form": form, "count": bulk.lines.count()}
    return render(request, "office/items/bulk/change.html", context)


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an undoing would put back; POST puts it back."""
    desk = desk_of(request)
    bulk = _find(desk, pk)
    if bulk.state != State.DONE:
        return redirect("office:items_bulk_edit", bulk.pk)
    if request.method == "GET":
        return _drawn(request, desk, bulk, undo_preview(bulk, desk, now()), "undo")
    try:
        actions.start_undoing(bulk, by=desk.user, on=desk.today)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("office:items_bulk_edit", bulk.pk)
    run_bulk_edit.enqueue(bulk.pk)
    return _to_progress(bulk)


def _find(desk: Desk, pk: int) -> BulkEdit:
    """Return a bulk edit of the body; one that is only chosen is nobody else's to see."""
    known = BulkEdit.objects.of(desk.body).select_related("body", "by", "undone_by")
    bulk = get_object_or_404(known, pk=pk)
    if bulk.state == State.CHOOSING and bulk.by_id != desk.user.pk:
        raise Http404("没有这次批量修改。")
    return bulk


def _to_progress(bulk: BulkEdit) -> HttpResponse:
    return redirect(f"{reverse('office:items_bulk_edit', args=[bulk.pk])}?{Progress().query}")


def _drawn(request: HttpRequest, desk: Desk, bulk: BulkEdit, table: Table, name: str) -> HttpResponse:
    """Draw a table of rows; to htmx, which asks how far it is, the part with the rows alone."""
    tab = request.GET.get("tab", "")
    progress = Progress.of(request.GET, left=left(bulk) if bulk.is_running else 0)
    context = {
        "desk": desk,
        "bulk": bulk,
        "table": table,
        "tab": tab if any(each.code == tab for each in table.tabs) else "",
        "page": Paginator(table.of(tab), PER_PAGE).get_page(request.GET.get("page")),
        "progress": progress,
        "may_undo": not EDITORS.isdisjoint(desk.roles),
    }
    template = "office/items/bulk/_result.html" if request.htmx else f"office/items/bulk/{name}.html"  # type: ignore[attr-defined]
    return render(request, template, context)
