"""勾稽: the sums behind the statutory tables, each written out with its numbers and the cells it joins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.reports.checks import Balance, Tables, balances
from gongkai.reports.document import CellKey, CellValue, ReportDocument
from gongkai.reports.filling import cells_of, tables_of
from gongkai.reports.models import AnnualReport
from gongkai.reports.naming import row_label
from gongkai.rules.formats import Check, ReportFormat, Row, Table

ERROR = "error"


@dataclass(frozen=True)
class Sum:
    """One balance: of which row or column, written out, and whether it holds."""

    label: str
    formula: str
    cells: tuple[str, ...]
    is_broken: bool  # whatever the blank cells hold
    is_doubtful: bool  # only if the blank cells are 0

    @property
    def keys(self) -> str:
        """The names of its cells, as an attribute of the page."""
        return " ".join(self.cells)


@dataclass(frozen=True)
class Rule:
    """A rule of the format with the sums it makes, the broken ones first."""

    code: str
    wording: str
    is_error: bool
    sums: tuple[Sum, ...]

    @property
    def broken(self) -> int:
        """How many of its sums are wrong where they must be right."""
        return sum(one.is_broken for one in self.sums) if self.is_error else 0

    @property
    def doubtful(self) -> int:
        """How many of its sums do not hold and may have a reason: a blank, an expired document."""
        return sum(one.is_broken or one.is_doubtful for one in self.sums) - self.broken


@dataclass(frozen=True)
class TableSums:
    """The rules of one table."""

    table: str
    rules: tuple[Rule, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether a sum that must hold does not."""
        return any(rule.broken for rule in self.rules)

    @property
    def broken_cells(self) -> frozenset[str]:
        """The cells of the sums that must hold and do not."""
        sums = (one for rule in self.rules if rule.is_error for one in rule.sums if one.is_broken)
        return frozenset(cell for one in sums for cell in one.cells)


@dataclass(frozen=True)
class Sums:
    """All sums of a report, table by table."""

    tables: tuple[TableSums, ...]

    def of(self, table: str) -> TableSums:
        """Return the sums of one table; none where the report does not have it."""
        return next((one for one in self.tables if one.table == table), TableSums(table))

    @property
    def _rules(self) -> list[Rule]:
        return [rule for table in self.tables for rule in table.rules]

    @property
    def total(self) -> int:
        """How many sums there are."""
        return sum(len(rule.sums) for rule in self._rules)

    @property
    def broken(self) -> int:
        """How many sums that must hold do not."""
        return sum(rule.broken for rule in self._rules)

    @property
    def doubtful(self) -> int:
        """How many sums do not hold and may have a reason."""
        return sum(rule.doubtful for rule in self._rules)

    @property
    def words(self) -> str:
        """The state in a few words: 勾稽 54 项 · 2 项不平."""
        if not self.total:
            return "没有可以勾稽的数字"
        parts = [
            f"勾稽 {self.total} 项",
            f"{self.broken} 项不平" if self.broken or self.doubtful else "全部平衡",
        ]
        return " · ".join([*parts, *([f"{self.doubtful} 项提示"] if self.doubtful else [])])


def sums_of(report: AnnualReport, document: ReportDocument) -> Sums:
    """Return the sums of a report as it stands, those against the year before among them."""
    return sums_of_cells(report, cells_in(document))


def sums_of_cells(report: AnnualReport, cells: Mapping[CellKey, CellValue]) -> Sums:
    """Return the sums that these cells of a report make."""
    before = AnnualReport.objects.for_year(report.body, report.year - 1, below=report.below)
    previous = tables_of(cells_of(before)) if before else None
    return sums_between(report.report_format, tables_of(cells), previous)


def sums_between(report_format: ReportFormat, tables: Tables, previous: Tables | None) -> Sums:
    """Return the sums of these tables; `previous` are the tables of the year before."""
    known = [table for table in report_format.tables if table.id in tables]
    return Sums(
        tuple(TableSums(table.id, _rules(table, balances(table, tables, previous))) for table in known)
    )


def cells_in(document: ReportDocument) -> dict[CellKey, CellValue]:
    """Return the cells of a document by their key, without counting them again."""
    lines = (line for table in document.tables for line in table.lines)
    return {(cell.table, cell.row, cell.column): cell.content for line in lines for cell in line.cells}


def _rules(table: Table, found: Iterable[Balance]) -> tuple[Rule, ...]:
    grouped: dict[Check, list[Sum]] = {}
    for balance in found:
        if balance.left.is_blank and balance.right.is_blank:
            continue
        grouped.setdefault(balance.check, []).append(_sum(table, balance))
    return tuple(
        Rule(
            check.rule,
            check.wording,
            check.severity == ERROR,
            tuple(sorted(sums, key=lambda one: (not one.is_broken, not one.is_doubtful))),
        )
        for check, sums in grouped.items()
    )


def _sum(table: Table, balance: Balance) -> Sum:
    check, line = balance.check, balance.line
    names = (*check.left, *check.right, *check.left_previous, *check.right_previous)
    if check.over == "columns":
        cells = tuple(f"{table.id}.{name}.{line.id}" for name in names)
    else:
        cells = tuple(f"{table.id}.{line.id}.{name}" for name in names)
    label = row_label(table, line) if isinstance(line, Row) else line.label
    return Sum(label, balance.formula, cells, balance.is_broken, balance.is_doubtful)
