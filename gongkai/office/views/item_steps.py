"""信息发布: one page for each step, which says what will happen before it happens."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.item_steps import SCREENS
from gongkai.office.items.review import acts_of, is_review
from gongkai.office.refusals import refused_into
from gongkai.office.views.item import find_item
from gongkai.publishing.snapshot import current_draft, digest_of
from gongkai.publishing.workflow import PUBLISHING


@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take a step, or show what it needs and what it will do."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    if (screen := SCREENS.get(code)) is None:
        raise Http404
    if is_review(code) and code in acts_of(item):
        return redirect("office:review_item", pk=pk)
    step = PUBLISHING.step(code)
    form = screen.form(request.POST if request.method == "POST" else None, item)
    if "digest" in form.fields:
        form.fields["digest"].initial = digest_of(current_draft(item))
    if form.is_valid():
        with refused_into(form):
            screen.take(item, form, by=desk.user, on=desk.today)
            messages.success(request, f"已办理：{step.label}。")
            return redirect("office:item", pk=pk)
    context = {"desk": desk, "item": item, "step": step, "form": form, "effect": screen.effect}
    return render(request, "office/items/step.html", context)
