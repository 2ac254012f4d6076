"""How often one visitor may do something: counted in the database, so that all processes count together."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from gongkai.common.models import Attempt

SALT = "gongkai.common.attempts"


@transaction.atomic
def count_attempt(what: str, visitor: str, *, seconds: int, now: datetime) -> int:
    """
    Count one more attempt and return how many there were in this span, with this one.

    Spans follow one another without a gap, each `seconds` long. Counts whose span has ended are thrown away
    when a new one begins.
    """
    span = _span(what, visitor, seconds, now)
    attempt, is_first = Attempt.objects.get_or_create(**span)
    Attempt.objects.filter(pk=attempt.pk).update(count=F("count") + 1)
    if is_first:
        Attempt.objects.over(now).delete()
    attempt.refresh_from_db()
    return attempt.count


def take_back_attempt(what: str, visitor: str, *, seconds: int, now: datetime) -> None:
    """Count one attempt less in this span: it was none of those that are counted."""
    found = Attempt.objects.filter(**_span(what, visitor, seconds, now), count__gt=0)
    found.update(count=F("count") - 1)


def _span(what: str, visitor: str, seconds: int, now: datetime) -> dict[str, Any]:
    """Return by what the count of a visitor and a span of time is found."""
    who = salted_hmac(SALT, f"{what} {visitor}", algorithm="sha256").hexdigest()
    until_at = datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, UTC)
    return {"who": who, "until_at": until_at}
