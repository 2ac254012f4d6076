"""Working on a request together: notes, the unit's own date, hand-over, and what each has looked at."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from gongkai.bodies.models import Assignment, Body, User
from gongkai.casework import states
from gongkai.casework.actions.restricting import name_handler
from gongkai.casework.errors import DateOutOfOrder, NotAReader, NoteEmpty, WrongUnit
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import CalendarFeed, CaseNote, DisclosureRequest, InboxLook, Mention
from gongkai.casework.models.request import DisclosureRequestQuerySet
from gongkai.casework.progress import locked, take
from gongkai.casework.reach import open_to
from gongkai.design.words import due_words
from gongkai.rules.roles import Role

OPEN = (*states.IN_HAND, *states.ENDED)


@transaction.atomic
def add_note(
    case: DisclosureRequest, *, text: str, mention: Iterable[User] = (), by: User, on: date
) -> CaseNote:
    """
    Add an internal note; those mentioned find it in their inbox, and the writer has read what came before.

    :raises NoteEmpty: no words
    :raises NotAReader: the writer, or somebody mentioned, may not read the case
    """
    if not text.strip():
        raise NoteEmpty("请写明备注的内容。")
    mention = [each for each in dict.fromkeys(mention) if each != by]
    for each in (by, *mention):
        if not DisclosureRequest.objects.visible_to(each).filter(pk=case.pk).exists():
            raise NotAReader(f"{each}不能查看本申请，不能在备注中提醒。")
    note = CaseNote.objects.create(request=case, text=text.strip(), by=by, on=on)
    Mention.objects.bulk_create([Mention(note=note, user=each) for each in mention])
    Mention.objects.filter(note__request=case, user=by, read_on=None).update(read_on=on)
    return note


def read_mention(mention: Mention, *, on: date) -> Mention:
    """Take a mention out of the inbox of the person it is for."""
    Mention.objects.filter(pk=mention.pk, read_on=None).update(read_on=on)
    mention.refresh_from_db()
    return mention


def look_at_inbox(user: User, body: Body, *, at: datetime) -> InboxLook:
    """Remember that a person went through the inbox; what came before is not new any more."""
    look, _ = InboxLook.objects.update_or_create(user=user, body=body, defaults={"at": at})
    return look


def renew_calendar_feed(user: User, body: Body, *, on: date) -> str:
    """Give the person a new secret token for the calendar, and end the old one; it is shown only now."""
    token = secrets.token_urlsafe(32)
    facts = {"body": body, "digest": digest_of(token), "made_on": on}
    CalendarFeed.objects.update_or_create(user=user, defaults=facts)
    return token


def close_calendar_feed(user: User) -> None:
    """End the person's calendar; its address answers nothing any more."""
    CalendarFeed.objects.filter(user=user).delete()


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def set_unit_date(
    case: DisclosureRequest, *, unit_due_on: date | None, note: str = "", by: User, on: date
) -> DisclosureRequest:
    """
    Give the handling unit a date of its own before the legal one; None takes it away (条例第四十五条).

    :raises DateOutOfOrder: in the past, or not before the last day of the reply period
    """
    case = locked(case)
    step = check_allowed(case, "set_unit_date", by=by, on=on)
    if unit_due_on and unit_due_on < on:
        raise DateOutOfOrder("科室办理期限不能早于今天。")
    if unit_due_on and case.due_on and unit_due_on >= case.due_on:
        raise DateOutOfOrder(
            f"科室办理期限应当早于法定答复期限（{due_words(case)}），以便审核和制发（条例第三十三条）。"
        )
    dates = [day and day.isoformat() for day in (case.unit_due_on, unit_due_on)]
    case.unit_due_on = unit_due_on
    take(case, step, by=by, on=on, note=note.strip(), unit_due_on=dates)
    return case


@transaction.atomic
def hand_over(
    case: DisclosureRequest, *, handler: User, note: str = "", by: User, on: date
) -> DisclosureRequest:
    """
    Put a request into other hands in the same unit, nothing else changes (条例第四十五条).

    :raises WrongUnit: the new person does not handle requests in that unit
    :raises NotNamed: it is restricted, and the new person may not read it
    """
    case = locked(case)
    step = check_allowed(case, "hand_over", by=by, on=on)
    unit = case.handling_unit
    held = Assignment.objects.held(on).filter(user=handler, unit=unit, role=Role.HANDLER)
    if unit is None or not held.exists():
        raise WrongUnit(f"{handler}不是{unit}的经办人，不能接手{case.number}。")
    named = name_handler(case, unit, handler, by=by, on=on)
    before = [case.handling_unit_id, case.handler_id]
    case.handler = handler
    after = [case.handling_unit_id, handler.pk]
    take(case, step, by=by, on=on, note=note.strip(), before=before, after=after, **named)
    return case


@transaction.atomic
def hand_over_all(
    leaver: User, *, body: Body, to: User, note: str = "", by: User, on: date
) -> list[DisclosureRequest]:
    """
    Put everything open that a person handles in a body into the hands of another, all or nothing.

    A request that is kept for others than `by` stays where it is.

    :raises WrongUnit: the other person does not handle requests in one of the units
    :raises StepNotAllowed: `by` is neither administrator nor head of the disclosure office
    """
    cases = open_matters(leaver, body).filter(open_to(by)).order_by("pk")
    return [hand_over(case, handler=to, note=note, by=by, on=on) for case in cases]


def open_matters(user: User, body: Body) -> DisclosureRequestQuerySet:
    """Return what a person handles in a body and has not finished."""
    return DisclosureRequest.objects.of(body).filter(handler=user, state__in=OPEN)
