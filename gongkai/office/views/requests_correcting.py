"""Correcting an entry: first which one, then what it should be and what that moves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.correcting import CorrectEntryForm
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import open_case
from gongkai.office.requests.steps import SCREENS

SCREEN = SCREENS["correct_entry"]


@require_http_methods(["GET", "POST"])
def correct_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """List what can be corrected; with an entry chosen, ask for its value and say what moves."""
    seen = open_case(desk_of(request), pk)
    typed = request.GET if request.htmx else None  # type: ignore[attr-defined]  # htmx asks for the effect
    form = CorrectEntryForm(
        request.POST if request.method == "POST" else typed,
        initial=request.GET.dict(),
        case=seen.case,
        desk=seen.desk,
    )
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            SCREEN.take(form)
            messages.success(request, SCREEN.done)
            return redirect("office:request", pk)
    option = seen.option(SCREEN.code)
    effect = SCREEN.foretell(form) if option.allowed and form.chosen else None
    context = {"seen": seen, "desk": seen.desk, "form": form, "option": option, "effect": effect}
    name = "_effect" if request.htmx else "correct_entry"  # type: ignore[attr-defined]
    return render(request, f"office/requests/{name}.html", context)
