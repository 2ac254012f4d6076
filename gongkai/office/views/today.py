"""今日: what becomes unlawful next, what waits for me, what I did."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.office.agenda import agenda_of
from gongkai.office.desk import find_desk


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show the first page; somebody without any role is told so."""
    desk = find_desk(request)
    if desk is None:
        return render(request, "office/today/no_desk.html", {"desk": None})
    return render(request, "office/today/today.html", {"desk": desk, "agenda": agenda_of(desk)})
