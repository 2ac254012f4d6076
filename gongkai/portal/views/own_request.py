"""What applicants do with their own request: correct, prove a payment, collect the reply, withdraw, rate."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_POST

from gongkai.bodies.errors import Refused
from gongkai.casework import actions
from gongkai.casework.errors import AlreadyServed
from gongkai.casework.models import DisclosureRequest
from gongkai.common.uploads import UploadRefused
from gongkai.letters.actions import collect_online
from gongkai.portal import limits
from gongkai.portal.following import Following, follow, unsealed
from gongkai.portal.forms import own_steps
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_one_person
from gongkai.portal.tree import disclosure_trail
from gongkai.workflow import StepNotAllowed


@dataclass(frozen=True)
class OwnStep:
    """One thing that an applicant may do: its form, its verb, its page and the words of its button."""

    form: type[own_steps.OwnForm]
    act: Callable[..., Any]
    title: str
    button: str
    code: str


CORRECT = OwnStep(own_steps.CorrectionForm, actions.send_correction, "补正", "提交补正", "send_correction")
EXPLAIN = OwnStep(own_steps.ReasonsForm, actions.send_reasons, "说明理由", "提交说明", "send_reasons")
PAY = OwnStep(
    own_steps.PaymentForm, actions.send_payment_proof, "提交缴费凭证", "提交凭证", "send_payment_proof"
)
WITHDRAW = OwnStep(own_steps.WithdrawalForm, actions.withdraw_request, "撤回申请", "撤回申请", "withdraw")
RATE = OwnStep(own_steps.FeedbackForm, actions.give_feedback, "评价", "提交评价", "give_feedback")


@for_one_person
def correct(request: HttpRequest, token: str) -> HttpResponse:
    """Take the correction that the body asked for (条例第三十条)."""
    return _take(request, token, CORRECT)


@for_one_person
def explain(request: HttpRequest, token: str) -> HttpResponse:
    """Take why the applicant asks so much, when the body asked for it (条例第三十五条)."""
    return _take(request, token, EXPLAIN)


@for_one_person
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """Take the proof of a payment."""
    return _take(request, token, PAY)


@for_one_person
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """End the request as its applicant wishes, after saying what that means."""
    return _take(request, token, WITHDRAW)


@for_one_person
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Take the applicant's opinion."""
    return _take(request, token, RATE)


@for_one_person
@require_POST
def collect(request: HttpRequest, token: str) -> HttpResponse:
    """Serve the reply on the applicant who opens it; opened twice it is served once."""
    case = unsealed(token, body_of(request))
    if case is None:
        return redirect("portal:track")
    following = follow(case, localdate())
    if following.reply and following.is_collectable:
        with suppress(AlreadyServed):  # opened in two windows
            collect_online(following.reply, at=localtime())
    return redirect(f"{reverse('portal:status', args=[token])}#reply")


def _take(request: HttpRequest, token: str, step: OwnStep) -> HttpResponse:
    """Show the page of a step and take it; whoever cannot take it now is led back to the status."""
    case = unsealed(token, body_of(request))
    if case is None:
        return redirect("portal:track")
    following = follow(case, localdate())
    if not following.may(step.code) or not _is_asked(following, step):
        return redirect("portal:status", token=token)
    form = step.form(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _done(request, case, form, step):
        return redirect("portal:status", token=token)
    trail = [
        *disclosure_trail(),
        ("查询进度", reverse("portal:track")),
        (case.number, reverse("portal:status", args=[token])),
    ]
    context = {"following": following, "form": form, "step": step, "token": token, "trail": trail}
    return render(request, f"portal/requests/{step.code}.html", context, status=422 if form.errors else 200)


def _is_asked(following: Following, step: OwnStep) -> bool:
    """Whether what a step answers is awaited: an opinion not given yet, reasons not recorded yet."""
    return {RATE.code: following.may_rate, EXPLAIN.code: bool(following.explain)}.get(step.code, True)


def _done(request: HttpRequest, case: DisclosureRequest, form: own_steps.OwnForm, step: OwnStep) -> bool:
    try:
        limits.count(request, limits.SENDING)
        step.act(case, **form.facts(), on=localdate())
    except (Refused, StepNotAllowed, UploadRefused, limits.TooOften) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
