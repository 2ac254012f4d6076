"""征求意见: all letters whose answer is awaited, with their own clocks, and what is still owed after them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.office.desk import desk_of
from gongkai.office.requests.consultations import board_of


@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    """Show whose opinion is awaited and until when, what must be weighed, and who must be told."""
    desk = desk_of(request)
    return render(request, "office/consultations/list.html", {"desk": desk, "board": board_of(desk)})
