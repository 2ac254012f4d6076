"""The steps of a case: a form, what the step will bring about, and the step itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.casework.guards import STAGE_STEPS
from gongkai.office.desk import desk_of
from gongkai.office.forms.steps import StepForm
from gongkai.office.letters import ways as letter_ways
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import CaseView, open_case
from gongkai.office.requests.steps import SCREENS, StepScreen
from gongkai.rules.letters import kind_taking
from gongkai.workflow import Option

# Steps that are taken with the draft of the reply before one's eyes.
ABOUT_THE_DRAFT = {*STAGE_STEPS.values(), "return_reply"}


@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ask for what the step needs and say what it will do; POST takes it. A refusal keeps what was typed."""
    seen = open_case(desk_of(request), pk)
    screen, option = SCREENS.get(code), seen.option(code)
    if option.allowed and (address := letter_ways.address_for(seen.case, code)):
        return redirect(address)
    if screen is None:
        return _closed(request, seen, option)
    form, kind = _form(request, screen, seen), kind_taking(code)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            return redirect(letter_ways.plan(form, code) if kind else _taken(request, screen, form))
    context = {"seen": seen, "desk": seen.desk, "form": form, "option": option, "kind": kind}
    context["effect"] = screen.foretell(form) if option.allowed else None
    context["reply"] = seen.draft if code in ABOUT_THE_DRAFT else None
    template = "office/requests/_effect.html" if request.htmx else "office/requests/step.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _form(request: HttpRequest, screen: StepScreen, seen: CaseView) -> StepForm:
    """Return the form of a step as posted, or as htmx asks for its effect; a letter decides its day."""
    shown = request.GET if request.htmx else None  # type: ignore[attr-defined]
    form = screen.form(request.POST if request.method == "POST" else shown, case=seen.case, desk=seen.desk)
    if kind_taking(screen.code):
        form.leave_day_to_letter()
    return form


def _taken(request: HttpRequest, screen: StepScreen, form: StepForm) -> str:
    """Take a step by its form and return the address of the case."""
    screen.take(form)
    messages.success(request, screen.done)
    return reverse("office:request", args=[form.case.pk])


def _closed(request: HttpRequest, seen: CaseView, option: Option) -> HttpResponse:
    """Say why a step without a form of its own cannot be taken now."""
    if option.step.code != letter_ways.ISSUE:
        raise Http404("没有这个步骤")
    context = {"seen": seen, "desk": seen.desk, "option": option}
    return render(request, "office/requests/step.html", context)
