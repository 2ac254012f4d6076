"""The tables of steps as pages: what may be done when, by whom, under which conditions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.manuals import MANUALS
from gongkai.office.desk import desk_of
from gongkai.workflow import HOW_TO_READ

FIRST = "casework"


@require_GET
def manual(request: HttpRequest, code: str) -> HttpResponse:
    """Show one manual."""
    if code not in MANUALS:
        raise Http404("没有这个流程")
    context = {
        "desk": desk_of(request),
        "code": code,
        "manual": MANUALS[code],
        "manuals": MANUALS,
        "how_to_read": HOW_TO_READ,
    }
    return render(request, "office/manuals/manual.html", context)
