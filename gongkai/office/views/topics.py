"""专题: the list of topics, one with its sections, its form, publishing and taking down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.bodies.errors import Refused
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.topics import TakingDown, TopicForm
from gongkai.office.refusals import refused_into
from gongkai.publishing.actions import topics as actions
from gongkai.publishing.models import Topic
from gongkai.publishing.topics import preview_token, shelves_of

NOT_A_KEEPER = "专题由政府信息公开工作机构负责人和信息员编辑。"


def is_keeper(desk: Desk) -> bool:
    """Whether the person edits topics."""
    return not actions.KEEPERS.isdisjoint(desk.roles)


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
    return get_object_or_404(Topic.objects.of(desk.body).select_related("body"), pk=pk)


@require_GET
def topics(request: HttpRequest) -> HttpResponse:
    """List the topics of the body in the order of the portal."""
    desk = desk_of(request)
    found = [(topic, topic.is_over(desk.today)) for topic in Topic.objects.of(desk.body)]
    context = {"desk": desk, "topics": found, "may_edit": is_keeper(desk)}
    return render(request, "office/topics/list.html", context)


@require_GET
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a topic with its sections and what each lists now."""
    desk = desk_of(request)
    found = find_topic(desk, pk)
    context = {
        "desk": desk,
        "topic": found,
        "shelves": shelves_of(found),
        "is_over": found.is_over(desk.today),
        "may_edit": is_keeper(desk),
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


@require_POST
def publish_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the public see a topic."""
    desk = keeper_of(request)
    try:
        found = actions.publish_topic(find_topic(desk, pk), by=desk.user, on=desk.today)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"专题“{found}”已发布。")
    return redirect("office:topic", pk)


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
