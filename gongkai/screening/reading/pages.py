"""PDF files: the text of each page, under black boxes too, notes, form fields, properties, enclosed files."""

import ctypes

import pypdfium2
from pypdfium2 import raw

from gongkai.screening.materials import Material
from gongkai.screening.reading.packages import BadPackage

PAGES_LIMIT = 1_000
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
        scans = []
        for number in range(min(len(document), PAGES_LIMIT)):
            if not _add_page(document, number, material):
                scans.append(str(number + 1))
        if scans:
            material.unread.append(f"第{'、'.join(scans[:20])}页是图片，没有文字，没有检查")
        if len(document) > PAGES_LIMIT:
            material.unread.append(f"只检查了前{PAGES_LIMIT}页")
        if document.count_attachments():
            material.unread.append("文件中附有其他文件，没有检查，请取出后另行检查")
    finally:
        document.close()


def _add_page(document: pypdfium2.PdfDocument, number: int, material: Material) -> bool:
    """Add one page; False when it is a picture without text."""
    try:
        page = document[number]
        text = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        material.unread.append(f"第{number + 1}页已损坏，没有检查")
        return True
    text = text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x00", "")
    material.add(text, f"page {number + 1}")
    material.add_rows_again(text, f"page {number + 1}")
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
