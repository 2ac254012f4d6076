"""The statutory tables of a document: found, read, and what is wrong with the reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.reports.checks import Finding, Tables, Where
from gongkai.reports.reading import flattened, labels, tabled
from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.cleaning import narrow
from gongkai.reports.reading.found import FoundRow, FoundTable
from gongkai.reports.reading.lexing import tokens
from gongkai.reports.reading.result import ReadRow, ReadTable
from gongkai.reports.reading.rows import offset
from gongkai.reports.reading.settling import settle
from gongkai.reports.reading.splitting import Sum
from gongkai.reports.reading.values import RowValues, hides_blank, read_values, sums_of
from gongkai.rules import formats
from gongkai.rules.formats import Table

NAMED = 4


@dataclass(frozen=True)
class TablesRead:
    """All tables of a document, the format of each, and the places in the running text they take up."""

    tables: dict[str, ReadTable]
    formats: dict[str, str]
    spans: tuple[tuple[int, int], ...]
    findings: tuple[Finding, ...]

    def cells_of(self, code: str) -> Tables:
        """Return the sure numbers of the tables that follow this format."""
        return {name: table.cells for name, table in self.tables.items() if self.formats[name] == code}


def read_tables(document: Document) -> TablesRead:
    """Find and read the three tables; a table that is not announced anywhere is left out."""
    text = narrow(document.text)
    found = tabled.find(document)
    in_text = flattened.find(tokens(text), text)
    for name, table in found.items():
        in_text[name].placed_in(document)
        table.add_missing(in_text[name])
    codes = _codes(found)
    read: dict[str, ReadTable] = {}
    findings: list[Finding] = []
    for name, table in found.items():
        if table.is_announced:
            form = formats.load(codes[name]).table(name)
            read[name] = _read(table, form)
            findings += _shortcomings(table, read[name], form)
    spans = tuple(sorted(span for table in found.values() for span in table.spans))
    return TablesRead(read, codes, spans, tuple(findings))


def _codes(found: dict[str, FoundTable]) -> dict[str, str]:
    columns = [column for row in found["proactive"].rows for column in row.columns]
    votes = {report.code: 0 for report in formats.with_table("proactive")}
    for report in formats.with_table("proactive"):
        own = {column.id for column in report.table("proactive").columns}
        votes[report.code] = sum(1 for column in columns if column in own)
    newest = formats.with_table("proactive")[-1].code
    proactive = max(votes, key=lambda code: (votes[code], code == newest))
    return {"proactive": proactive, "requests": _code_of_requests(found, proactive), "remedies": proactive}


def _code_of_requests(found: dict[str, FoundTable], otherwise: str) -> str:
    have = {row.id for row in found["requests"].rows}
    for report in formats.with_table("requests"):
        others = {
            row.id
            for other in formats.with_table("requests")
            if other != report
            for row in _request_rows(other)
        }
        if have & ({row.id for row in _request_rows(report)} - others - {"other"}):
            return report.code
    filled = {row.id for row in found["requests"].rows if row.printed.numbers}
    return "y2019" if "other" in filled else otherwise


def _request_rows(report: formats.ReportFormat) -> tuple[formats.Row, ...]:
    return report.table("requests").rows


def _read(found: FoundTable, form: Table) -> ReadTable:
    known = {row.id: row for row in form.rows}
    ours = [row for row in found.rows if row.id in known or row.id is None or found.id == "proactive"]
    values = _values(found, ours, form)
    if found.is_last_doubtful and ours and ours[-1].id != form.rows[-1].id:
        _distrust(values, ours[-1])
    values = settle(form, values) if found.id == "requests" else values
    order = labels.order(found.id)
    rows = [_read_row(row, values[row.key], form) for row in ours]
    rows.sort(key=lambda row: order.index(row.id) if row.id else len(order))
    return ReadTable(found.id, _all_columns(form), tuple(rows), has_own_columns=found.id == "proactive")


def _values(found: FoundTable, rows: Sequence[FoundRow], form: Table) -> dict[str, RowValues]:
    offsets = _offsets(found, form)
    drops_blanks = _drops_blanks(rows, form)
    values: dict[str, RowValues] = {}
    layouts = {names: _layout(form, names) for names in {_columns(row, form) for row in rows}}
    for row in rows:
        columns, sums = layouts[_columns(row, form)]
        read = read_values(row.printed, columns, sums, offsets.get(row.group))
        if not found.is_in_order:
            read = read.doubted("各栏的顺序与规定的表样不同，数字可能错栏")
        elif row.key in found.again:
            read = read.doubted(f"印了两次，数字不同（另一处印作“{found.again[row.key]}”）")
        elif drops_blanks and hides_blank(row.printed, read):
            read = read.doubted(f"印作“{row.printed.cells[0]}”，其中可能有空白栏，数字可能错栏")
        values[row.key] = read
    return values


def _layout(form: Table, names: Sequence[str]) -> tuple[list[formats.Column], tuple[Sum, ...]]:
    columns = [_column(form.id, name) for name in names]
    return columns, sums_of(form, columns)


def _drops_blanks(rows: Sequence[FoundRow], form: Table) -> bool:
    """Say whether a row has too few digits for its columns: then blank cells have been dropped."""
    flat = [row for row in rows if not row.printed.keeps_blanks and row.printed.numbers]
    return any(len("".join(row.printed.cells)) < len(_columns(row, form)) for row in flat)


def _offsets(found: FoundTable, form: Table) -> dict[int, int | None]:
    groups = {row.group for row in found.rows}
    return {
        group: offset([(row.printed, len(_columns(row, form))) for row in found.rows if row.group == group])
        for group in groups
    }


def _distrust(values: dict[str, RowValues], last: FoundRow) -> None:
    # The document ends in the middle of this row: its last number may be cut too.
    key = last.key
    row = values[key]
    blank = (None,) * len(row.values)
    values[key] = RowValues(blank, row.texts, 0.5, problem="在这一行中断，后面的内容缺失")


def _columns(row: FoundRow, form: Table) -> tuple[str, ...]:
    return row.columns or _all_columns(form)


def _all_columns(form: Table) -> tuple[str, ...]:
    return tuple(column.id for column in form.columns)


def _column(table_id: str, column_id: str) -> formats.Column:
    for report in reversed(formats.with_table(table_id)):
        for column in report.table(table_id).columns:
            if column.id == column_id:
                return column
    raise KeyError(column_id)


def _read_row(row: FoundRow, values: RowValues, form: Table) -> ReadRow:
    label = next((known.label for known in form.rows if known.id == row.id), row.label) or row.label
    sure = min(values.confidence, row.sureness)
    return ReadRow(
        id=row.id,
        label=label,
        columns=_columns(row, form),
        values=values.values,
        confidence=round(min(sure, *values.surenesses, 1.0), 2),
        texts=values.texts,
        unit=values.unit,
        problem=values.problem,
        breaks_sum=values.breaks_sum,
        places=values.places if any(values.places) else (row.place,) * len(values.values),
        confidences=tuple(round(min(sure, each), 2) for each in values.surenesses),
    )


def _shortcomings(found: FoundTable, read: ReadTable, form: Table) -> Iterator[Finding]:
    if not read.rows:
        message = f"《{form.label}》有表头，但没有读到任何一行数据。请对照原件填写。"
        yield Finding("unreadable", "error", Where(form.id), message)
        return
    yield from _unread_rows(read, form)
    have = {row.id for row in read.rows}
    missing = [row for row in form.rows if row.id not in have]
    if missing:
        names = "、".join(f"“{row.label}”" for row in missing[:NAMED]) + (
            "等" if len(missing) > NAMED else ""
        )
        cut = "文件在表中间中断，" if found.is_cut else ""
        message = f"《{form.label}》{cut}缺{len(missing)}行（{names}）。请对照原件补上。"
        yield Finding("unreadable", "warning", Where(form.id), message)


def _unread_rows(read: ReadTable, form: Table) -> Iterator[Finding]:
    for row in read.rows:
        name = row.label or form.label
        if row.id is None:
            message = (
                f"《{form.label}》中的“{name}”不是规定格式里的行，已照录，不参加校验。请核对应归入哪一行。"
            )
            yield Finding("unreadable", "warning", Where(form.id), message)
        elif row.confidence < 0.9:
            message = f"“{name}”一行{row.problem or '看不清'}。请对照原件填写。"
            yield Finding("unreadable", "warning", Where(form.id, row.id), message)
            yield from _broken_sum(row, form) if row.breaks_sum else ()


def _broken_sum(row: ReadRow, form: Table) -> Iterator[Finding]:
    check = next(c for c in form.checks if c.over == "rows" and c.compare == "equal" and c.right)
    name = row.label or form.label
    message = f"“{name}”一行：{check.wording}，而印出的数字怎样断开都不相等。请对照原件核对这一行。"
    yield Finding(check.rule, "warning", Where(form.id, row.id), message)
