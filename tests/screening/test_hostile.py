"""Files made to break the check: each is refused in one line or read within bounds."""

import io
import time
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from gongkai.screening.checking import screen
from gongkai.screening.hits import Kind
from gongkai.screening.materials import Material
from gongkai.screening.reading import CannotRead, open_file
from gongkai.screening.setting import Setting
from tests.screening.cases.documents import WORD, Content, word
from tests.screening.hostile.__main__ import measured
from tests.screening.hostile.files import packed

TODAY = Setting(date(2026, 11, 21))
DOCUMENT = f"<w:document {WORD}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
SHAPES = [
    *(
        "1",
        "1 ",
        "1-",
        "110105194912310021",
        "的",
        "市",
        "朝阳路",
        "青岚市云溪区",
        "王",
        "王国栋，",
        "*",
        "X",
        "a@",
        "a",
    ),
    *("2026年", "住路1", "号1", "机 密", "身份证", "〔2026〕", "（征求意见稿", "0591-"),
    *("_", "患病", "骨折", "1 3", "张伟、", "拖欠张伟、", "住所地", "公司，", "(["),
]


def lying() -> bytes:
    """Return a package whose directory says that a part is a hundred bytes long."""
    data = bytearray(packed({"word/document.xml": DOCUMENT.format("啊" * 2_000_000)}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    return bytes(data)


REFUSED = [
    ("bomb.docx", packed({"word/document.xml": b" " * 50_000_000}), "压缩炸弹"),
    ("nested.docx", packed({"a.zip": packed({"b": b"0" * 50_000_000})}), "不是完整的Word文件"),
    ("lying.docx", lying(), "损坏"),
    ("many.docx", packed({f"{n}.xml": "" for n in range(6000)}, zipfile.ZIP_STORED), "过大"),
    ("empty.docx", packed({"readme.txt": "x"}), "不是完整的Word文件"),
    ("slides.pptx", packed({"ppt/presentation.xml": "<a/>"}), "不是完整的演示文稿"),
    ("cut.docx", word(Content(("正文",)), "")[:200], "损坏"),
    ("text.docx", "身份证".encode(), "损坏"),
    ("cut.xlsx", packed({"xl/workbook.xml": "<x"}), "损坏"),
    ("broken.pdf", b"%PDF-1.7\n%broken", "损坏"),
    ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "另存为"),
    ("binary.txt", b"\x00\x01\x02" * 100, "不是能读出文字"),
]


@pytest.mark.parametrize(("name", "data", "said"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_refused_in_one_line(name, data, said):
    begun = time.monotonic()

    with pytest.raises(CannotRead, match=said) as refused:
        open_file(data, name)

    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(f"“{name}”")
    assert time.monotonic() - begun < 5


def test_no_entity_is_followed():
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = DOCUMENT.format("前&x;后")

    material = open_file(packed({"word/document.xml": entity + document}), "a.docx").material

    assert not any("root:" in passage.text for passage in material.passages)


def test_of_a_page_nested_too_deep_the_words_are_looked_at() -> None:
    page = "<div>" * 400 + "身份证号11010519491231002X" + "</div>" * 400

    opened = open_file(f"<p>开头</p>{page}".encode(), "深.html")

    assert [hit.kind for hit in screen(opened.material, TODAY)] == [Kind.ID_CARD]
    assert opened.saved is None
    assert opened.material.unread == ["网页嵌套过深，只检查了文字，没有检查表格"]


def test_one_far_cell_makes_no_big_sheet():
    book = Workbook()
    book.active["A1"] = "手机13812345678"
    book.active["XFD1048576"] = "远处"
    written = io.BytesIO()
    book.save(written)

    material = open_file(written.getvalue(), "a.xlsx").material

    assert material.unread == []
    assert [hit.where for hit in screen(material, TODAY)] == ["sheet Sheet A1"]
    assert any(passage.where.endswith("XFD1048576") for passage in material.passages)


def test_long_text_is_cut_and_it_is_said():
    opened = open_file(("说" * 5_000_001).encode(), "长.txt")

    assert opened.material.unread == ["文字过长，只检查了前2000000字"]
    assert opened.saved is None


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_length_only(shape):
    """Twenty thousand signs of whatever shape are read in less time than a backtracking pattern takes."""
    material = Material("a")
    material.add(shape * (20_000 // len(shape)), "body")
    begun = time.process_time()

    screen(material, TODAY)

    assert time.process_time() - begun < 2


# Seconds of a busy machine, and megabytes; of all such files: python -m tests.screening.hostile
COSTS = [
    ("压缩炸弹.docx", 10, 300),
    ("实体.docx", 10, 200),
    ("嵌套三千层.docx", 10, 200),
    ("五百页扫描.pdf", 60, 600),
    ("一万页.pdf", 60, 400),
    ("六万个色块.pdf", 60, 400),
    ("垃圾.pdf", 30, 300),
    ("垃圾.doc", 40, 400),
    ("垃圾二.doc", 40, 400),
    ("两万乘两万.png", 30, 300),
    ("嵌套十万层.html", 60, 600),
    ("没有结尾的引号.csv", 60, 600),
]


@pytest.mark.parametrize(("name", "seconds", "megabytes"), COSTS, ids=[name for name, *_ in COSTS])
def test_time_and_memory_are_bounded(name, seconds, megabytes):
    told = measured(name)

    assert told["seconds"] < seconds
    assert told["mb"] < megabytes
    assert "\n" not in str(told["said"])
