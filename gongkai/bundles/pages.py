"""Files as pages: PDF pages as they are, pictures upright; what is damaged or of another kind is refused."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import typst
from PIL import Image, ImageOps
from pypdfium2 import PdfiumError

LONGEST = 2400  # pixels of a picture's longer side: 200 dpi on A4
SCALE = 150 / 72
TRIAL = b'#set document(title: "x")\n#image("in.pdf", page: %d)'


class NotPages(Exception):
    """The file cannot stand in the PDF; the message says why."""


def lay_out(data: bytes, content_type: str, folder: Path, stem: str) -> list[tuple[str, int]]:
    """
    Write a file into the folder as pages; return the name and the page (0 for a picture) of each.

    :raises NotPages: of another kind, or damaged
    """
    if content_type == "application/pdf":
        return _of_pdf(data, folder, stem)
    if content_type.startswith("image/"):
        return [(_of_picture(data, folder, f"{stem}.jpg"), 0)]
    raise NotPages("这种文件不能排成页面，见压缩包")


def _of_pdf(data: bytes, folder: Path, stem: str) -> list[tuple[str, int]]:
    """Write the pages anew, which mends small damage; as pictures where that is not enough."""
    try:
        with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as clean:
            clean.import_pages(source)
            count = len(clean)
            buffer = BytesIO()
            clean.save(buffer)
            name = f"{stem}.pdf"
            (folder / name).write_bytes(buffer.getvalue())
            if _can_be_set(buffer.getvalue(), folder, count):
                return [(name, page) for page in range(1, count + 1)]
            pictures = [_drawn(source, page, folder, f"{stem}-{page}.jpg") for page in range(count)]
    except PdfiumError:
        raise NotPages("文件已损坏，打不开") from None
    return [(picture, 0) for picture in pictures]


def _can_be_set(data: bytes, folder: Path, count: int) -> bool:
    """Try whether the typesetter takes the last page."""
    trial = folder / "trial"
    trial.mkdir(exist_ok=True)
    (trial / "in.pdf").write_bytes(data)
    (trial / "trial.typ").write_bytes(TRIAL % count)
    try:
        typst.compile(str(trial / "trial.typ"), root=str(trial))
    except typst.TypstError:
        return False
    return True


def _drawn(source: pypdfium2.PdfDocument, page: int, folder: Path, name: str) -> str:
    picture = source[page].render(scale=SCALE).to_pil().convert("RGB")
    picture.save(folder / name, "JPEG", quality=85)
    return name


def _of_picture(data: bytes, folder: Path, name: str) -> str:
    try:
        with Image.open(BytesIO(data)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        raise NotPages("图片已损坏，打不开") from None
    picture.thumbnail((LONGEST, LONGEST))
    picture.save(folder / name, "JPEG", quality=85)
    return name
