"""信息发布: a whole review on one screen, on a phone too: text, findings, files, and who has spoken."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.item_comments import CommentForm
from gongkai.office.forms.item_steps import SCREENS
from gongkai.office.items.check import panel_of
from gongkai.office.items.comments import commenting
from gongkai.office.items.page import facts_of, steps_shown
from gongkai.office.items.review import ReviewForm, acts_of, acts_open_to, places_of
from gongkai.office.refusals import refused_into
from gongkai.office.views.item import find_item
from gongkai.publishing.models import EmergencyPublication, InformationItem
from gongkai.publishing.snapshot import current_draft


@require_http_methods(["GET", "POST"])
def review_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a review needs, and take the reviewer's decision."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    review = ReviewForm(item, acts_of(item), request.POST if request.method == "POST" else None)
    refused: list[str] = []
    if review.act:
        form = review.form_for(review.act)
        if form.is_valid():
            with refused_into(form):
                SCREENS[review.act].take(item, form, by=desk.user, on=desk.today)
                messages.success(request, "已办理。")
                return redirect("office:item", pk=pk)
        refused = [str(reason) for reasons in form.errors.values() for reason in reasons]
    return _screen(request, desk, item, review, refused)


def _screen(
    request: HttpRequest, desk: Desk, item: InformationItem, review: ReviewForm, refused: list[str]
) -> HttpResponse:
    draft = current_draft(item)
    acts, reason = acts_open_to(item, desk)
    steps = steps_shown(item, desk)
    context = {
        "desk": desk,
        "item": item,
        "draft": draft,
        "rows": facts_of(item, draft),
        "files": item.attachments.in_draft(),
        "panel": panel_of(item, draft),
        "places": places_of(item),
        "emergency": item.emergencies.open().select_related("by").first(),
        "acts": acts,
        "reason": reason or "这条信息现在不在审核环节。",
        "form": review.shown() if acts else None,
        "refused": refused,
        "may_answer": steps["may_answer"],
        "comment_form": CommentForm(None, item) if steps["may_comment"] else None,
        **commenting(item, draft),
    }
    return render(request, "office/items/review.html", context)


@require_GET
def emergencies(request: HttpRequest) -> HttpResponse:
    """List what went out before its review, newest first, and what came of it."""
    desk = desk_of(request)
    found = EmergencyPublication.objects.of(desk.body).select_related("item", "by", "reviewed_by")
    context = {"desk": desk, "found": found, "waiting": found.open().count()}
    return render(request, "office/items/emergencies.html", context)
