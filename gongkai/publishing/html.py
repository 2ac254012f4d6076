"""The HTML of an item: cleaned on the way in, and read as plain text."""

import re
from collections.abc import Collection
from html import unescape
from itertools import accumulate
from urllib.parse import urlsplit

import nh3

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "div"),
    *("ul", "ol", "li", "dl", "dt", "dd"),
    *("strong", "b", "em", "i", "u", "s", "sub", "sup", "small", "a", "img", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col"),
    "h1",  # turned into h2: the title of the page is the only h1
}
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height", "role"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "col": {"span"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
NUMERIC = {"colspan", "rowspan", "width", "height", "start", "span"}

# A cell holds its text itself, without the paragraph that an editor puts around it.
CELL_PARAGRAPH = re.compile(r"(<t[dh][^>]*>)<p>((?:(?!</?p>).)*)</p>(?=</t[dh]>)", re.DOTALL)
TOP_HEADING = re.compile(r"<(/?)h1>")
IMAGE_WITHOUT_SOURCE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
BLOCKS = "p|h[1-6]|li|tr|div|blockquote|pre|dt|dd|caption|figcaption"
BLOCK_END = re.compile(rf"</(?:{BLOCKS})>|<(?:br|hr)[^>]*>")
CELL_END = re.compile(r"</t[dh]>")
TAG = re.compile(r"<[^>]*>")
NESTING = re.compile(r"</?(?:div|span|font|center|table|ul|ol|dl|blockquote|section|article|form)\b", re.I)
DEEPEST = 3_000
SPACES = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r" ?\n[ \n]*")


def clean_html(html: str, *, hosts: Collection[str] = ()) -> str:
    """
    Keep what carries meaning: headings, lists, tables, links, and images of our own.

    Styles, scripts, classes and comments go; an image stays only when its address is a path on this site or
    on one of `hosts`. Unclosed markup comes out closed. Of what is nested deeper than any page is, only the
    words stay: to parse it would take minutes.
    """
    if _depth(html) > DEEPEST:
        html = html_of_text(plain_text(html))

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute in NUMERIC:
            return value if value.isascii() and value.isdigit() and len(value) <= 4 else None
        if attribute == "role":
            return value if value == "presentation" else None
        if (tag, attribute) == ("img", "src") and not _is_own(value, hosts):
            return None
        return value

    cleaned: str = nh3.clean(
        html.replace("\0", ""),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    cleaned = CELL_PARAGRAPH.sub(r"\1\2", TOP_HEADING.sub(r"<\1h2>", cleaned))
    return IMAGE_WITHOUT_SOURCE.sub("", cleaned).strip()


def _depth(html: str) -> int:
    """Return how deep elements that close nothing by themselves are nested, about."""
    ends = accumulate(-1 if found[0].startswith("</") else 1 for found in NESTING.finditer(html))
    return max(ends, default=0)


def _is_own(address: str, hosts: Collection[str]) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https") and parts.hostname in hosts
    return parts.path.startswith("/") and not address.strip().startswith(("//", "/\\"))


def plain_text(cleaned: str) -> str:
    """Return the text of cleaned HTML, a line to a paragraph or table row."""
    text = CELL_END.sub(" ", BLOCK_END.sub("\n", cleaned.replace("\n", " ")))
    text = SPACES.sub(" ", unescape(TAG.sub("", text)))
    return BLANK_LINES.sub("\n", text).strip()


def html_of_text(text: str) -> str:
    """Return plain text as paragraphs of HTML; blank lines separate nothing more than line ends do."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{_escaped(line)}</p>" for line in lines if line)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
