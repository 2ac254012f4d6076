"""The forms a report is printed in: JSON, HTML and PDF, all from one document."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest
from lxml import html

from gongkai.common.fonts import faces
from gongkai.reports.actions import enter_cells, override_cell, write_section
from gongkai.reports.building import build_document
from gongkai.reports.document import DocumentCell, ReportDocument
from gongkai.reports.reading import read
from gongkai.reports.renderings import html_fragment, html_page, pdf, printed_json
from tests.reports.reporting import IN_JANUARY, NAME, enter_2020, fill_registers, make_people, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> ReportDocument:
    people = make_people()
    fill_registers(people.body)
    return build_document(make_report(people))


def texts(printed: bytes) -> list[str]:
    """Return the text of each page without any blanks."""
    pages = pypdfium2.PdfDocument(printed)
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages]


def as_final(document: ReportDocument) -> ReportDocument:
    return replace(document, is_draft=False, issued_on=IN_JANUARY)


# --- JSON -------------------------------------------------------------------------------------------------


def test_json_has_the_fields_of_the_schema(document: ReportDocument) -> None:
    printed = printed_json(document)

    assert list(printed) == [
        *("source", "body", "year", "format", "form", "script", "period", "sections", "tables", "findings"),
    ]
    assert printed["period"] == {"from": "2025-01-01", "to": "2025-12-31"}
    requests = printed["tables"]["requests"]
    assert requests["columns"][0] == "natural_person"
    assert requests["columns"][-1] == "total"
    assert len(requests["rows"]) == 25
    assert requests["rows"][0]["id"] == "new"
    assert all(len(row["values"]) == 7 and row["confidence"] == 1 for row in requests["rows"])
    assert len(printed["tables"]["remedies"]["rows"][0]["values"]) == 15
    charges = printed["tables"]["proactive"]["rows"][-1]
    assert (charges["columns"], charges["values"]) == (["amount_wan"], [8.3])


def test_blank_and_printed_text_are_kept() -> None:
    people = make_people()
    report = enter_cells(
        enter_2020(people), cells={"requests.granted.total": "/"}, by=people.editor, on=IN_JANUARY
    )

    rows = {row["id"]: row for row in printed_json(build_document(report))["tables"]["requests"]["rows"]}

    assert rows["granted"]["values"][-1] is None
    assert rows["granted"]["raw"][-1] == "/"
    assert rows["total"]["values"] == [26, 0, 0, 0, 0, 0, 0]


def test_the_page_is_read_back_as_the_same_report(document: ReportDocument) -> None:
    found = read(html_page(document).encode(), "report.html").as_dict()

    printed = printed_json(document)
    assert (found["body"], found["year"], found["format"]) == (NAME, 2025, "y2021")
    for name, table in printed["tables"].items():
        values = {row["id"]: row["values"] for row in table["rows"]}
        assert {row["id"]: row["values"] for row in found["tables"][name]["rows"]} == values, name
    assert [finding for finding in found["findings"] if finding["severity"] == "error"] == []


# --- HTML -------------------------------------------------------------------------------------------------


def grid_widths(table: Any) -> set[int]:
    """Return the widths of the rows, with the cells that reach down from above."""
    reaching: dict[int, int] = {}
    widths = set()
    for number, row in enumerate(table.iter("tr")):
        width = reaching.get(number, 0)
        for cell in row.xpath("th|td"):
            span = int(cell.get("colspan", 1))
            width += span
            for below in range(1, int(cell.get("rowspan", 1))):
                reaching[number + below] = reaching.get(number + below, 0) + span
        widths.add(width)
    return widths


def test_tables_keep_the_official_merged_layout(document: ReportDocument) -> None:
    page = html.fromstring(html_page(document))

    tables = {table.findtext("caption"): table for table in page.iter("table")}

    assert [len(list(table.iter("td"))) for table in tables.values()] == [10, 175, 15]
    assert [grid_widths(table) for table in tables.values()] == [{4}, {10}, {15}]
    results = tables["收到和处理政府信息公开申请情况"].xpath("//th[@rowspan='22']")
    assert [cell.text for cell in results] == ["三、本年度办理结果"]


def test_every_heading_says_what_it_heads(document: ReportDocument) -> None:
    page = html.fromstring(html_page(document))

    headings = list(page.iter("th"))

    assert {heading.get("scope") for heading in headings} == {"col", "rowgroup", "row"}
    assert all(table.findtext("caption") for table in page.iter("table"))
    assert page.get("lang") == "zh-Hans"


def test_every_figure_leads_where_the_page_says(document: ReportDocument) -> None:
    def address(figure: Any) -> str:
        return f"/figures/{figure.key if isinstance(figure, DocumentCell) else figure.figure}/"

    page = html.fromstring(html_fragment(document, address))

    cells = page.xpath("//td/a[@class='gk-figure']")
    prose = page.xpath("//p/a[@class='gk-figure']")
    assert len(cells) == 200
    assert cells[0].get("href") == "/figures/proactive.rules.issued/"
    assert "/figures/requests.new/" in {link.get("href") for link in prose}
    assert page.xpath("//a[not(starts-with(@href, '/figures/'))]") == []


def test_without_addresses_there_are_no_links(document: ReportDocument) -> None:
    assert "<a " not in html_fragment(document)
    assert "<h1" not in html_fragment(document, heading=False)


def test_broken_cells_are_marked() -> None:
    document = build_document(enter_2020(make_people()))

    page = html.fromstring(html_fragment(document))

    assert page.xpath("//td[contains(@class, 'gk-cell--broken')]")


def test_text_is_escaped() -> None:
    people = make_people()
    report = write_section(
        make_report(people),
        section="other",
        paragraphs=["<script>alert(1)</script>"],
        by=people.editor,
        on=IN_JANUARY,
    )

    assert "<script>" not in html_fragment(build_document(report))


# --- PDF --------------------------------------------------------------------------------------------------


def test_the_document_conforms_to_archives_and_screen_readers(document: ReportDocument) -> None:
    printed = pdf(document, on=IN_JANUARY)

    opened = pypdfium2.PdfDocument(printed)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(opened)
    assert b"/Lang(zh-CN)" in printed
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in printed
    assert b"<pdfuaid:part>1</pdfuaid:part>" in printed
    assert opened.get_metadata_dict()["Title"] == document.title
    assert {tuple(round(side) for side in page.get_size()) for page in opened} == {(595, 842)}


def test_each_statutory_table_has_pages_of_its_own(document: ReportDocument) -> None:
    pages = texts(pdf(as_final(document), on=IN_JANUARY))
    headings = [section.heading for section in document.sections]

    places = [next(n for n, page in enumerate(pages) if page.startswith(one)) for one in headings[1:5]]

    assert places == sorted(set(places))
    assert "四、结转下年度继续办理" in pages[places[1]]  # the last row stands on the page of the heading
    assert [page.rpartition("—")[0].rpartition("—")[2] for page in pages] == [
        str(number) for number, _ in enumerate(pages, 1)
    ]


def test_the_last_pages_say_how_figures_are_counted(document: ReportDocument) -> None:
    printed = "".join(texts(pdf(document, on=IN_JANUARY)))

    assert "附：数据说明" in printed
    for method in document.methods:
        assert f"[{method.number}]{method.title}" in printed
    assert len(document.methods) == 15


def test_a_draft_is_printed_as_one_and_a_final_report_is_signed(document: ReportDocument) -> None:
    draft, final = (texts(pdf(one, on=IN_JANUARY)) for one in (document, as_final(document)))

    assert all(page.startswith("草稿") for page in draft)
    assert "草稿" not in "".join(final)
    assert f"{NAME}2026年1月20日" in "".join(final)
    assert "2026年1月20日" not in "".join(draft)


def test_it_comes_out_with_the_shipped_fonts_alone(document: ReportDocument) -> None:
    printed = pdf(document, on=IN_JANUARY, own_faces=faces(only_shipped=True))

    assert b"GongkaiSerifSC-Bold" in printed
    assert b"Noto" not in printed


def test_a_changed_number_bears_its_mark() -> None:
    people = make_people()
    report = make_report(people)
    override_cell(
        report,
        cell="proactive.rules.in_force",
        value=Decimal(2),
        reason="另有登记",
        by=people.editor,
        on=IN_JANUARY,
    )

    printed = "".join(texts(pdf(build_document(report), on=IN_JANUARY)))

    assert "2※" in printed
    assert "更正为2。另有登记。" in printed


def test_the_same_report_gives_the_same_file(document: ReportDocument) -> None:
    assert pdf(document, on=IN_JANUARY) == pdf(document, on=IN_JANUARY)


def test_a_report_of_2020_is_printed_in_its_own_form() -> None:
    pages = texts(pdf(build_document(enter_2020(make_people())), on=IN_JANUARY))

    assert "采购总金额" in "".join(pages)
    assert "附：数据说明" not in "".join(pages)
