"""Several letters as one PDF, for the printer."""

from collections.abc import Iterable
from io import BytesIO

import pypdfium2
from PIL import Image

from gongkai.letters.document import document_of
from gongkai.letters.errors import NotPrintable
from gongkai.letters.models import Letter, LetterFile
from gongkai.letters.rendering.as_pdf import pdf

A4 = (1654, 2339)  # at 200 dots per inch
PICTURES = ("image/png", "image/jpeg")


def print_together(letters: Iterable[Letter]) -> bytes:
    """
    Return fixed letters one after the other in one PDF; of one that was written outside, its sealed original.

    :raises NotPrintable: naming the letters whose original is no PDF and no picture
    :raises NotTypeset: a character that no font has
    """
    chosen = [(letter, _original(letter) if letter.outside else None) for letter in letters]
    if others := [str(letter) for letter, scan in chosen if scan and not _prints(scan)]:
        raise NotPrintable(
            f"{'、'.join(others)}的原件是 OFD 文件，不能合并打印；请取消选择，在文书的页面下载原件打印。"
        )
    with pypdfium2.PdfDocument.new() as all_of_them:
        for letter, scan in chosen:
            with pypdfium2.PdfDocument(_pages(scan) if scan else pdf(document_of(letter))) as one:
                all_of_them.import_pages(one)
        buffer = BytesIO()
        all_of_them.save(buffer)
    return buffer.getvalue()


def _original(letter: Letter) -> LetterFile:
    return letter.files.filter(purpose=LetterFile.Purpose.SCAN).latest("pk")


def _prints(scan: LetterFile) -> bool:
    return scan.content_type in ("application/pdf", *PICTURES)


def _pages(scan: LetterFile) -> bytes:
    with scan.file.open("rb") as kept:
        content: bytes = kept.read()
    if scan.content_type not in PICTURES:
        return content
    with Image.open(BytesIO(content)) as picture:
        sheet, fitted = Image.new("RGB", A4, "white"), picture.convert("RGB")
        fitted.thumbnail(A4)
        sheet.paste(fitted, ((A4[0] - fitted.width) // 2, 0))
    buffer = BytesIO()
    sheet.save(buffer, "PDF", resolution=200)
    return buffer.getvalue()
