"""2018年度以前的统计表：各年代和地方的表样，用各种印法印出来，读回同样的数。"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reports.reading import ReadReport, read
from gongkai.rules import formats
from tests.reports.reading.printing import EXACT, EXAMPLES, LOOSE, Cells, cells_read

CODES = [one.code for one in formats.with_table("statistics")]
NUMBERS = st.one_of(st.integers(0, 20), st.integers(0, 99_999))


def year_of(code: str) -> int:
    """Return a year for which a report may be in this format."""
    return formats.load(code).years_from + 1


@st.composite
def consistent(draw: st.DrawFn, code: str) -> Cells:
    """Draw the cells of a report whose totals are the sums of their parts, some of them blank."""
    table = formats.load(code).table("statistics")
    cells = {row.id: dict.fromkeys(row.columns, 0) for row in table.rows if row.columns}
    for row in cells.values():
        grown = 0
        for column in row:
            grown += draw(NUMBERS)
            row[column] = grown
    sums = [c for c in table.checks if c.compare == "equal" and c.over == "columns"]
    for check in sorted(sums, key=lambda c: -[row.id for row in table.rows].index(c.left[0])):
        for column in cells[check.left[0]]:
            cells[check.left[0]][column] = sum(cells[part][column] for part in check.right)
    bounds = [c for c in table.checks if c.compare == "at_most" and c.over == "columns"]
    for check in bounds * len(bounds):  # one may lower what bounds another
        for column in cells[check.left[0]]:
            most = sum(cells[part][column] for part in check.right)
            cells[check.left[0]][column] = min(most, cells[check.left[0]][column])
    return {"statistics": cells}


def numbers_of(cells: Cells) -> dict[tuple[str, str, str], int | None]:
    rows = cells["statistics"].items()
    return {("statistics", row, column): n for row, own in rows for column, n in own.items()}


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("code", CODES)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_report_of_each_era_is_read_back_as_it_was_printed(
    code: str, name: str, data: st.DataObject
) -> None:
    cells = data.draw(consistent(code))
    text = EXACT[name](formats.load(code), cells, year_of(code))

    report = read(text.encode(), name)

    assert {key: value for key, (value, _) in cells_read(report).items()} == numbers_of(cells)
    assert all(sure >= 0.9 for _, sure in cells_read(report).values())
    assert (report.layout, report.year) == (code, year_of(code))
    assert not [one for one in report.findings if one.rule in ("S1", "F6") and one.severity != "info"]


@pytest.mark.parametrize("name", LOOSE)
@pytest.mark.parametrize("code", CODES)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_what_runs_together_is_read_right_or_said_to_be_unsure(
    code: str, name: str, data: st.DataObject
) -> None:
    cells = data.draw(consistent(code))
    text = LOOSE[name](formats.load(code), cells, year_of(code))

    report = read(text.encode(), name)

    found = cells_read(report)
    wrong = {key for key, value in numbers_of(cells).items() if found.get(key, (None, 0.0))[0] != value}
    assert all(found.get(key, (None, 0.0))[1] < 0.9 for key in wrong)
    said = {one.where.row for one in report.findings if one.rule == "unreadable"}
    assert {row for _, row, _ in wrong} <= said


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_one_changed_number_that_breaks_a_sum_is_found(code: str, data: st.DataObject) -> None:
    cells = data.draw(consistent(code))
    table = formats.load(code).table("statistics")
    sums = [check for check in table.checks if check.compare == "equal" and check.over == "columns"]
    check = data.draw(st.sampled_from(sums))
    row = data.draw(st.sampled_from([*check.left, *check.right]))
    column = data.draw(st.sampled_from(sorted(cells["statistics"][row])))
    cells["statistics"][row][column] = (cells["statistics"][row][column] or 0) + 3

    report = read(EXACT["page.html"](formats.load(code), cells, year_of(code)).encode(), "page.html")

    found = {(one.where.row, one.where.column) for one in report.findings if one.rule == "S1"}
    assert (check.left[0], column) in found


FUJIAN = """平潭县财政局2016年度政府信息公开年度报告
2016年，主动公开政府信息583条。
附表
{rows}"""


def of_rows(*rows: str) -> ReadReport:
    return read(FUJIAN.format(rows="\n".join(rows)).encode(), "report.txt")


def values(report: ReadReport) -> dict[str | None, tuple[object, ...]]:
    return {row.id: row.values for row in report.tables["statistics"].rows}


def test_fused_digits_are_cut_by_the_sums_and_by_the_prose() -> None:
    report = of_rows(
        "指标名称单位2016年度历年累计主动公开文件数条5831294其中：1.政府网站公开数条5831294"
        "2.政府公报公开数条00受理政府信息公开申请总数条1423其中：1.当面申请数条152.网上申请数条24"
        "3.信函、传真申请数条1114对申请的答复总数条1423其中：1.同意公开答复数条1102.同意部分公开答复数条55"
        "3.不予公开答复数条004.其他类型答复数条88行政复议数件00行政诉讼数件00"
    )

    assert values(report) == {
        "proactive_items": (583, 1294),
        "proactive_website": (583, 1294),
        "proactive_gazette": (0, 0),
        "requests_received": (14, 23),
        "requests_in_person": (1, 5),
        "requests_online": (2, 4),
        "requests_letter_fax": (11, 14),
        "replies": (14, 23),
        "replies_granted": (1, 10),
        "replies_partial": (5, 5),
        "replies_denied": (0, 0),
        "replies_other": (8, 8),
        "reviews": (0, 0),
        "suits": (0, 0),
    }
    assert min(row.confidence for row in report.tables["statistics"].rows) >= 0.9


def test_fused_digits_that_nothing_decides_are_a_guess_with_a_finding() -> None:
    report = of_rows(
        "指标名称单位2016年度历年累计主动公开文件数条6262027其中：1.政府网站公开数条6262027"
        "2.政府公报公开数条00行政复议数件00行政诉讼数件00"
    )

    rows = {row.id: row for row in report.tables["statistics"].rows}
    assert rows["proactive_items"].values == (626, 2027)
    assert rows["proactive_items"].confidence < 0.9
    said = [one for one in report.findings if one.rule == "unreadable" and one.where.row]
    assert {one.where.row for one in said} == {"proactive_items", "proactive_website"}
    assert "有3种断法" in said[0].message


def test_a_total_that_no_cut_makes_right_is_a_broken_sum() -> None:
    report = of_rows(
        "指标名称单位2018年度历年累计受理政府信息公开申请总数条1336其中：1.当面申请数条052.网上申请数条26"
        "3.信函、传真申请数条923行政复议数件00"
    )

    broken = [one for one in report.findings if one.rule == "S1"]
    assert [(one.where.row, one.severity) for one in broken] == [("requests_received", "warning")]
    assert values(report)["requests_letter_fax"] == (9, 23)


def test_a_printed_total_that_is_not_the_sum_is_found() -> None:
    report = of_rows(
        "指标名称 单位 2018年度 历年累计",
        "受理政府信息公开申请总数 条 13 36 其中：1.当面申请数 条 0 5 2.网上申请数 条 2 6",
        "3.信函、传真申请数 条 9 23 行政复议数 件 0 0",
    )

    found = [(one.where.row, one.where.column, one.expected) for one in report.findings if one.rule == "S1"]
    assert found == [("requests_received", "year", 11), ("requests_received", "cumulative", 34)]


def test_one_number_where_two_should_be_is_not_guessed() -> None:
    report = of_rows(
        "指标名称 单位 年度 历年累计",
        "主动公开文件数 条 8 150 其中：1.政府网站公开数 条 8 150 2.政府公报公开数 条 12",
        "行政复议数 件 0 0",
    )

    assert values(report)["proactive_gazette"] == (None, None)
    (said,) = [one for one in report.findings if one.rule == "unreadable" and one.where.row]
    assert "印作“12”" in said.message
