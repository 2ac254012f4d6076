"""The running text of Word and PDF files: enough for whose report it is, not for its tables."""

import io
import zipfile

from gongkai.reports.reading.sources import LARGEST, CannotRead

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_PAGES = 60


def text_of(form: str, data: bytes, name: str) -> str:
    """
    Return the running text by line; empty for a scan and for the old Word format.

    :raises CannotRead: the file is damaged
    """
    try:
        return _from_docx(data) if form == "docx" else _from_pdf(data) if form == "pdf" else ""
    except CannotRead:
        raise
    except Exception as error:  # what the libraries raise on damaged files is not to be listed
        raise CannotRead(f"{name}：文件已损坏，打不开。") from error


def _from_docx(data: bytes) -> str:
    from lxml import etree  # for this form only

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("word/document.xml")
        if entry.file_size > 4 * LARGEST:
            raise CannotRead("文件展开后太大，不像一份年度报告。")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        tree = etree.fromstring(archive.read(entry), parser)
    paragraphs = tree.iter(WORD + "p")
    return "\n".join("".join(text.text or "" for text in line.iter(WORD + "t")) for line in paragraphs)


def _from_pdf(data: bytes) -> str:
    import pypdfium2  # comes with pdfplumber; for this form only

    document = pypdfium2.PdfDocument(data)
    try:
        pages = range(min(len(document), MOST_PAGES))
        return "\n".join(document[page].get_textpage().get_text_range() for page in pages)
    finally:
        document.close()
