"""不予公开、依申请公开清单: what is not disclosed on its own, and looking at it again (条例第十八条)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.item_modes import ModeReview, WithheldFilter
from gongkai.office.items.withheld import export_withheld
from gongkai.office.refusals import refused_into
from gongkai.office.views.item import find_item
from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem
from gongkai.publishing.reach import PUBLISHERS

PER_PAGE = 25


@require_GET
def withheld_items(request: HttpRequest) -> HttpResponseBase:
    """List what is not disclosed on its own, what is to be looked at first; as a table or as a file."""
    desk = desk_of(request)
    form = WithheldFilter(request.GET, desk)
    ours = InformationItem.objects.of(desk.body).undisclosed()
    found = form.filtered(ours).select_related("owner_unit", "column").order_by("mode_review_on", "pk")
    if request.GET.get("as") == "xlsx":
        file = export_withheld(found, asked=form.words(), desk=desk, at=now())
        return FileResponse(file, as_attachment=True, filename="不予公开、依申请公开清单.xlsx")
    context = {
        "desk": desk,
        "form": form,
        "due": ours.mode_due(desk.today).count(),
        "judges": not desk.roles.isdisjoint(PUBLISHERS),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "office/items/withheld.html", context)


@require_http_methods(["GET", "POST"])
def review_mode(request: HttpRequest, pk: int) -> HttpResponse:
    """Show why an item is not disclosed and how that was judged before; POST judges it again."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    form = ModeReview(request.POST or None, desk)
    if form.is_valid():
        with refused_into(form):
            actions.review_mode(item, **form.decided(), by=desk.user, on=desk.today)
            messages.success(request, "评估结论已登记。")
            return redirect("office:items_withheld")
    reviews = item.events.filter(step="review_mode").select_related("by").order_by("-pk")
    context = {"desk": desk, "item": item, "form": form, "reviews": reviews}
    return render(request, "office/items/mode.html", context)
