"""信息发布: what the form of an item asks for beside saving: pictures of a paper, cleaning what is pasted."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from gongkai.office.desk import desk_of
from gongkai.publishing import actions
from gongkai.publishing.models import Paper
from gongkai.publishing.papers.pasted import read_pasted

LONGEST = 5_000_000  # characters that are pasted at once


@require_GET
def paper_picture(request: HttpRequest, paper: int, number: int) -> HttpResponse:
    """Show a picture of a paper that waits for its form to be saved, to whoever read it in."""
    desk = desk_of(request)
    found = get_object_or_404(Paper.objects.of(desk.user, desk.body), pk=paper)
    with found.file.open("rb") as file:
        pictures = actions.reading_of(file.read(), found.name).pictures
    if not 0 < number <= len(pictures):
        raise Http404("没有这幅图片")
    picture = pictures[number - 1]
    response = HttpResponse(picture.data, content_type=picture.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_POST
def clean_pasted(request: HttpRequest) -> JsonResponse:
    """Return what was pasted from Word without what Word adds, and what was left out in words."""
    desk_of(request)
    reading = read_pasted(request.POST.get("html", "")[:LONGEST])
    return JsonResponse({"html": reading.html, "notes": reading.notes})
