"""Filled templates as they come back: read, or refused in words."""

from io import BytesIO

import pytest
import xlsxwriter

from gongkai.office.template_sheets import MOST_ROWS, NotOurSheet, filled_lines

HEADINGS = ("发生日期", "数量")


def sheet(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        written = book.add_worksheet("台账")
        for line, row in enumerate((headings, *rows)):
            written.write_row(line, 0, row)
    return file.getvalue()


def read(data: bytes) -> list[tuple[int, tuple[object, ...]]]:
    return filled_lines(data, sheet="台账", headings=HEADINGS, measure="笔")


def test_empty_lines_are_left_out_and_the_others_keep_their_numbers() -> None:
    found = read(sheet(("2026-03-02", "3"), ("", ""), ("2026-03-03", "5")))

    assert found == [(2, ("2026-03-02", "3")), (4, ("2026-03-03", "5"))]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "不是Excel文件"),
        (sheet(("2026-03-02", "3"), headings=("日期", "数量")), "表头与模板不一致"),
        (sheet(), "没有数据"),
        (sheet(*[("2026-03-02", "3")] * (MOST_ROWS + 1)), "一次最多登记500笔"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(NotOurSheet, match=words):
        read(data)


def test_a_file_damaged_on_its_way_is_refused_wherever_it_was_hit() -> None:
    whole = sheet(("2026-03-02", "3"))
    refused = 0
    for place in range(0, len(whole), 23):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        try:
            read(bytes(damaged))
        except NotOurSheet:
            refused += 1

    assert refused > 50
