"""机关设置: units, leaders and reading places, each a list, a new one and a change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.bodies import actions
from gongkai.bodies.models import Body, Leader, ReadingPlace, Unit
from gongkai.office.bodies.settings_page import READ_ONLY, TABS, may_change
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.bodies import LeaderForm, PlaceForm, SettingForm, UnitForm
from gongkai.office.refusals import refused_into


@dataclass(frozen=True)
class Part:
    """One kind of thing that a body has: how it is listed, shown, added and changed."""

    noun: str
    listed: Callable[[Body], QuerySet[Any]]
    form: Callable[..., SettingForm]
    add: Callable[..., Any]
    change: Callable[..., Any]


def _units(body: Body) -> QuerySet[Unit]:
    return Unit.objects.filter(body=body).order_by("-is_active", "order", "pk")


def _leaders(body: Body) -> QuerySet[Leader]:
    leaders = Leader.objects.filter(body=body).prefetch_related("units")
    return leaders.order_by("-is_active", "order", "pk")


def _places(body: Body) -> QuerySet[ReadingPlace]:
    return ReadingPlace.objects.filter(body=body)


PARTS = {
    "units": Part("科室", _units, UnitForm, actions.add_unit, actions.change_unit),
    "leaders": Part("领导", _leaders, LeaderForm, actions.add_leader, actions.change_leader),
    "places": Part("查阅场所", _places, PlaceForm, actions.add_reading_place, actions.change_reading_place),
}


@require_GET
def parts(request: HttpRequest, code: str) -> HttpResponse:
    """List the units, leaders or reading places of the body."""
    desk = desk_of(request)
    context = {"desk": desk, "records": PARTS[code].listed(desk.body), "may_change": may_change(desk)}
    return render(request, f"office/bodies/{code}.html", {**context, "tabs": TABS, "tab": code})


@require_http_methods(["GET", "POST"])
def new_part(request: HttpRequest, code: str) -> HttpResponse:
    """Add a unit, a leader or a reading place."""
    desk = desk_of(request)
    form = PARTS[code].form(request.POST or None, body=desk.body, record=None)
    if _is_filled(form, desk):
        with refused_into(form):
            made = PARTS[code].add(desk.body, **form.cleaned_data)
            messages.success(request, f"已添加：{made}。")
            return redirect(f"office:body_{code}")
    return _edit_page(request, desk, code, form, None)


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show a unit, a leader or a reading place, and change it."""
    desk = desk_of(request)
    record = get_object_or_404(PARTS[code].listed(desk.body), pk=pk)
    form = PARTS[code].form(request.POST or None, body=desk.body, record=record)
    if _is_filled(form, desk):
        with refused_into(form):
            changed = PARTS[code].change(record, **form.cleaned_data)
            messages.success(request, f"已保存：{changed}。")
            return redirect(f"office:body_{code}")
    return _edit_page(request, desk, code, form, record)


@require_POST
def remove_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a reading place that is no longer kept."""
    desk = desk_of(request)
    place = get_object_or_404(_places(desk.body), pk=pk)
    if may_change(desk):
        actions.remove_reading_place(place)
        messages.success(request, f"已移除：{place}。公开指南随即更新。")
    else:
        messages.error(request, READ_ONLY)
    return redirect("office:body_places")


def _is_filled(form: SettingForm, desk: Desk) -> bool:
    """Whether an administrator sent something that has the right shape; for others the form is closed."""
    if not may_change(desk):
        form.close()
        if form.is_bound:
            form.add_error(None, READ_ONLY)
        return False
    return form.is_valid()


def _edit_page(request: HttpRequest, desk: Desk, code: str, form: SettingForm, record: Any) -> HttpResponse:
    context = {"desk": desk, "form": form, "record": record, "noun": PARTS[code].noun, "code": code}
    context |= {"may_change": may_change(desk), "back": f"office:body_{code}"}
    return render(request, "office/bodies/part.html", context)
