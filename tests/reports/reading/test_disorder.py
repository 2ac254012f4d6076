"""真实网页里的种种乱象：看得准的照读，看不准的说明，没有一格读错而不说。"""

import random

import pytest

from gongkai.reports.reading import ReadReport, read
from gongkai.reports.reading.result import SURE
from gongkai.rules import formats
from tests.reports.reading.disorder import DOUBTFUL, READABLE, Change
from tests.reports.reading.known import ERAS, PROACTIVE
from tests.reports.reading.mutating import CODES, good
from tests.reports.reading.printing import Cells, as_bars, as_bars_by_line, as_html, cells_read, make_cells

ALL = {**READABLE, **DOUBTFUL}


def made(code: str) -> Cells:
    cells = good(random.Random(code), code)  # noqa: S311 - to be repeated, not to be guessed
    cells["proactive"] = make_cells(code, proactive=PROACTIVE[code])["proactive"]
    return cells


def read_changed(change: Change, code: str, cells: Cells) -> ReadReport:
    page = as_html(formats.load(code), cells, ERAS[code])
    changed = change(page)
    assert changed != page
    return read(changed.encode(), "report.html")


def wrong(report: ReadReport, cells: Cells) -> list[tuple[str, str, str]]:
    """Return the cells that were read for certain, and not as they are; a zero may be printed as nothing."""
    found = cells_read(report)
    known = {
        (t, row, name): n for t, rows in cells.items() for row, c in rows.items() for name, n in c.items()
    }
    return [
        key
        for key, (value, sureness) in found.items()
        if sureness >= SURE and (value or 0) != (known[key] or 0) and (value or 0) * 10_000 != known[key]
    ]


def unsure(report: ReadReport) -> list[tuple[str, str, str]]:
    return [key for key, (_, sureness) in cells_read(report).items() if sureness < SURE]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ALL)
def test_no_cell_is_read_wrong_in_silence(kind: str, code: str) -> None:
    cells = made(code)

    report = read_changed(ALL[kind], code, cells)

    assert wrong(report, cells) == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", READABLE)
def test_what_is_only_odd_is_read_whole(kind: str, code: str) -> None:
    cells = made(code)

    report = read_changed(READABLE[kind], code, cells)

    assert unsure(report) == []
    assert set(report.tables) == {"proactive", "requests", "remedies"}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", DOUBTFUL)
def test_what_is_doubtful_is_said(kind: str, code: str) -> None:
    report = read_changed(DOUBTFUL[kind], code, made(code))

    tables = {table for table, *_ in unsure(report)} | (
        {"proactive", "requests", "remedies"} - set(report.tables)
    )
    said = {f.where.table for f in report.findings if f.rule in ("unreadable", "missing_table")}
    assert tables
    assert tables <= said


def test_a_row_printed_twice_with_other_numbers_names_both() -> None:
    report = read_changed(DOUBTFUL["后面印着另一稿"], "y2021", made("y2021"))

    said = [finding for finding in report.findings if "印了两次" in finding.message]
    assert {finding.where.row for finding in said} >= {"new", "granted", "total"}
    assert all(finding.severity == "warning" for finding in said)


def test_what_stands_before_the_first_bar_or_behind_the_last_is_a_cell_too() -> None:
    cells = made("y2021")
    text = as_bars(formats.load("y2021"), cells, 2024).replace(" |\n", "\n").replace(" | ", "\t")

    assert wrong(read(text.encode(), "report.txt"), cells) == []


def test_letters_where_the_numbers_of_the_remedies_should_stand_are_no_blanks() -> None:
    cells = made("y2021")
    text = as_bars_by_line(formats.load("y2021"), cells, 2024).replace("\n0 |", "\nO |")

    report = read(text.encode(), "report.txt")

    (row,) = report.tables["remedies"].rows
    assert row.confidence < SURE
    assert any(
        finding.where.table == "remedies" for finding in report.findings if finding.rule == "unreadable"
    )


def test_a_number_in_one_cell_is_never_cut_to_fill_two() -> None:
    form = formats.load("y2014-fujian")
    table = form.tables[0]
    cells = {table.id: {row.id: dict.fromkeys(row.columns, 0) for row in table.rows}}
    row = next(row for row in table.rows if row.id == "requests_letter_fax")
    text = as_bars(form, cells, 2018)
    line = next(line for line in text.splitlines() if row.label in line)
    text = text.replace(line, line.replace("0 | 0 |", "444 |"))

    report = read(text.encode(), "report.txt")

    found = next(one for one in report.tables[table.id].rows if one.id == row.id)
    assert found.confidence < SURE


def test_a_page_number_between_label_and_unit_is_not_the_number() -> None:
    text = "2016年度临江市政府信息公开工作年度报告\n" + "\n".join(
        f"{label}\n{mark}件\n{number}"
        for label, mark, number in (
            ("收到申请数", "", 30), ("当面申请数", "7\n", 10), ("传真申请数", "", 5), ("信函申请数", "", 15),
            ("申请办结数", "", 30), ("按时办结数", "", 30), ("延期办结数", "", 0), ("申请答复数", "", 30),
        )
    )  # fmt: skip

    rows = {row.id: row for row in read(text.encode(), "report.txt").tables["statistics"].rows}

    assert rows["requests_received"].values == (30,)
    assert rows["requests_in_person"].confidence < SURE
