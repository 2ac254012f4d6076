"""Books of two kilobytes that would fill the memory are refused before they are opened."""

import io
import zipfile
from time import process_time

import pytest
from openpyxl import Workbook

from gongkai.screening.reading import CannotRead, open_file
from gongkai.screening.reading.extent import COLUMNS, ROWS, area

MERGED = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
LINKED = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
HIDDEN = '<cols><col min="1" max="2000000000" hidden="1" width="9"/></cols>'


def book(after: str = "", before: str = "", *, encoding: str = "utf-8", sheet: str = "sheet1.xml") -> bytes:
    """Return an .xlsx file of one cell with more in its sheet, after or before the cells."""
    made = Workbook()
    made.active["A1"] = "手机13812345678"
    plain, written = io.BytesIO(), io.BytesIO()
    made.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode().replace("sheet1.xml", sheet)
            text = text.replace("</sheetData>", f"</sheetData>{after}").replace(
                "<sheetData>", f"{before}<sheetData>"
            )
            target.writestr(
                name.replace("sheet1.xml", sheet),
                text.encode(encoding if "sheetData" in text else "utf-8"),
            )
    return written.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        book(MERGED),
        book(LINKED),
        book(MERGED.replace("A1:", "A1&#58;")),
        book(MERGED, encoding="utf-16"),
        book(MERGED, sheet="sheet1.png"),
    ],
    ids=["merged", "linked", "written otherwise", "in another encoding", "under another name"],
)
def test_areas_that_reach_over_the_whole_sheet_are_refused(data: bytes) -> None:
    begun = process_time()

    with pytest.raises(CannotRead, match="合并单元格或者链接的区域过大"):
        open_file(data, "表.xlsx")

    assert process_time() - begun < 5


def test_columns_hidden_beyond_the_last_are_read_as_far_as_there_are_columns() -> None:
    material = open_file(book(before=HIDDEN), "表.xlsx").material

    assert [(each.text, each.hidden) for each in material.passages if "138" in each.text] == [
        ("手机13812345678", True)
    ]


@pytest.mark.parametrize(
    ("reference", "cells"),
    [
        ("B2", 1),
        ("A1:C3", 9),
        ("$A$1:$B$4", 8),
        ("A:B", 2 * ROWS),
        ("1:2", 2 * COLUMNS),
        ("C3:A1", 0),
        ("什么", 0),
    ],
)
def test_an_area_counts_its_cells(reference: str, cells: int) -> None:
    assert area(reference) == cells
