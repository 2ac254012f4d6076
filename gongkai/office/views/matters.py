"""标准目录: laying out its areas, and keeping the matters of each column."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.errors import Refused
from gongkai.office.desk import desk_of
from gongkai.office.forms.matters import MatterForm
from gongkai.office.refusals import refused_into
from gongkai.office.views.columns import KEEPERS, NOT_A_KEEPER
from gongkai.publishing import actions
from gongkai.publishing.models import Column, Matter
from gongkai.rules.grassroots import areas, usual


@require_http_methods(["GET", "POST"])
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show what the standard catalogue would add, matter by matter; POST adds one area, or missing topics."""
    desk = desk_of(request)
    may_edit = not KEEPERS.isdisjoint(desk.roles)
    if request.method == "POST":
        try:
            said = _laid_out(request) if may_edit else NOT_A_KEEPER
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("office:columns_catalogue")
        (messages.success if may_edit else messages.error)(request, said)
        return redirect("office:columns" if may_edit else "office:columns_catalogue")
    plans = [(area, actions.plan_catalogue(desk.body, area)) for area in areas().values()]
    context = {
        "desk": desk,
        "plans": [(area, plan, sum(not each.is_there for each in plan)) for area, plan in plans],
        "missing": actions.missing_topics(desk.body),
        "usual": usual(),
        "may_edit": may_edit,
    }
    return render(request, "office/columns/catalogue.html", context)


def _laid_out(request: HttpRequest) -> str:
    """Do what was asked for, and say what was done."""
    desk = desk_of(request)
    area = areas().get(request.POST.get("area", ""))
    if area is None:
        return f"已增加 {len(actions.add_missing_topics(desk.body, by=desk.user))} 个栏目。"
    added = actions.lay_out_catalogue(desk.body, area, by=desk.user)
    return f"{area.name}领域已增加 {len(added)} 个公开事项，{usual().note}。"


@require_GET
def matters(request: HttpRequest, slug: str) -> HttpResponse:
    """List the matters of a column with where each is published."""
    desk = desk_of(request)
    column = get_object_or_404(Column.objects.of(desk.body), slug=slug)
    found = column.matters.select_related("item")
    context = {
        "desk": desk,
        "column": column,
        "matters": found,
        "may_edit": not KEEPERS.isdisjoint(desk.roles),
    }
    return render(request, "office/columns/matters.html", context)


@require_http_methods(["GET", "POST"])
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a matter asks for, or say where it is published."""
    desk = desk_of(request)
    found = get_object_or_404(Matter.objects.of(desk.body).select_related("column", "item"), pk=pk)
    form = MatterForm(request.POST or None, matter=found)
    if form.is_valid() and KEEPERS.isdisjoint(desk.roles):
        form.add_error(None, NOT_A_KEEPER)
    if form.is_valid():
        with refused_into(form):
            actions.change_matter(found, **form.cleaned_data, by=desk.user)
            messages.success(request, f"公开事项“{found}”已保存。")
            return redirect("office:columns_matters", found.column.slug)
    return render(request, "office/columns/matter.html", {"desk": desk, "matter": found, "form": form})
