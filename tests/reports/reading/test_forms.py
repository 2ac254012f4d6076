"""读取 Word、PDF、Excel 年报：合并单元格、跨页、横排、修订、两份合一，数字和位置都对。"""

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from gongkai.reports.reading import ReadReport, read, read_all
from gongkai.reports.reading.result import SURE
from gongkai.rules import formats
from tests.reports.reading.known import ERAS, known_cells, known_page
from tests.reports.reading.printing import Cells, cells_read

FILES = Path(__file__).parent.parent / "files"
NOT_SCANNED = sorted(
    path.name for path in FILES.iterdir() if "scan" not in path.name and path.suffix != ".md"
)


def wrong(cells: Cells, report: ReadReport) -> dict[tuple[str, str, str], object]:
    """Return the cells that were not read, or read as something else."""
    found = cells_read(report)
    expected = {(t, r, c): v for t, rows in cells.items() for r, cs in rows.items() for c, v in cs.items()}
    return {
        key: (value, found.get(key))
        for key, value in expected.items()
        if key not in found or found[key][0] != value or found[key][1] < SURE
    }


@pytest.mark.parametrize("name", NOT_SCANNED)
def test_files_of_other_programs_are_read_cell_by_cell(name: str) -> None:
    code = name[:5]

    report = read(FILES / name)

    assert wrong(known_cells(code), report) == {}
    assert (report.format, report.year, report.form) == (code, ERAS[code], name.rpartition(".")[2])
    assert report.body == "临江市人力资源和社会保障局"
    assert not [finding for finding in report.findings if finding.rule in ("unreadable", "missing_table")]


@pytest.mark.parametrize("name", NOT_SCANNED)
def test_each_number_says_where_it_stands(name: str) -> None:
    report = read(FILES / name)

    places = [place for table in report.tables.values() for row in table.rows for place in row.places]
    assert places
    assert all(place and (place.page or (place.table and place.row)) for place in places)
    if name.endswith(".pdf"):
        assert all(place and place.page and place.box for place in places)
        assert all(0 <= edge <= 1 for place in places if place for edge in place.box or ())
        assert "unruled" in name or len(set(places)) == len(places)


def turned(*, left: bool, shown: int) -> bytes:
    """Return y2021.pdf with what stands on its pages laid on the side, and the pages shown turned."""
    document = pypdfium2.PdfDocument(FILES / "y2021.pdf")
    for page in document:
        width, height = page.get_size()
        matrix = (0, 1, -1, 0, height, 0) if left else (0, -1, 1, 0, 0, width)
        pypdfium2.raw.FPDFPage_TransFormWithClip(page, pypdfium2.raw.FS_MATRIX(*matrix), None)
        page.set_mediabox(0, 0, height, width)
        page.set_cropbox(0, 0, height, width)
        page.set_rotation(shown)
        pypdfium2.raw.FPDFPage_GenerateContent(page)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(("left", "shown"), [(True, 0), (True, 90), (False, 0), (False, 270), (True, 180)])
def test_pages_laid_on_their_side(left: bool, shown: int) -> None:
    assert wrong(known_cells("y2021"), read(turned(left=left, shown=shown), "report.pdf")) == {}


def word(code: str) -> Any:
    """Write the known report with python-docx: real tables with merged cells."""
    report, cells = formats.load(code), known_cells(code)
    document: Any = Document()
    document.add_heading(report.title.format(body="临江市人力资源和社会保障局", year=ERAS[code]), 0)
    document.add_paragraph(f"数据的统计期限自{ERAS[code]}年1月1日起至{ERAS[code]}年12月31日止。")
    for section in report.sections:
        document.add_heading(section.heading, 1)
        if section.table:
            add_table(document, report.table(section.table), cells)
        else:
            document.add_paragraph("收到申请若干件，工作平稳开展。")
    return document


def add_table(holder: Any, table: Any, cells: Cells) -> Any:
    """Add a table with the merged cells that the format has."""
    lines: list[list[tuple[str, int, int]]] = []
    for block in table.blocks or (None,):
        lines += [[(cell.label, cell.rowspan, cell.colspan) for cell in row] for row in table.header(block)]
        for row in table.rows:
            if block is None or row.block == block.id:
                values = [cells[table.id][row.id][column] for column in row.columns]
                texts = ["" if value is None else str(value) for value in values]
                stub = [(cell.label, cell.rowspan, cell.colspan) for cell in table.stub_cells(row)]
                spans = table.spans_of(row)
                lines.append([*stub, *((text, 1, span) for text, span in zip(texts, spans, strict=True))])
    made = holder.add_table(len(lines), table.stub_depth + table.width)
    taken: set[tuple[int, int]] = set()
    for number, line in enumerate(lines):
        place = 0
        for text, down, across in line:
            while (number, place) in taken:
                place += 1
            first, last = made.cell(number, place), made.cell(number + down - 1, place + across - 1)
            (first.merge(last) if down * across > 1 else first).text = text
            taken |= {(number + y, place + x) for y in range(down) for x in range(across)}
    return made


