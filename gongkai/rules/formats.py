"""Annual-report formats as data: sections, tables, figures and checks of each era (年度报告格式)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.rules.format_tables import Block, Cell, Check, Column, FigureCall, Group, Kind, Row, Table

__all__ = [
    "FOLDER",
    "NAMES_ONLY",
    "BadFormat",
    "Block",
    "Cell",
    "Check",
    "Column",
    "FigureCall",
    "Group",
    "Kind",
    "ReportFormat",
    "Row",
    "Section",
    "Table",
    "UnknownFormat",
    "available",
    "code_for_year",
    "fitting",
    "for_year",
    "formats",
    "label_of",
    "load",
    "with_table",
]

FOLDER = Path(__file__).parent / "reports"

# What a reader may meet that has a name and no file: nothing in it can be filled or checked.
NAMES_ONLY = {"narrative": "没有统计表的文字报告"}


class UnknownFormat(LookupError):
    """No format file bears this code, or none is in force for this year."""


class BadFormat(ValueError):
    """A format file names a row, column, table or format that does not exist."""


@dataclass(frozen=True)
class Section:
    """A section of the report: heading, what it must say, and the table that stands in it."""

    id: str
    heading: str
    aliases: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    table: str | None = None


@dataclass(frozen=True)
class ReportFormat:
    """
    The format of the reports of some years, in force until the next notice changes it.

    A local variant (`era` set) was used beside the format of its era, in one place or for some of the years.
    """

    code: str
    label: str
    title: str
    basis: str
    years_from: int
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    years_until: int | None = None
    era: str = ""
    headings_vary: bool = False  # no notice words the headings of the sections

    @property
    def family(self) -> str:
        """The code of the era: of a local variant that of the format it stands beside."""
        return self.era or self.code

    @property
    def is_local(self) -> bool:
        """Whether it is a local variant."""
        return bool(self.era)

    def table(self, table_id: str) -> Table:
        """Return the table with this id; KeyError when there is none."""
        return {table.id: table for table in self.tables}[table_id]

    def section(self, section_id: str) -> Section:
        """Return the section with this id; KeyError when there is none."""
        return {section.id: section for section in self.sections}[section_id]

    def is_for(self, year: int) -> bool:
        """Say whether reports of this reporting year follow the format."""
        return self.years_from <= year and (self.years_until is None or year <= self.years_until)


@cache
def load(code: str) -> ReportFormat:
    """
    Read a format from its file.

    :raises UnknownFormat: no file bears this code
    :raises BadFormat: it contradicts itself
    """
    data = _data(code)
    sections = tuple(Section(**_tuples(section)) for section in data.pop("sections"))
    tables = tuple(_table(table) for table in data.pop("tables"))
    report = ReportFormat(sections=sections, tables=tables, **data)
    _check_names(report)
    return report


@cache
def available() -> tuple[str, ...]:
    """Return the codes of the formats that have a file, oldest first, each before its local variants."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def formats() -> tuple[ReportFormat, ...]:
    """Return all formats that have a file, oldest first."""
    return tuple(load(code) for code in available())


@cache
def with_table(table_id: str) -> tuple[ReportFormat, ...]:
    """Return the formats that have this table, oldest first."""
    return tuple(one for one in formats() if any(table.id == table_id for table in one.tables))


def fitting(year: int) -> tuple[ReportFormat, ...]:
    """Return the formats in which a report of this year may be: that of its era, then the local variants."""
    return tuple(sorted((one for one in formats() if one.is_for(year)), key=lambda one: one.is_local))


def for_year(year: int) -> ReportFormat:
    """
    Return the format in force for a reporting year; a local variant is chosen by hand.

    :raises UnknownFormat: none of the files is for this year (years before 2008)
    """
    standard = [one for one in fitting(year) if not one.is_local]
    if not standard:
        raise UnknownFormat(f"{year}年还没有政府信息公开工作年度报告。")
    return standard[0]


def code_for_year(year: int) -> str:
    """Return the code of the era of a reporting year; of a year before the first the oldest."""
    return for_year(max(year, min(one.years_from for one in formats()))).code


def label_of(code: str) -> str:
    """Return the Chinese name of a format or era."""
    return NAMES_ONLY.get(code) or load(code).label


def _data(code: str) -> dict[str, Any]:
    """Return the content of a format file, laid over that of the format it `extends`."""
    if code not in available():
        raise UnknownFormat(f"没有年报格式“{code}”，现有：{'、'.join(available())}。")
    data = tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))
    if extended := data.pop("extends", None):
        below = _data(extended)
        tables = {table["id"]: table for table in below.pop("tables")}
        own = [_over(tables.get(table["id"], {}), table) for table in data.pop("tables", ())]
        data = {**below, **data, "tables": own or list(tables.values())}
    return data


def _over(below: Mapping[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    # A row that the table below has too need say only what is different; further checks stand beside its own.
    rows = {row["id"]: row for row in below.get("rows", ())}
    table = {**below, **own}
    if "rows" in own:
        table["rows"] = [{**rows.get(row["id"], {}), **row} for row in own["rows"]]
    table["checks"] = [*table.get("checks", ()), *table.pop("further_checks", ())]
    return table


def _table(data: Mapping[str, Any]) -> Table:
    data = dict(data)
    columns = tuple(Column(**_tuples(column)) for column in data.pop("columns"))
    blocks = tuple(Block(**_tuples(block)) for block in data.pop("blocks", ()))
    own = {block.id: block.columns for block in blocks}
    everything = tuple(column.id for column in columns)
    return Table(
        columns=columns,
        blocks=blocks,
        rows=tuple(_row(row, own.get(row.get("block", ""), everything)) for row in data.pop("rows")),
        groups=tuple(Group(**_tuples(group)) for group in data.pop("groups", ())),
        column_groups=tuple(Group(**_tuples(group)) for group in data.pop("column_groups", ())),
        checks=tuple(Check(**_tuples(check)) for check in data.pop("checks", ())),
        **data,
    )


def _row(data: Mapping[str, Any], columns: tuple[str, ...]) -> Row:
    values = _tuples(data)
    is_heading = values.pop("heading", False)
    return Row(**values, columns=() if is_heading else columns)


def _check_names(report: ReportFormat) -> None:
    """
    Check that the parts of a format name only each other.

    :raises BadFormat: one names what is not there
    """
    where = f"年报格式“{report.code}”"
    _known(where, [one.table for one in report.sections if one.table], [one.id for one in report.tables])
    for table in report.tables:
        where = f"年报格式“{report.code}”的“{table.label}”"
        rows, columns = [row.id for row in table.rows], [column.id for column in table.columns]
        _known(where, [name for row in table.rows for name in row.columns], columns)
        _known(where, [row.block for row in table.rows if row.block], [block.id for block in table.blocks])
        for check in table.checks:
            used = [*check.left, *check.right, *check.left_previous, *check.right_previous]
            _known(where, used, rows if check.over == "columns" else columns)
            _known(where, check.rows, columns if check.over == "columns" else rows)


def _known(where: str, used: Iterable[str], known: Iterable[str]) -> None:
    if odd := sorted(set(used) - set(known)):
        raise BadFormat(f"{where}用了没有的名称：{'、'.join(odd)}。")


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
