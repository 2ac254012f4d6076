"""The text of a draft, paragraph by paragraph, so that a passage of it can be pointed at."""

from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement, fragments_fromstring, tostring

from gongkai.publishing.html import html_of_text, plain_text
from gongkai.publishing.snapshot import Snapshot

TITLE = 0  # the number of the title, which is a paragraph too
HEAD = 24  # characters by which a paragraph is named in a list


@dataclass(frozen=True)
class Paragraph:
    """One block of the text: its number from 1, its HTML, and what it says; the title has the number 0."""

    number: int
    html: str
    text: str

    @property
    def name(self) -> str:
        """What people choose it by."""
        head = self.text[:HEAD] + ("…" if len(self.text) > HEAD else "")
        return f"标题：{head}" if self.number == TITLE else f"第{self.number}段：{head or '（空）'}"

    def has(self, quote: str) -> bool:
        """Whether a quoted passage stands in it, whatever the spaces."""
        return _close(quote) in _close(self.text)


def paragraphs_of(draft: Snapshot) -> list[Paragraph]:
    """Return the title and the blocks of a draft, in their order; a table is one block."""
    blocks = (
        [block for part in fragments_fromstring(draft["content"]) for block in _blocks(part)]
        if draft["content"]
        else []
    )
    found = [Paragraph(number, html, plain_text(html)) for number, html in enumerate(blocks, start=1)]
    return [Paragraph(TITLE, "", draft["title"]), *found]


def _blocks(part: Any) -> list[str]:
    if isinstance(part, str):
        return [html_of_text(part)] if part.strip() else []
    return [_html(part)] if isinstance(part, HtmlElement) else []


def _html(element: HtmlElement) -> str:
    tail, element.tail = element.tail, None
    html: str = tostring(element, encoding="unicode")
    element.tail = tail
    return html


def _close(text: str) -> str:
    return "".join(text.split())
