"""机关设置: the body itself."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.actions import change_body
from gongkai.bodies.models import SettingChange
from gongkai.casework.actions import set_policy
from gongkai.casework.models import CaseworkPolicy
from gongkai.office.bodies.settings_page import READ_ONLY, TABS, facts_of, may_change
from gongkai.office.desk import desk_of
from gongkai.office.forms.bodies import BodyForm
from gongkai.office.refusals import refused_into

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def body(request: HttpRequest) -> HttpResponse:
    """Show what identifies the body, and change what may change."""
    desk = desk_of(request)
    policy = CaseworkPolicy.objects.for_body(desk.body)
    form = BodyForm(request.POST or None, body=desk.body, policy=policy)
    if not may_change(desk):
        form.close()
    if form.is_valid():
        if not may_change(desk):
            form.add_error(None, READ_ONLY)
        else:
            with refused_into(form):
                changed = change_body(desk.body, by=desk.user, **form.facts())
                set_policy(changed, by=desk.user, **form.policy())
                messages.success(request, "机关信息已保存，门户随即更新。")
                return redirect("office:bodies")
    context = {"desk": desk, "form": form, "rows": facts_of(desk.body), "may_change": may_change(desk)}
    return render(request, "office/bodies/body.html", {**context, "tabs": TABS, "tab": "body"})


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """List what was set otherwise, newest first: who, when, the old value and the new one."""
    desk = desk_of(request)
    found = SettingChange.objects.of(desk.body).select_related("by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "page": page, "may_change": may_change(desk), "tabs": TABS, "tab": "changes"}
    return render(request, "office/bodies/changes.html", context)
