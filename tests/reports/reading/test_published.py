"""公布过的旧报告（节录）：三张小表、名称残缺，一格一行的附表，没有表的，以及不是年报的工作方案。"""

from pathlib import Path

from gongkai.reports.reading import read

SAMPLES = Path(__file__).parent / "samples"


def test_labels_that_lost_their_end_are_told_apart_and_reported() -> None:
    report = read(SAMPLES / "labels_lost.txt")

    assert (report.body, report.year, report.layout) == ("衡阳市劳动和社会保障局", 2008, "y2008-split")
    rows = report.tables["statistics"].rows
    assert len(rows) == 30
    assert [row.id for row in rows][18:24] == [f"denied_exempt_{number}" for number in range(1, 7)]
    assert {row.label for row in rows[18:24]} == {f"({number})“免予公开范围" for number in range(5, 11)}
    (lost,) = [one for one in report.findings if one.message.startswith("6行的名称残缺")]
    assert (lost.rule, lost.severity, lost.where.table) == ("unreadable", "warning", "statistics")


def test_three_small_tables_make_one_and_a_blank_stays_blank() -> None:
    rows = {row.id: row for row in read(SAMPLES / "labels_lost.txt").tables["statistics"].rows}

    assert rows["proactive_items_electronic"].values == (160,)
    assert rows["normative_documents_new"].values == (None,)
    assert (rows["column_page_views"].values, rows["column_page_views"].unit) == ((1_363_546,), "人次")


def test_a_local_table_has_the_year_and_all_years_together() -> None:
    report = read(SAMPLES / "cells_by_line.txt")

    table = report.tables["statistics"]
    assert (report.year, report.layout, table.columns) == (2018, "y2014-fujian", ("year", "cumulative"))
    assert len(table.rows) == 15
    assert table.rows[0].values == (46, 454)
    assert {row.values for row in table.rows[2:]} == {(0, 0)}
    assert not [one for one in report.findings if one.rule in ("S1", "unreadable")]


def test_a_period_that_ends_before_the_year_is_found() -> None:
    report = read(SAMPLES / "cells_by_line.txt")

    (period,) = [one for one in report.findings if one.rule == "F9"]
    assert "2018年12月29日" in period.message


def test_shares_that_their_numbers_do_not_give_are_found() -> None:
    report = read(SAMPLES / "cells_by_line.txt")

    said = " ".join(one.message for one in report.findings if one.rule == "T2")
    assert all(share in said for share in ("7.2%", "48%", "31%"))


def test_a_work_plan_is_refused_as_no_report() -> None:
    report = read(SAMPLES / "plan.txt")

    assert (report.format, report.tables) == ("narrative", {})
    (refusal,) = report.findings
    assert (refusal.rule, refusal.severity) == ("unreadable", "error")
    assert "不像政府信息公开工作年度报告" in refusal.message


def test_a_report_without_a_table_says_so_and_names_of_applicants_are_told_masked() -> None:
    report = read(SAMPLES / "no_table.txt")

    assert (report.body, report.year, report.format) == ("贵州省人力资源和社会保障厅", 2015, "narrative")
    told = {one.rule: one for one in report.findings}
    assert "没有统计表" in told["unreadable"].message
    assert told["P1"].severity == "error"
    assert "王**、李**、赵**" in told["P1"].message
    assert "王小梅" not in told["P1"].message
