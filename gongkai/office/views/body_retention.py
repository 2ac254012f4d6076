"""机关设置: how long private data are kept, and what goes now."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.casework.actions import purge_due
from gongkai.mail.actions import purge_mail
from gongkai.office.bodies.retention import keeping_of
from gongkai.office.bodies.settings_page import READ_ONLY, TABS, may_change
from gongkai.office.desk import desk_of


@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """Show what goes when, with its basis; POST removes what is due now."""
    desk = desk_of(request)
    if request.method == "POST":
        if not may_change(desk):
            raise PermissionDenied(READ_ONLY)
        done = purge_due(on=desk.today, body=desk.body)
        purge_mail(on=desk.today, body=desk.body)  # those of the cases that were purged among them
        messages.success(request, f"已清除{len(done)}项保存期满的个人信息；统计数据不变。")
        return redirect("office:body_retention")
    keeping = keeping_of(desk.body, desk.today, desk.user)
    context = {"desk": desk, "keeping": keeping, "may_change": may_change(desk)}
    return render(request, "office/bodies/retention.html", {**context, "tabs": TABS, "tab": "retention"})
