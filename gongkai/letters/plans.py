"""A letter ahead of its step: it says what the step would say, and going out takes the step."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework import actions as casework
from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.letters.errors import LetterOutdated
from gongkai.letters.models import Letter
from gongkai.letters.sources import Source, source_of
from gongkai.letters.templates import text_for
from gongkai.letters.values import by_label, values_of
from gongkai.letters.wording import fill

TAKES: Mapping[str, Callable[..., Any]] = {
    "ask_to_correct": casework.ask_to_correct,
    "request_reasons": casework.request_reasons,
    "set_delay": casework.set_delay,
    "extend": casework.extend_deadline,
    "consult_third_party": casework.consult_third_party,
    "consult_peer": casework.consult_peer,
    "notify_fee": casework.notify_fee,
    "transfer_petition": casework.transfer_petition,
}
DAYS = ("until_on", "delayed_to")  # facts that are days
# What a step works out by the day on which it is taken.
DATED = (
    *("due_on", "due_before", "correction_until", "reasons_until"),
    *("frequency", "consulted_on", "fee_amount", "fee_basis"),
)


def written(facts: Mapping[str, Any]) -> str:
    """Return the facts of a step as a letter keeps them."""
    return json.dumps(facts, ensure_ascii=False, cls=DjangoJSONEncoder)


def facts_of(letter: Letter) -> dict[str, Any]:
    """Return what the step of a letter is given."""
    facts: dict[str, Any] = json.loads(letter.facts) if letter.facts else {}
    return {name: date.fromisoformat(text) if name in DAYS else text for name, text in facts.items()}


@contextmanager
def foreseen(letter: Letter, *, by: User, on: date) -> Iterator[Source]:
    """
    Give what a letter is about, as if the step that is still to come were taken; afterwards none was.

    :raises StepNotAllowed: `by` may not take the step now
    :raises Refused: what the step would refuse
    """
    if not letter.is_ahead:
        yield source_of(letter)
        return
    with transaction.atomic():
        yield _taken(letter, by, on)
        transaction.set_rollback(True)


def take_planned(letter: Letter, *, on: date) -> None:
    """
    Take the step of a letter that goes out, in the name of whoever fixed it; the caller saves the letter.

    :raises LetterOutdated: what the letter says does not hold on that day
    :raises StepNotAllowed: whoever fixed it may not take the step any more
    :raises Refused: what the step refuses
    """
    if letter.signed_by is None:
        raise LetterOutdated("文书还没有定稿。")
    source = _taken(letter, letter.signed_by, on)
    if not letter.outside and _text_on(letter, source) != letter.text:
        raise LetterOutdated(
            "按这一天发出，文书上的期限或者金额与办理记录不一致，请作废本文书，重新定稿后发出。"
        )
    letter.event, letter.reply, letter.consultation = source.event, source.reply, source.consultation


def _taken(letter: Letter, by: User, on: date) -> Source:
    kind, facts = letter.of_kind, facts_of(letter)
    if kind.carries_reply:
        facts["doc_no"] = letter.number
    TAKES[letter.step](letter.request, **facts, by=by, on=on)
    related = ("body", "applicant", "handling_unit", "handler", "correction", "fee_notice")
    case = DisclosureRequest.objects.select_related(*related).get(pk=letter.request_id)
    event = case.events.filter(step=letter.step).latest("pk")
    if kind.carries_reply:
        return Source(case, kind, None, Reply.objects.get(pk=event.data["reply"]))
    return Source(
        case, kind, event, None, case.consultations.filter(pk=event.data.get("consultation")).first()
    )


def _text_on(letter: Letter, source: Source) -> str:
    """Return what the letter would say about a step that was taken on another day than foreseen."""
    said: dict[str, str] = json.loads(letter.said)
    now = values_of(source, letter.typed, on=letter.signed_on or letter.prepared_on)
    return fill(text_for(letter), by_label(said | {code: now[code] for code in DATED})).text
