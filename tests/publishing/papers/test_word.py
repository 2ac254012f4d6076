"""Word files as HTML: what a reader of the accepted text sees, nothing of what stands behind it."""

import pytest

from gongkai.publishing.html import clean_html, plain_text
from gongkai.publishing.papers import read_paper
from gongkai.publishing.papers.numbering import chinese, in_form
from tests.publishing.papers.made import (
    NUMBERING,
    W,
    listed,
    paragraph,
    run,
    word,
    word_of,
    word_with_picture,
)

WIDE, TALL = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'


def html(data: bytes) -> str:
    return read_paper(data, "通知.docx").html


def test_paragraphs_and_headings_by_how_officials_number_them() -> None:
    data = word(
        "关于调整标准的通知",
        "一、调整标准",
        "（一）失业保险金",
        "一、本条很长，是一句话。",
        "第一章 总则",
        "",
    )

    assert html(data) == (
        "<p>关于调整标准的通知</p><h2>一、调整标准</h2><h3>（一）失业保险金</h3>"
        "<p>一、本条很长，是一句话。</p><h2>第一章 总则</h2>"
    )


def test_headings_by_style_and_by_outline() -> None:
    styled = paragraph(run("总体要求", "<w:b/>"), '<w:pStyle w:val="Heading1"/>')
    outlined = paragraph(run("基本原则"), '<w:outlineLvl w:val="2"/>')

    assert html(word_of(styled + outlined)) == "<h2>总体要求</h2><h4>基本原则</h4>"


def test_emphasis_stays_and_styles_go() -> None:
    inside = run("粗", "<w:b/>") + run("体", '<w:b/><w:color w:val="FF0000"/>') + run("斜", "<w:i/>")
    inside += run("不粗", '<w:b w:val="0"/>') + run("2", '<w:vertAlign w:val="superscript"/>')

    assert html(word_of(paragraph(inside))) == "<p><strong>粗体</strong><em>斜</em>不粗<sup>2</sup></p>"


def test_numbers_that_word_writes_itself_are_written_out() -> None:
    body = listed("申请条件", 1) + listed("企业", 1, 1) + listed("个人", 1, 1) + listed("申请材料", 1)

    assert html(word_of(body, numbering=NUMBERING)) == (
        "<h2>一、申请条件</h2><h3>（一）企业</h3><h3>（二）个人</h3><h2>二、申请材料</h2>"
    )


def test_lists_are_lists_one_in_another() -> None:
    body = listed("营业执照", 2) + listed("副本", 2, 1) + listed("复印件", 2, 1) + listed("申请表", 2)

    assert html(word_of(body, numbering=NUMBERING)) == (
        '<ol start="3"><li>营业执照<ul><li>副本</li><li>复印件</li></ul></li><li>申请表</li></ol>'
    )


def test_tables_keep_merged_cells_and_their_head() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('项目')}{cell('金额', WIDE)}</w:tr>"
    first = f"<w:tr>{cell('补贴', TALL)}{cell('1')}{cell('2')}</w:tr>"
    second = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('3')}{cell('4')}</w:tr>"

    assert html(word_of(f"<w:tbl>{head}{first}{second}</w:tbl>")) == (
        '<table><thead><tr><th>项目</th><th colspan="2">金额</th></tr></thead><tbody>'
        '<tr><td rowspan="2">补贴</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>'
    )


def test_revisions_are_taken_as_accepted_and_reported() -> None:
    inside = run("标准为") + '<w:del w:id="1" w:author="李"><w:r><w:delText>1400</w:delText></w:r></w:del>'
    inside += f'<w:ins w:id="2" w:author="李">{run("1480")}</w:ins>' + run("元。")

    reading = read_paper(word_of(paragraph(inside)), "通知.docx")

    assert reading.html == "<p>标准为1480元。</p>"
    assert any("插入的文字1处" in note for note in reading.notes)
    assert any("删去的文字1处没有读入" in note for note in reading.notes)


def test_comments_and_hidden_text_never_enter_and_are_reported() -> None:
    inside = run("公开内容") + run("内部意见", "<w:vanish/>") + '<w:r><w:commentReference w:id="1"/></w:r>'
    comments = f'<w:comments {W}><w:comment w:id="1"><w:p>{run("请领导定")}</w:p></w:comment></w:comments>'

    reading = read_paper(word_of(paragraph(inside), comments=comments), "通知.docx")

    assert reading.html == "<p>公开内容</p>"
    assert "批注1条没有读入" in reading.notes
    assert "隐藏文字1处没有读入" in reading.notes


def test_a_row_that_was_deleted_is_no_row() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    gone = row.format('<w:trPr><w:del w:id="3"/></w:trPr>', paragraph(run("旧")), paragraph(run("1")))
    kept = row.format("", paragraph(run("新")), paragraph(run("2")))

    assert html(word_of(f"<w:tbl>{gone}{kept}</w:tbl>")) == (
        "<table><tbody><tr><td>新</td><td>2</td></tr></tbody></table>"
    )


def test_pictures_stand_in_their_place() -> None:
    reading = read_paper(word_with_picture(), "指南.docx")

    assert '<img src="picture:1" alt="">' in reading.html
    assert [picture.content_type for picture in reading.pictures] == ["image/png"]
    assert any("图片1幅没有替代文字" in note for note in reading.notes)
    assert reading.addressed(lambda number: f"/x/{number}/").count('src="/x/1/"') == 1


def test_a_picture_that_no_site_takes_becomes_one_that_it_does() -> None:
    [picture] = read_paper(word_with_picture(kind="BMP"), "指南.docx").pictures

    assert picture.content_type == "image/png"
    assert picture.data.startswith(b"\x89PNG")


def test_what_comes_out_is_clean_already() -> None:
    found = html(word_of(paragraph(run("&lt;script&gt;alert(1)&lt;/script&gt;&amp;"))))

    assert found == clean_html(found)
    assert plain_text(found) == "<script>alert(1)</script>&"


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (11, "chineseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (99, "chineseCounting", "九十九"),
        (2, "upperLetter", "B"),
        (3, "lowerLetter", "c"),
        (4, "lowerRoman", "iv"),
        (14, "upperRoman", "XIV"),
        (5, "decimalEnclosedCircle", "⑤"),
        (7, "decimal", "7"),
    ],
)
def test_numbers_in_the_forms_of_word(number: int, form: str, shown: str) -> None:
    assert in_form(number, form) == shown


def test_a_number_beyond_a_hundred_is_written_in_digits() -> None:
    assert chinese(100) == "100"
