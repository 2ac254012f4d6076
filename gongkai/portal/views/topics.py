"""专题: the list of topics, one topic, its picture and feed, and the preview of a draft."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody, for_one_person
from gongkai.publishing.models import Topic
from gongkai.publishing.topics import shelves_of, topic_of_preview

NOT_THERE = "没有这个专题。"


@for_everybody
def topics(request: HttpRequest) -> HttpResponse:
    """List the topics that run, and those that are over."""
    ours, today = Topic.objects.of(body_of(request)), localdate()
    context = {"running": ours.running(today), "over": ours.over(today), "trail": []}
    return render(request, "portal/topics/list.html", context)


@for_everybody
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic; one that was taken down says why."""
    ours = Topic.objects.of(body_of(request)).originals()
    found = get_object_or_404(ours.select_related("body"), slug=slug)
    if found.is_gone:
        return render(request, "portal/topics/gone.html", {"topic": found}, status=410)
    if not found.is_public or found.from_on > localdate():
        raise Http404(NOT_THERE)
    picture = reverse("portal:topic_picture", args=[found.pk]) if found.picture else ""
    return _drawn(request, found, picture)


@for_everybody
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the picture of a topic that the public sees; it was looked into when it was taken."""
    return _handed_out(get_object_or_404(Topic.objects.public(localdate()).exclude(picture=""), pk=pk))


@for_one_person
def preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show a topic as the public would see it, to whoever has the token."""
    found = _of_token(token)
    request._portal_body = found.body  # type: ignore[attr-defined]  # read by find_body
    picture = reverse("portal:topic_preview_picture", args=[token]) if found.picture else ""
    return _drawn(request, found, picture, is_preview=True)


@for_one_person
def preview_picture(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the picture of a draft to whoever has the token."""
    return _handed_out(_of_token(token))


def _of_token(token: str) -> Topic:
    found = topic_of_preview(token)
    if found is None:
        raise Http404("预览链接已经过期，请重新预览。")
    return found


def _drawn(request: HttpRequest, topic: Topic, picture: str, *, is_preview: bool = False) -> HttpResponse:
    context = {
        "topic": topic,
        "picture": picture,
        "shelves": [shelf for shelf in shelves_of(topic) if shelf.items],
        "is_over": topic.is_over(localdate()),
        "is_preview": is_preview,
        "trail": [("专题", reverse("portal:topics"))],
    }
    return render(request, "portal/topics/topic.html", context)


def _handed_out(topic: Topic) -> HttpResponse:
    try:
        with topic.picture.open("rb") as file:
            response = HttpResponse(file.read(), content_type=topic.picture_type)
    except (FileNotFoundError, ValueError):  # a draft without a picture has no file at all
        raise Http404("没有这张题图。") from None
    response["X-Content-Type-Options"] = "nosniff"
    return response
