"""机关设置: the check before publication, what is the body's own and by which rules notices are checked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.office.bodies.settings_page import READ_ONLY, TABS, may_change
from gongkai.office.desk import desk_of
from gongkai.office.forms.screening import ScreeningForm
from gongkai.office.items.check import NO_PROOF
from gongkai.office.refusals import refused_into
from gongkai.publishing.actions.screening import set_screening_policy
from gongkai.publishing.circumstances import screening_policy_of
from gongkai.rules.notices import notices


@require_http_methods(["GET", "POST"])
def screening(request: HttpRequest) -> HttpResponse:
    """Show what the check knows of the body; the administrator changes it."""
    desk = desk_of(request)
    form = ScreeningForm(request.POST or None, policy=screening_policy_of(desk.body))
    if not may_change(desk):
        form.close()
        if form.is_bound:
            form.add_error(None, READ_ONLY)
    elif form.is_valid():
        with refused_into(form):
            set_screening_policy(desk.body, **form.cleaned_data, by=desk.user)
            messages.success(request, "已保存。信息送审、发布时按新的设置检查。")
            return redirect("office:body_screening")
    context = {"desk": desk, "form": form, "notices": notices().values(), "no_proof": NO_PROOF}
    context |= {"tabs": TABS, "tab": "screening", "may_change": may_change(desk)}
    return render(request, "office/bodies/screening.html", context)
