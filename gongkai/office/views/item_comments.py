"""信息发布: comments in the text, made and answered; one comes back to where one was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.office.desk import desk_of
from gongkai.office.forms.item_comments import AnswerForm, CommentForm
from gongkai.office.refusals import refused_into
from gongkai.office.views.item import find_item
from gongkai.publishing import actions


@require_http_methods(["GET", "POST"])
def comment_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Point at a passage and say something; without JavaScript the paragraph is chosen from a list."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    form = CommentForm(request.POST or None, item)
    if form.is_valid():
        with refused_into(form):
            made = actions.comment_on(item, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "已批注，起草人会看到。")
            return redirect(f"{reverse('office:review_item', args=[pk])}#comment-{made.pk}")
    return render(request, "office/items/comment.html", {"desk": desk, "item": item, "form": form})


@require_POST
def answer_comment(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Answer a comment, or settle it."""
    desk = desk_of(request)
    item = find_item(desk, pk)
    found = get_object_or_404(item.comments.select_related("item"), pk=comment)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            actions.answer_comment(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "已答复。")
    for reasons in form.errors.values():
        messages.error(request, "；".join(str(reason) for reason in reasons))
    return redirect(f"{reverse('office:review_item', args=[pk])}#comment-{comment}")
