"""各年代的报告：系统排出的网页读回来，是同样的数；JSON 与读取的结果同一种写法。"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.reports.document import CellValue, DocumentSection, ReportDocument, Segment, build_table
from gongkai.reports.reading import read
from gongkai.reports.renderings import html_page
from gongkai.reports.renderings.as_json import printed_json
from gongkai.rules import formats
from tests.reports.reading.printing import EXAMPLES, cells_read

ALL = pytest.mark.parametrize("code", formats.available())
Values = dict[tuple[str, str, str], Decimal | None]


def cells_of(code: str) -> list[tuple[str, str, str, str]]:
    """Return table, row, column and kind of each cell of a format."""
    tables = formats.load(code).tables
    return [(table.id, row.id, column.id, column.kind) for table in tables for row, column in table.cells()]


@st.composite
def numbers(draw: st.DrawFn, code: str) -> Values:
    """Draw a number or a blank for each cell."""
    kinds = {
        "count": st.integers(0, 9_999_999),
        "change": st.integers(-99, 99),
        "money": st.integers(0, 10**9),
    }
    drawn: Values = {}
    for table, row, column, kind in cells_of(code):
        number = draw(st.one_of(st.none(), kinds[kind]))
        cents = 100 if kind == "money" else 1
        drawn[table, row, column] = None if number is None else Decimal(number) / cents
    return drawn


def document(code: str, values: Values) -> ReportDocument:
    report, year = formats.load(code), formats.load(code).years_from + 1
    cells = {key: CellValue(value) for key, value in values.items()}
    sections = [
        DocumentSection(
            one.id,
            one.heading,
            ((Segment("工作平稳开展。"),),),
            build_table(report.table(one.table), cells) if one.table else None,
        )
        for one in report.sections
    ]
    period = (date(year, 1, 1), date(year, 12, 31))
    return ReportDocument("海城市人力资源和社会保障局", year, report, *period, tuple(sections))


@ALL
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_page_of_each_era_is_read_back_cell_by_cell(code: str, data: st.DataObject) -> None:
    values = data.draw(numbers(code))
    assume(any(number is not None for number in values.values()))  # a blank form is no report

    report = read(html_page(document(code, values)).encode(), "report.html")

    found = cells_read(report)
    assert {key: number for key, (number, _) in found.items()} == {
        key: None if number is None else float(number) for key, number in values.items()
    }
    assert {sure for _, sure in found.values()} == {1.0}
    assert (report.layout, report.year) == (code, formats.load(code).years_from + 1)


@ALL
def test_the_printed_data_have_the_shape_of_what_is_read(code: str) -> None:
    values: Values = {(t, r, c): Decimal(7) for t, r, c, _ in cells_of(code)}
    made = document(code, values)

    printed = printed_json(made)
    found = read(html_page(made).encode(), "report.html").as_dict()

    assert printed["format"] == found["format"] == formats.load(code).family
    assert printed.get("variant", printed["format"]) == code
    assert printed.get("variant") == found.get("variant")
    for name, table in printed["tables"].items():
        assert table.get("columns") == found["tables"][name].get("columns")
        assert [row["id"] for row in table["rows"]] == [row["id"] for row in found["tables"][name]["rows"]]
        assert [row.get("unit") for row in table["rows"]] == [
            row.get("unit") for row in found["tables"][name]["rows"]
        ]


@pytest.mark.parametrize("code", [one.code for one in formats.with_table("statistics")])
def test_units_and_headings_of_parts_are_printed_for_screen_readers_too(code: str) -> None:
    page = html_page(document(code, {}))

    table = formats.load(code).table("statistics")
    assert f'<th scope="col">{table.unit_heading}</th>' in page
    headings = [row for row in table.rows if not row.columns]
    for row in headings:
        assert f'<th scope="row" colspan="3">{row.label}</th>' in page
