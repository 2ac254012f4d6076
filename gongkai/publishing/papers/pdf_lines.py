"""Run as a program of its own, within bounds of time and memory: the lines and tables of a PDF, as JSON."""

import io
import json
import sys
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from gongkai.common.apart import keep_within

PAGES = 60
THIN = 3  # points: what is thicker is no line
Box = tuple[float, float, float, float]


def pages_of(data: bytes) -> dict[str, Any]:
    """Return each page as lines and tables from top to bottom, and how many pictures there are."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        pages, pictures = [], 0
        for page in document.pages[:PAGES]:
            pages.append(_page(page))
            pictures += len(page.images)
            page.close()
        return {"pages": pages, "total": len(document.pages), "pictures": pictures}


def _page(page: Page) -> dict[str, Any]:
    ruled = page.filter(lambda each: not _is_background(each))
    tables = [table for table in ruled.find_tables() if len(table.cells) > 3]
    boxes = [table.bbox for table in tables]
    rest = page.filter(lambda each: not any(_inside(each, box) for box in boxes)) if boxes else page
    blocks: list[dict[str, Any]] = [
        {name: line[name] for name in ("text", "x0", "x1", "top", "bottom")}
        for line in rest.extract_text_lines(return_chars=False)
    ]
    blocks += [{"top": table.bbox[1], "rows": _rows(page, table)} for table in tables]
    return {"width": float(page.width), "blocks": sorted(blocks, key=lambda block: block["top"])}


def _is_background(each: dict[str, Any]) -> bool:
    """Whether something is an area filled behind the text; the lines of tables are drawn, or thin."""
    is_filled = each["object_type"] == "rect" and not each["stroke"]
    return is_filled and float(min(each["width"], each["height"])) > THIN


def _inside(each: dict[str, Any], box: Box) -> bool:
    if "top" not in each:
        return False
    middle = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
    return bool(box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3])


def _rows(page: Page, table: Table) -> list[list[tuple[str, int, int]]]:
    """Return rows of cells: text, and over how many columns and rows each reaches."""
    lefts = _edges(x for cell in table.cells for x in (cell[0], cell[2]))
    tops = _edges(y for cell in table.cells for y in (cell[1], cell[3]))
    rows: dict[int, list[tuple[int, tuple[str, int, int]]]] = {}
    for cell in table.cells:
        left, right = _place(lefts, cell[0]), _place(lefts, cell[2])
        top, bottom = _place(tops, cell[1]), _place(tops, cell[3])
        text = page.crop(cell, strict=False).extract_text() or ""
        rows.setdefault(top, []).append((left, (text, max(1, right - left), max(1, bottom - top))))
    return [[cell for _, cell in sorted(rows[top], key=lambda one: one[0])] for top in sorted(rows)]


def _edges(places: Any) -> list[float]:
    """Return where edges lie; those closer than two points are one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 2:
            found.append(place)
    return found


def _place(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - value))


def main() -> None:
    """Read a PDF from standard input, write JSON to standard output."""
    keep_within()
    json.dump(pages_of(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
