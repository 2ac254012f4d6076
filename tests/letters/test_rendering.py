"""PDF 和 DOCX: each kind renders in both forms, and looks as an official document does."""

from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from gongkai.bodies.models import Body
from gongkai.letters.document import LetterDocument, sampled
from gongkai.letters.models import Letter
from gongkai.letters.rendering import docx, pdf, render_docx, render_pdf
from gongkai.letters.wording import default_text
from gongkai.rules.letters import LetterKind, kinds
from tests.letters.correspondence import MONDAY, extended, make_bureau, make_case, signed

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("each", kinds().values(), ids=lambda each: each.code)


def sample(kind: LetterKind) -> LetterDocument:
    body = Body(name="海城市人力资源和社会保障局", review_organ="海城市人民政府", court="海城市人民法院")
    return sampled(kind, body, default_text(kind.code), on=MONDAY)


def words_of(made: bytes) -> str:
    with pypdfium2.PdfDocument(made) as file:
        pages = [file[number] for number in range(len(file))]
        return "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")


@EVERY
def test_each_kind_becomes_a_pdf_for_archives_and_readers(each: LetterKind) -> None:
    made = pdf(sample(each))

    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert each.title in words_of(made)


@EVERY
def test_each_kind_becomes_a_docx(each: LetterKind) -> None:
    document = sample(each)

    file = Document(BytesIO(docx(document)))

    said = [paragraph.text for paragraph in file.paragraphs]
    assert each.title in said
    assert [block.text for block in document.blocks if block.text and block.text not in said] == []


def test_a_fixed_letter_renders_alike_every_time() -> None:
    letter = Letter.objects.get(pk=signed(extended(make_case(body=make_bureau())), "extension_notice").pk)

    assert render_pdf(letter) == render_pdf(letter)
    assert "海人社公延〔2026〕1 号" in words_of(render_pdf(letter)).replace("〕1号", "〕1 号")


def test_the_page_is_that_of_an_official_document() -> None:
    file = Document(BytesIO(docx(sample(kinds()["denied"]))))
    section = file.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"
    assert "PAGE" in section.footer._element.xml


def test_text_in_docx_is_set_in_fangsong() -> None:
    file = Document(BytesIO(render_docx(signed(extended(make_case()), "extension_notice"))))
    paragraph = next(one for one in file.paragraphs if one.text.startswith("本机关于"))

    fonts = paragraph.runs[0]._element.rPr.rFonts

    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_a_draft_is_marked_as_one() -> None:
    made = words_of(pdf(sample(kinds()["denied"]))).replace(" ", "")

    assert made.startswith("草稿")


def test_a_deadline_letter_carries_the_strip_of_days() -> None:
    letter = signed(extended(make_case()), "extension_notice")

    days = letter.context["days"]

    assert (days[0]["on"], days[0]["kind"]) == ("2026-03-02", "start")
    assert (days[-1]["on"], days[-1]["due"]) == ("2026-04-14", True)
    assert sum(day["kind"] == "counts" for day in days) == 30
    assert "自2026年3月2日的次日起计算" in letter.context["days_words"]
