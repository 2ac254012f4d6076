"""信息发布: going on with, ending and taking over the work on the form of an item."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from gongkai.office.desk import desk_of
from gongkai.office.forms.items import TakeOver
from gongkai.office.items.editing import hold
from gongkai.office.refusals import refused_into
from gongkai.office.views.item import find_item
from gongkai.publishing import actions


@require_POST
def editing(request: HttpRequest, pk: int) -> HttpResponse:
    """Hear from an open form that it is still there, or that it was left; say who took it over."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    if "end" in request.POST:
        actions.end_editing(item, by=desk.user)
        return HttpResponse(status=204)
    other = hold(item, desk, now())
    return HttpResponse(f"{other.by}接手了这条信息的编辑。" if other else "", content_type="text/plain")


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the form over from whoever has it open."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    form = TakeOver(request.POST)
    if form.is_valid():
        with refused_into(form):
            actions.take_over_editing(item, **form.cleaned_data, by=desk.user, at=now(), on=desk.today)
    for reason in form.non_field_errors():
        messages.error(request, str(reason))
    return redirect("office:edit_item", pk=pk)
