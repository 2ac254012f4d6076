"""年度报告格式：行、列、合并单元格、取数和勾稽关系。"""

import pytest

from gongkai.rules import formats
from gongkai.rules.formats import Cell

APPLICANTS = [
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_service",
    "other_org",
    "total",
]
LEAVES = [
    "granted", "partial",
    "denied_state_secret", "denied_other_law", "denied_safety_stability", "denied_third_party",
    "denied_internal", "denied_process", "denied_enforcement_file", "denied_special_query",
    "unavailable_not_held", "unavailable_not_ready", "unavailable_unclear",
    "refused_petition", "refused_repeat", "refused_publication", "refused_abuse", "refused_confirm",
]  # fmt: skip
OTHERS = {"y2019": ["other"], "y2021": ["other_no_correction", "other_no_payment", "other_misc"]}
BOTH = pytest.mark.parametrize("code", ["y2019", "y2021"])


@pytest.mark.parametrize(
    ("year", "code"), [(2019, "y2019"), (2020, "y2019"), (2021, "y2021"), (2026, "y2021")]
)
def test_the_reporting_year_chooses_the_format(year: int, code: str) -> None:
    assert formats.for_year(year).code == code
    assert formats.code_for_year(year) == code


@pytest.mark.parametrize(
    ("year", "code"), [(2008, "y2008"), (2013, "y2008"), (2014, "y2014"), (2018, "y2014")]
)
def test_older_years_have_the_format_of_their_era_and_local_variants_beside_it(year: int, code: str) -> None:
    assert formats.for_year(year).code == formats.code_for_year(year) == code
    first, *others = formats.fitting(year)
    assert first.code == code
    assert others
    assert all(one.is_local and one.family == code for one in others)


def test_before_2008_there_was_no_annual_report() -> None:
    assert formats.code_for_year(2005) == "y2008"
    with pytest.raises(formats.UnknownFormat, match="2007年还没有"):
        formats.for_year(2007)


def test_a_code_without_a_file_is_refused() -> None:
    with pytest.raises(formats.UnknownFormat, match="没有年报格式“y1999”"):
        formats.load("y1999")


@BOTH
def test_rows_of_the_table_of_requests_stand_in_their_order(code: str) -> None:
    table = formats.load(code).table("requests")

    expected = ["new", "carried_in", *LEAVES, *OTHERS[code], "total", "carried_out"]
    assert [row.id for row in table.rows] == expected
    assert [column.id for column in table.columns] == APPLICANTS


@pytest.mark.parametrize(("code", "cells"), [("y2019", 161), ("y2021", 175)])
def test_the_table_of_requests_has_its_number_of_cells(code: str, cells: int) -> None:
    assert sum(1 for _ in formats.load(code).table("requests").cells()) == cells


@BOTH
def test_remedies_have_fifteen_columns(code: str) -> None:
    table = formats.load(code).table("remedies")

    kinds = ["review", "direct_suit", "suit_after_review"]
    outcomes = ["upheld", "corrected", "other", "pending", "total"]
    assert [column.id for column in table.columns] == [
        f"{kind}_{outcome}" for kind in kinds for outcome in outcomes
    ]


def test_each_row_of_the_proactive_table_has_columns_of_its_own() -> None:
    rows_2021 = {row.id: row.columns for row in formats.load("y2021").table("proactive").rows}
    rows_2019 = {row.id: row.columns for row in formats.load("y2019").table("proactive").rows}

    assert rows_2021["rules"] == ("issued", "repealed", "in_force")
    assert rows_2021["coercion"] == ("decisions",)
    assert rows_2021["admin_charges"] == ("amount_wan",)
    assert list(rows_2021) == [
        "rules",
        "normative_documents",
        "licences",
        "penalties",
        "coercion",
        "admin_charges",
    ]
    assert rows_2019["rules"] == ("made", "disclosed", "total_disclosed")
    assert rows_2019["other_services"] == ("items_last_year", "change", "decisions")
    assert rows_2019["admin_charges"] == ("items_last_year", "change")
    assert rows_2019["procurement"] == ("items", "amount")


def test_merged_headings_of_the_table_of_requests() -> None:
    table = formats.load("y2021").table("requests")

    first, second, third = table.header()

    assert first == (Cell(table.stub, 3, 3), Cell("申请人情况", 1, 7))
    assert second == (Cell("自然人", 2, 1), Cell("法人或其他组织", 1, 5), Cell("总计", 2, 1))
    assert [cell.label for cell in third] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]


