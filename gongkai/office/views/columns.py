"""栏目: who keeps each column, how often it should change, and which are empty or late."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.columns import ColumnForm
from gongkai.office.forms.matters import PolicyForm
from gongkai.office.items.columns import column_lines
from gongkai.office.refusals import refused_into
from gongkai.publishing import actions
from gongkai.publishing.models import Column
from gongkai.rules.roles import Role

NOT_A_KEEPER = "栏目由政府信息公开工作机构负责人设置。"
KEEPERS = {Role.OFFICE_HEAD, Role.ADMINISTRATOR}  # 条例第四条: the disclosure office keeps the catalogue


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """List the columns as a tree with what keeps them alive; POST settles when the leader hears of one."""
    desk = desk_of(request)
    may_edit = not KEEPERS.isdisjoint(desk.roles)
    policy = actions.policy_of(desk.body)
    form = PolicyForm(request.POST or None, initial={"leader_after_days": policy.leader_after_days})
    if form.is_valid() and not may_edit:
        form.add_error(None, NOT_A_KEEPER)
    if form.is_valid():
        with refused_into(form):
            actions.set_column_policy(desk.body, **form.cleaned_data, by=desk.user)
            messages.success(request, "栏目维护规则已保存。")
            return redirect("office:columns")
    lines = column_lines(desk.body, desk.today)
    context = {
        "desk": desk,
        "lines": lines,
        "form": form,
        "late": sum(line.beat.is_late for line in lines),
        "empty": sum(line.beat.is_empty for line in lines),
        "missing": actions.missing_topics(desk.body),
        "may_edit": may_edit,
    }
    return render(request, "office/columns/list.html", context)


@require_http_methods(["GET", "POST"])
def edit_column(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the owner, the update cycle, the description or the note of a column."""
    desk = desk_of(request)
    column = get_object_or_404(Column.objects.of(desk.body), slug=slug)
    form = ColumnForm(request.POST or None, column=column)
    if form.is_valid() and KEEPERS.isdisjoint(desk.roles):
        form.add_error(None, NOT_A_KEEPER)
    if form.is_valid():
        with refused_into(form):
            note = form.cleaned_data.pop("not_applicable")
            changed = actions.change_column(column, by=desk.user, **form.cleaned_data)
            actions.set_not_applicable(changed, note=note, by=desk.user)
            messages.success(request, f"栏目“{column}”已保存。")
            return redirect("office:columns")
    return render(request, "office/columns/edit.html", {"desk": desk, "column": column, "form": form})
