"""PDF files: the signs and ruling lines of each page, as pdfium sees them, turned upright."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
from pypdfium2 import raw

from gongkai.reports.reading.forms.sheets import Rule, Sheet, Sign
from gongkai.reports.reading.places import Box

MOST_PAGES = 60
MOST_SIGNS, MOST_OBJECTS = 20_000, 20_000  # of a page
ODD = 3.0  # times as high as usual: then the font tells nothing of the sign
THIN = 3.0  # points: a filled area thinner than that is a line
SHORT = 4.0  # a line shorter than that is none
QUARTER = math.pi / 2
DEPTH = 3  # drawings within drawings
Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


class BadPdf(ValueError):
    """The file is damaged or encrypted; the message says which, after the file's name."""


@dataclass(frozen=True)
class _Frame:
    """How the coordinates of a page, which begin at its lower left, become those of what is seen of it."""

    left: float
    bottom: float
    width: float
    height: float
    turns: int  # quarter turns clockwise

    def size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box as seen: left, top, right, bottom, from the upper left."""
        (x0, y0), (x1, y1) = self._point(left, bottom), self._point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        match self.turns:
            case 1:
                return y, x
            case 2:
                return self.width - x, y
            case 3:
                return self.height - y, self.width - x
        return x, self.height - y


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """
    Open a file; whoever does closes it.

    :raises BadPdf: damaged, encrypted or without pages
    """
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        raise BadPdf("设有打开密码，请取消密码" if is_locked else "已损坏，打不开") from error
    if not pages:
        document.close()
        raise BadPdf("已损坏，一页也没有")
    return document


def sheets_of(document: pypdfium2.PdfDocument) -> Iterator[tuple[pypdfium2.PdfPage, Sheet]]:
    """Go through the pages, each with what is printed on it."""
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        yield page, _sheet(page, number + 1)
        page.close()


def has_pictures(page: pypdfium2.PdfPage) -> bool:
    """Say whether a picture stands on a page."""
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH)
    return next(iter(pictures), None) is not None


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    reader = page.get_textpage()
    angle = _angle(reader)
    frame = _frame(page, round(angle / QUARTER) % 4)
    sheet = Sheet(number, *frame.size())
    sheet.signs = list(_signs(reader, frame, angle))
    sheet.rules = list(_rules(page, frame))
    reader.close()
    return sheet


def _frame(page: pypdfium2.PdfPage, sideways: int) -> _Frame:
    """Return how a page is read: turned until its text runs from left to right, however it is shown."""
    left, bottom, right, top = page.get_cropbox()
    return _Frame(left, bottom, right - left, top - bottom, -sideways % 4)


def _angle(reader: pypdfium2.PdfTextPage) -> float:
    """Return the angle at which most of the text runs, in quarter turns."""
    count = raw.FPDFText_CountChars(reader)
    step = max(1, count // 200)
    angles = Counter(
        round(raw.FPDFText_GetCharAngle(reader, index) / QUARTER) % 4 for index in range(0, count, step)
    )
    return (angles.most_common(1)[0][0] if angles else 0) * QUARTER


def _signs(reader: pypdfium2.PdfTextPage, frame: _Frame, angle: float) -> Iterator[Sign]:
    found = list(_boxed_signs(reader, angle))
    heights = sorted(loose[3] - loose[1] for _, loose, _ in found)
    usual = heights[len(heights) // 2] if heights else 0.0
    for text, loose, tight in found:
        # The box by the measures of the font sets signs well side by side; for upright script it is wrong.
        yield Sign(text, *frame.box(*(loose if loose[3] - loose[1] <= ODD * usual else tight)))


def _boxed_signs(reader: pypdfium2.PdfTextPage, angle: float) -> Iterator[tuple[str, Box, Box]]:
    """Go through the signs with two boxes each: by the measures of the font, and around the ink."""
    bounds = raw.FS_RECTF()
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(min(raw.FPDFText_CountChars(reader), MOST_SIGNS)):
        text = chr(raw.FPDFText_GetUnicode(reader, index))
        if not text.isprintable() or text.isspace() or raw.FPDFText_IsGenerated(reader, index) == 1:
            continue
        slant = abs(raw.FPDFText_GetCharAngle(reader, index) - angle) % (2 * math.pi)
        if 0.1 < slant < 2 * math.pi - 0.1:  # a watermark
            continue
        if raw.FPDFText_GetLooseCharBox(reader, index, ctypes.byref(bounds)):
            raw.FPDFText_GetCharBox(reader, index, edges[0], edges[2], edges[1], edges[3])
            tight = (edges[0].value, edges[1].value, edges[2].value, edges[3].value)
            yield text, (bounds.left, bounds.bottom, bounds.right, bounds.top), tight


def _rules(page: pypdfium2.PdfPage, frame: _Frame) -> Iterator[Rule]:
    left = MOST_OBJECTS
    stack: list[tuple[Any, int, Any, Matrix, int]] = [
        (raw.FPDFPage_GetObject, raw.FPDFPage_CountObjects(page), page, PLAIN, 0)
    ]
    while stack and left > 0:
        get, count, holder, matrix, depth = stack.pop()
        for index in range(min(count, left)):
            left -= 1
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield from _lines(item, matrix, frame)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEPTH:
                inner = _times(_matrix(item), matrix)
                stack.append(
                    (raw.FPDFFormObj_GetObject, raw.FPDFFormObj_CountObjects(item), item, inner, depth + 1)
                )


def _lines(item: Any, matrix: Matrix, frame: _Frame) -> Iterator[Rule]:
    """Yield the straight lines of a path: thin filled areas, and what a pen draws."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    own = _times(_matrix(item), matrix)
    for points in _figures(item, own):
        boxes = [frame.box(*_bounds(points))]
        is_thin = min(boxes[0][2] - boxes[0][0], boxes[0][3] - boxes[0][1]) <= THIN
        if stroke.value and not is_thin:
            boxes = [frame.box(*_bounds(pair)) for pair in pairwise(points)]
        elif not is_thin:
            continue
        for box in boxes:
            yield from _rule(box)


def _rule(box: Box) -> Iterator[Rule]:
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) > THIN or max(width, height) < SHORT:
        return
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    yield Rule(box[0], down, box[2], down) if width >= height else Rule(across, box[1], across, box[3])


Points = list[tuple[float, float]]


def _figures(item: Any, matrix: Matrix) -> Iterator[Points]:
    """Go through the figures of a path as corners; a curve is taken for the line between its ends."""
    points: Points = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        a, b, c, d, e, f = matrix
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _bounds(points: Points | tuple[tuple[float, float], ...]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