@pytest.mark.parametrize(("code", "spans"), [("y2019", [20, 8, 3, 5]), ("y2021", [22, 8, 3, 5, 3])])
def test_merged_cells_left_of_the_rows(code: str, spans: list[int]) -> None:
    table = formats.load(code).table("requests")

    merged = [cell.rowspan for row in table.rows for cell in table.stub_cells(row) if cell.rowspan > 1]

    assert merged == spans
    assert table.stub_cells(table.row("new"))[0].colspan == 3
    assert table.stub_cells(table.row("granted"))[-1].colspan == 2
    assert table.stub_cells(table.row("total")) == (Cell("（七）总计", 1, 2),)


@BOTH
def test_every_grid_row_is_as_wide_as_the_table(code: str) -> None:
    for table in formats.load(code).tables:
        filled = [0] * (len(table.rows) + 1)
        for index, row in enumerate(table.rows):
            for cell in table.stub_cells(row):
                for below in range(index, index + cell.rowspan):
                    filled[below] += cell.colspan
            filled[index] += sum(table.spans_of(row))
        assert set(filled[:-1]) == {table.stub_depth + table.width}


def test_headings_of_remedies_have_three_levels() -> None:
    first, second, third = formats.load("y2021").table("remedies").header()

    assert first == (Cell("行政复议", 1, 5), Cell("行政诉讼", 1, 10))
    assert second[0] == Cell("结果维持", 2, 1)
    assert second[-2:] == (Cell("未经复议直接起诉", 1, 5), Cell("复议后起诉", 1, 5))
    assert len(third) == 10


def test_a_block_of_the_proactive_table_has_two_heading_rows() -> None:
    table = formats.load("y2021").table("proactive")

    title, labels = table.header(table.blocks[-1])

    assert title == (Cell("第二十条第（八）项", 1, 4),)
    assert labels == (Cell("信息内容", 1, 1), Cell("本年收费金额（单位：万元）", 1, 3))


def test_each_cell_of_2021_asks_for_a_figure() -> None:
    report = formats.load("y2021")

    calls = {
        (table.id, row.id, column.id): table.figure(row, column)
        for table in report.tables
        for row, column in table.cells()
    }

    assert all(calls.values())
    assert calls["requests", "new", "business"] == formats.FigureCall(
        "requests.new", {"applicant": "business"}
    )
    assert calls["requests", "new", "total"] == formats.FigureCall("requests.new", {})
    assert calls["remedies", "count", "review_upheld"] == formats.FigureCall(
        "remedies.review", {"outcome": "upheld"}
    )
    assert calls["proactive", "rules", "in_force"] == formats.FigureCall("proactive.rules.in_force")


@BOTH
def test_checks_name_only_rows_and_columns_that_exist(code: str) -> None:
    for table in formats.load(code).tables:
        names = {"columns": {row.id for row in table.rows}, "rows": {column.id for column in table.columns}}
        for check in table.checks:
            used = {*check.left, *check.right, *check.left_previous, *check.right_previous}
            assert used <= names.get(check.over, set())
            assert set(check.rows) <= {row.id for row in table.rows}


@BOTH
def test_the_total_of_results_names_every_leaf(code: str) -> None:
    checks = formats.load(code).table("requests").checks

    total = next(check for check in checks if check.rule == "F2")

    assert list(total.right) == [*LEAVES, *OTHERS[code]]


@BOTH
def test_there_are_six_sections_and_three_of_them_have_a_table(code: str) -> None:
    report = formats.load(code)

    assert [section.heading[:2] for section in report.sections] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
        "六、",
    ]
    assert [section.table for section in report.sections if section.table] == [
        table.id for table in report.tables
    ]


def test_a_section_is_found_by_its_name() -> None:
    section = formats.load("y2021").section("requests")

    assert (section.heading[:2], section.table) == ("三、", "requests")


def test_what_was_carried_over_is_compared_with_the_report_of_the_year_before() -> None:
    checks = formats.load("y2021").table("requests").checks

    carried = [check.rule for check in checks if check.needs_previous_year]

    assert len(carried) == 1
    assert all("carried_out" in check.right_previous for check in checks if check.rule in carried)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("y2021", "2021年度起的年度报告"),
        ("y2014", "2014—2018年度的全国和地方格式"),
        ("narrative", "没有统计表的文字报告"),
    ],
)
def test_a_family_of_tables_has_a_name_with_or_without_a_file(code: str, words: str) -> None:
    assert formats.label_of(code) == words
