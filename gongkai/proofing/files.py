"""Which files a report may come in; old ones are web pages and plain texts as often as documents."""

from hashlib import sha256
from pathlib import PurePosixPath

from django.core.files import File

from gongkai.common.uploads import UploadFacts, check_text, check_upload, clean_name, welcome

TEXTS = (".html", ".htm", ".txt", ".md")
KINDS = frozenset({"pdf", "doc", "docx", "xlsx", "png", "jpg"})
ACCEPT = ".html,.htm,.txt,.md,.docx,.doc,.wps,.xlsx,.pdf,.png,.jpg,.jpeg"
WELCOME = f"网页（html）、文本（txt）、{welcome(KINDS)}"


def look_into(file: File[bytes]) -> UploadFacts:
    """
    Look into a file that may be an annual report; it is left at its beginning.

    :raises UploadRefused: empty, too large, of another kind, damaged, encrypted, or carrying macros
    """
    name = clean_name(file.name or "")
    if PurePosixPath(name).suffix.lower() not in TEXTS:
        return check_upload(file, kinds=KINDS)
    check_text(file)
    data = file.read()
    file.seek(0)
    return UploadFacts(name, len(data), sha256(data).hexdigest(), "text/plain")
