"""台账: the sums of a year month by month, and where each kind is counted in the annual report."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractMonth

from gongkai.ledger.models import LedgerEntry
from gongkai.reports.document import number_text
from gongkai.rules import formats
from gongkai.rules.eras import Era
from gongkai.rules.ledger import LedgerKind
from gongkai.statistics.figures import figures

MONTHS = range(1, 13)


@dataclass(frozen=True)
class KindLine:
    """A kind as a line: what each month brought, in the kind's unit, and where the sum goes."""

    kind: LedgerKind
    sums: tuple[Decimal | None, ...]
    feeds: str

    @property
    def months(self) -> tuple[str, ...]:
        """The sum of each month as printed; nothing for a month without entries."""
        return tuple("" if number is None else number_text(number) for number in self.sums)

    @property
    def total(self) -> str:
        """The sum of the year as printed."""
        return number_text(sum((number for number in self.sums if number is not None), Decimal(0)))


@dataclass(frozen=True)
class EntryRow:
    """An entry as a line: as it was recorded, and what it amounts to now."""

    entry: LedgerEntry
    standing: str

    @property
    def amount(self) -> str:
        """The quantity as it was recorded; of a correction the difference, with its sign."""
        sign = "+" if self.entry.corrects_id and self.entry.quantity > 0 else ""
        return f"{sign}{number_text(self.entry.quantity)}"

    @property
    def word(self) -> str:
        """What is counted: 件, 次, 元."""
        return LedgerKind(self.entry.kind).unit

    @property
    def is_corrected(self) -> bool:
        """Whether it amounts to something else now."""
        return self.standing != number_text(self.entry.quantity)

    @property
    def original(self) -> int:
        """The key of the entry itself, or of the one that it corrects."""
        return self.entry.corrects_id or self.entry.pk


def month_sums(entries: QuerySet[LedgerEntry], year: int) -> list[KindLine]:
    """Return a line for each kind that has entries in the year, in one query."""
    months = entries.order_by().annotate(month=ExtractMonth("on")).values_list("kind", "month")
    found: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for kind, month, number in months.annotate(sum=Sum("quantity")):
        found[kind][month] = number
    return [
        KindLine(kind, tuple(found[kind].get(month) for month in MONTHS), feeds(kind, year))
        for kind in LedgerKind.all()
        if kind in found
    ]


def feeds(kind: LedgerKind, year: int) -> str:
    """Say which cell of the year's report, or which figure of its prose, counts the entries of a kind."""
    era = Era.of_year(year)
    if (cell := kind.cell(era)) and era in formats.available():
        table = formats.load(era).table(cell.table)
        return f"《{table.label}》{table.row(cell.row).label}：{table.column(cell.column).label}"
    if cell:
        return f"统计表（{formats.label_of(era)}）"
    if label := _figure_label(kind):
        return f"年报正文：{label}"
    return "不进入年报"


def is_in_tables(kind: LedgerKind, year: int) -> bool:
    """Whether the entries of a kind are counted in a cell of the year's statutory tables."""
    return kind.cell(Era.of_year(year)) is not None


def kinds_in_groups(year: int) -> list[tuple[str, list[LedgerKind]]]:
    """Return the kinds that the tables of a year count, and the others."""
    groups: dict[bool, list[LedgerKind]] = {True: [], False: []}
    for kind in LedgerKind.all():
        groups[is_in_tables(kind, year)].append(kind)
    return [("进入年报统计表", groups[True]), ("用于年报正文和日常统计", groups[False])]


def rows_of(entries: Iterable[LedgerEntry]) -> list[EntryRow]:
    """Return the entries as lines of the list; their corrections must be fetched already."""
    return [EntryRow(entry, standing(entry, entry.corrections.all())) for entry in entries]


def standing(entry: LedgerEntry, corrections: Iterable[LedgerEntry]) -> str:
    """Return what an entry amounts to after its corrections, as printed."""
    return number_text(sum((each.quantity for each in corrections), entry.quantity))


def _figure_label(kind: LedgerKind) -> str:
    for figure in figures().values():
        if figure.code == f"ledger.{kind.figure}":
            return figure.label
    return ""
