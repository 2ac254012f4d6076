"""Read an answered page as a browser would: its parts, and every address on it."""

import re
from collections.abc import Iterator
from typing import Any

import html5lib
from bs4 import BeautifulSoup, NavigableString, Tag

INLINE = {"a", "b", "mark", "small", "svg", "use"}
PARSER = html5lib.HTMLParser(strict=True)


def parse(response: Any) -> BeautifulSoup:
    """Return the page; a mistake in the HTML is an error."""
    text = response.content.decode()
    PARSER.parse(text)
    return BeautifulSoup(text, "lxml")


def meta(page: BeautifulSoup, name: str) -> str | None:
    """Return the content of a meta tag."""
    found = page.find("meta", attrs={"name": name})
    return str(found["content"]) if isinstance(found, Tag) else None


def words(found: Any) -> str:
    """Return the text of an element in one line; marked words stay in their place."""
    if not found:
        return ""
    text = "".join(_pieces(found))
    return re.sub(r"\s+", " ", text).strip()


def addresses(page: BeautifulSoup) -> set[str]:
    """Return everything on the page that a browser may follow or fetch."""
    tags = page.find_all(True)
    return {
        str(tag[name]) for tag in tags for name in ("href", "src", "action", "srcset") if tag.has_attr(name)
    }


def _pieces(found: Tag) -> Iterator[str]:
    """Yield the text of an element, with a space between parts that are not in one line of text."""
    for part in found.descendants:
        if isinstance(part, NavigableString):
            yield str(part)
        elif isinstance(part, Tag) and part.name not in INLINE:
            yield " "
