"""The steps of a case: a form, what the step will bring about, and the step itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.casework.guards import STAGE_STEPS
from gongkai.office.cases import open_case
from gongkai.office.desk import desk_of
from gongkai.office.refusals import refused_into
from gongkai.office.steps import SCREENS

# Steps that are taken with the draft of the reply before one's eyes.
ABOUT_THE_DRAFT = {*STAGE_STEPS.values(), "return_reply", "issue_reply"}


@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ask for what the step needs and say what it will do; POST takes it. A refusal keeps what was typed."""
    seen = open_case(desk_of(request), pk)
    screen = SCREENS.get(code)
    if screen is None:
        raise Http404("没有这个步骤")
    shown = request.GET if request.htmx else None  # type: ignore[attr-defined]  # htmx asks for the effect
    form = screen.form(request.POST if request.method == "POST" else shown, case=seen.case, desk=seen.desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            screen.take(form)
            messages.success(request, screen.done)
            return redirect("office:request", pk)
    option = seen.option(code)
    context = {
        "seen": seen,
        "desk": seen.desk,
        "form": form,
        "option": option,
        "effect": screen.foretell(form) if option.allowed else None,
        "reply": seen.draft if code in ABOUT_THE_DRAFT else None,
    }
    template = "office/requests/_effect.html" if request.htmx else "office/requests/step.html"  # type: ignore[attr-defined]
    return render(request, template, context)
