"""The last days that publishing keeps: twenty working days to publish, three to withdraw."""

from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.rules.calendar import Calendar
from gongkai.rules.deadlines import due
from gongkai.rules.versions import NotInForce


def publish_due_on(formed_on: date, calendar: Calendar | None = None) -> date | None:
    """Return the last day for publication (条例第二十六条); None for what is older than the regulation."""
    try:
        return due("proactive_publish", formed_on, calendar or current_calendar()).due_on
    except NotInForce:
        return None


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
