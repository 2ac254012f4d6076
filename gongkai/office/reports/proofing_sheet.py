"""What was found in a batch, as an Excel sheet and as letters to those who wrote the reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from django.conf import settings
from django.utils.timezone import make_aware
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from gongkai.common.fonts import faces
from gongkai.common.official_docx import add_paragraph, add_title, indent, lay_page
from gongkai.common.typesetting import SHARED, typeset
from gongkai.design.words import cn_date
from gongkai.proofing.models import Batch, Reading
from gongkai.proofing.showing import Shown, ShownFinding, show
from gongkai.proofing.standing import report_now

HEADS = ("文件", "机关", "年度", "程度", "规则", "位置", "问题和处理办法", "应为", "报告为", "核对的说明")
WIDTHS = (30, 34, 8, 8, 12, 36, 80, 12, 12, 40)
TEMPLATE = Path(__file__).parent / "typst" / "opinion.typ"
TITLE_LINES = ("关于政府信息公开工作", "年度报告核对意见的函")
TITLE = "".join(TITLE_LINES)
WRONG = ("error", "warning")  # what a body is asked to mend


def shown_of(reading: Reading) -> Shown:
    """Return a reading with its corrections and answers; they are best fetched with it."""
    return show(report_now(reading), reading.corrections.all(), reading.answers.all())


def as_xlsx(batch: Batch, readings: Iterable[Reading], refused: Iterable[tuple[str, str]]) -> bytes:
    """
    Return all findings as a sheet, a line each; a paper that was not read has a line, too.

    :param refused: names of papers that were not read, and why
    """
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("问题")
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, f"{batch.title}：年度报告核对的问题", bold)
        sheet.write_string(1, 0, f"{batch.body.name}　{cn_date(batch.made_on)}送核")
        sheet.write_row(2, 0, HEADS, bold)
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        for number, line in enumerate(_lines(readings, refused), 3):
            sheet.write_row(number, 0, line, wrap)
        sheet.freeze_panes(3, 0)
        sheet.autofilter(2, 0, 2, len(HEADS) - 1)
    return file.getvalue()


def letter_name(reading: Reading, form: str = "docx") -> str:
    """Return the file name of the letter about a reading."""
    return f"{reading.body_name or reading.paper.name}{reading.year or ''}年度报告核对意见.{form}"


@dataclass(frozen=True)
class Letter:
    """What a letter says, whichever file it becomes."""

    sender: str
    to: str
    paragraphs: tuple[str, ...]


def letter_of(reading: Reading) -> Letter:
    """Return the letter to the body that wrote a report: what to mend, each with its place."""
    shown = shown_of(reading)
    left = [one for one in shown.findings if one.finding.severity in WRONG and one.answer is None]
    year = f"{reading.year}年度" if reading.year else ""
    named = f"你单位{year}政府信息公开工作年度报告（{reading.paper.name}）"
    if left:
        said = f"经核对，{named}有下列{len(left)}处问题，请逐项核实，更正后重新报送。"
    else:
        said = f"经核对，{named}没有发现需要更正的问题。"
    numbered = [f"{n}.{_place(one, shown)}{one.finding.message}" for n, one in enumerate(left, 1)]
    basis = "核对依据为各表的勾稽关系、统计说明和报告正文的数据；没有列出的，不表示没有问题。"
    to = f"{reading.body_name or '有关单位'}："
    return Letter(reading.paper.batch.body.name, to, (said, *numbered, basis))


def as_docx(reading: Reading, *, on: date) -> bytes:
    """Return the letter as a Word file, to be edited before it is sent."""
    letter, file = letter_of(reading), Document()
    lay_page(file, title=TITLE, author=letter.sender)
    add_title(file, TITLE)
    add_paragraph(file, letter.to)
    for text in letter.paragraphs:
        indent(add_paragraph(file, text))
    for text in ("", letter.sender, cn_date(on)):
        add_paragraph(file, text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def as_pdf(reading: Reading, *, on: date) -> bytes:
    """
    Return the letter as PDF/A, to be printed and stamped; on one day always the same bytes.

    :raises NotTypeset: a character that no font has
    """
    letter = letter_of(reading)
    data = {
        "title": TITLE,
        "title-lines": TITLE_LINES,
        "body": letter.sender,
        "to": letter.to,
        "paragraphs": letter.paragraphs,
        "on": cn_date(on),
    }
    made_at = make_aware(datetime.combine(on, time()))
    return typeset(TEMPLATE, data, faces=faces(settings.GOV_FONTS), made_at=made_at, root=SHARED)


def as_zip(readings: Sequence[Reading], *, on: date) -> bytes:
    """Return the letters of a batch, one for each report, in one file."""
    file = BytesIO()
    taken: set[str] = set()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for reading in readings:
            name = letter_name(reading)
            if name in taken:
                name = f"{reading.pk}-{name}"
            taken.add(name)
            packed.writestr(name, as_docx(reading, on=on))
    return file.getvalue()


def _lines(readings: Iterable[Reading], refused: Iterable[tuple[str, str]]) -> Iterable[list[str | float]]:
    for reading in readings:
        shown = shown_of(reading)
        head: list[str | float] = [reading.paper.name, reading.body_name, reading.year or ""]
        for one in shown.findings:
            found = one.finding
            numbers = ["" if number is None else number for number in (found.expected, found.found)]
            rule = found.rule if len(found.rule) < 4 else ""
            answer = one.answer.note if one.answer else ""
            yield [*head, one.word, rule, _place(one, shown).rstrip("："), found.message, *numbers, answer]
        if not shown.findings:
            yield [*head, "无", "", "", "没有发现问题", "", "", ""]
    for name, reason in refused:
        yield [name, "", "", "错误", "", "", reason, "", "", ""]


def _place(one: ShownFinding, shown: Shown) -> str:
    """Return where a finding is, in words: 《表名》行，列."""
    where = one.finding.where
    if where.section:
        return f"“{where.section}”："
    for table in shown.tables:
        if table.id != where.table:
            continue
        rows = [row for part in table.parts for row in part.rows]
        row = next((row for row in rows if f"{one.anchor}-".startswith(f"{row.anchor}-")), None)
        label = f"“{row.label}”" if row and where.row else ""
        return f"《{table.label}》{label}："
    return ""
