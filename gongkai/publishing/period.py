"""The last days that publishing keeps: to publish, by the kind of information, and to withdraw."""

from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.publishing.models import InformationItem
from gongkai.rules.calendar import Calendar
from gongkai.rules.deadlines import due
from gongkai.rules.publication_clocks import PublicationClock, publication_clock
from gongkai.rules.versions import NotInForce

GENERAL = "proactive_publish"


def publish_due_on(item: InformationItem, calendar: Calendar | None = None) -> date | None:
    """
    Return the last day for publication of an item, by the clock of its kind (条例第二十六条).

    None for what is older than the regulation; what is older than the rule of its kind is dated by the
    regulation alone.
    """
    clock = clock_of(item)
    start = getattr(item, clock.starts) or item.formed_on
    for rule, day in ((clock.rule, start), (GENERAL, item.formed_on)):
        try:
            return due(rule, day, calendar or current_calendar()).due_on
        except NotInForce:
            continue
    return None


def clock_of(item: InformationItem) -> PublicationClock:
    """Return the clock by which an item is published."""
    return publication_clock(statutory_code=item.column.statutory_code, column=item.column.slug)


def penalty_withdrawal_due_on(annulled_on: date) -> date:
    """
    Return the last day to withdraw a penalty decision that was annulled (行政处罚法第四十八条).

    :raises NotInForce: before 2021-07-15
    """
    return due("penalty_withdraw", annulled_on, current_calendar()).due_on


def next_mode_review(on: date) -> date | None:
    """
    Return when what was withheld, or looked at, on a day is to be looked at again (条例第十八条).

    None for a day before the regulation asked for it.
    """
    try:
        return due("withholding_review", on, current_calendar()).due_on
    except NotInForce:
        return None
