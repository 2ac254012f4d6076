"""The statistics of a document: found, read, settled, and what is wrong with the reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.reports.checks import Finding, Where
from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.cleaning import narrow
from gongkai.reports.reading.numbers import MONEY_BEHIND_COUNT
from gongkai.reports.reading.places import Cell
from gongkai.reports.reading.result import SURE, ReadRow, ReadTable
from gongkai.reports.reading.splitting import split
from gongkai.reports.reading.statistics import flattened, names, tabled
from gongkai.reports.reading.statistics.lines import Line, Lines, with_columns
from gongkai.reports.reading.statistics.settling import settle
from gongkai.reports.reading.values import RowValues, read_values
from gongkai.rules import formats
from gongkai.rules.formats import Column, ReportFormat, Table

MONEY = ("元", "万元")
NAMED = 4
DEFAULT = "条"
LONGEST = 9  # digits of a number


@dataclass(frozen=True)
class StatisticsRead:
    """The statistics as read, the format they are in, where in the text they stand, and what is doubtful."""

    table: ReadTable
    format: ReportFormat
    form: Table  # of the format, with the columns as printed
    spans: tuple[tuple[int, int], ...]
    findings: tuple[Finding, ...]

    @property
    def tables(self) -> dict[str, ReadTable]:
        """The table under its name, as a report holds it."""
        return {self.table.id: self.table}


def read_statistics(document: Document, year: int | None) -> StatisticsRead | None:
    """Find and read the statistics of a document; None where there are none."""
    text = narrow(document.text)
    found = tabled.find(document)
    in_text = flattened.find(text, document.text)
    if in_text.known > found.known:
        found = in_text
        found.rows = [replace(r, line=document.place_at(r.at)) if r.at is not None else r for r in found.rows]
    if not found.rows:
        return None
    lines = with_columns(found.rows)
    report = choose(lines, year)
    form = printed_form(report, lines)
    prose = _prose(text, found.spans)
    rows, broken = _read(lines, form, prose)
    table = ReadTable(names.TABLE, _columns(lines), tuple(rows), has_own_columns=_are_mixed(lines))
    findings = [*_unread(rows, form), *_broken(broken, form, rows), *_odd(lines), *_shape(found, form)]
    findings += _of_another_year(found.years, year)
    return StatisticsRead(table, report, form, tuple(found.spans), tuple(findings))


def choose(lines: Sequence[Line], year: int | None) -> ReportFormat:
    """Return the format that the rows and columns are most like; one of the year before all others."""
    ids = {line.id for line in lines if line.id}
    columns = {column for line in lines for column in line.columns}
    labels = {(line.id, names.words_of(line.label)) for line in lines if line.id}

    def likeness(report: ReportFormat) -> tuple[bool, float]:
        table = report.table(names.TABLE)
        rows = {row.id for row in table.rows if row.columns}
        own = {(row.id, names.words_of(row.label)) for row in table.rows}
        same_columns = columns == {column.id for column in table.columns}
        score = 2 * len(ids & rows) - 0.5 * len(rows - ids) + len(labels & own) + 4 * same_columns
        return (year is not None and report.is_for(year), score)

    return max(formats.with_table(names.TABLE), key=likeness)


def printed_form(report: ReportFormat, lines: Sequence[Line]) -> Table:
    """Return the table of a format with the columns that are printed, and the checks that fit them."""
    table = report.table(names.TABLE)
    known = {
        column.id: column
        for one in formats.with_table(names.TABLE)
        for column in one.table(names.TABLE).columns
    }
    columns = tuple(known.get(name) or Column(name, name, DEFAULT, "count") for name in _columns(lines))
    ids = {column.id for column in columns}
    checks = tuple(
        check
        for check in table.checks
        if check.over != "rows" or {*check.left, *check.right, *check.right_previous} <= ids
    )
    order = tuple(column.id for column in columns)
    rows = tuple(replace(row, columns=order, block=None) for row in table.rows if row.columns)
    return replace(table, columns=columns, rows=rows, blocks=(), checks=checks)


def _columns(lines: Sequence[Line]) -> tuple[str, ...]:
    return max((line.columns for line in lines), key=len)


def _are_mixed(lines: Sequence[Line]) -> bool:
    return len({line.columns for line in lines}) > 1


def _prose(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def _read(lines: Sequence[Line], form: Table, prose: str) -> tuple[list[ReadRow], set[str]]:
    kinds = {row.id: row for one in formats.with_table(names.TABLE) for row in one.table(names.TABLE).rows}
    layout = _layout_of(lines)
    values = [_values(line, _columns_of(line, kinds), layout) for line in lines]
    ids = [line.id or f"?{place}" for place, line in enumerate(lines)]
    settled, broken = settle(form, dict(zip(ids, values, strict=True)), prose)
    return [_row(line, settled[name]) for line, name in zip(lines, ids, strict=True)], broken


def _columns_of(line: Line, kinds: dict[str, formats.Row]) -> list[Column]:
    known = kinds.get(line.id or "")
    unit = line.unit or (known.unit if known else None) or DEFAULT
    is_money = unit in MONEY or (known is not None and known.kind == "money")
    return [Column(name, name, unit, "money" if is_money else "count") for name in line.columns]


@dataclass(frozen=True)
class _Layout:
    """How the rows are printed in running text."""

    is_fused: bool  # the digits of most rows stand together where there should be several numbers
    drops_blanks: bool  # some have too few digits for their columns


def _layout_of(lines: Sequence[Line]) -> _Layout:
    rows = [line for line in lines if line.printed.numbers and len(line.columns) > 1]
    flat = [line for line in rows if not line.printed.keeps_blanks]
    single = [line for line in flat if line.printed.numbers == 1]
    short = [line for line in flat if len("".join(line.printed.cells)) < len(line.columns)]
    return _Layout(len(single) * 2 > len(rows), bool(short))


def _values(line: Line, columns: Sequence[Column], layout: _Layout) -> RowValues:
    printed = replace(line.printed, cells=tuple(map(_amount, line.printed.cells)))
    read = read_values(printed, columns)
    pieces = [piece for cell in printed.cells for piece in narrow(cell).split()]
    if printed.keeps_blanks:
        return replace(read, ways=())  # a cell holds one number, which is never cut
    if not pieces or len(pieces) == len(columns):
        return read
    text = " ".join(pieces)
    if not layout.is_fused and len(pieces) < len(columns):
        problem = f"印作“{text}”，有{len(columns)}栏，其中有空白，分不清各数属于哪一栏"
        return RowValues((None,) * len(columns), (text,), 0.5, problem=problem)
    if layout.drops_blanks:
        return read.doubted(f"印作“{text}”，其中可能有空白栏，数字可能错栏")
    if read.is_sure:
        return read
    ways = split(pieces, len(columns)) if sum(map(len, pieces)) <= LONGEST * len(columns) else []
    return replace(read, ways=tuple(ways), texts=(text,))


def _amount(cell: str) -> str:
    # “2笔 984361元”: the amount counts, the number of payments is kept in the printed text.
    match = MONEY_BEHIND_COUNT.fullmatch(narrow(" ".join(cell.split())))
    if match is None:
        return cell
    return cell.saying(match["amount"]) if isinstance(cell, Cell) else match["amount"]


def _row(line: Line, values: RowValues) -> ReadRow:
    sureness = line.match.sureness if line.match else 1.0
    sure = min(values.confidence, sureness)
    return ReadRow(
        id=line.id,
        label=" ".join(line.label.split()),
        columns=line.columns,
        values=values.values,
        confidence=round(min(sure, *values.surenesses, 1.0), 2),
        texts=values.texts,
        unit=line.unit or None,
        problem=values.problem,
        places=values.places if any(values.places) else (line.place,) * len(values.values),
        confidences=tuple(round(min(sure, each), 2) for each in values.surenesses),
    )


def _unread(rows: Sequence[ReadRow], form: Table) -> Iterator[Finding]:
    for row in rows:
        if row.confidence < SURE:
            message = f"“{row.label or '没有名称的一行'}”{row.problem or '看不清'}。请对照原件填写。"
            yield Finding("unreadable", "warning", Where(form.id, row.id), message)


def _broken(totals: set[str], form: Table, rows: Sequence[ReadRow]) -> Iterator[Finding]:
    """Report totals that no cut of the digits brings in line with their parts."""
    unsure = {row.id for row in rows if row.confidence < SURE}
    for check in form.checks:
        is_sum = check.compare == "equal" and check.over == "columns" and check.left[0] in totals
        if is_sum and unsure & {*check.left, *check.right}:
            label = form.row(check.left[0]).label
            message = f"“{label}”：{check.wording}，而印出的数字怎样断开都不相等。请对照原件核对。"
            yield Finding(check.rule, "warning", Where(form.id, check.left[0]), message)


def _odd(lines: Sequence[Line]) -> Iterator[Finding]:
    if lost := [line.label for line in lines if line.match and line.match.lost]:
        named = "、".join(f"“{label}”" for label in lost[:NAMED]) + ("等" if len(lost) > NAMED else "")
        message = f"{len(lost)}行的名称残缺（{named}），按行前的序号认出。请对照原件补全名称，核对是哪一项。"
        yield Finding("unreadable", "warning", Where(names.TABLE), message)
    if unknown := [line.label for line in lines if not line.match]:
        named = "、".join(f"“{label}”" for label in unknown[:NAMED]) + ("等" if len(unknown) > NAMED else "")
        message = f"{len(unknown)}行不是已知的指标（{named}），数字已照录，不参加校验。"
        yield Finding("unreadable", "info", Where(names.TABLE), message)


def _shape(found: Lines, form: Table) -> Iterator[Finding]:
    if not found.has_heading and len(form.columns) > 1:
        labels = "、".join(column.label for column in form.columns)
        message = f"统计表没有表头，各栏按{labels}读取。请对照原件核对。"
        yield Finding("unreadable", "warning", Where(names.TABLE), message)
    if found.is_cut:
        message = "文件在统计表中间中断，后面的内容缺失。请对照原件补上。"
        yield Finding("unreadable", "warning", Where(names.TABLE), message)


def _of_another_year(years: frozenset[int], year: int | None) -> Iterator[Finding]:
    """Report a heading that was copied from the report of another year."""
    if year and years and year not in years:
        named = "、".join(map(str, sorted(years)))
        message = f"统计表的表头写{named}年度，报告是{year}年度。请核对表头和数字是否为本年度的。"
        yield Finding("Y1", "warning", Where(names.TABLE), message, year, max(years))
