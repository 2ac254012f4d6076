"""Excel and PDF files as HTML, and files that cannot be read: one sentence that says what to do."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from gongkai.publishing.papers import read_paper
from gongkai.publishing.papers.pages import joined
from gongkai.screening.reading import CannotRead
from tests.common.test_uploads import ole
from tests.publishing.papers.made import allowances, pdf, sheet, word


def test_a_sheet_is_a_table_with_its_title_days_and_amounts() -> None:
    found = read_paper(sheet(allowances), "名单.xlsx").html

    assert found == (
        "<p><strong>2026年一季度稳岗返还名单</strong></p><table><thead><tr><th>序号</th><th>单位</th>"
        "<th>金额（元）</th><th>发放日期</th></tr></thead><tbody>"
        '<tr><td>1</td><td>海城机械厂</td><td>12,500.50</td><td rowspan="2">2026年3月6日</td></tr>'
        "<tr><td>2</td><td>海城纺织厂</td><td>8,000.00</td></tr></tbody></table>"
    )


def test_what_a_sheet_hides_never_enters_and_is_reported() -> None:
    reading = read_paper(sheet(allowances), "名单.xlsx")

    assert "6222" not in reading.html
    assert "内部备注" not in reading.html
    assert "隐藏的工作表1张没有读入" in reading.notes
    assert "工作表“一季度”中隐藏的行、列没有读入" in reading.notes
    assert "工作表“一季度”的批注1条没有读入" in reading.notes


def test_several_sheets_have_their_names_over_them() -> None:
    def fill(book: Workbook) -> None:
        for name in ("一月", "二月"):
            book.create_sheet(name).append(["人数", 12])
        book.remove(book.worksheets[0])

    found = read_paper(sheet(fill), "统计.xlsx").html

    assert found.count("<table>") == 2
    assert "<h2>二月</h2>" in found


def test_numbers_look_as_they_do_in_the_sheet() -> None:
    def fill(book: Workbook) -> None:
        page = book.active
        assert page is not None
        page.append(["比例", 0.125, "编号", 7, "有效", True, "数", 1234567])
        page["B1"].number_format = "0.0%"
        page["D1"].number_format = "0000"

    found = read_paper(sheet(fill), "统计.xlsx").html

    assert "<td>12.5%</td>" in found
    assert "<td>0007</td>" in found
    assert "<td>是</td>" in found
    assert "<td>1234567</td>" in found


def test_a_sheet_too_large_for_a_page_is_refused() -> None:
    def fill(book: Workbook) -> None:
        page = book.active
        assert page is not None
        for row in range(2_100):
            page.append([row] * 10)

    with pytest.raises(CannotRead, match="请作为附件上传"):
        read_paper(sheet(fill), "大表.xlsx")


def test_a_pdf_becomes_paragraphs_and_tables_without_page_numbers() -> None:
    long = "为进一步提高失业人员基本生活保障水平，根据有关规定，" * 2
    row = "table.cell(colspan: 2)[失业保险金], [按月]"
    table = f"#table(columns: 3, [项目], [标准], [备注], {row}, [代缴], [100], [])"
    found = read_paper(
        pdf(f"{long}\n\n一、调整标准\n\n{table}\n\n{long}\n#pagebreak()\n{long}"), "通知.pdf"
    ).html

    assert found.count(f"<p>{long}</p>") == 3
    assert "<h2>一、调整标准</h2>" in found
    assert '<td colspan="2">失业保险金</td>' in found
    assert "—" not in found


def test_a_pdf_without_text_is_a_scan() -> None:
    with pytest.raises(CannotRead, match="是扫描件"):
        read_paper(pdf("#rect(width: 20pt, height: 20pt)"), "扫描.pdf")


def test_lines_are_joined_as_each_language_wants_it() -> None:
    assert joined(["失业保险", "条例 RSS", "feed", "的"]) == "失业保险条例 RSS feed的"


def packed(content: bytes | str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", content)
    return written.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE d [<!ENTITY l0 "哈">{LAUGHS}]><d>&l9;</d>'
FILE = '<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><d>&f;</d>'
HOSTILE = [
    ("old.doc", ole("WordDocument"), "另存为.docx"),
    ("old.xls", ole("Workbook"), "另存为.xlsx"),
    ("old.wps", ole("WordDocument"), "另存为.docx"),
    ("bomb.docx", packed(b" " * 50_000_000), "压缩炸弹"),
    ("entities.docx", packed(BILLION), "“entities.docx”"),
    ("file.docx", packed(FILE), "“file.docx”"),
    ("deep.docx", packed("<a>" * 3_000 + "</a>" * 3_000), "“deep.docx”"),
    ("cut.docx", word("正文")[:900], "损坏"),
    ("locked.docx", ole("EncryptedPackage", "EncryptionInfo"), "损坏"),
    ("cut.xlsx", sheet(allowances)[:2_000], "损坏"),
    ("broken.pdf", b"%PDF-1.7\n" + b"\0" * 2_000 + b"%%EOF", "请作为附件上传"),
    ("empty.docx", word(""), "没有可以读入的文字"),
    ("text.txt", b"text", "可以读入.docx、.doc、.xlsx和.pdf"),
]


@pytest.mark.parametrize(("name", "data", "said"), HOSTILE, ids=[each[0] for each in HOSTILE])
def test_what_cannot_be_read_says_so_in_one_sentence(name: str, data: bytes, said: str) -> None:
    begun = time.monotonic()

    with pytest.raises(CannotRead) as refused:
        read_paper(data, name)

    message = str(refused.value)
    assert said in message
    assert name in message
    assert "root:" not in message
    assert "\n" not in message
    assert time.monotonic() - begun < 20
