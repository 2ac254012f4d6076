"""Numbers of documents (文号) in whatever brackets people write them."""

import re

from gongkai.publishing.models import InformationItem
from gongkai.publishing.models.items import ItemQuerySet
from gongkai.search.tokens import fold

SIGNS = r"[\s\W_]{0,4}"  # between name, year and serial: brackets of every kind, spaces, nothing
PARTS = re.compile(r"[^\W\d_]+|\d+")


def pattern_of(number: str) -> re.Pattern[str]:
    """
    Return what finds a number in a folded text, whatever brackets and spaces it is written with.

    明人社规〔2024〕3号 is found in 明人社规[2024]3号, and not in 明人社规〔2024〕13号 or 〔2024〕31号.
    """
    parts = PARTS.findall(fold(number))
    return re.compile(r"(?<!\d)" + SIGNS.join(map(_bounded, parts)))


def _bounded(part: str) -> str:
    return rf"{part}(?!\d)" if part.isdigit() else re.escape(part)


def key_of(number: str) -> tuple[str, ...]:
    """Return a number in the form in which it is compared: its words and figures without any sign."""
    return tuple(PARTS.findall(fold(number)))


def head_of(number: str) -> str:
    """Return the name at the head of a number, as it stands: 明人社规; by it texts are looked up."""
    found = PARTS.search(number)
    return found[0] if found else ""


def cited_in(number: str, text: str) -> str:
    """Return the passage of a text around the first place that names a number; empty where none does."""
    folded = fold(text)
    found = pattern_of(number).search(folded)
    if not found or not number.strip():
        return ""
    if len(folded) != len(text):  # a sign that folds into several: the passage is shown folded
        text = folded
    start, end = max(found.start() - 24, 0), found.end() + 24
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def find_by_number(items: ItemQuerySet, number: str) -> InformationItem | None:
    """Return the newest item that has an index number, or a document number in whatever brackets."""
    number = number.strip()
    if exact := items.filter(index_no=number).first():
        return exact
    key, head = key_of(number), head_of(number)
    named = items.filter(doc_no__istartswith=head).exclude(doc_no="") if head else items.none()
    return next((item for item in named.order_by("-pk") if key_of(item.doc_no) == key), None)
