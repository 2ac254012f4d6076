"""Scanned pages: recognised text in its boxes, and the ruling lines of tables, through the extra `ocr`."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any

from PIL import Image

from gongkai.reports.checks import Finding, Where
from gongkai.reports.reading.forms.grids import GridCell, grids_of
from gongkai.reports.reading.forms.sheets import Rule, Sheet, Sign

LONGER_SIDE = 2_400  # dots; larger pictures are made smaller, which costs nothing and saves half the time
POINTS_HIGH = 842.0  # a page is measured as if it were A4, whatever its dots
AT_BEST = 0.97  # recognised text is never as sure as printed text
SKEW = 6.0  # degrees: a page more askew than that is left as it is
LONG = 60  # a line is at least this part of the page's longer side long
SPECK, LEAST = 30, 30.0  # dots of a sign, fewer are dirt; height of a line where none was found
UNREAD, UNSURE = "？", 0.3  # what stands for something that is there and cannot be read
INSET = 3  # dots inside the lines of a cell
HOW = "由管理员安装文字识别组件（pip install -r requirements/ocr.lock）"


def can_recognise() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None


def findings(recognised: Sequence[int], unread: Sequence[int]) -> Iterator[Finding]:
    """Say which pages were recognised and which were not; without the extra, how to get it."""
    if recognised:
        pages = _named(recognised)
        message = f"{pages}是扫描的图片，文字和数字由识别得出，可能有误。请对照原件逐格核对。"
        yield Finding("unreadable", "info", Where(), message)
    if unread:
        advice = "请拆成几个文件后再读" if can_recognise() else f"请{HOW}后再读，或者改用Word、网页文件"
        message = f"{_named(unread)}是扫描的图片，没有文字，未能读取。{advice}，也可以手工填写。"
        yield Finding("unreadable", "error", Where(), message)


def _named(pages: Sequence[int]) -> str:
    if len(pages) > 3 and pages[-1] - pages[0] == len(pages) - 1:
        return f"第{pages[0]}至{pages[-1]}页"
    return f"第{'、'.join(map(str, pages))}页"


def recognised(picture: Image.Image, number: int) -> Sheet:
    """Return what is printed on a scanned page: pieces of text, and lines."""
    picture = picture.convert("RGB")
    picture.thumbnail((LONGER_SIDE, LONGER_SIDE))
    dots = _straight(_array(picture))
    found = _recognise(dots)
    if _runs_upwards(found):
        dots = import_module("numpy").ascontiguousarray(import_module("numpy").rot90(dots, 3))
        found = _recognise(dots)
    height, width = dots.shape[:2]
    sheet = Sheet(number, float(width), float(height), _signs(found))
    sheet.rules = list(_rules(dots))
    sheet.signs += _overlooked(sheet, dots)
    return _measured(sheet)


def _measured(sheet: Sheet) -> Sheet:
    """Return the page in points, as the tables of other pages are measured."""
    scale = POINTS_HIGH / max(sheet.width, sheet.height)
    signs = [
        Sign(s.text, s.left * scale, s.top * scale, s.right * scale, s.bottom * scale, s.sureness)
        for s in sheet.signs
    ]
    rules = [Rule(r.left * scale, r.top * scale, r.right * scale, r.bottom * scale) for r in sheet.rules]
    return Sheet(sheet.number, sheet.width * scale, sheet.height * scale, signs, rules)


Found = list[tuple[Any, str, float]]  # four corners, text, sureness


def _recognise(dots: Any) -> Found:
    found = _engine()(dots, use_det=True, use_cls=True, use_rec=True)  # it would go on as it was last asked
    if getattr(found, "boxes", None) is None:  # an empty page
        return []
    return list(zip(found.boxes, found.txts, map(float, found.scores), strict=True))


def _runs_upwards(found: Found) -> bool:
    """Say whether most of the longer pieces are higher than wide: the page lies on its side."""
    sizes = [(_span(box, 0), _span(box, 1)) for box, text, _ in found if len(text) > 3]
    return 2 * sum(high > 1.5 * wide for wide, high in sizes) > len(sizes) > 0


def _span(box: Any, axis: int) -> float:
    edges = [float(corner[axis]) for corner in box]
    return max(edges) - min(edges)


def _signs(found: Found) -> list[Sign]:
    signs = []
    for box, text, sureness in found:
        xs, ys = [float(c[0]) for c in box], [float(c[1]) for c in box]
        signs.append(Sign(text.strip(), min(xs), min(ys), max(xs), max(ys), min(sureness, AT_BEST)))
    return signs


def _overlooked(sheet: Sheet, dots: Any) -> list[Sign]:
    """Recognise what stands alone in its cell and was overlooked: single digits are, now and then."""
    filled: set[int] = set()
    grids = grids_of(_measured_only_lines(sheet))
    for grid in grids:
        for sign in sheet.signs:
            if cell := grid.cell_at(*sign.middle):
                filled.add(id(cell))
    cells = [cell for grid in grids for row in grid.rows() for cell in row if id(cell) not in filled]
    line = median(sign.height for sign in sheet.signs) if sheet.signs else LEAST
    found = (_in_cell(cell, dots, line) for cell in cells)
    return [sign for sign in found if sign is not None]


def _measured_only_lines(sheet: Sheet) -> Sheet:
    return Sheet(sheet.number, sheet.width, sheet.height, [], sheet.rules)


def _in_cell(cell: GridCell, dots: Any, line: float) -> Sign | None:
    """Recognise what stands in a cell; what is there and cannot be read is never taken for a blank."""
    left, top, right, bottom = (round(edge) for edge in cell.box)
    piece = dots[top + INSET : bottom - INSET, left + INSET : right - INSET]
    if not _has_ink(piece, line):
        return None
    found = _engine()(_close_to_ink(piece), use_det=False, use_cls=False, use_rec=True)
    text = "".join(found.txts or ()).strip()
    sureness = min(map(float, found.scores or (0.0,)))
    box = (left, top, right, bottom)
    return Sign(text, *box, min(sureness, AT_BEST)) if text else Sign(UNREAD, *box, UNSURE)


def _has_ink(piece: Any, line: float) -> bool:
    """Say whether something stands in a cell that is about as high as a digit; dirt and lines are not."""
    if piece.size == 0:
        return False
    marks = import_module("cv2").connectedComponentsWithStats(_dark(piece))[2][1:]
    return any(
        line / 3 <= high <= 2 * line and wide > 2 and area >= SPECK for _, _, wide, high, area in marks
    )


def _close_to_ink(piece: Any) -> Any:
    """Cut a cell to what stands in it, with a margin as wide as it is high."""
    numpy = import_module("numpy")
    rows, columns = numpy.nonzero(_dark(piece))
    high = int(rows.max() - rows.min()) + 1
    top, bottom = max(0, rows.min() - high // 3), rows.max() + high // 3 + 1
    left, right = max(0, columns.min() - high // 2), columns.max() + high // 2 + 1
    return numpy.ascontiguousarray(piece[top:bottom, left:right])


def _dark(dots: Any) -> Any:
    """Return a picture of one dot for each dot that is dark, also where the page is grey."""
    cv2 = import_module("cv2")
    grey = cv2.cvtColor(dots, cv2.COLOR_RGB2GRAY)
    return cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)


def _rules(dots: Any) -> Iterator[Rule]:
    """Yield the long level and upright lines of a page."""
    cv2 = import_module("cv2")
    dark = _dark(dots)
    length = max(dots.shape[:2]) // LONG
    for size in ((length, 1), (1, length)):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
        lines = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        lines = cv2.dilate(lines, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
        for x, y, wide, high, _ in cv2.connectedComponentsWithStats(lines)[2][1:]:
            if size[0] > 1 and wide > 4 * high:
                yield Rule(float(x), y + high / 2, float(x + wide), y + high / 2)
            elif size[1] > 1 and high > 4 * wide:
                yield Rule(x + wide / 2, float(y), x + wide / 2, float(y + high))


def _straight(dots: Any) -> Any:
    """Turn a page that was laid askew into the scanner."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    long = max(dots.shape[:2]) // 6
    lines = cv2.HoughLinesP(_dark(dots), 1, numpy.pi / 1800, 200, minLineLength=long, maxLineGap=8)
    if lines is None:
        return dots
    angles = [numpy.degrees(numpy.arctan2(y2 - y1, x2 - x1)) for x1, y1, x2, y2 in lines.reshape(-1, 4)]
    level = [angle for angle in angles if abs(angle) <= SKEW]
    angle = float(numpy.median(level)) if level else 0.0
    if abs(angle) < 0.05:
        return dots
    height, width = dots.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(dots, turn, (width, height), borderValue=(255, 255, 255))


def _array(picture: Image.Image) -> Any:
    return import_module("numpy").array(picture)


@cache
def _engine() -> Any:
    """Return the reader, whose models come with its package; nothing is fetched."""
    parameters = {
        "Global.log_level": "error",
        "Global.max_side_len": LONGER_SIDE,
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # two are slower where others compute too
        "Det.limit_side_len": 1280,
    }
    return import_module("rapidocr").RapidOCR(params=parameters)