def saved(document: Any) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("code", ERAS)
def test_word_tables_with_merged_cells(code: str) -> None:
    report = read(saved(word(code)), "report.docx")

    assert wrong(known_cells(code), report) == {}
    assert report.form == "docx"


def test_a_table_inside_the_cell_of_another_is_read_as_itself() -> None:
    report, cells = formats.load("y2021"), known_cells("y2021")
    document: Any = Document()
    document.add_heading("临江市人力资源和社会保障局2024年政府信息公开工作年度报告", 0)
    frame = document.add_table(1, 1).cell(0, 0)
    for section in report.sections:
        frame.add_paragraph(section.heading)
        if section.table:
            inner = frame.add_table(1, 1).cell(0, 0)
            inner.add_table = lambda rows, columns, cell=inner: type(cell).add_table(cell, rows, columns)
            add_table(inner, report.table(section.table), cells)

    assert wrong(cells, read(saved(document), "report.docx")) == {}


def test_revisions_are_read_as_accepted() -> None:
    document = word("y2021")
    cell = document.tables[1].cell(3, 3)
    assert cell.text == "13612"
    run = cell.paragraphs[0].runs[0]._r
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    run.addprevious(deleted)
    deleted.append(run)
    run.find(qn("w:t")).tag = qn("w:delText")
    deleted.addnext(inserted)
    new, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "13613"
    new.append(text)
    inserted.append(new)

    report = read(saved(document), "report.docx")

    rows = {row.id: row for row in report.tables["requests"].rows}
    assert rows["new"].values[0] == 13613
    assert {f.rule for f in report.findings if f.severity == "error"} == {"F1", "F3"}


def test_text_in_a_text_box_is_read() -> None:
    document = word("y2021")
    box = OxmlElement("w:txbxContent")
    paragraph, run, text = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "联系人不详，本年报由办公室负责编制。"
    run.append(text)
    paragraph.append(run)
    box.append(paragraph)
    holder = OxmlElement("w:pict")
    holder.append(box)
    document.paragraphs[1].runs[0]._r.append(holder)

    report = read(saved(document), "report.docx")

    said = (report.preface or "") + "".join(section.text for section in report.sections)
    assert "由办公室负责编制" in said


def test_two_reports_in_one_file() -> None:
    document = word("y2021")
    second = word("y2019")
    for element in list(second.element.body):
        document.element.body.append(element)

    reports = read_all(saved(document), "reports.docx")

    assert [(report.year, report.format) for report in reports] == [(2024, "y2021"), (2020, "y2019")]
    assert wrong(known_cells("y2021"), reports[0]) == {}
    assert wrong(known_cells("y2019"), reports[1]) == {}


def test_titles_of_other_reports_make_no_second_report() -> None:
    links = "".join(
        f"<p>临江市人力资源和社会保障局{year}年政府信息公开工作年度报告</p>" for year in (2022, 2023)
    )
    text = "".join(f"<p>第{number}项工作平稳开展。</p>" for number in range(40))
    page = known_page("y2021").replace("</body>", f"{text}{links}</body>")

    assert [report.year for report in read_all(page.encode(), "page.html")] == [2024]


def test_a_word_file_in_traditional_characters() -> None:
    from opencc import OpenCC

    change = OpenCC("s2twp").convert  # 档案 for 文件, as a conversion to the wording of Taiwan writes
    document = word("y2019")
    texts = [text for text in document.element.body.iter(qn("w:t")) if text.text]
    for text in texts:
        text.text = change(text.text)

    report = read(saved(document), "report.docx")

    assert report.script == "traditional"
    assert wrong(known_cells("y2019"), report) == {}


def test_a_blank_form_is_no_report() -> None:
    document = word("y2021")
    for table in document.tables:
        for cell in table._cells:
            if cell.text.isdigit():
                cell.text = ""
    for paragraph in document.paragraphs:
        paragraph.text = paragraph.text.replace("收到申请若干件，工作平稳开展。", "（填写）").replace(
            "2024", "____"
        )

    report = read(saved(document), "form.docx")

    assert (report.format, report.tables) == ("narrative", {})
    assert "空白表样" in report.findings[0].message


def test_a_workbook_with_a_sheet_for_each_table() -> None:
    book = Workbook()
    first: Any = book.active
    first.title = "说明"
    first.append(["临江市人力资源和社会保障局2024年政府信息公开工作年度报告"])
    cells = known_cells("y2021")
    for table in formats.load("y2021").tables:
        sheet = book.create_sheet(table.id)
        for block in table.blocks or (None,):
            for line in table.header(block):
                sheet.append([cell.label for cell in line])
            for row in table.rows:
                if block is None or row.block == block.id:
                    values = [cells[table.id][row.id][column] for column in row.columns]
                    sheet.append([*(cell.label for cell in table.stub_cells(row)), *values])

    report = read(saved(book), "report.xlsx")

    assert wrong(cells, report) == {}
    place = report.tables["requests"].rows[0].place_of("total")
    assert place
    assert (place.sheet, place.row) == ("requests", 4)
