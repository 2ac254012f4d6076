"""信息发布: two versions of an item side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from gongkai.office.desk import desk_of
from gongkai.office.items.editing import names_for
from gongkai.office.views.item import find_item
from gongkai.publishing.comparing import compare


@require_GET
def compare_versions(request: HttpRequest, pk: int, before: int, after: int) -> HttpResponse:
    """Show what differs between two versions, the earlier one on the left; others can be chosen."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    if "before" in request.GET:
        chosen = sorted(request.GET.get(name, "") for name in ("before", "after"))
        if all(number.isdecimal() for number in chosen):
            first, last = sorted(int(number) for number in chosen)
            return redirect("office:item_compare", pk=pk, before=first, after=last)
    versions = item.versions.select_related("by")
    left, right = (get_object_or_404(versions, number=number) for number in (before, after))
    context = {
        "desk": desk,
        "item": item,
        "left": left,
        "right": right,
        "versions": versions.order_by("-number"),
        "names": (f"第{before}版", f"第{after}版"),
        "comparison": compare(left.snapshot, right.snapshot, names=names_for(desk)),
    }
    return render(request, "office/items/compare.html", context)
