"""读取年报：各种写法都读得对，读不准的一定说明。"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.reports.checks import Finding
from gongkai.reports.reading import ReadReport, read
from gongkai.rules import formats
from tests.reports.reading.printing import EXACT, LOOSE, Cells, cells_read, make_cells

SAMPLES = Path(__file__).parent / "samples"
YEARS = {"y2019": 2020, "y2021": 2024}
EVERY_FORM = pytest.mark.parametrize("name", [*EXACT, *LOOSE])
APART = [name for name in (*EXACT, *LOOSE) if name != "fused.txt"]  # numbers with something between them
BOTH = pytest.mark.parametrize("code", ["y2019", "y2021"])


def read_as(name: str, code: str, cells: Cells) -> ReadReport:
    """Print the cells in one of the forms, and read that."""
    text = {**EXACT, **LOOSE}[name](formats.load(code), cells, YEARS[code])
    return read(text.encode(), name)


def differing(cells: Cells, report: ReadReport) -> list[tuple[str, str, str]]:
    """Return the cells that were read as something else without a word."""
    found = cells_read(report)
    return [
        (table, row, column)
        for table, rows in cells.items()
        for row, columns in rows.items()
        for column, value in columns.items()
        if (table, row, column) not in found
        or (found[table, row, column][0] != value and found[table, row, column][1] >= 0.9)
    ]


def unread(report: ReadReport) -> int:
    return sum(1 for _, sureness in cells_read(report).values() if sureness < 0.9)


REQUESTS = {
    "new": [13612, 252, 0, 45, 128, 32, 14069],
    "carried_in": [535, 6, 0, 1, 18, 0, 560],
    "granted": [13364, 252, 0, 44, 121, 29, 13810],
    "total": [13364, 252, 0, 44, 121, 29, 13810],
    "carried_out": [783, 6, 0, 2, 25, 3, 819],
}


def balanced(code: str) -> Cells:
    """Return a report whose tables balance, with numbers of one to five digits."""
    remedies = {"count": [2, 1, 3, 1, 7, 0, 0, 0, 0, 0, 13, 2, 4, 0, 19]}
    return make_cells(code, requests=REQUESTS, remedies=remedies)


@pytest.mark.parametrize("name", APART)
@BOTH
def test_every_form_is_read_as_printed(name: str, code: str) -> None:
    cells = balanced(code)

    report = read_as(name, code, cells)

    assert differing(cells, report) == []
    assert unread(report) == 0
    assert (report.format, report.year, report.body) == (code, YEARS[code], "临江市人力资源和社会保障局")
    assert [section.heading for section in report.sections] == [
        section.heading for section in formats.load(code).sections
    ]
    assert report.findings == []


@BOTH
def test_fused_digits_that_fit_two_ways_are_named_and_left_open(code: str) -> None:
    # 16, 1, 12, 27 or 16, 11, 22, 7
    two_ways = [376, 97, 196, 121, 790, 16, 1, 12, 27, 56, 74, 1, 30, 51, 156]
    cells = make_cells(code, requests=REQUESTS, remedies={"count": two_ways})

    report = read_as("fused.txt", code, cells)

    assert differing(cells, report) == []
    assert report.tables["remedies"].rows[0].values == (None,) * 15
    assert [(f.rule, f.where.table) for f in report.findings] == [("unreadable", "remedies")]


@pytest.mark.parametrize("name", EXACT)
@BOTH
def test_a_blank_cell_is_not_zero(name: str, code: str) -> None:
    cells = balanced(code)
    cells["requests"]["partial"] = dict.fromkeys(cells["requests"]["partial"], None)
    cells["requests"]["carried_out"]["research"] = None

    report = read_as(name, code, cells)

    assert differing(cells, report) == []
    assert unread(report) == 0
    assert {(f.rule, f.severity) for f in report.findings} == {("F6", "info")}


@pytest.mark.parametrize("name", LOOSE)
def test_where_blanks_vanish_a_row_with_too_few_numbers_is_not_guessed(name: str) -> None:
    cells = balanced("y2021")
    cells["requests"]["new"]["research"] = None

    report = read_as(name, "y2021", cells)

    row = next(row for row in report.tables["requests"].rows if row.id == "new")
    assert set(row.values) == {None}
    assert row.confidence < 0.9
    assert any(f.rule == "unreadable" and f.where.row == "new" for f in report.findings)


@EVERY_FORM
def test_a_broken_balance_is_found_in_every_form(name: str) -> None:
    cells = make_cells(
        "y2019",
        requests={
            "new": [18, 0, 0, 0, 0, 0, 18],
            "granted": [26, 0, 0, 0, 0, 0, 26],
            "total": [26, 0, 0, 0, 0, 0, 26],
        },
    )

    report = read_as(name, "y2019", cells)

    balance = next(f for f in report.findings if f.rule == "F1" and f.where.column == "natural_person")
    assert (balance.severity, balance.expected, balance.found) == ("error", 18, 26)


def errors(report: ReadReport) -> set[tuple[str, str | None, str | None]]:
    found: list[Finding] = [finding for finding in report.findings if finding.severity == "error"]
    return {(finding.rule, finding.where.row, finding.where.column) for finding in found}


def test_traditional_script_with_pinyin_debris() -> None:
    report = read(SAMPLES / "traditional.txt")

    assert (report.script, report.year, report.format, report.body) == (
        "traditional",
        2020,
        "y2019",
        "市人社局",
    )
    assert errors(report) == {("F1", None, "natural_person"), ("F3", "total", "total")}
    rows = {row.id: row for row in report.tables["proactive"].rows}
    assert rows["other_services"].values == (22, 0, 30)
    assert rows["procurement"].values == (103, 830000)
    assert rows["procurement"].as_dict(with_columns=True)["raw"] == "103 | 83万"
    assert rows["procurement"].unit == "元"
    blank = next(row for row in report.tables["requests"].rows if row.id == "denied_state_secret")
    assert blank.values == (None,) * 7


def test_digits_that_run_together_are_cut_by_the_sums_of_their_row() -> None:
    report = read(SAMPLES / "fused.txt")

    rows = {row.id: row for row in report.tables["requests"].rows}
    assert rows["new"].values == (16, 0, 0, 2, 0, 0, 18)
    assert rows["denied_enforcement_file"].values == (4, 0, 0, 0, 0, 0, 4)
    assert report.tables["remedies"].rows[0].values[5:10] == (12, 0, 0, 0, 12)
    assert ("F1", None, "public_welfare") in errors(report)


def test_digits_that_nothing_proves_are_left_open() -> None:
    report = read(SAMPLES / "fused.txt")

    row = next(row for row in report.tables["proactive"].rows if row.id == "normative_documents")
    assert row.values == (None, None, None)
    assert row.confidence < 0.9
    message = next(f.message for f in report.findings if f.where.row == "normative_documents")
    assert "5066" in message
    assert "5、0、66" in message


def test_rows_without_labels_take_the_places_left_by_labels_without_rows() -> None:
    report = read(SAMPLES / "cut_up.md")

    rows = {row.id: row.values for row in report.tables["requests"].rows}
    assert len(rows) == 25
    assert rows["denied_internal"] == (1, 0, 0, 0, 0, 0, 1)
    assert rows["unavailable_not_ready"] == (6, 0, 0, 0, 0, 0, 6)
    assert rows["other_no_correction"] == (8, 2, 0, 0, 0, 0, 10)
    assert rows["carried_out"] == (1, 0, 0, 0, 0, 0, None)


@st.composite
def consistent(draw: st.DrawFn, code: str) -> Cells:
    """Draw a report that balances."""
    table = formats.load(code).table("requests")
    leaves = next(check.right for check in table.checks if check.rule == "F2")
    counts = st.lists(st.sampled_from([0, 0, 0, 1, 2, 7, 10, 12, 30, 108, 2047]), min_size=6, max_size=6)
    rows = {row: draw(counts) for row in (*leaves, "carried_out")}
    rows["total"] = [sum(rows[leaf][i] for leaf in leaves) for i in range(6)]
    inflow = [rows["total"][i] + rows["carried_out"][i] for i in range(6)]
    rows["carried_in"] = [draw(st.integers(0, number)) for number in inflow]
    rows["new"] = [a - b for a, b in zip(inflow, rows["carried_in"], strict=True)]
    groups = [draw(counts)[:4] for _ in range(3)]
    remedies = [number for group in groups for number in (*group, sum(group))]
    requests = {row: [*values, sum(values)] for row, values in rows.items()}
    return make_cells(code, requests=requests, remedies={"count": remedies})


SLOW = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", [*EXACT, "lines.txt", "spaced.txt"])
@SLOW
@given(cells=consistent("y2021"))
def test_what_is_printed_apart_is_read_whole(name: str, cells: Cells) -> None:
    report = read_as(name, "y2021", cells)

    assert differing(cells, report) == []
    assert unread(report) == 0
    assert report.findings == []


@BOTH
@SLOW
@given(data=st.data())
def test_what_is_printed_together_is_read_right_or_left_open(code: str, data: st.DataObject) -> None:
    cells = data.draw(consistent(code))

    report = read_as("fused.txt", code, cells)

    assert differing(cells, report) == []
    assert not [f for f in report.findings if f.severity == "error"]


def change_one(cells: Cells, data: st.DataObject) -> None:
    """Put another number into one cell of the table of requests."""
    row = data.draw(st.sampled_from(list(cells["requests"])))
    column = data.draw(st.sampled_from(list(cells["requests"][row])))
    cells["requests"][row][column] = (cells["requests"][row][column] or 0) + data.draw(st.integers(1, 99))


@pytest.mark.parametrize("name", APART)
@SLOW
@given(cells=consistent("y2021"), data=st.data())
def test_a_changed_cell_is_read_as_it_is_and_found(name: str, cells: Cells, data: st.DataObject) -> None:
    change_one(cells, data)

    report = read_as(name, "y2021", cells)

    assert differing(cells, report) == []
    assert any(f.rule in ("F1", "F2", "F3") and f.severity != "info" for f in report.findings)


@SLOW
@given(cells=consistent("y2021"), data=st.data())
def test_a_changed_cell_among_fused_digits_never_goes_unsaid(cells: Cells, data: st.DataObject) -> None:
    change_one(cells, data)

    report = read_as("fused.txt", "y2021", cells)

    assert any(f.where.table == "requests" and f.severity != "info" for f in report.findings)


@pytest.mark.parametrize("name", ["bars.txt", "table.md", "lines.txt"])
@SLOW
@given(share=st.floats(0.1, 0.95))
def test_a_file_cut_after_any_line_gives_no_wrong_number(name: str, share: float) -> None:
    cells = balanced("y2021")
    text = {**EXACT, **LOOSE}[name](formats.load("y2021"), cells, 2024)

    whole_lines = text[: int(len(text) * share)].rpartition("\n")[0]  # half a number looks like a number

    report = read(whole_lines.encode(), name)

    found = {key for key, (_, sureness) in cells_read(report).items() if sureness >= 0.9}
    assert not [key for key in differing(cells, report) if key in found]
