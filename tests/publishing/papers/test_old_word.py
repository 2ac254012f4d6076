"""Word 97 files as text of an item: what a reader of the accepted text sees, and a note to compare."""

from gongkai.publishing.papers import read_paper
from tests.publishing.papers.made import old_word, word


def test_a_file_of_word_97_is_read_like_a_new_one() -> None:
    reading = read_paper(old_word(), "关于补贴的公示.doc")

    assert "<h2>关于2026年就业困难人员社会保险补贴的公示</h2>" in reading.html
    assert "<td>赵启明</td>" in reading.html
    assert "逾期不再受理。" in reading.html
    assert reading.notes[0].startswith("这是旧版Word文件")


def test_what_stands_behind_the_text_is_not_read_in_and_told() -> None:
    reading = read_paper(old_word(), "公示.doc")

    assert "13860543210" not in reading.html  # hidden text
    assert "13505981234" not in reading.html  # deleted text
    assert [note for note in reading.notes if note.startswith(("批注1条", "隐藏文字1处"))]


def test_a_new_file_under_an_old_name_is_read_as_what_it_is() -> None:
    reading = read_paper(word("正文一段。"), "通知.doc")

    assert reading.html == "<p>正文一段。</p>"
    assert not reading.notes
