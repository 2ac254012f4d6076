"""Who one is here: own roles and security, and the body one works for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from gongkai.bodies.models import Assignment
from gongkai.office.desk import choose_body as remember_body
from gongkai.office.desk import desk_of


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own assignments and the ways to change password and second factor."""
    desk = desk_of(request)
    held = Assignment.objects.held(desk.today).filter(user=desk.user).select_related("unit__body")
    return render(
        request, "office/me.html", {"desk": desk, "assignments": held.order_by("unit__body", "unit", "role")}
    )


@require_POST
def choose_body(request: HttpRequest) -> HttpResponse:
    """Work for another body from now on, and start at its first page."""
    if remember_body(request, request.POST.get("body", "")):
        messages.success(request, "已切换机关。")
    else:
        messages.error(request, "您在该机关没有任职，未作切换。")
    return redirect("office:today")
