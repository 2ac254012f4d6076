"""How often one visitor may do something: counted in the database, so that all processes count together."""

from datetime import UTC, datetime

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
    who = salted_hmac(SALT, f"{what} {visitor}", algorithm="sha256").hexdigest()
    until_at = datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, UTC)
    attempt, is_first = Attempt.objects.get_or_create(who=who, until_at=until_at)
    Attempt.objects.filter(pk=attempt.pk).update(count=F("count") + 1)
    if is_first:
        Attempt.objects.over(now).delete()
    attempt.refresh_from_db()
    return attempt.count
