"""年报格式文件：各年代和地方的统计表、一份文件沿用另一份、写错了的文件不放过。"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.rules import formats
from gongkai.rules.formats import BadFormat, Cell

OLDER = [one.code for one in formats.with_table("statistics")]
ALL = pytest.mark.parametrize("code", OLDER)
SMALL = """
code = "y2008"
label = "试验格式"
title = "{body}{year}年度报告"
basis = "试验"
years_from = 2008

[[sections]]
id = "tables"
heading = "附表"
table = "statistics"

[[tables]]
id = "statistics"
section = "tables"
label = "统计表"
stub = "指标"
unit_heading = "单位"
columns = [{ id = "year", label = "本年", unit = "条", kind = "count" }]
rows = [
  { id = "part", heading = true, label = "一、主动公开" },
  { id = "proactive_items", label = "主动公开信息数", unit = "条" },
  { id = "fees", label = "收费", unit = "元", kind = "money" },
]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of formats of its own, with one small format in it."""
    (tmp_path / "y2008.toml").write_text(SMALL, "utf-8")
    known = (formats.load, formats.available, formats.with_table)
    for one in known:
        one.cache_clear()
    monkeypatch.setattr(formats, "FOLDER", tmp_path)
    yield tmp_path
    for one in known:
        one.cache_clear()


def test_every_era_before_2019_has_its_national_or_best_known_format_and_local_ones() -> None:
    families = {one.code: one.family for one in formats.with_table("statistics")}

    assert families == {
        "y2008": "y2008",
        "y2008-cumulative": "y2008",
        "y2008-fujian": "y2008",
        "y2008-fujian-first": "y2008",
        "y2008-shanghai": "y2008",
        "y2008-split": "y2008",
        "y2014": "y2014",
        "y2014-fujian": "y2014",
    }


@ALL
def test_rows_and_columns_have_one_name_each(code: str) -> None:
    table = formats.load(code).table("statistics")

    for things in (table.rows, table.columns):
        ids = [one.id for one in things]
        assert len(ids) == len(set(ids))


@ALL
def test_every_grid_row_of_the_statistics_is_as_wide_as_the_table(code: str) -> None:
    table = formats.load(code).table("statistics")

    for row in table.rows:
        width = sum(cell.colspan for cell in table.stub_cells(row)) + sum(table.spans_of(row))
        assert width == table.stub_depth + table.width


@ALL
def test_the_unit_of_each_row_is_printed_beside_it(code: str) -> None:
    table = formats.load(code).table("statistics")

    filled = [row for row in table.rows if row.columns]

    assert all(row.unit and table.stub_cells(row)[-1] == Cell(row.unit) for row in filled)
    assert all(column.unit == row.unit for row in filled for column in table.columns_of(row))


@ALL
def test_money_may_have_a_fraction_and_counts_may_not(code: str) -> None:
    for row, column in formats.load(code).table("statistics").cells():
        assert (column.kind == "money") == (row.unit in ("元", "万元"))


@ALL
def test_sums_of_older_tables_are_no_more_than_warnings(code: str) -> None:
    checks = formats.load(code).table("statistics").checks

    assert {check.rule for check in checks} >= {"F6", "S1"}
    assert {check.severity for check in checks} == {"warning"}


def test_the_national_table_of_2014_has_headings_over_its_parts() -> None:
    table = formats.load("y2014").table("statistics")

    headings = [row.label for row in table.rows if not row.columns]

    assert headings[0] == "一、主动公开情况"
    assert headings[-1] == "九、政府信息公开会议和培训情况"
    assert len(headings) == 7
    assert table.header() == ((Cell("统计指标"), Cell("单位"), Cell("统计数")),)


def test_a_table_in_three_parts_prints_its_headings_over_each() -> None:
    table = formats.load("y2008-split").table("statistics")

    title, labels = table.header(table.blocks[2])

    assert title == (Cell("3.咨询情况统计", 1, 3),)
    assert labels == (Cell("指标"), Cell("单位"), Cell("数量"))


def test_numbers_of_the_year_and_of_all_years_have_their_figures() -> None:
    table = formats.load("y2014-fujian").table("statistics")
    row = table.row("requests_received")

    year, cumulative = (table.figure(row, column) for column in table.columns_of(row))

    assert year == formats.FigureCall("statistics.requests_received")
    assert cumulative == formats.FigureCall("statistics.requests_received.cumulative")


def test_what_no_register_answers_asks_for_no_figure() -> None:
    table = formats.load("y2008-shanghai").table("statistics")

    assert table.figure(table.row("proactive_official_documents"), table.column("year")) is None
    assert table.figure(table.row("proactive_items"), table.column("month")) is None
    assert table.figure(table.row("proactive_items"), table.column("year")) is not None


def test_a_variant_says_only_what_is_different() -> None:
    first, later = (formats.load(f"y2008-fujian{suffix}") for suffix in ("-first", ""))

    assert [row.label for row in first.tables[0].rows] == [row.label for row in later.tables[0].rows]
    assert [column.label for column in first.tables[0].columns] == ["年末统计"]
    assert [column.label for column in later.tables[0].columns] == ["年度", "历年累计"]
    assert first.sections == formats.load("y2008").sections
    assert first.is_for(2009)
    assert not first.is_for(2012)


def test_a_variant_may_add_checks_to_those_below() -> None:
    below, own = (formats.load(code).table("statistics") for code in ("y2008", "y2008-cumulative"))

    assert own.rows == tuple(replace(row, columns=("year", "cumulative")) for row in below.rows)
    assert own.checks[: len(below.checks)] == below.checks
    assert [check.rule for check in own.checks[len(below.checks) :]] == ["S1", "S2"]


def test_a_variant_may_leave_the_tables_as_they_are(folder: Path) -> None:
    (folder / "y2008-here.toml").write_text(
        'extends = "y2008"\nera = "y2008"\ncode = "y2008-here"\nlabel = "本地"\n', "utf-8"
    )

    here = formats.load("y2008-here")

    assert here.tables == formats.load("y2008").tables
    assert [one.code for one in formats.fitting(2010)] == ["y2008", "y2008-here"]
    assert formats.for_year(2010).code == "y2008"


def test_a_row_may_have_another_label_than_in_the_file_below(folder: Path) -> None:
    (folder / "y2008-here.toml").write_text(
        'extends = "y2008"\nera = "y2008"\ncode = "y2008-here"\nlabel = "本地"\n'
        '[[tables]]\nid = "statistics"\n'
        'rows = [{ id = "fees" }, { id = "proactive_items", label = "公开数" }, '
        '{ id = "new", label = "新" }]\n',
        "utf-8",
    )

    rows = formats.load("y2008-here").table("statistics").rows

    assert [(row.id, row.label, row.unit) for row in rows] == [
        ("fees", "收费", "元"),
        ("proactive_items", "公开数", "条"),
        ("new", "新", None),
    ]


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ('table = "statistics"', 'table = "figures"', "figures"),
        ('label = "收费"', 'label = "收费", block = "two"', "two"),
        (
            'stub = "指标"',
            'stub = "指标"\nchecks = [{ rule = "S1", compare = "equal", over = "columns", '
            'left = ["fees"], right = ["fines"], wording = "", severity = "warning" }]',
            "fines",
        ),
        (
            'stub = "指标"',
            'stub = "指标"\nchecks = [{ rule = "S1", compare = "equal", over = "rows", rows = ["fines"], '
            'left = ["year"], right = ["month"], wording = "", severity = "warning" }]',
            "month",
        ),
        (
            'stub = "指标"',
            'stub = "指标"\nchecks = [{ rule = "S1", compare = "equal", over = "rows", rows = ["fines"], '
            'left = ["year"], right = ["year"], wording = "", severity = "warning" }]',
            "fines",
        ),
        (
            'stub = "指标"',
            'stub = "指标"\nblocks = [{ id = "two", label = "", columns = ["month"] }]',
            "month",
        ),
    ],
)
def test_a_file_that_names_what_is_not_there_is_refused(
    folder: Path, written: str, instead: str, complaint: str
) -> None:
    text = SMALL.replace(written, instead)
    if "blocks" in instead:
        text = text.replace('id = "fees"', 'id = "fees", block = "two"')
    (folder / "y2008.toml").write_text(text, "utf-8")

    with pytest.raises(BadFormat, match=complaint):
        formats.load("y2008")
