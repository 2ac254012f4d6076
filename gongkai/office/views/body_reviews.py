"""机关设置: which reviews each kind of information passes, and when what was urgent is reviewed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.office.bodies.settings_page import READ_ONLY, TABS, may_change
from gongkai.office.desk import desk_of
from gongkai.office.forms.reviews import ReviewPolicyForm
from gongkai.office.refusals import refused_into
from gongkai.publishing.actions import set_review_policy
from gongkai.publishing.models import ReviewPolicy


@require_http_methods(["GET", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """Show the chains of the body, and change them; what is under review keeps its chain."""
    desk = desk_of(request)
    form = ReviewPolicyForm(request.POST or None, policy=ReviewPolicy.objects.for_body(desk.body))
    if not may_change(desk):
        form.close()
    if form.is_valid():
        if not may_change(desk):
            form.add_error(None, READ_ONLY)
        else:
            with refused_into(form):
                set_review_policy(desk.body, by=desk.user, **form.policy())
                messages.success(request, "审核流程已保存；正在审核的信息仍按原来的流程办理。")
                return redirect("office:body_reviews")
    context = {"desk": desk, "form": form, "may_change": may_change(desk), "tabs": TABS, "tab": "reviews"}
    return render(request, "office/bodies/reviews.html", context)
