"""The HTML of items: what carries meaning stays, what could do harm goes."""

import time

import pytest

from gongkai.publishing.html import clean_html, html_of_text, plain_text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p style='color:red' class=MsoNormal>正文</p>", "<p>正文</p>"),
        ("<script>alert(1)</script><p>正文</p>", "<p>正文</p>"),
        ("<p onclick=alert(1)>正文</p>", "<p>正文</p>"),
        ("<style>p{}</style><!--[if mso]>x<![endif]--><o:p>正文</o:p>", "正文"),
        ("<h1>标题</h1>", "<h2>标题</h2>"),
        ("<p><span lang=EN-US>12</span>号</p>", "<p>12号</p>"),
        ("<p>没有结束", "<p>没有结束</p>"),
        ("<iframe src=//x></iframe><form><input></form>文", "文"),
        ("<a href='javascript:alert(1)'>点</a>", '<a rel="noopener noreferrer">点</a>'),
        (
            "<a href='https://www.gov.cn/' target=_blank>中国政府网</a>",
            '<a href="https://www.gov.cn/" rel="noopener noreferrer">中国政府网</a>',
        ),
        ("<p>a\0b</p>", "<p>ab</p>"),
        (
            "<table><tbody><tr><td><p>1</p></td><td><p>甲</p><p>乙</p></td></tr></tbody></table>",
            "<table><tbody><tr><td>1</td><td><p>甲</p><p>乙</p></td></tr></tbody></table>",
        ),
    ],
)
def test_what_stays(given: str, kept: str) -> None:
    assert clean_html(given) == kept


def test_tables_keep_their_merged_cells() -> None:
    head = "<tr><th scope=col colspan=2 width=90>项目</th></tr>"
    table = f"<table border=1>{head}<tr><td rowspan='x'>1</td></tr></table>"

    cleaned = clean_html(table)

    assert '<th scope="col" colspan="2">项目</th>' in cleaned
    assert "<td>1</td>" in cleaned
    assert "border" not in cleaned


@pytest.mark.parametrize(
    ("source", "stays"),
    [
        ("/i/3/files/7/a.png", True),
        ("https://rsj.haicheng.gov.cn/a.png", True),
        ("https://elsewhere.example/a.png", False),
        ("//elsewhere.example/a.png", False),
        ("/\\elsewhere.example/a.png", False),
        ("data:image/png;base64,AAAA", False),
        ("W020190101.png", False),
        ("http://[broken/a.png", False),
    ],
)
def test_only_pictures_of_our_own(source: str, stays: bool) -> None:
    cleaned = clean_html(f'<p>图<img src="{source}" alt="流程"></p>', hosts=["rsj.haicheng.gov.cn"])

    assert ("<img" in cleaned) is stays


def test_what_is_clean_stays_as_it_is() -> None:
    once = clean_html("<h2>一、条件</h2><ul><li>参保<li>缴费</ul><table><tr><td>1&lt;2</table>")

    assert clean_html(once) == once


def test_a_thousand_tags_deep_is_no_harm() -> None:
    assert "正文" in clean_html("<div>" * 5_000 + "正文")


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li", "blockquote"])
def test_of_bottomless_markup_the_words_stay_and_nobody_waits(tag: str) -> None:
    begun = time.process_time()

    cleaned = clean_html(f"<p>第一段</p>{f'<{tag}>' * 100_000}正文")

    assert plain_text(cleaned) == "第一段\n正文"
    assert time.process_time() - begun < 5


def test_plain_text_has_a_line_for_each_block() -> None:
    html = "<h2>标题</h2><p>第一段<br>换行&nbsp;&amp;</p><table><tr><td>甲</td><td>1</td></tr></table>"

    assert plain_text(clean_html(html)) == "标题\n第一段\n换行 &\n甲 1"


def test_plain_text_becomes_paragraphs() -> None:
    assert html_of_text("第一条\n\n  第二条 <1>\r\n") == "<p>第一条</p><p>第二条 &lt;1&gt;</p>"
