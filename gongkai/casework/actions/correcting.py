"""更正登记: a wrong entry is corrected by a further event with its reason; nothing is edited in place."""

from dataclasses import fields
from datetime import date

from django.db import transaction
from django.db.models import Max

from gongkai.bodies.models import User
from gongkai.casework import timing
from gongkai.casework.actions.joining import add_co_applicant, check_co_applicants
from gongkai.casework.clock import ClockError
from gongkai.casework.corrected import CONTRADICTION, is_late, put
from gongkai.casework.entries import Entry, entries_of
from gongkai.casework.errors import EntryNotCorrectable, RequestIncomplete
from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import CoApplicant, DisclosureRequest, Reply
from gongkai.casework.progress import locked, take


@transaction.atomic
def correct_entry(
    case: DisclosureRequest, *, entry: str, value: str, reason: str, by: User, on: date
) -> DisclosureRequest:
    """
    Correct one thing that was entered wrongly; the event keeps the old value, the new one and the reason.

    What the clock reads is worked out again from the events, and so is whether the reply was in time.

    :param entry: code of one of `entries_of`
    :param value: a day as 2026-03-05, a choice by code or label, or text
    :raises EntryNotCorrectable: no such entry, no such value, nothing new, or a day out of order
    :raises RequestIncomplete: no reason
    """
    case = locked(case)
    step = check_allowed(case, "correct_entry", by=by, on=on)
    found = entries_of(case).get(entry)
    if found is None:
        raise EntryNotCorrectable("本申请没有这个可以更正的登记事项。")
    if not reason.strip():
        raise RequestIncomplete("请写明更正的理由：原来为什么登记错了，依据什么更正。")
    data = put(case, found, found.read(value), on)
    _save(case, found, on)
    try:
        take(case, step, moves_clock=bool(case.received_on), by=by, on=on, note=reason.strip(), **data)
    except ClockError as contradiction:
        raise EntryNotCorrectable(f"{CONTRADICTION}{contradiction}") from None
    _judge_anew(case)
    return case


def _save(case: DisclosureRequest, found: Entry, on: date) -> None:
    record = found.record
    if found.code == "outcome_flag":
        Reply.objects.issued().filter(request=case).update(flag=case.outcome_flag)
    if isinstance(record, CoApplicant):
        _save_person(case, record, found, on)
        return
    if isinstance(record, Reply):
        issued_on, served_on = record.issued_on, record.served_on
        if issued_on and not record.drafted_on <= issued_on <= (served_on or issued_on):
            raise EntryNotCorrectable("制发日期应当在拟稿之后、送达之前，送达日期应当在制发之后。")
    if record is not case:
        record.save()


def _judge_anew(case: DisclosureRequest) -> None:
    """Work out again what the last day was when the request was concluded, and whether that was in time."""
    if case.concluded_on is None or case.received_on is None:
        return
    due_on = timing.due_when_concluded(case)
    case.concluded_late = is_late(case, due_on)
    case.save(update_fields=["concluded_late"])
    first = case.replies.issued().order_by("pk").first()
    if first:
        first.due_on = due_on
        first.save(update_fields=["due_on"])


def _save_person(case: DisclosureRequest, person: CoApplicant, found: Entry, on: date) -> None:
    """Let a corrected row take the place of a co-applicant's; the wrong one stays sealed until the purge."""
    rows = CoApplicant.objects.filter(request=case)
    facts = CoApplicantFacts(**{each.name: getattr(person, each.name) for each in fields(CoApplicantFacts)})
    if not found.is_private:
        check_co_applicants([facts])
        rows.update(is_representative=False)
        rows.filter(pk=person.pk).update(is_representative=facts.is_representative)
        return
    last = rows.aggregate(last=Max("position"))["last"]
    rows.filter(pk=person.pk).update(replaced_on=on)
    add_co_applicant(case, facts, position=last + 1)
