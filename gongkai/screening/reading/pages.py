"""PDF files: the text of each page, under black boxes too, notes, form fields, properties, enclosed files."""

import ctypes

import pypdfium2
from pypdfium2 import raw

from gongkai.screening.materials import Material
from gongkai.screening.reading.boxes import is_crowded, under_boxes
from gongkai.screening.reading.columns import lines_in, written
from gongkai.screening.reading.packages import BadPackage
from gongkai.screening.reading.pictures import can_read_pictures, text_in

PAGES_LIMIT = 1_000
CHARACTERS_LIMIT = 5_000_000  # of all pages; more is not read
SCANS_LIMIT = 20  # pages that are pictures; each takes some seconds
SCAN_SCALE = 150 / 72  # dots per point
NAMED = 20  # pages named in a message
CROWDED = "有的页图形过多，没有检查色块下的文字"
THIN = 20  # characters: a page with less, and with pictures, is a scan


def read_pages(data: bytes, material: Material) -> None:
    """
    Add everything in a .pdf file.

    :raises BadPackage: damaged or encrypted
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise BadPackage("文件已损坏或者加密") from error
    try:
        for text in document.get_metadata_dict(skip_empty=True).values():
            material.add(text, "properties", hidden=True)
        _add_pages(document, material)
        if document.count_attachments():
            material.unread.append("文件中附有其他文件，没有检查，请取出后另行检查")
    finally:
        document.close()


def _add_pages(document: pypdfium2.PdfDocument, material: Material) -> None:
    """Add all pages within the limits, and say of which nothing could be read."""
    scans, read = [], 0
    for number in range(min(len(document), PAGES_LIMIT)):
        if read > CHARACTERS_LIMIT:
            material.unread.append(f"文字过长，只检查了前{number}页")
            break
        first = len(material.passages)
        if not _add_page(document, number, material):
            scans.append(number)
        read += sum(len(passage.text) for passage in material.passages[first:])
    if scans:
        _add_scans(document, scans, material)
    if len(document) > PAGES_LIMIT:
        material.unread.append(f"只检查了前{PAGES_LIMIT}页")


def _add_scans(document: pypdfium2.PdfDocument, scans: list[int], material: Material) -> None:
    """Read pages that are pictures, as many as there is time for; say which were not."""
    tried = scans[:SCANS_LIMIT] if can_read_pictures() else []
    for number in tried:
        text = text_in(document[number].render(scale=SCAN_SCALE).to_pil())
        material.add(text, f"page {number + 1}")
        material.add_rows_again([line.split() for line in text.splitlines()], f"page {number + 1}")
    if tried:
        material.unread.append(f"有{len(tried)}页是图片，文字由识别得出，可能有误，请对照原件")
    if left := [str(number + 1) for number in scans[len(tried) :]]:
        more = "等" if len(left) > NAMED else ""
        material.unread.append(f"第{'、'.join(left[:NAMED])}页{more}是图片，没有文字，没有检查")


def _add_page(document: pypdfium2.PdfDocument, number: int, material: Material) -> bool:
    """Add one page; False when it is a picture without text."""
    try:
        page = document[number]
        reader = page.get_textpage()
        lines = lines_in(reader)
        text = reader.get_text_range() if lines is None else written(lines)
    except pypdfium2.PdfiumError:
        material.unread.append(f"第{number + 1}页已损坏，没有检查")
        return True
    text = text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x00", "")
    material.add(text, f"page {number + 1}")
    plain = [line.split() for line in text.splitlines()]
    material.add_rows_again(plain if lines is None else lines, f"page {number + 1}")
    if is_crowded(page) and CROWDED not in material.unread:
        material.unread.append(CROWDED)
    for hidden in under_boxes(page):
        material.boxed.append(len(material.passages))
        material.add(hidden, f"box page {number + 1}", hidden=True)
    for note in _notes(page):
        material.add(note, f"note page {number + 1}", hidden=True)
    if len(text.strip()) >= THIN:
        return True
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return next(iter(pictures), None) is None


def _notes(page: pypdfium2.PdfPage) -> list[str]:
    found = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        for key in (b"Contents", b"V"):
            size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
            if size > 2:
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFAnnot_GetStringValue(
                    annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size
                )
                found.append(buffer.raw[: size - 2].decode("utf-16-le", "replace"))
        raw.FPDFPage_CloseAnnot(annotation)
    return found
