"""专题: the list of topics, one with its sections and what happened to it, and its form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.topics import TopicForm
from gongkai.office.refusals import refused_into
from gongkai.publishing.actions import topics as actions
from gongkai.publishing.models import Topic
from gongkai.publishing.topic_reviews import changes_of, round_of, waiting_for
from gongkai.publishing.topic_workflow import KEEPERS, TOPICS
from gongkai.publishing.topics import preview_token, shelves_of

NOT_A_KEEPER = "专题由政府信息公开工作机构负责人和信息员编辑。"


def is_keeper(desk: Desk) -> bool:
    """Whether the person edits topics."""
    return not desk.roles.isdisjoint(KEEPERS)


def steps_of(desk: Desk, topic: Topic) -> dict[str, bool]:
    """Return by the code of each step whether the table lets the person take it now."""
    return {option.step.code: option.allowed for option in TOPICS.available(topic.state, desk.roles)}


def keeper_of(request: HttpRequest) -> Desk:
    """
    Return the desk of somebody who edits topics.

    :raises PermissionDenied: somebody who reads only
    """
    desk = desk_of(request)
    if not is_keeper(desk):
        raise PermissionDenied(NOT_A_KEEPER)
    return desk


def find_topic(desk: Desk, pk: int) -> Topic:
    """Return a topic of the body one works for; 404 for any other."""
    return get_object_or_404(Topic.objects.of(desk.body).select_related("body", "amends"), pk=pk)


@require_GET
def topics(request: HttpRequest) -> HttpResponse:
    """List the topics of the body in the order of the portal."""
    desk = desk_of(request)
    ours = Topic.objects.of(desk.body)
    drafts = {draft.amends_id: draft for draft in ours.exclude(amends=None)}
    context = {
        "desk": desk,
        "topics": [(each, each.is_over(desk.today), drafts.get(each.pk)) for each in ours.originals()],
        "waiting": waiting_for(desk.user, desk.body, desk.today),
        "may_edit": is_keeper(desk),
    }
    return render(request, "office/topics/list.html", context)


@require_GET
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a topic with its sections and what each lists now, or the draft of its change."""
    desk = desk_of(request)
    found = find_topic(desk, pk)
    may = steps_of(desk, found)
    context = {
        "desk": desk,
        "topic": found,
        "draft": Topic.objects.filter(amends=found).first(),
        "submitted": round_of(found),
        "changes": changes_of(found),
        "shelves": shelves_of(found),
        "is_over": found.is_over(desk.today),
        "may": may,
        "may_edit": may["change"],
        "events": [(each.step_label, each) for each in found.events.select_related("by").order_by("-pk")],
        "token": preview_token(found),
    }
    return render(request, "office/topics/page.html", context)


@require_http_methods(["GET", "POST"])
def edit_topic(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Make a topic, or change one."""
    desk = desk_of(request)
    found = find_topic(desk, pk) if pk else Topic(body=desk.body, from_on=desk.today)
    form = TopicForm(request.POST or None, request.FILES or None, topic=found)
    if form.is_valid() and not is_keeper(desk):
        form.add_error(None, NOT_A_KEEPER)
    if form.is_valid():
        with refused_into(form):
            picture = {"picture": form.cleaned_data["picture"], "keeps_picture": form.keeps_picture}
            saved = actions.save_topic(found, form.facts(), **picture, by=desk.user, on=desk.today)
            messages.success(request, f"专题“{saved}”已保存。")
            return redirect("office:topic", saved.pk)
    known = Topic.objects.filter(pk=pk).first() if pk else None
    return render(request, "office/topics/edit.html", {"desk": desk, "form": form, "topic": known})
