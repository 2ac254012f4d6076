"""What people paste is printed, whatever characters come along with it."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from gongkai.common.fonts import faces
from gongkai.common.official_docx import add_paragraph, add_title, lay_page
from gongkai.common.printing import printable, printable_data
from gongkai.common.typesetting import typeset

PASTED = "李明\x0b申请\x01公开\ufeff失业保险\x7f基金收支\ufffe情况"
KEPT = "李明\n申请公开失业保险基金收支情况"
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "zh", font: data.fonts.text)
= #data.title
#data.lines.at(0).text
"""


@pytest.mark.parametrize("kept", ["稳岗返还\t一次性\r\n", "㐂𠮷野家", "甪直，“〔2026〕1号”——", ""])
def test_nothing_that_can_be_seen_is_taken_out(kept: str) -> None:
    assert printable(kept) == kept


def test_data_keep_their_shape() -> None:
    data = {"title": "告知书\x00", "lines": [("\x1f甲", 3, None)], "is_signed": True}

    assert printable_data(data) == {"title": "告知书", "lines": [["甲", 3, None]], "is_signed": True}


def test_a_word_file_takes_what_was_pasted() -> None:
    file, made = docx.Document(), BytesIO()

    lay_page(file, title=PASTED, author="海城市人力资源和社会保障局")
    add_title(file, PASTED)
    add_paragraph(file, PASTED)
    file.save(made)

    assert [paragraph.text for paragraph in docx.Document(made).paragraphs] == [KEPT, KEPT]


def test_a_pdf_for_archives_takes_what_was_pasted(tmp_path: Path) -> None:
    template = tmp_path / "letter.typ"
    template.write_text(TEMPLATE, encoding="utf-8")
    data = {"title": PASTED, "lines": [{"text": PASTED}]}

    made = typeset(template, data, faces=faces(), made_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert b"<pdfaid:part>2</pdfaid:part>" in made
