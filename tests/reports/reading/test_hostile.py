"""读取来路不明的文件：压缩炸弹、残缺、嵌套、超宽的表、乱码——不崩溃，不卡住，内存有限。"""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reports.reading import CannotRead, ReadReport, read, read_all
from tests.reports.reading.known import known_cells, known_page
from tests.reports.reading.printing import cells_read

FILES = Path(__file__).parent.parent / "files"
SECONDS = 5.0
PAGE = known_page("y2021")
WHOLE = {
    "page.html": PAGE.encode(),
    **{name: (FILES / name).read_bytes() for name in ("y2021.docx", "y2008.docx", "y2021.pdf", "y2008.doc")},
}
BITS = [
    *(b"<table>", b"</table>", b"<td rowspan=99999999>", b"<td colspan=99999999>", b"|" * 300, b"\0"),
    *(b"\xff\xfe", b"9" * 400, b"<!--", b"&#0;", b"<![CDATA[", b"\n" * 60, b"endobj", b"stream"),
    *(word.encode() for word in ("（七）总计", "12件", "予以公开")),
]
WORDS = [
    *"一二三、（）.|｜ \n0123456789%",
    *("予以公开", "总计", "申请", "本年新收政府信息公开申请数量", "其中", "件", "2020年", "历年累计"),
    *("政府信息公开工作年度报告", "主动公开信息数", "尚未审结", "第二十条第（一）项"),
]


def attempt(data: bytes, name: str) -> list[ReadReport]:
    """Read a file that may be refused, and must be neither slow nor raise anything else."""
    began = time.process_time()
    try:
        return read_all(data, name)
    except CannotRead:
        return []
    finally:
        assert time.process_time() - began < SECONDS


def package(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return written.getvalue()


def document(body: str, before: str = "") -> bytes:
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'{before}<w:document xmlns:w="{names}"><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": b"<Types/>", "word/document.xml": text.encode()})


@pytest.mark.parametrize(
    ("part", "name"), [("word/document.xml", "a.docx"), ("xl/worksheets/sheet1.xml", "a.xlsx")]
)
def test_a_bomb_is_refused(part: str, name: str) -> None:
    with pytest.raises(CannotRead, match="过大"):
        read(package({part: b" " * (90 * 2**20)}), name)


def test_entities_are_not_expanded() -> None:
    kinds = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    bomb = document("<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>", f"<!DOCTYPE x [{kinds}]>")

    assert attempt(bomb, "a.docx") == [] or len(attempt(bomb, "a.docx")[0].preface or "") < 100
    attempt(f"<!DOCTYPE x [{kinds}]><html><body><p>&e11;</p></body></html>".encode(), "a.html")


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
def test_tables_in_tables_in_tables(depth: int) -> None:
    attempt(b"<html><body>" + b"<table><tr><td>" * depth + PAGE.encode(), "a.html")
    cell = "<w:tbl><w:tr><w:tc>"
    attempt(document(cell * depth + "</w:tc></w:tr></w:tbl>" * depth), "a.docx")


def test_a_row_with_a_million_cells() -> None:
    attempt(b"<table><tr>" + b"<td>1" * 1_000_000 + b"</tr></table>", "a.html")
    attempt(b"1|" * 1_000_000 + b"\n" + b"2|" * 1_000_000, "a.txt")
    attempt(document("<w:tbl><w:tr>" + "<w:tc/>" * 300_000 + "</w:tr></w:tbl>"), "a.docx")


def test_spans_beyond_reason_change_no_number() -> None:
    page = PAGE.replace('rowspan="22"', 'rowspan="999999999"').replace('colspan="3"', 'colspan="999999999"')

    found = {key: value for key, (value, _) in cells_read(read(page.encode(), "a.html")).items()}

    expected = known_cells("y2021")
    assert all(expected[table][row][column] == value for (table, row, column), value in found.items())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_hold_the_same_report(encoding: str) -> None:
    page = PAGE.replace('<meta charset="utf-8">', "")

    assert cells_read(read(page.encode(encoding), "a.html")) == cells_read(read(page.encode(), "a.html"))


def test_a_wrong_declaration_of_the_encoding_does_no_harm() -> None:
    for declared in ("big5", "utf-16", "nonsense", "gb2312"):
        page = PAGE.replace('charset="utf-8"', f'charset="{declared}"')
        report = read(page.encode(), "a.html")
        assert cells_read(report) == cells_read(read(PAGE.encode(), "a.html"))


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_the_first_part_of_a_file(name: str, share: float) -> None:
    whole = WHOLE[name]

    attempt(whole[: int(len(whole) * share)], name)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from([name for name in WHOLE if not name.endswith(".doc")]),
    seed=st.integers(0, 10**9),
    strokes=st.integers(1, 40),
)
def test_damaged_files_are_read_or_refused(name: str, seed: int, strokes: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    data = bytearray(WHOLE[name])
    for _ in range(strokes):
        place = rng.randrange(len(data))
        match rng.randrange(4):
            case 0:
                data[place] = rng.randrange(256)
            case 1:
                del data[place : place + rng.choice([1, 20, 600])]
            case 2:
                data[place:place] = rng.choice(BITS)
            case _:
                data[place:place] = data[: rng.choice([10, 500])]

    attempt(bytes(data), name)


@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=400), name=st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_words_of_reports_in_any_order(text: list[str], name: str) -> None:
    attempt("".join(text).encode(), name)
