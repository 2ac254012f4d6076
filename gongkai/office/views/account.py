"""Who one is here: own roles and security, and the body one works for."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.bodies import actions
from gongkai.bodies.models import Assignment
from gongkai.office.desk import choose_body as remember_body
from gongkai.office.desk import desk_of
from gongkai.office.forms.people import OwnRemindersForm
from gongkai.office.refusals import refused_into

SHOWN = 10  # reminders


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own assignments and the ways to change password and second factor; POST sets reminders."""
    desk = desk_of(request)
    form = OwnRemindersForm(request.POST or None, person=desk.user)
    if form.is_valid():
        with refused_into(form):
            actions.change_user(desk.user, **form.facts())
            messages.success(request, "已保存。")
            return redirect("office:me")
    held = Assignment.objects.held(desk.today).filter(user=desk.user).select_related("unit__body")
    context = {"desk": desk, "form": form, "assignments": held.order_by("unit__body", "unit", "role")}
    context |= {"reminders": desk.user.reminders.all()[:SHOWN], "goes_out": settings.MAIL_GOES_OUT}
    return render(request, "office/me.html", context)


@require_POST
def choose_body(request: HttpRequest) -> HttpResponse:
    """Work for another body from now on, and start at its first page."""
    if remember_body(request, request.POST.get("body", "")):
        messages.success(request, "已切换机关。")
    else:
        messages.error(request, "您在该机关没有任职，未作切换。")
    return redirect("office:today")
