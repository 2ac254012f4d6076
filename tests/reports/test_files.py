"""年报文件：Word、Excel、CSV、JSON 出自同一份报告，数字与版式一致；更正再版写明改了什么。"""

import csv
import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from docx import Document

from gongkai.reports.actions import correct_report, freeze_report, override_cell, write_section
from gongkai.reports.building import build_document
from gongkai.reports.document import ReportDocument
from gongkai.reports.models import AnnualReport
from gongkai.reports.renderings import html_fragment, printed_json
from gongkai.reports.renderings.as_csv import MARK
from gongkai.reports.renderings.files import ATTACHED, FILES, file_of
from gongkai.reports.renderings.grid import grid_of
from tests.reports.reporting import IN_JANUARY, People, fill_registers, make_people, make_report

pytestmark = pytest.mark.django_db
LATER = date(2026, 2, 5)


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def document(people: People) -> ReportDocument:
    fill_registers(people.body)
    return build_document(make_report(people))


def numbers_of(document: ReportDocument, table: str) -> list[str]:
    (found,) = [one for one in document.tables if one.id == table]
    return [cell.text for line in found.lines for cell in line.cells]


def test_every_cell_has_its_place_on_the_grid_once(document: ReportDocument) -> None:
    for table in document.tables:
        grid = grid_of(table)
        covered = [
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.last_row + 1)
            for column in range(cell.column, cell.last_column + 1)
        ]

        assert len(covered) == len(set(covered)) == grid.rows * grid.columns


def test_the_word_file_holds_the_words_and_each_number_in_its_cell(document: ReportDocument) -> None:
    file: Any = Document(BytesIO(file_of(document, "docx", on=IN_JANUARY)))

    words = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert document.title in words
    assert all(section.heading in words for section in document.sections)
    assert len(file.tables) == 3
    for table, drawn in zip(document.tables, file.tables, strict=True):
        placed = {(cell.row, cell.column): cell.text for cell in grid_of(table).cells if cell.number}
        assert {place: drawn.cell(*place).text for place in placed} == placed
    assert "w:tblHeader" in file.tables[1].rows[0]._tr.xml
    assert document.tables[1].label in file.tables[1]._tbl.xml  # its name for screen readers


def test_the_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(document: ReportDocument) -> None:
    book = openpyxl.load_workbook(BytesIO(file_of(document, "xlsx", on=IN_JANUARY)))

    assert book.sheetnames == [*(table.label for table in document.tables), "正文"]
    for table in document.tables:
        for cell in grid_of(table).cells:
            if cell.number is not None and cell.number.content.value is not None:
                value = book[table.label].cell(cell.row + 2, cell.column + 1).value
                assert Decimal(str(value)) == cell.number.content.value
    assert book["正文"]["A2"].value == "一、总体情况"


def test_the_csv_has_a_line_for_each_cell(document: ReportDocument) -> None:
    text = file_of(document, "csv", on=IN_JANUARY).decode()

    assert text.startswith(MARK)
    rows = list(csv.DictReader(StringIO(text.removeprefix(MARK))))
    by_code = {row["代码"]: row for row in rows}
    assert by_code["requests.new.total"]["数值"] == numbers_of(document, "requests")[6]
    assert by_code["remedies.count.review_total"]["列"] == "行政复议，总计"
    assert len(rows) == sum(len(line.cells) for table in document.tables for line in table.lines)


def test_the_same_report_gives_the_same_sheet_and_data(document: ReportDocument) -> None:
    for form in ("xlsx", "json", "csv", "html"):
        assert file_of(document, form, on=IN_JANUARY) == file_of(document, form, on=LATER)
    assert set(ATTACHED) < set(FILES)


def corrected(people: People) -> AnnualReport:
    frozen = freeze_report(make_report(people), by=people.head, on=IN_JANUARY)
    edition = correct_report(frozen, reason="行政许可漏计一件。", by=people.head, on=LATER)
    override_cell(
        edition,
        cell="proactive.licences.decisions",
        value=Decimal(1),
        reason="漏计",
        by=people.editor,
        on=LATER,
    )
    text = ["存在的主要问题：一是解读不够。", "改进情况：加强培训。"]
    return write_section(edition, section="problems", paragraphs=text, by=people.editor, on=LATER)


def test_a_corrected_edition_says_what_it_changed(people: People) -> None:
    document = build_document(corrected(people))

    words = [change.words for change in document.changes]
    assert "《主动公开政府信息情况》行政许可，本年处理决定数量：原为“0”，更正为“1”。" in words
    assert any(one.startswith("“五、存在的主要问题及改进情况”：") for one in words)
    assert not any("总体情况" in one for one in words)


def test_what_was_changed_is_printed_in_every_form(people: People) -> None:
    document = build_document(corrected(people))

    html = html_fragment(document)
    assert "行政许可漏计一件。" in html
    assert "原为“0”，更正为“1”" in html
    correction = printed_json(document)["correction"]
    assert (correction["edition"], correction["reason"]) == (2, "行政许可漏计一件。")
    assert {"before": "0", "after": "1"}.items() <= correction["changes"][0].items()
    file: Any = Document(BytesIO(file_of(document, "docx", on=LATER)))
    assert any("原为“0”，更正为“1”" in paragraph.text for paragraph in file.paragraphs)
    assert "更正说明" in json.dumps([row.value for row in _words_sheet(document)["A"]], ensure_ascii=False)
    assert file_of(document, "pdf", on=LATER).startswith(b"%PDF")


def _words_sheet(document: ReportDocument) -> Any:
    return openpyxl.load_workbook(BytesIO(file_of(document, "xlsx", on=LATER)))["正文"]


def test_a_first_edition_has_nothing_to_say_about_changes(document: ReportDocument) -> None:
    assert "correction" not in printed_json(document)
    assert "更正说明" not in html_fragment(document)
