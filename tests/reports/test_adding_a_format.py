"""加一种表样只加一个文件：用说明里的例子试一遍录入、读取、校验和排版。"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copy

import pytest

from gongkai.office.forms.report_entry import EntryForm, YearForm
from gongkai.reports.document import CellValue, DocumentSection, ReportDocument, build_table
from gongkai.reports.reading import labels, read
from gongkai.reports.reading.statistics import flattened, names
from gongkai.reports.renderings import html_page
from gongkai.rules import formats
from tests.source import ROOT

PAGE = ROOT / "docs" / "how-to" / "report-formats.md"
CODE = "y2008-linjiang"
PRINTED = """临江市人力资源和社会保障局2012年政府信息公开年度报告
2012年，我局主动公开政府信息120条。
附表
统计项目 单位 本年 累计
主动公开信息数 条 120 480
受理申请总数 条 9 31
其中：当面申请 条 2 11
网上申请 条 5 15
信函申请 条 1 5
便民窗口查阅人次 人次 77 300
行政复议数 件 0 1
"""
KEPT = (
    *(formats.load, formats.available, formats.with_table),
    *(names.names, names.by_words, names.headings, names._orders, names._columns, names._likenesses),
    *(flattened._patterns, flattened._beginnings),
    *(labels.known, labels._patterns, labels._beginnings, labels.match_row, labels.spellings, labels.order),
)


@pytest.fixture(autouse=True)
def _with_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the example of the page beside the formats that are shipped."""
    for path in formats.FOLDER.glob("*.toml"):
        copy(path, tmp_path)
    example = re.search(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert example is not None
    (tmp_path / f"{CODE}.toml").write_text(example[1], "utf-8")
    monkeypatch.setattr(formats, "FOLDER", tmp_path)
    for kept in KEPT:
        kept.cache_clear()
    yield
    for kept in KEPT:
        kept.cache_clear()


def test_a_printed_report_is_read_in_the_new_form() -> None:
    report = read(PRINTED.encode(), "2012.txt")

    assert (report.layout, report.format, report.year) == (CODE, "y2008", 2012)
    rows = {row.id: (row.unit, row.values) for row in report.tables["statistics"].rows}
    assert rows["reading_visits"] == ("人次", (77, 300))
    assert rows["requests_received"] == ("条", (9, 31))


def test_its_sums_are_checked_in_its_own_words() -> None:
    found = [one for one in read(PRINTED.encode(), "2012.txt").findings if one.rule == "S1"]

    assert [(one.where.row, one.where.column, one.expected) for one in found] == [
        ("requests_received", "year", 8)
    ]
    assert "受理申请总数等于当面、网上、信函申请之和，现为 9 ≠ 2 + 5 + 1" in found[0].message


def test_it_is_offered_for_typing_and_has_an_input_for_each_cell() -> None:
    chosen = YearForm({"year": "2012", "layout": CODE}, last_year=2025)
    form = EntryForm(None, report_format=formats.load(CODE))

    assert chosen.is_valid()
    assert "statistics.reading_visits.cumulative" in form.fields
    assert sum(name.startswith("statistics.") for name in form.fields) == 14


def test_what_is_printed_is_read_back() -> None:
    report = formats.load(CODE)
    table = report.table("statistics")
    cells = {(table.id, row.id, column.id): CellValue(Decimal(5)) for row, column in table.cells()}
    sections = [
        DocumentSection(one.id, one.heading, (), build_table(table, cells) if one.table else None)
        for one in report.sections
    ]
    document = ReportDocument(
        "临江市人力资源和社会保障局",
        2012,
        report,
        date(2012, 1, 1),
        date(2012, 12, 31),
        tuple(sections),
    )

    found = read(html_page(document).encode(), "2012.html")

    assert found.layout == CODE
    assert {row.values for row in found.tables["statistics"].rows} == {(5, 5)}
