"""专题的审核: submitting, approving and returning a topic or its change; taking a public one down."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.bodies.errors import Refused
from gongkai.office.desk import desk_of
from gongkai.office.forms.topics import Opinion, TakingDown
from gongkai.office.refusals import refused_into
from gongkai.office.views.topics import find_topic, steps_of
from gongkai.publishing.actions import topic_reviews as actions
from gongkai.publishing.models import Topic
from gongkai.publishing.topic_reviews import changes_of, had_a_hand, round_of
from gongkai.publishing.topics import preview_token, shelves_of
from gongkai.workflow import StepNotAllowed

MOVES: dict[str, tuple[Callable[..., Topic], str]] = {
    "submit": (actions.submit_topic, "已经送审，公开办负责人或者机关负责人审核通过后发布。"),
    "take_back": (actions.take_back_topic, "已经收回，改好后重新送审。"),
    "amend": (actions.amend_topic, "这是变更稿，改好后送审；审核通过以前，公众看到的不变。"),
    "discard": (actions.discard_change, "已经放弃变更，公众看到的不变。"),
}


@require_POST
def move_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step that needs nothing filled in, and show the topic that it leads to."""
    desk = desk_of(request)
    found = find_topic(desk, pk)
    act, done = MOVES.get(request.POST.get("act", ""), MOVES["submit"])
    try:
        found = act(found, by=desk.user, on=desk.today)
    except (Refused, StepNotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("office:topic", found.pk)


@require_http_methods(["GET", "POST"])
def review_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a reviewer what goes out, and what it changes; take the opinion."""
    desk = desk_of(request)
    found = find_topic(desk, pk)
    submitted = round_of(found)
    form = Opinion(request.POST or None, initial={"seen": submitted.pk if submitted else 0})
    if form.is_valid():
        with refused_into(form):
            public = _given(form, found, {"by": desk.user, "on": desk.today})
            said = "已经发布。" if public.is_public else "已经退回，编辑人会看到您的意见。"
            messages.success(request, f"专题“{public}”{said}")
            return redirect("office:topic", public.pk)
    context = {
        "desk": desk,
        "topic": found,
        "submitted": submitted,
        "changes": changes_of(found),
        "shelves": shelves_of(found),
        "may": steps_of(desk, found),
        "own": had_a_hand(found, desk.user),
        "token": preview_token(found),
        "form": form,
    }
    return render(request, "office/topics/review.html", context)


def _given(form: Opinion, topic: Topic, who: dict[str, object]) -> Topic:
    """Take the opinion: without the word that it is returned, it is approved."""
    note = form.cleaned_data["note"]
    if "return" in form.data:
        return actions.return_topic(topic, reason=note, **who)  # type: ignore[arg-type]
    return actions.approve_topic(topic, seen=form.cleaned_data["seen"], note=note, **who)  # type: ignore[arg-type]


@require_http_methods(["GET", "POST"])
def take_down_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a topic off the portal, with the reason."""
    desk = desk_of(request)
    found = find_topic(desk, pk)
    form = TakingDown(request.POST or None)
    if form.is_valid():
        with refused_into(form):
            reason = form.cleaned_data["reason"]
            actions.take_down_topic(found, reason=reason, by=desk.user, on=desk.today)
            messages.success(request, f"专题“{found}”已撤下。")
            return redirect("office:topic", pk)
    return render(request, "office/topics/take_down.html", {"desk": desk, "topic": found, "form": form})
