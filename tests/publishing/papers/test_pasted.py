"""What Word and WPS put on the clipboard: its lists are lists again, its comments and revisions are gone."""

from pathlib import Path

from gongkai.publishing.html import clean_html
from gongkai.publishing.papers.pasted import is_from_word, read_pasted

CLIPBOARD = (Path(__file__).parent / "clipboard.html").read_text(encoding="utf-8")


def test_a_whole_notice_comes_out_clean() -> None:
    reading = read_pasted(CLIPBOARD)

    assert is_from_word(CLIPBOARD)
    assert reading.html == (
        "<p><strong>关于调整失业保险金标准的通知</strong></p>"
        "<p>各县（市、区）人力资源和社会保障局：</p>"
        "<p>为提高保障水平，标准调整为每月1480元。</p>"
        "<h2>一、申请材料</h2>"
        "<ol><li>身份证复印件</li><li>申请表<ul><li>一式两份</li></ul></li></ol>"
        '<table><tbody><tr><td colspan="2">标准</td></tr>'
        "<tr><td>甲类</td><td>1480</td></tr></tbody></table>"
        '<p>见<a href="https://www.gov.cn/">中国政府网</a>。</p>'
    )


def test_what_was_left_out_is_told() -> None:
    assert read_pasted(CLIPBOARD).notes == [
        "修订中删去的文字1处没有粘贴",
        "批注1条没有粘贴",
        "图片1幅不能随文字粘贴，请用“读入文件”带入，或者作为附件上传",
    ]


def test_nothing_of_word_is_left() -> None:
    found = read_pasted(CLIPBOARD).html

    assert found == clean_html(found).replace(' rel="noopener noreferrer"', "")
    for left in ("mso", "Mso", "o:p", "style", "class", "<span", "<!", "1400", "请领导定", "&nbsp;"):
        assert left not in found


def test_lists_and_tables_of_a_web_page_stay() -> None:
    page = "<div><ul><li>甲<ol start=3><li>乙</li></ol></li></ul><h1>一级</h1>散文<br>二行</div>"

    assert read_pasted(page).html == (
        '<ul><li>甲<ol start="3"><li>乙</li></ol></li></ul><h2>一级</h2><p>散文<br>二行</p>'
    )


def test_pictures_of_our_own_stay() -> None:
    assert read_pasted('<p>图<img src="/i/3/files/7/a.png" alt="流程"></p>').html == (
        '<p>图<img src="/i/3/files/7/a.png" alt="流程"></p>'
    )


def test_nothing_pasted_is_nothing() -> None:
    assert read_pasted("").html == ""
    assert read_pasted("<!-- -->").html == ""
