"""Which live figures are public, in which groups, and their numbers in a scope."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.urls import reverse

from gongkai.statistics.answers import values
from gongkai.statistics.figures import figure
from gongkai.statistics.scope import Scope

KEPT_FOR = 60  # seconds
YEARS = 3  # this year and those before it that can be chosen
GROUPS = (
    (
        "主动公开",
        ("proactive.items", "proactive.items_in_time", "proactive.interpretations", "proactive.items_public"),
    ),
    (
        "行政规范性文件",
        (
            "proactive.normative_documents.issued",
            "proactive.normative_documents.repealed",
            "proactive.normative_documents.in_force",
        ),
    ),
    (
        "依申请公开",
        (
            *("requests.new", "requests.carried_in", "requests.total", "requests.carried_out"),
            *("requests.replied", "requests.in_time", "requests.extended", "requests.average_days"),
        ),
    ),
    ("行政复议和行政诉讼", ("remedies.review", "remedies.direct_suit", "remedies.suit_after_review")),
)
PUBLIC = frozenset(code for _, codes in GROUPS for code in codes)


@dataclass(frozen=True)
class LiveFigure:
    """One number as it stands now, with the address of its receipt."""

    label: str
    value: str
    unit: str
    address: str


def years_of(today: date) -> list[int]:
    """Return the years that can be chosen, this year first."""
    return [today.year - back for back in range(YEARS)]


def figures_of(scope: Scope) -> list[tuple[str, list[LiveFigure]]]:
    """Return the public figures of a scope by group; the numbers are at most a minute old."""
    numbers = numbers_of(scope)
    return [(group, [_figure(code, numbers[code], scope) for code in codes]) for group, codes in GROUPS]


def numbers_of(scope: Scope) -> dict[str, Decimal]:
    """Return the number of every public figure in a scope."""
    key = f"portal-figures-{scope.body.pk}-{scope.since}-{scope.until}"
    numbers: dict[str, Decimal] | None = cache.get(key)
    if numbers is None:
        numbers = values(sorted(PUBLIC), scope)
        cache.set(key, numbers, KEPT_FOR)
    return numbers


def number_words(number: Decimal) -> str:
    """Write a number without needless zeros."""
    return f"{number.normalize():f}" if number else "0"


def _figure(code: str, number: Decimal, scope: Scope) -> LiveFigure:
    named = figure(code)
    address = f"{reverse('portal:figure', args=[code])}?year={scope.since.year}"
    return LiveFigure(named.label, number_words(number), named.unit, address)
