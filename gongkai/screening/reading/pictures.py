"""Pictures and scanned pages: their text by the extra `ocr`; without it they say that nobody looked."""

import io
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PIL import Image

from gongkai.screening.materials import Material
from gongkai.screening.reading.packages import BadPackage

SIDE = 2_400  # points of the longer side; larger pictures are made smaller
POINTS_LIMIT = 60_000_000  # beyond that a picture is a bomb
LINE = 0.6  # of the height of a sign: boxes closer than that stand on one line
NOT_READ = "图片中的文字没有检查"
READ = "图片中的文字由识别得出，可能有误，请对照原件"


def can_read_pictures() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None


def read_picture(data: bytes, material: Material) -> None:
    """
    Add the text of a picture where it can be read; say so in either case.

    :raises BadPackage: no picture, or one too large to be looked at
    """
    if not can_read_pictures():
        material.unread.append(NOT_READ)
        return
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > POINTS_LIMIT:
            raise BadPackage("图片过大")
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, BadPackage):
            raise
        raise BadPackage("图片已损坏") from error
    text = text_in(picture)
    material.add(text, "picture")
    material.add_rows_again([line.split() for line in text.splitlines()], "picture")
    material.unread.append(READ)


def text_in(picture: Image.Image) -> str:
    """Return the text in a picture from top to bottom; what stands on one line is kept apart by blanks."""
    picture = picture.convert("RGB")
    picture.thumbnail((SIDE, SIDE))
    found = _engine()(_array(picture))
    boxes = [] if found.boxes is None else list(zip(found.boxes, found.txts, strict=True))
    placed = [(_middle(box), _height(box), float(box[0][0]), text) for box, text in boxes]
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    for middle, height, left, text in sorted(placed):
        if lines and middle - lines[-1][0] < LINE * height:
            lines[-1][1].append((left, text))
        else:
            lines.append((middle, [(left, text)]))
    return "\n".join(" ".join(text for _, text in sorted(line)) for _, line in lines)


def _middle(box: Any) -> float:
    return float(sum(corner[1] for corner in box)) / len(box)


def _height(box: Any) -> float:
    return float(max(corner[1] for corner in box) - min(corner[1] for corner in box))


def _array(picture: Image.Image) -> Any:
    return import_module("numpy").asarray(picture)


@cache
def _engine() -> Any:
    """Return the reader, whose models come with its package; nothing is fetched."""
    parameters = {"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1}
    return import_module("rapidocr").RapidOCR(params=parameters)
