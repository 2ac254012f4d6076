"""The periods of a document: for opinions, review, interpretation and filing, and how long it holds."""

from datetime import date, timedelta

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body
from gongkai.documents.models.policy import policy_of
from gongkai.rules.deadlines import Deadline, add_months, due, rule
from gongkai.rules.documents import DocumentSort

CHOSEN = {  # what a body may choose, by the code of the rule
    "interpretation": "interpretation_days",
    "document_consultation": "consultation_days",
    "legality_review_document": "legality_days",
    "document_filing": "filing_days",
    "document_expiry_warning": "warn_months",
}


def period_of(body: Body, code: str, start: date) -> Deadline:
    """Return when a period that starts on a day ends, as the body has chosen it or as the rules say."""
    chosen = getattr(policy_of(body), CHOSEN[code]) if code in CHOSEN else None
    return due(code, start, current_calendar(), value=chosen)


def consultation_ends(body: Body, start: date, *, for_business: bool) -> Deadline:
    """Return the first day on which opinions may be closed (优化营商环境条例第六十二条)."""
    return period_of(body, "consultation_business" if for_business else "document_consultation", start)


def years_of(body: Body, sort: DocumentSort) -> tuple[int, int]:
    """Return how many years a document holds that says nothing, and how many it may say."""
    chosen: int | None = getattr(policy_of(body), f"{sort.value}_years", None)
    if chosen is None:
        return sort.facts.years, sort.facts.max_years
    return min(chosen, sort.facts.years), chosen


def last_day(effective_on: date, years: int) -> date:
    """Return the last day of a period of validity in years: 2026-01-01 and five give 2030-12-31."""
    return add_months(effective_on, 12 * years) - timedelta(days=1)


def warn_months(body: Body) -> int:
    """Return how many months before its end a document is first asked about."""
    chosen = policy_of(body).warn_months
    return chosen or rule("document_expiry_warning").versions.latest.value.value


def warned_until(body: Body, on: date) -> date:
    """Return the end of the span that is warned of on a day: what ends up to then is shown."""
    return add_months(on, warn_months(body))


def evaluate_on(valid_until: date) -> date:
    """Return by when it must be decided whether a document holds on: the last warning before its end."""
    return due("document_expiry_warning_last", valid_until, current_calendar()).due_on
