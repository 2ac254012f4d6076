"""Masking takes away what was found, in every kind of file, and nothing else; folding keeps the places."""

import io
import zipfile
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.publishing.wheres import place_of
from gongkai.screening.checking import screen
from gongkai.screening.folding import DIGITS, fold
from gongkai.screening.hits import Kind, Severity
from gongkai.screening.masking import MASKABLE, mask
from gongkai.screening.reading import open_file
from gongkai.screening.setting import Setting
from tests.screening.cases import described, values
from tests.screening.cases.documents import MAKERS, Content

TODAY = Setting(date(2026, 11, 21))
MAKE = {Kind.ID_CARD: values.identity, Kind.MOBILE: values.mobile, Kind.BANK_CARD: values.bank_card}
SAID = {Kind.ID_CARD: "身份证号", Kind.MOBILE: "手机", Kind.BANK_CARD: "银行卡号"}
PLACES = [
    *(("html", place) for place in ("", "split", "cell")),
    *(("docx", place) for place in ("", "split", "comment", "header", "properties", "textbox")),
    *(("xlsx", ""), ("xlsx", "comment"), ("xlsx", "hidden sheet"), ("csv", ""), ("txt", "")),
]
AROUND = st.text(alphabet="关于办理社会保险登记的人员名单，。：（）、\"'& ;<0", max_size=12)


@pytest.mark.parametrize(("form", "place"), PLACES)
@settings(max_examples=12, deadline=None)
@given(kind=st.sampled_from(list(MAKE)), seed=st.integers(0, 10**6), before=AROUND, behind=AROUND)
def test_no_number_is_left(form, place, kind, seed, before, behind):
    number = MAKE[kind](Random(seed))  # noqa: S311 - no secret
    line = f"说明{before}：{SAID[kind]}：{number}。{behind}止"

    check_masked(MAKERS[form](Content(("其他内容。",), (line,)), place), f"文件.{form}", kind, number)


@pytest.mark.parametrize(("form", "place"), described.PLACES)
@settings(max_examples=12, deadline=None)
@given(kind=st.sampled_from(list(MAKE)), seed=st.integers(0, 10**6), before=AROUND, behind=AROUND)
def test_no_number_is_left_in_what_is_only_read_aloud(form, place, kind, seed, before, behind):
    number = MAKE[kind](Random(seed))  # noqa: S311 - no secret
    line = f"说明{before}：{SAID[kind]}：{number}。{behind}止"
    data = described.MAKERS[form](Content(("其他内容。",), (line,)), place)

    hits = check_masked(data, f"文件.{form}", kind, number)

    assert described.PLACES[form, place] in {hit.where for hit in hits if hit.kind is kind}
    assert [hit.where for hit in hits if place_of(hit.where) == hit.where] == []


def check_masked(data, name, kind, number):
    """Mask a file, check that the number is gone and nothing else is, and return what was found."""
    opened = open_file(data, name)
    texts = [passage.text for passage in opened.material.passages]
    hits = [hit for hit in screen(opened.material, TODAY) if hit.kind in MASKABLE]
    touched = {(hit.passage, n) for hit in hits for n in range(hit.start, hit.end)}

    left = mask(opened.material, hits)
    assert opened.saved is not None
    saved = opened.saved()
    again = open_file(saved, name).material

    assert left == []
    assert [len(passage.text) for passage in again.passages] == [len(text) for text in texts]
    for n, (old, new) in enumerate(zip(texts, again.passages, strict=True)):
        assert number not in fold(new.text).text
        assert all(
            a == b for m, (a, b) in enumerate(zip(old, new.text, strict=True)) if (n, m) not in touched
        )
    assert not [h for h in screen(again, TODAY) if h.kind is kind and h.severity is not Severity.INFO]
    assert number.encode() not in unpacked(saved)
    return hits


def unpacked(data):
    """Return all parts of a packed file one behind another, any other file as it is."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"\n".join(package.read(name) for name in package.namelist())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_text_comes_back_in_its_own_encoding(encoding, ending):
    written = ending.join(["姓名|手机", "张伟 | 13812345678 ", "李芳\t13912345678", "", "完"])
    opened = open_file(written.encode(encoding), "名单.txt")

    mask(opened.material, screen(opened.material, TODAY))
    assert opened.saved is not None
    masked = opened.saved().decode(encoding)

    assert masked == written.replace("13812345678", "138****5678").replace("13912345678", "139****5678")


@given(st.text(max_size=80))
def test_each_folded_sign_comes_from_its_place(source):
    folded = fold(source)

    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    for sign, place in zip(folded.text, folded.offsets, strict=True):
        assert sign in fold(source[place]).text or sign == DIGITS.get(source[place])
