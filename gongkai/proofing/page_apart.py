"""A program of its own that draws one page of a PDF."""

import io
import sys

import pypdfium2

from gongkai.common.apart import Failed, keep_within, run_apart

WIDTH = 1100  # pixels; enough to read the small print of a table
SECONDS = 20


class NotDrawn(Exception):
    """The page does not exist, or cannot be drawn."""


def draw_page(data: bytes, number: int) -> bytes:
    """
    Return a page as a PNG picture.

    :param number: from 1
    :raises NotDrawn: there is no such page, or it takes too long
    """
    try:
        picture = run_apart(__name__, str(number).encode() + b"\n" + data, seconds=SECONDS)
    except Failed as error:
        raise NotDrawn from error
    if not picture:
        raise NotDrawn
    return picture


def main() -> None:
    """Read a number and a PDF from standard input; write the picture, or nothing."""
    keep_within(seconds=SECONDS)
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    document = pypdfium2.PdfDocument(data)
    if not 0 < int(head) <= len(document):
        return
    page = document[int(head) - 1]
    picture = page.render(scale=WIDTH / page.get_width(), maybe_alpha=False).to_pil()
    out = io.BytesIO()
    picture.convert("RGB").quantize(64).save(out, "PNG", optimize=True)
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    main()
