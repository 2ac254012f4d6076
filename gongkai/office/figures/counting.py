"""数据 of very many records: the worker counts, and the page shows what was counted last, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.timezone import now
from django_tasks import task

from gongkai.bodies.models import Body, Unit
from gongkai.office.figures.receipts import chosen
from gongkai.office.waiting import Waiting, ask, asked
from gongkai.statistics.answers import values
from gongkai.statistics.scope import Scope

KEPT = timedelta(hours=1)  # until what was counted is counted again when somebody looks
Arguments = tuple[int, str, str, bool, int | None, bool]


@dataclass(frozen=True)
class Counted:
    """All figures of a scope as they were counted last, and the counting that is under way."""

    numbers: Mapping[str, Decimal] | None
    at: datetime | None
    waiting: Waiting

    @property
    def is_running(self) -> bool:
        """Whether they are being counted."""
        return self.waiting.is_running


@task()
def count_figures(
    body: int, since: str, until: str, below: bool, unit: int | None, older: bool
) -> dict[str, str]:
    """Count all figures of a scope; the numbers as text."""
    scope = Scope(
        Body.objects.get(pk=body),
        date.fromisoformat(since),
        date.fromisoformat(until),
        below,
        None if unit is None else Unit.objects.get(pk=unit),
    )
    return {name: str(number) for name, number in values(chosen(older=older), scope).items()}


def counted(scope: Scope, *, older: bool, again: bool = False) -> Counted:
    """Return the figures as counted last; ask for them anew where there are none, or old ones."""
    args = _arguments(scope, older=older)
    last, newest = asked(count_figures, args, well=True), asked(count_figures, args)
    is_idle = newest is None or newest.is_finished or newest.is_stuck
    if newest is None or (is_idle and again) or (newest == last and _is_old(newest)):
        newest = ask(count_figures, args)
        last = newest if newest.is_finished and not newest.has_failed else last
    if last is None:
        return Counted(None, None, newest)
    numbers = {name: Decimal(number) for name, number in last.found.items()}
    return Counted(numbers, last.finished_at, newest)


def _is_old(last: Waiting) -> bool:
    return last.finished_at is None or now() - last.finished_at > KEPT


def _arguments(scope: Scope, *, older: bool) -> Arguments:
    unit = scope.unit.pk if scope.unit else None
    return scope.body.pk, scope.since.isoformat(), scope.until.isoformat(), scope.below, unit, older
