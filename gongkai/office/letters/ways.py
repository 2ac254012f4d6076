"""Which steps of a case are taken by a letter that goes out, and where their buttons lead."""

from collections.abc import Collection

from django.urls import reverse

from gongkai.casework.guards import unissued_reply
from gongkai.casework.models import DisclosureRequest
from gongkai.letters import actions
from gongkai.letters.actions.writing import planned
from gongkai.letters.models import Letter
from gongkai.letters.sources import sources_of
from gongkai.letters.states import State
from gongkai.letters.workflow import WRITERS
from gongkai.office.forms.steps import StepForm
from gongkai.rules.letters import MORE, kind_taking
from gongkai.rules.roles import Role
from gongkai.workflow import Option, Refusal

ISSUE = "issue_reply"
SERVE_REPLY, SERVE_FEE = "record_service", "record_fee_service"


def address_for(case: DisclosureRequest, code: str) -> str | None:
    """Return where the button of a step leads when a letter does it; None when its own form is asked for."""
    if code == ISSUE:
        return _reply_letter(case)
    if code in (SERVE_REPLY, SERVE_FEE):
        letter = _on_its_way(case, code)
        return reverse("office:letter_step", args=[case.pk, letter.pk, "serve"]) if letter else None
    kind, waiting = kind_taking(code), planned(case, code)
    if kind is None or kind.is_consultation or not waiting:
        return None
    return reverse("office:letter", args=[case.pk, waiting[-1].pk])


def plan(form: StepForm, code: str) -> str:
    """
    Draft the letter that will take a step; return the address where what it still lacks is filled in.

    :raises StepNotAllowed: wrong state or role
    :raises Refused: what the step would refuse
    """
    letter = actions.plan_letter(
        form.case, step=code, facts=form.facts, by=form.desk.user, on=form.desk.today
    )
    name = "office:letter_edit" if set(letter.of_kind.typed) - {MORE} else "office:letter"
    return reverse(name, args=[form.case.pk, letter.pk])


def narrowed(option: Option, roles: Collection[Role]) -> Option:
    """Close the issue of a reply to those who write no letters: it goes out in one."""
    if option.allowed and option.step.code == ISSUE and not set(WRITERS) & set(roles):
        reason = "答复以文书发出，发出之日为答复之日；文书由收件登记员制作、发出。"
        return Option(option.step, Refusal("role", reason))
    return option


def _reply_letter(case: DisclosureRequest) -> str:
    reply = unissued_reply(case)
    source = next(each for each in sources_of(case) if each.reply == reply)
    letters = Letter.objects.valid().filter(request=case, reply=reply, kind=source.kind.code)
    if letter := letters.order_by("pk").last():
        return reverse("office:letter", args=[case.pk, letter.pk])
    return reverse("office:letter_new", args=[case.pk, source.key])


def _on_its_way(case: DisclosureRequest, code: str) -> Letter | None:
    """Return the letter whose service is what the step would record."""
    sent = Letter.objects.filter(request=case, state=State.DISPATCHED).order_by("-pk")
    is_it = (lambda each: each.kind == "fee_notice") if code == SERVE_FEE else _is_unserved_reply
    return next((letter for letter in sent.select_related("reply") if is_it(letter)), None)


def _is_unserved_reply(letter: Letter) -> bool:
    reply = letter.reply if letter.of_kind.carries_reply else None
    return reply is not None and reply.served_on is None
