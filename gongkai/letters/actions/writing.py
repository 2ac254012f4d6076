"""Writing a letter: the draft, the signed text with its number, and making it void."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.actions import number_reply
from gongkai.casework.actions.numbering import next_doc_no
from gongkai.casework.models import DisclosureRequest, Reply, Stage
from gongkai.casework.progress import locked
from gongkai.letters.document import drafted, laid_out
from gongkai.letters.errors import LetterIncomplete, NothingToWrite, ReplyNotSigned
from gongkai.letters.guards import check_allowed, check_may_write
from gongkai.letters.models import Letter
from gongkai.letters.numbering import next_number
from gongkai.letters.plans import TAKES, foreseen, written
from gongkai.letters.sources import Source, source_of
from gongkai.letters.states import State
from gongkai.letters.templates import text_for, version_for
from gongkai.letters.values import due_day
from gongkai.rules.letters import kind_taking


@transaction.atomic
def prepare_letter(
    source: Source,
    *,
    typed: Mapping[str, str] | None = None,
    replaces: Letter | None = None,
    by: User,
    on: date,
) -> Letter:
    """
    Draft the letter that a step, a reply or an overruled party gives rise to.

    :param typed: what the kind leaves to the officer, by code of `rules/letters.toml`
    :param replaces: the letter that this one corrects
    :raises NothingToWrite: such a letter is there already
    :raises StepNotAllowed: `by` writes no letters in this case
    """
    case = locked(source.case)  # two officers do not write the same letter at once
    check_may_write(case, by=by, on=on)
    if replaces:
        replaces = locked_letter(replaces)
        if Letter.objects.valid().filter(replaces=replaces).exists():
            raise NothingToWrite("这份文书已经有更正的文书。")
    elif source.made():
        raise NothingToWrite(f"“{source.kind.label}”已经拟好；有错误的，作废或者另作更正。")
    return Letter.objects.create(
        body=case.body,
        request=case,
        kind=source.kind.code,
        event=source.event,
        reply=source.reply,
        consultation=source.consultation,
        replaces=replaces,
        typed=_own(source, typed or {}),
        version=version_for(case.body, source.kind.code),
        prepared_by=by,
        prepared_on=on,
    )


@transaction.atomic
def plan_letter(
    case: DisclosureRequest, *, step: str, facts: Mapping[str, Any], by: User, on: date
) -> Letter:
    """
    Draft the letter whose dispatch will take a step of the case; nothing moves before it goes out.

    :param facts: what the step is given besides who and when
    :raises NothingToWrite: such a letter waits to go out already
    :raises StepNotAllowed: `by` may not take the step now
    :raises Refused: what the step would refuse today
    """
    case, kind = locked(case), kind_taking(step)
    if kind is None or step not in TAKES:
        raise NothingToWrite("这一步骤不以文书办理。")
    waiting = planned(case, step)
    if any(kind.is_consultation is False or each.facts == written(facts) for each in waiting):
        raise NothingToWrite(f"“{kind.label}”已经拟好，还没有发出；有错误的，作废后重新拟写。")
    letter = Letter(
        body=case.body,
        request=case,
        kind=kind.code,
        step=step,
        facts=written(facts),
        version=version_for(case.body, kind.code),
        prepared_by=by,
        prepared_on=on,
    )
    with foreseen(letter, by=by, on=on):
        pass  # a step that would be refused is refused now
    letter.save()
    return letter


def planned(case: DisclosureRequest, step: str) -> list[Letter]:
    """Return the letters that will take a step of the case and have not gone out, oldest first."""
    found = Letter.objects.valid().filter(request=case, step=step, event=None, reply=None)
    return list(found.order_by("pk"))


@transaction.atomic
def edit_letter(letter: Letter, *, typed: Mapping[str, str], by: User, on: date) -> Letter:
    """
    Change what was typed into a draft; it takes the newest wording with it.

    :raises StepNotAllowed: it is fixed, or `by` writes no letters in this case
    """
    letter = locked_letter(letter)
    check_allowed(letter, "edit", by=by, on=on)
    letter.typed = _own(source_of(letter), typed)
    letter.version = version_for(letter.body, letter.kind)
    letter.save()
    return letter


@transaction.atomic
def sign_letter(letter: Letter, *, by: User, on: date) -> Letter:
    """
    Fix the text of a letter and give it its number; from now on it can only be sent or made void.

    A reply's letter bears the number of the reply (条例第三十六条).

    :raises LetterIncomplete: naming everything that is missing and where it is filled in
    :raises ReplyNotSigned: the leader has not signed the reply
    :raises StepNotAllowed: wrong state or role
    """
    letter = locked_letter(letter)
    step = check_allowed(letter, "sign", by=by, on=on)
    with foreseen(letter, by=by, on=on) as source:
        draft = drafted(source, text_for(letter), letter.typed, on=on)
        letter.due_on = due_day(source)
    if draft.missing:
        raise LetterIncomplete("".join(draft.missing))
    letter.number = _number(letter, by, on)
    document = laid_out(
        letter.of_kind,
        draft.document.body,
        draft.document.text,
        number=letter.number,
        on=on,
        days=draft.document.days,
        days_words=draft.document.days_words,
        draft=False,
    )
    letter.text, letter.sha256 = document.text, document.digest
    letter.context = {
        "body": document.body,
        "days": [asdict(day) for day in document.days],
        "days_words": document.days_words,
        "reply": letter.reply.fingerprint() if letter.reply else "",
    }
    letter.said = json.dumps(draft.values, ensure_ascii=False)
    letter.signed_by, letter.signed_on = by, on
    letter.state = step.target(letter.state)
    letter.save()
    return letter


@transaction.atomic
def void_letter(letter: Letter, *, reason: str, by: User, on: date) -> Letter:
    """
    Make a letter void that has not gone out; the one that corrects it takes over its number.

    :raises LetterIncomplete: no reason
    :raises StepNotAllowed: it went out, or wrong role
    """
    letter = locked_letter(letter)
    step = check_allowed(letter, "void", by=by, on=on)
    if not reason.strip():
        raise LetterIncomplete("请写明作废的原因。")
    letter.state = step.target(letter.state)
    letter.void_by, letter.void_on, letter.void_reason = by, on, reason.strip()
    letter.save()
    return letter


def locked_letter(letter: Letter) -> Letter:
    """Return the letter as it stands in the database, locked until the transaction ends."""
    related = ("body", "request__body", "request__applicant", "reply", "consultation", "event", "version")
    found = Letter.objects.select_for_update(of=("self",)).select_related(*related).get(pk=letter.pk)
    if found.reply:
        found.reply.request = found.request
    return found


def _own(source: Source, typed: Mapping[str, str]) -> dict[str, str]:
    return {code: typed[code].strip() for code in source.kind.typed if typed.get(code, "").strip()}


def _number(letter: Letter, by: User, on: date) -> str:
    if letter.of_kind.carries_reply and letter.reply:
        check_signed(letter.reply)
        if letter.reply.is_issued:
            return letter.reply.doc_no
        return number_reply(letter.reply, by=by, on=on).doc_no
    if void := _voided(letter):
        return void.number
    if letter.of_kind.carries_reply:
        return next_doc_no(letter.request, on)
    return next_number(letter.body, letter.of_kind, on.year)


def check_signed(reply: Reply) -> None:
    """
    Refuse to fix the letter of a reply that is under review again.

    :raises ReplyNotSigned: the leader has not signed it (条例第十七条)
    """
    if reply.stage not in (Stage.SIGNED, Stage.ISSUED):
        raise ReplyNotSigned("答复退回修改后还没有重新签发，签发以后才能定稿（条例第十七条）。")


def _voided(letter: Letter) -> Letter | None:
    """Return a letter about the same, made void before it went out, whose number nobody bears now."""
    same = Letter.objects.filter(
        request=letter.request, kind=letter.kind, event=letter.event, consultation=letter.consultation
    )
    taken = same.valid().exclude(number="").values("number")
    return same.filter(state=State.VOID).exclude(number="").exclude(number__in=taken).order_by("pk").last()
