"""Pictures of reports: photographs and scans, one page or several, through the extra `ocr`."""

import io
import warnings

from PIL import Image, ImageOps, ImageSequence

from gongkai.reports.checks import Finding
from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.forms import scans
from gongkai.reports.reading.forms.laid_out import blocks_of
from gongkai.screening.reading.packages import BadPackage

POINTS = 60_000_000  # of one picture; beyond that it is a bomb
MOST_PAGES = 20
DAMAGED = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def from_picture(data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """
    Take a picture apart; a finding says that it was recognised, or could not be.

    :raises BadPackage: damaged or too large
    """
    pages = _pages(data)
    numbers = range(1, len(pages) + 1)
    if not scans.can_recognise():
        return Document(()), tuple(scans.findings((), numbers))
    sheets = [scans.recognised(page, number) for page, number in zip(pages, numbers, strict=True)]
    return Document(blocks_of(sheets)), tuple(scans.findings(numbers, ()))


def _pages(data: bytes) -> list[Image.Image]:
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if picture.width * picture.height > POINTS:
                raise BadPackage("图片过大")
            frames = ImageSequence.Iterator(picture)
            return [_upright(frame) for frame, _ in zip(frames, range(MOST_PAGES), strict=False)]
    except DAMAGED as error:
        raise error if isinstance(error, BadPackage) else BadPackage("图片已损坏") from error


def _upright(frame: Image.Image) -> Image.Image:
    if frame.width * frame.height > POINTS:
        raise BadPackage("图片过大")
    return ImageOps.exif_transpose(frame.convert("RGB")) or frame.convert("RGB")
