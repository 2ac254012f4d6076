"""Large files are read in a program of their own: the same is found, and what breaks it is one clear line."""

import zipfile
from datetime import date
from time import monotonic

import pytest

from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit
from gongkai.screening.materials import PASSAGES_LIMIT, TOO_MUCH
from gongkai.screening.reading import CannotRead, Opened, open_file
from gongkai.screening.reading import large as reading
from gongkai.screening.reading.large import open_within
from gongkai.screening.setting import Setting
from tests.screening.cases.documents import Content, pages, sheets, word
from tests.screening.hostile.files import HOSTILE, packed

TODAY = Setting(date(2026, 11, 21))
PERSON = "申领人王国栋，身份证号11010519491231002X，手机13812345678。"
TABLE = (("姓名", "手机"), ("王国栋", "13812345678"), ("李秀兰", "13912345678"))
PATIENCE = 60  # seconds by the clock, on a busy machine


def found(opened: Opened) -> list[tuple[object, ...]]:
    hits: list[Hit] = screen(opened.material, TODAY)
    return [(hit.kind, hit.severity, hit.where, hit.found) for hit in hits]


FILES = {
    "表.docx": word(Content((PERSON,), rows=TABLE), ""),
    "表.xlsx": sheets(Content((PERSON,), rows=TABLE), ""),
    "表.pdf": pages([Content((PERSON,), rows=TABLE)])[0],
    "表.txt": PERSON.encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_the_same_is_found_apart(name: str) -> None:
    here, apart = open_file(FILES[name], name), open_within(FILES[name], name, large=0)

    assert found(here)
    assert found(apart) == found(here)
    assert apart.material.unread == here.material.unread
    assert apart.material.grids == here.material.grids
    assert (apart.saved is None) == (here.saved is None)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("压缩炸弹.docx", "压缩炸弹"),
        ("实体.docx", "实体.docx"),
        ("四十万格.xlsx", TOO_MUCH),
        ("二十万段.docx", TOO_MUCH),
        ("残缺.pdf", "残缺.pdf"),
        ("五百页扫描.pdf", "是图片，没有文字，没有检查"),
    ],
)
def test_what_is_made_to_break_it_is_one_line(name: str, told: str) -> None:
    data, begun = HOSTILE[name](), monotonic()

    said = [*what_is_said(data, name), ""]

    assert told in said[0] or told == name  # nothing may be left to say of what is merely empty
    assert "\n" not in said[0]
    assert monotonic() - begun < PATIENCE


def what_is_said(data: bytes, name: str) -> list[str]:
    """Return why a file cannot be read, or what of it was not."""
    try:
        return open_within(data, name, large=0).material.unread
    except CannotRead as error:
        return [str(error)]


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PROGRAM", "tests.screening.sleeping")
    monkeypatch.setattr(reading, "SECONDS", 1)

    with pytest.raises(CannotRead, match=r"“慢\.docx”过大、已损坏或者过于复杂.*请拆成几个文件"):
        open_within(b"x", "慢.docx", large=0)


def test_more_passages_than_are_read_are_told() -> None:
    lines = "\n\n".join(f"第{number}段" for number in range(PASSAGES_LIMIT + 10))

    opened = open_within(lines.encode(), "长.txt", large=0)

    assert TOO_MUCH in opened.material.unread


def test_a_small_file_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PROGRAM", "no.such.program")

    assert found(open_within(FILES["表.docx"], "表.docx"))
    with pytest.raises(CannotRead):
        open_within(packed({"a": b"x" * 2_000_000}, zipfile.ZIP_STORED), "表.docx")
