"""The text of an item as PDF and as Word: everything that the page says, in the official layout."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from PIL import Image

from gongkai.portal.texts.blocks import Cell, Run, blocks_of
from gongkai.portal.texts.grid import grid_of
from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem
from gongkai.rules.roles import Role
from tests.factories import make_item, make_user, publish_through
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words

CONTENT = """
<h2>一、适用范围</h2><p>本市参加失业保险的<strong>企业</strong>。</p>
<ol><li>依法参保；</li><li>足额缴费。<ul><li>上一年度。</li></ul></li></ol>
<table><thead><tr><th>企业</th><th>比例</th></tr></thead><tbody><tr><td>大型</td><td>50%</td></tr></tbody></table>
"""


def nothing(address: str) -> None:
    return None


def item_with(bureau: Bureau, content: str, **facts: object) -> InformationItem:
    return make_item(
        column=bureau.documents,
        title="失业保险稳岗返还实施办法",
        content=content,
        published_on=date(2025, 3, 10),
        **facts,
    )


# --- reading ------------------------------------------------------------------------------------------------


def test_html_is_read_into_blocks_in_its_order() -> None:
    blocks = blocks_of(CONTENT, nothing)

    assert [(block.kind, block.level, block.mark, block.text) for block in blocks] == [
        ("heading", 1, "", "一、适用范围"),
        ("paragraph", 0, "", "本市参加失业保险的企业。"),
        ("point", 1, "1.", "依法参保；"),
        ("point", 1, "2.", "足额缴费。"),
        ("point", 2, "•", "上一年度。"),
        ("table", 0, "", ""),
    ]
    assert blocks[1].runs[1] == Run("企业", bold=True)


def test_words_beside_blocks_are_paragraphs_and_breaks_end_a_line() -> None:
    blocks = blocks_of("前言<p>　　正文<br>第二行</p>后记<hr>", nothing)

    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "前言"),
        ("paragraph", "正文"),
        ("paragraph", "第二行"),
        ("paragraph", "后记"),
        ("rule", ""),
    ]


def test_a_picture_that_cannot_be_had_is_named() -> None:
    [block] = blocks_of('<p><img src="/x.png" alt="流程图"></p>', nothing)

    assert block.text == "（流程图，请看网页）"


def test_raised_and_lowered_signs_stay_so() -> None:
    [block] = blocks_of("<p>10<sup>2</sup>，H<sub>2</sub>O，<u>注</u><em>意</em></p>", nothing)

    assert [(run.text, run.shift) for run in block.runs if run.shift] == [("2", "super"), ("2", "sub")]
    assert [run.text for run in block.runs if run.underlined or run.italic] == ["注", "意"]


def test_spans_that_run_over_each_other_are_cut_and_gaps_filled() -> None:
    grid = grid_of(
        [
            [Cell("甲", rows=2), Cell("乙", columns=2)],
            [Cell("丙", columns=9, rows=9)],
            [Cell("丁")],
        ]
    )

    places = [
        (each.row + down, each.column + right)
        for each in grid.cells
        for down in range(each.cell.rows)
        for right in range(each.cell.columns)
    ]
    assert len(places) == len(set(places)) == grid.rows * grid.columns


def test_a_table_of_heads_alone_has_no_head() -> None:
    assert grid_of([[Cell("甲", is_head=True)]]).head == 0
    assert grid_of([[Cell("甲", is_head=True)], [Cell("乙")]]).head == 1
    assert grid_of([[Cell("甲", is_head=True, rows=2)], [Cell("乙")]]).head == 0


# --- files --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_pdf_says_what_the_page_says(client: Client, bureau: Bureau) -> None:
    item = item_with(bureau, CONTENT, doc_no="海人社发〔2025〕16号")

    response = client.get(f"/i/{item.pk}.pdf")

    assert response["Content-Type"] == "application/pdf", response.content.decode()
    with pdfplumber.open(BytesIO(response.content)) as file:
        text = "".join(page.extract_text() for page in file.pages)
        assert file.metadata["Title"] == "失业保险稳岗返还实施办法"
    for words_of_it in ("海人社发〔2025〕16号", "一、适用范围", "足额缴费", "50%", f"/i/{item.pk}.html"):
        assert words_of_it in text.replace("\n", "").replace(" ", "")
    assert b"pdfuaid" in response.content


@pytest.mark.django_db
def test_the_word_file_has_headings_and_tables(client: Client, bureau: Bureau) -> None:
    item = item_with(bureau, CONTENT)

    response = client.get(f"/i/{item.pk}.docx")

    file = Document(BytesIO(response.content))
    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs if paragraph.style}
    assert styles["失业保险稳岗返还实施办法"] == "Heading 1"
    assert styles["一、适用范围"] == "Heading 2"
    assert [cell.text for row in file.tables[0].rows for cell in row.cells] == ["企业", "比例", "大型", "50%"]
    assert "%E5%A4%B1%E4%B8%9A" in response["Content-Disposition"]


@pytest.mark.django_db
def test_a_picture_among_the_files_is_taken_along(client: Client, bureau: Bureau) -> None:
    by = make_user(role=Role.HANDLER, unit=bureau.documents.owner_unit)
    item = make_item(column=bureau.documents, by=by)
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    file = actions.attach_file(
        item, file=SimpleUploadedFile("会场.png", drawn.getvalue()), by=by, on=date(2025, 3, 4)
    )
    content = f'<p>会场如图。</p><p><img src="/i/{item.pk}/files/{file.pk}/x.png" alt="会场"></p>'
    actions.save_draft(item, content=content, by=by, on=date(2025, 3, 4))
    publish_through(item, by=by, on=date(2025, 3, 10))

    word = client.get(f"/i/{item.pk}.docx")
    paper = client.get(f"/i/{item.pk}.pdf")

    assert len(Document(BytesIO(word.content)).inline_shapes) == 1
    with pdfplumber.open(BytesIO(paper.content)) as opened:
        assert opened.pages[0].images


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_text_goes_with_its_item(client: Client, bureau: Bureau, form: str) -> None:
    item = item_with(bureau, "<p>正文</p>")
    address = f"/i/{item.pk}.{form}"
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    leader = make_user(role=Role.LEADER, body=bureau.body)
    actions.withdraw_item(item, reason="内容有误", by=leader, on=date(2025, 6, 3))
    assert client.get(address).status_code in {404, 410}


@pytest.mark.django_db
def test_what_has_no_text_offers_none(client: Client, bureau: Bureau) -> None:
    by = make_user(role=Role.HANDLER, unit=bureau.documents.owner_unit)
    item = make_item(column=bureau.documents, content="", by=by)
    file = SimpleUploadedFile("说明.txt", "附件的内容".encode())
    actions.attach_file(item, file=file, by=by, on=date(2025, 3, 4))
    publish_through(item, by=by, on=date(2025, 3, 10))

    assert client.get(f"/i/{item.pk}.pdf").status_code == 404
    assert client.get(f"/i/{item.pk}.txt").status_code == 404
    assert "下载正文" not in parse(client.get(f"/i/{item.pk}.html")).get_text()


# --- what stands beside it ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_tells_when_the_item_changed(client: Client, bureau: Bureau) -> None:
    leader = make_user(role=Role.LEADER, body=bureau.body)
    actions.change_validity(
        bureau.document,
        validity="repealed",
        ceased_on=date(2025, 7, 1),
        reason="清理",
        by=leader,
        on=date(2025, 7, 1),
    )

    page = parse(client.get(f"/i/{bureau.document.pk}.html"))

    assert [words(line) for line in page.select(".gk-history li")] == [
        "2025年3月10日首次发布",
        "2025年7月1日有效性改为“废止”",
    ]
    assert not parse(client.get(f"/i/{bureau.report.pk}.html")).select(".gk-history")


@pytest.mark.django_db
def test_beside_an_item_stands_what_is_new_in_its_column(client: Client, bureau: Bureau) -> None:
    other = item_with(bureau, "<p>正文</p>")
    make_item(column=bureau.documents, title="没有发布的文件")

    page = parse(client.get(f"/i/{bureau.document.pk}.html"))

    section = page.find(attrs={"aria-labelledby": "related"})
    assert other.title in words(section)
    assert "没有发布的文件" not in words(section)
