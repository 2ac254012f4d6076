"""机关设置: the look of the portal, tried in a preview before it is adopted; days of mourning."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.bodies import actions
from gongkai.bodies.models import Design, MourningPeriod
from gongkai.office.bodies.settings_page import READ_ONLY, TABS, may_change
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.design import DesignForm, MourningForm
from gongkai.office.refusals import refused_into

EARLIER = 10


@require_http_methods(["GET", "POST"])
def design(request: HttpRequest) -> HttpResponse:
    """Show how the portal looks; POST keeps another look as a draft and previews it."""
    desk = _desk(request)
    current = Design.objects.current(desk.body)
    form = DesignForm(request.POST or None, request.FILES or None, current=current)
    if form.is_valid():
        with refused_into(form):
            draft = actions.draft_design(
                desk.body,
                form.facts(),
                emblem=form.cleaned_data["emblem"],
                keeps_emblem=form.keeps_emblem,
                by=desk.user,
            )
            return redirect("office:body_design_draft", pk=draft.pk)
    return _page(request, desk, form, MourningForm())


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a look as the portal would have it; POST adopts it."""
    desk = _desk(request)
    found = get_object_or_404(Design.objects.of(desk.body), pk=pk)
    if request.method == "POST":
        actions.adopt_design(found, by=desk.user, at=now())
        messages.success(request, "门户外观已采用，随即生效；原来的外观留在下面，可以再用。")
        return redirect("office:body_design")
    context = {"desk": desk, "draft": found, "may_change": may_change(desk)}
    return render(request, "office/bodies/design_draft.html", context)


@require_POST
def mourning(request: HttpRequest) -> HttpResponse:
    """Set days of mourning."""
    desk = _desk(request)
    form = MourningForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            period = actions.set_mourning(desk.body, **form.cleaned_data, by=desk.user)
            messages.success(request, f"已设置：{period}，门户和下级机关的门户显示为灰色。")
            return redirect("office:body_design")
    current = Design.objects.current(desk.body)
    return _page(request, desk, DesignForm(None, None, current=current), form)


@require_POST
def cancel_mourning(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the portals their colours again."""
    desk = _desk(request)
    period = get_object_or_404(MourningPeriod, pk=pk, body=desk.body)
    actions.cancel_mourning(period, by=desk.user, at=now())
    messages.success(request, f"已取消：{period}。")
    return redirect("office:body_design")


def _desk(request: HttpRequest) -> Desk:
    desk = desk_of(request)
    if request.method == "POST" and not may_change(desk):
        raise PermissionDenied(READ_ONLY)
    return desk


def _page(request: HttpRequest, desk: Desk, form: DesignForm, mourning: MourningForm) -> HttpResponse:
    if not may_change(desk):
        form.close()
    context = {
        "desk": desk,
        "form": form,
        "mourning": mourning,
        "current": Design.objects.current(desk.body),
        "earlier": Design.objects.of(desk.body).adopted().select_related("adopted_by")[1 : EARLIER + 1],
        "periods": MourningPeriod.objects.over(desk.body).select_related("body")[:EARLIER],
        "may_change": may_change(desk),
    }
    return render(request, "office/bodies/design.html", {**context, "tabs": TABS, "tab": "design"})
