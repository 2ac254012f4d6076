"""活数字: typed numbers that stand in a cell too, offered as labels that follow the registers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.reports import naming
from gongkai.reports.building import BLANK
from gongkai.reports.checks import Tables
from gongkai.reports.checks.binding import Known, bind
from gongkai.reports.checks.quantities import Quantity, Role, Scope, Time, quantities_in
from gongkai.reports.filling import calls, cells_of, tables_of
from gongkai.reports.models import AnnualReport
from gongkai.reports.narrative import REFERENCE
from gongkai.statistics.figures import figure, parse_call

NUMERALS = "零一二三四五六七八九十"
PLAIN = re.compile(r"[\d０-９,，.．]+|[零一二两三四五六七八九十百千]+")
LEAST = 10  # a smaller number equals many cells by chance; it is offered only where its words name the cell
FEW = 3  # cells that a number may equal by chance and still be offered
THINGS = "件起宗份条项个"  # units that say the same of what is counted

CellName = tuple[str, str, str]


@dataclass(frozen=True)
class Offer:
    """
    A typed number, and a cell that holds the same.

    :param start: where its digits begin in the text as typed, and `end` where they end
    :param is_named: whether the words beside it name this cell, and it does not merely hold the same number
    """

    start: int
    end: int
    digits: str
    unit: str
    label: str
    token: str
    is_named: bool

    @property
    def text(self) -> str:
        """The number with its unit, as typed."""
        return self.digits + self.unit


def offers_in(report: AnnualReport, heading: str, text: str, tables: Tables) -> list[Offer]:
    """Return what the typed numbers of a section could be; `text` holds live figures as references."""
    previous = _year_before(report)
    blanked = REFERENCE.sub(lambda match: BLANK * len(match[0]), text)
    known = Known(tables, previous, report.body.name)
    asked = calls(report.report_format)
    return [
        offer
        for said in quantities_in(blanked, heading, report.year)
        if said.role is Role.COUNT and not said.is_about
        for offer in _offers(report, said, known, text, asked)
    ]


def _offers(
    report: AnnualReport, said: Quantity, known: Known, text: str, asked: Mapping[CellName, str]
) -> Iterator[Offer]:
    if not (digits := PLAIN.fullmatch(text[slice(*said.span)].removesuffix(said.unit).strip())):
        return
    start = text.index(digits[0], said.span[0])
    bound = bind(said, known)
    cells = [cell for cell in bound.cells if cell in asked] if bound.agrees and len(bound.cells) == 1 else []
    found = cells if bound.label else _by_chance(said, known.tables, asked)
    tail = "|before" if said.time is Time.BEFORE else ""
    for cell in found:
        yield Offer(
            start,
            start + len(digits[0]),
            digits[0],
            said.unit,
            ("上年的" if tail else "") + _place(report, cell),
            "{{" + _written(asked[cell]) + tail + "}}",
            bool(bound.label),
        )


def _by_chance(said: Quantity, tables: Tables, asked: Mapping[CellName, str]) -> list[CellName]:
    """Return the cells that hold a number whose words name none, unless it is small or they are many."""
    if said.value < LEAST or said.time is not Time.YEAR or said.scope is not Scope.OWN:
        return []
    by_figure: dict[str, CellName] = {}
    for cell, name in asked.items():
        table, row, column = cell
        if tables.get(table, {}).get(row, {}).get(column) == said.value and _same_unit(name, said.unit):
            by_figure.setdefault(name, cell)
    return list(by_figure.values()) if len(by_figure) <= FEW else []


def _same_unit(name: str, unit: str) -> bool:
    own = figure(parse_call(name)[0]).unit
    return own == unit or (own in THINGS and unit in THINGS)


def _place(report: AnnualReport, cell: CellName) -> str:
    """Return where a cell is printed: 表二“（一）予以公开，自然人”."""
    ids = [table.id for table in report.report_format.tables]
    ordinal = f"表{NUMERALS[ids.index(cell[0]) + 1]}" if len(ids) > 1 else "表"
    return f"{ordinal}“{naming.cell_label(report.report_format, '.'.join(cell))}”"


def _written(name: str) -> str:
    """Return a figure with its arguments as it is written in the words."""
    code, arguments = parse_call(name)
    return " ".join([code, *(f"{key}={value}" for key, value in arguments.items())])


def _year_before(report: AnnualReport) -> Tables | None:
    before = AnnualReport.objects.for_year(report.body, report.year - 1, below=report.below)
    return tables_of(cells_of(before)) if before else None
