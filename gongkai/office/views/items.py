"""信息发布: the list of items, and a new one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.items import ItemForm
from gongkai.office.items.intake import changed_form, intake_of
from gongkai.office.items.listing import item_list
from gongkai.office.refusals import refused_into
from gongkai.publishing.actions.bulk import EDITORS
from gongkai.publishing.models import Column
from gongkai.publishing.reach import PUBLISHERS
from gongkai.search.actions import LONGEST

PER_PAGE = 25


@require_GET
def items(request: HttpRequest) -> HttpResponse:
    """List the items of the body: what waits for whoever asks, or all of them."""
    desk = desk_of(request)
    listed = item_list(request.GET, desk)
    found = listed.found.select_related("column", "owner_unit", "draft_version__by")
    context = {
        "desk": desk,
        "form": listed.form,
        "tab": listed.tab,
        "waiting": listed.mine.count(),
        "may_pick": not EDITORS.isdisjoint(desk.roles),
        "may_import": not desk.roles.isdisjoint(PUBLISHERS),
        "page": Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "office/items/list.html", context)


@require_http_methods(["GET", "POST"])
def new_item(request: HttpRequest) -> HttpResponse:
    """Begin an item; its column, and what the public looked for and did not find, may be in the address."""
    desk, missed = desk_of(request), request.GET.get("missed", "").strip()[:LONGEST]
    column = Column.objects.of(desk.body).filter(slug=request.GET.get("column", "")).first()
    intake = intake_of(request, desk)
    form = changed_form(request, desk, intake) or ItemForm(
        request.POST or None, desk, column=column, title=missed
    )
    if form.is_valid():
        with refused_into(form):
            return redirect("office:item", pk=intake.save(None, form, desk).pk)
    context = {"desk": desk, "form": form, "intake": intake, "item": None, "missed": missed}
    return render(request, "office/items/edit.html", context)
