"""Which reader a paper needs; what cannot be read is refused in one sentence that says what to do."""

from pathlib import PurePath

from gongkai.publishing.html import clean_html
from gongkai.publishing.papers.outcome import Reading
from gongkai.publishing.papers.pages import read_pages
from gongkai.publishing.papers.sheets import read_sheets
from gongkai.publishing.papers.word import read_old_word, read_word
from gongkai.screening.reading import CannotRead
from gongkai.screening.reading.packages import BadPackage

PAPERS = frozenset({"docx", "doc", "xlsx", "pdf"})
OLD = {
    ".xls": "是旧版Excel文件，请在Excel或者WPS中打开，另存为.xlsx后再拖入",
    ".et": "是WPS表格文件，请在WPS中打开，另存为.xlsx后再拖入",
}
READERS = {
    ".docx": read_word,
    ".doc": read_old_word,
    ".wps": read_old_word,
    ".xlsx": read_sheets,
    ".pdf": read_pages,
}
NOTHING = "中没有可以读入的文字。请核对是不是这个文件，或者作为附件上传"


def read_paper(data: bytes, name: str) -> Reading:
    """
    Return a .docx, .doc, .xlsx or .pdf file as clean HTML.

    :raises CannotRead: an old or another kind, damaged, encrypted, too large, or without text
    """
    shown, suffix = PurePath(name).name, PurePath(name).suffix.lower()
    if suffix in OLD:
        raise CannotRead(f"“{shown}”{OLD[suffix]}。")
    reader = READERS.get(suffix)
    if reader is None:
        raise CannotRead(f"“{shown}”不能读入正文，可以读入.docx、.doc、.xlsx和.pdf；其他文件请作为附件上传。")
    try:
        reading = reader(data)
    except BadPackage as error:
        raise CannotRead(f"“{shown}”{error}。") from error
    except RecursionError as error:
        raise CannotRead(f"“{shown}”结构过于复杂，读不出来，请作为附件上传。") from error
    reading.html = clean_html(reading.addressed(lambda number: f"/picture/{number}")).replace(
        'src="/picture/', 'src="picture:'
    )
    if not reading.html:
        raise CannotRead(f"“{shown}”{NOTHING}。")
    return reading
