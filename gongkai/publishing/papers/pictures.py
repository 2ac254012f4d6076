"""Pictures out of files, as a browser can show them."""

import io
import warnings
from pathlib import PurePosixPath

from PIL import Image

from gongkai.publishing.papers.outcome import Picture

AS_THEY_ARE = {"PNG": ("png", "image/png"), "JPEG": ("jpg", "image/jpeg")}
CHANGED = ("GIF", "BMP", "TIFF", "WEBP")  # into PNG: everybody may open and upload it
PIXELS = 40_000_000
BYTES = 10 * 2**20


class NotShown(ValueError):
    """No browser shows it, or it is too large."""


def shown(data: bytes, name: str) -> Picture:
    """
    Return a picture as PNG or JPEG under its own name.

    :raises NotShown: a drawing (EMF, WMF), damaged, or too large
    """
    if len(data) > BYTES:
        raise NotShown("图片过大")
    stem = PurePosixPath(name).stem
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[*AS_THEY_ARE, *CHANGED]) as picture:
                if picture.width * picture.height > PIXELS:
                    raise NotShown("图片过大")
                picture.load()
                if picture.format in AS_THEY_ARE:
                    extension, content_type = AS_THEY_ARE[picture.format]
                    return Picture(f"{stem}.{extension}", data, content_type)
                return Picture(f"{stem}.png", _as_png(picture), "image/png")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotShown("不是可以显示的图片") from error


def _as_png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    (picture if picture.mode in ("RGB", "RGBA", "L", "P") else picture.convert("RGB")).save(written, "PNG")
    return written.getvalue()
