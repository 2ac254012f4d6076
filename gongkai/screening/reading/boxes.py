"""Black boxes of a PDF page: text that a filled box was drawn over, and that can be copied all the same."""

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

OBJECTS_LIMIT = 3_000  # of one page; a page with more is a drawing
BOXES_LIMIT = 200  # filled paths of one page that are looked under
SMALLEST = 3.0  # points: less is a line
OPAQUE = 200  # of 255
COVERED = 0.6  # share of a line's height, and of one sign, that a box has to hide
Box = tuple[float, float, float, float]  # left, bottom, right, top


def under_boxes(page: pypdfium2.PdfPage) -> Iterator[str]:
    """
    Yield the text under each filled box that was drawn after it.

    What is drawn later lies on top: the ground of a table's head comes before its words and hides none.
    """
    reader = None
    for box in _boxes(page):
        reader = reader or page.get_textpage()
        if text := reader.get_text_bounded(*box).strip():
            yield text


def is_crowded(page: pypdfium2.PdfPage) -> bool:
    """Whether so much is drawn on a page that nobody looks under its boxes."""
    return bool(raw.FPDFPage_CountObjects(page) > OBJECTS_LIMIT)


def _boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the filled boxes over text, the first of them only where there are very many."""
    texts: list[Box] = []
    boxes: list[Box] = []
    filled = 0
    for index in range(0 if is_crowded(page) else raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        kind, bounds = raw.FPDFPageObj_GetType(item), _bounds(item)
        if bounds and kind == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(bounds)
        elif bounds and kind == raw.FPDF_PAGEOBJ_PATH and filled < BOXES_LIMIT and _is_filled(item):
            filled += 1
            boxes += [bounds] if any(_hides(text, bounds) for text in texts) else []
    return boxes


def _bounds(item: object) -> Box | None:
    places = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *places):
        return None
    left, bottom, right, top = (place.value for place in places)
    return (left, bottom, right, top) if min(right - left, top - bottom) >= SMALLEST else None


def _is_filled(item: object) -> bool:
    """Whether a path is filled so that nothing shines through; white hides as well as black."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    signs = [ctypes.c_uint() for _ in range(4)]
    return bool(raw.FPDFPageObj_GetFillColor(item, *signs)) and signs[3].value >= OPAQUE


def _hides(text: Box, box: Box) -> bool:
    """Whether a box hides a stretch of a line: most of its height, and a sign's width of its length."""
    width = min(text[2], box[2]) - max(text[0], box[0])
    height = min(text[3], box[3]) - max(text[1], box[1])
    line = text[3] - text[1]
    return height >= COVERED * line and width >= min(line, text[2] - text[0]) * COVERED
