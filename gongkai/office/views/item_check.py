"""信息发布: what the check before publication found, and covering it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.item_steps import Masking
from gongkai.office.items.check import panel_of
from gongkai.office.items.page import steps_shown
from gongkai.office.refusals import refused_into
from gongkai.office.views.item import find_item
from gongkai.publishing import actions
from gongkai.publishing.circumstances import notice_for
from gongkai.publishing.snapshot import current_draft


@require_http_methods(["GET", "POST"])
def item_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the panel alone, as it asks for itself while files are read; check anew by the present lists."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    if request.method == "POST":
        actions.check_draft(item, on=desk.today, anew=True)
        messages.success(request, "已按现在的词表和规则检查。")
        return redirect("office:item", pk=pk)
    context = {"item": item, "panel": panel_of(item, current_draft(item)), "steps": steps_shown(item, desk)}
    return render(request, "office/items/_check.html", context)


@require_http_methods(["GET", "POST"])
def mask_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be covered, and how; cover it when the officer confirms."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    form = Masking(request.POST if request.method == "POST" else None, item, on=desk.today)
    if form.is_valid():
        with refused_into(form):
            actions.mask_findings(item, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "已遮盖，并存为新的版本。请再看一遍。")
            return redirect("office:item", pk=pk)
    context = {"desk": desk, "item": item, "form": form, "notice": notice_for(current_draft(item))}
    return render(request, "office/items/mask.html", context)
