"""月度结账: which figures a closing fixes, what differs since, and what the closings of a year add up to."""

import calendar
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from gongkai.bodies.models import Body
from gongkai.common.key_lists import KeyList, as_json
from gongkai.rules import formats
from gongkai.statistics.answers import record_keys, values
from gongkai.statistics.figures import CUMULATIVE, call_name, figure, figures, parse_call
from gongkai.statistics.models import ClosedFigure, ClosingCorrection, MonthClosing
from gongkai.statistics.scope import Scope

OLDER_TABLES = "statistics."
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class Difference:
    """A closed figure that counts otherwise today, and the records that moved."""

    name: str
    closed: Decimal
    now: Decimal
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    @property
    def change(self) -> Decimal:
        """By how much today's number is greater."""
        return self.now - self.closed


def month_scope(body: Body, month: date) -> Scope:
    """Return the scope of a month given by its first day."""
    return Scope(body, month, month.replace(day=calendar.monthrange(month.year, month.month)[1]))


def closed_names(year: int) -> list[str]:
    """Return the figures that a closing fixes: what can be added up, and every cell of the year's report."""
    own = [
        code
        for code, asked in figures().items()
        if asked.is_added_up and not code.startswith(OLDER_TABLES) and not code.endswith(CUMULATIVE)
    ]
    tables = formats.for_year(year).tables
    calls = (table.figure(row, column) for table in tables for row, column in table.cells())
    return list(dict.fromkeys([*own, *(call_name(call.code, call.arguments) for call in calls if call)]))


def counts_in_period(name: str) -> bool:
    """Whether the months of a figure make its year, and its records are kept with the closing."""
    return figure(parse_call(name)[0]).asked().counts == "period"


def count_month(scope: Scope) -> dict[str, tuple[Decimal, KeyList | None]]:
    """Count the figures of a month with the records of those that happen in it; two queries per question."""
    names = closed_names(scope.since.year)
    numbers = values(names, scope)
    keys = record_keys([name for name in names if counts_in_period(name)], scope)
    return {name: (numbers[name], keys.get(name)) for name in names}


def digest_of(counted: Mapping[str, tuple[Decimal, KeyList | None]]) -> str:
    """Return the SHA-256 over figures and records, in hexadecimal."""
    digest = hashlib.sha256()
    for place, (name, (value, keys)) in enumerate(sorted(counted.items())):
        head = json.dumps([name, format(value.normalize(), "f")], separators=(",", ":"))
        digest.update(f"{',' if place else '['}{head[:-1]},".encode())
        for piece in ["null"] if keys is None else as_json(keys):
            digest.update(piece.encode())
        digest.update(b"]")
    digest.update(b"]" if counted else b"[]")
    return digest.hexdigest()


def standing(closing: MonthClosing) -> dict[str, tuple[Decimal, KeyList | None]]:
    """Return the figures of a closing after its corrections."""
    found = {one.name: (one.value, one.keys) for one in closing.figures.all()}
    for each in closing.corrections.all():
        _, keys = found[each.name]
        moved = None if keys is None else (keys | KeyList(each.added)) - KeyList(each.removed)
        found[each.name] = (each.after, moved)
    return found


def standing_numbers(closing: MonthClosing) -> dict[str, Decimal]:
    """Return the numbers of a closing after its corrections, without their records."""
    found = {one.name: one.value for one in closing.figures.all()}
    return found | {each.name: each.after for each in closing.corrections.all()}


def differences(closing: MonthClosing) -> list[Difference]:
    """Return the figures that count otherwise today than they were closed and corrected."""
    counted = count_month(month_scope(closing.body, closing.month))
    found = []
    for name, (closed, kept) in standing(closing).items():
        if name not in counted:
            continue  # the catalogue no longer has it
        now, keys = counted[name]
        before, after = kept or KeyList(), keys or KeyList()
        if now != closed or before != after:
            added, removed = tuple(after - before), tuple(before - after)
            found.append(Difference(name, closed, now, added, removed))
    return found


def year_of_closings(body: Body, year: int) -> list[MonthClosing]:
    """Return the closings of a year with the numbers of figures and corrections, in three queries."""
    found = MonthClosing.objects.of(body).in_year(year).select_related("body", "closed_by").order_by("month")
    # Not the records: the keys of a year's are many times what is read here.
    figures = Prefetch("figures", ClosedFigure.objects.defer("keys"))
    corrections = Prefetch("corrections", ClosingCorrection.objects.defer("added", "removed"))
    return list(found.prefetch_related(figures, corrections))


def added_up(closings: Iterable[MonthClosing]) -> dict[str, Decimal]:
    """
    Return what twelve closings say of the year; nothing while a month is open.

    What happens in a month is added up; of what is there at the end, December counts; of what was there
    before, January; what counts both has no sum of months.
    """
    months = [standing_numbers(each) for each in closings]
    if len(months) != MONTHS_OF_YEAR:
        return {}
    found = {}
    for name in months[0]:
        counts = figure(parse_call(name)[0]).asked().counts
        if counts == "period":
            found[name] = sum((month.get(name, Decimal(0)) for month in months), Decimal(0))
        elif counts in ("start", "end"):
            found[name] = months[0 if counts == "start" else -1].get(name, Decimal(0))
    return found


def year_differences(body: Body, year: int) -> list[Difference]:
    """Return the figures whose closings add up to something else than the year counts today."""
    if MonthClosing.objects.of(body).in_year(year).count() != MONTHS_OF_YEAR:
        return []
    sums = added_up(year_of_closings(body, year))
    now = values(sums, Scope.year(body, year))
    return [Difference(name, closed, now[name]) for name, closed in sums.items() if closed != now[name]]


def closed_figures(closing: MonthClosing, names: Iterable[str]) -> list[ClosedFigure]:
    """Return some figures as they were closed, in this order."""
    known = {one.name: one for one in closing.figures.all()}
    return [known[name] for name in names if name in known]
