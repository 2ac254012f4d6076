"""What time does to requests: periods that pass, calendars that change, and the body's own choices."""

from dataclasses import dataclass
from datetime import date
from typing import Unpack

from django.db import transaction

from gongkai.bodies.actions import import_year
from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.models import Body, User
from gongkai.casework import timing
from gongkai.casework.actions.handling import expire_consultation
from gongkai.casework.clock import letter_due
from gongkai.casework.models import CaseworkPolicy, Consultation, DisclosureRequest, FeeNotice
from gongkai.casework.models.policy import PolicyChoices
from gongkai.casework.progress import locked, take, take_as_system
from gongkai.casework.states import CLOCK_RUNS, CONSULTING
from gongkai.casework.workflow import CASEWORK
from gongkai.design.words import cn_date
from gongkai.rules import deadlines
from gongkai.rules.calendar import Calendar
from gongkai.rules.year_tables import YearTable


@dataclass(frozen=True)
class Moved:
    """A request whose last day moved."""

    case: DisclosureRequest
    old: date | None
    new: date | None

    @property
    def number(self) -> str:
        """The number of the request."""
        return self.case.number


@transaction.atomic
def import_calendar_year(table: YearTable, *, by: User | None, on: date) -> list[Moved]:
    """Enter the arrangement of a year and date all running requests anew; return those that moved."""
    import_year(table, by=by)
    return redate_open_requests(current_calendar(), by=by, on=on)


@transaction.atomic
def redate_open_requests(calendar: Calendar, *, by: User | None, on: date) -> list[Moved]:
    """Work out all running clocks again with a calendar; return the requests whose last day moved."""
    _redate_payments(calendar)
    running = DisclosureRequest.objects.filter(state__in=CLOCK_RUNS).order_by("body", "number")
    return [moved for case in running if (moved := _redate(locked(case), calendar, by=by, on=on))]


def expire_consultations(*, on: date) -> list[Consultation]:
    """Take silence for an answer wherever the period has passed (条例第三十二条、第三十四条)."""
    passed = Consultation.objects.expired(on).filter(request__state__in=CONSULTING)
    return [expire_consultation(each, on=on) for each in passed.order_by("pk")]


def propose_lapses(*, on: date) -> list[DisclosureRequest]:
    """
    Note once, on each request that was not corrected or not paid for in time, that it may be ended.

    条例第三十条，国办函〔2020〕109号.
    """
    uncorrected = DisclosureRequest.objects.correction_overdue(on).exclude(events__step="propose_lapse")
    unpaid = DisclosureRequest.objects.payment_overdue(on).exclude(events__step="propose_payment_lapse")
    return [
        *(_propose_lapse(case, on) for case in uncorrected.order_by("pk")),
        *(_propose_payment_lapse(case, on) for case in unpaid.order_by("pk")),
    ]


@transaction.atomic
def set_policy(body: Body, *, by: User | None = None, **choices: Unpack[PolicyChoices]) -> CaseworkPolicy:
    """
    Choose what the law leaves to a body in handling requests; what is not named stays, what is new is logged.

    :raises ValidationError: a number out of its range
    """
    policy = CaseworkPolicy.objects.for_body(body)
    before = in_words(policy, choices)
    for name, value in choices.items():
        setattr(policy, name, value)
    policy.full_clean(exclude=["body"], validate_unique=False)
    policy.save()
    log_change(body, "办理规程", before, in_words(policy, choices), by=by)
    return policy


@transaction.atomic
def _propose_lapse(case: DisclosureRequest, on: date) -> DisclosureRequest:
    case = locked(case)
    until = case.correction.until_on
    take_as_system(case, "propose_lapse", on=on, note=f"补正期限{cn_date(until)}已过，可以终止办理。")
    return case


@transaction.atomic
def _propose_payment_lapse(case: DisclosureRequest, on: date) -> DisclosureRequest:
    case = locked(case)
    until = case.fee_notice.due_on
    take_as_system(case, "propose_payment_lapse", on=on, note=f"缴费期限{cn_date(until)}已过，可以终止办理。")
    return case


def _redate(case: DisclosureRequest, calendar: Calendar, *, by: User | None, on: date) -> Moved | None:
    _redate_letters(case, calendar)
    old, was_provisional = case.due_on, case.provisional
    timing.set_clock(case, calendar)
    if case.due_on == old:
        if case.provisional != was_provisional:
            case.save(update_fields=["provisional"])
        return None
    due = [day.isoformat() if day else None for day in (old, case.due_on)]
    take(case, CASEWORK.step("redate"), by=by, on=on, due_on=due)
    return Moved(case, old, case.due_on)


def _redate_letters(case: DisclosureRequest, calendar: Calendar) -> None:
    for letter in case.consultations.open():
        due_on = letter_due(
            letter.sent_on,
            letter.kind,
            calendar,
            delivered_on=letter.delivered_on,
            law_on=timing.law_day(case),
        )
        if due_on != letter.due_on:
            letter.due_on = due_on
            letter.save(update_fields=["due_on"])


def _redate_payments(calendar: Calendar) -> None:
    for notice in FeeNotice.objects.awaited():
        due_on = notice.served_on and deadlines.due("fee_payment", notice.served_on, calendar).due_on
        if due_on != notice.due_on:
            notice.due_on = due_on
            notice.save(update_fields=["due_on"])
