"""几个年度的报告放在一起：结转、现行有效、尚未审结和增减幅度前后相接。"""

from gongkai.reports.reading import ReadReport
from gongkai.reports.reading.result import ReadRow, ReadSection, ReadTable
from gongkai.reports.reading.series import across_years

BODY = "海城市人力资源和社会保障局"


def report(year: int, *, body: str = BODY, text: str = "", **cells: int) -> ReadReport:
    """Make a report with these cells, given as table__row__column."""
    tables: dict[str, ReadTable] = {}
    for name, value in cells.items():
        table, row, column = name.split("__")
        rows = tables[table].rows if table in tables else ()
        tables[table] = ReadTable(
            table, (), (*rows, ReadRow(row, row, (column,), (value,))), has_own_columns=True
        )
    found = ReadReport(f"{year}.txt", "txt", "y2021", body=body, year=year, tables=tables)
    found.sections = [ReadSection("一、总体情况", text)]
    return found


def rules(*reports: ReadReport) -> dict[int, list[str]]:
    return {one.year or 0: [finding.rule for finding in found] for one, found in across_years(reports)}


def test_what_was_carried_out_is_carried_in() -> None:
    before = report(2023, requests__carried_out__total=3)

    assert rules(before, report(2024, requests__carried_in__total=3)) == {}
    assert rules(report(2024, requests__carried_in__total=2), before) == {2024: ["F4"]}


def test_documents_in_force_follow_from_those_made_and_repealed() -> None:
    before = report(2023, proactive__normative_documents__in_force=10)
    after = ReadReport("b", "txt", "y2021", body=BODY, year=2024)
    columns = ("issued", "repealed", "in_force")
    row = ReadRow("normative_documents", "行政规范性文件", columns, (2, 1, 12))
    after.tables = {"proactive": ReadTable("proactive", (), (row,), has_own_columns=True)}

    ((late, (finding,)),) = across_years([before, after])

    assert (late.year, finding.rule, finding.severity) == (2024, "S2", "warning")


def test_cases_that_were_pending_are_among_those_of_the_next_year() -> None:
    before = report(2023, remedies__count__review_pending=2)

    assert rules(before, report(2024, remedies__count__review_total=1)) == {2024: ["F10"]}


def test_growth_is_recomputed_from_the_year_before() -> None:
    before = report(2023, requests__new__total=30)
    text = "新收政府信息公开申请34件，同比增长20%。"

    assert rules(before, report(2024, text=text, requests__new__total=34)) == {2024: ["T2"]}


def test_other_bodies_and_years_that_do_not_follow_are_not_compared() -> None:
    before = report(2022, requests__carried_out__total=3)
    after = report(2024, requests__carried_in__total=2)

    assert rules(before, after) == {}
    assert rules(report(2023, body="临江市财政局", requests__carried_out__total=3), after) == {}
