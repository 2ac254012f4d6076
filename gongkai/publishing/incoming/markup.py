"""A page of an old site as a tree: its encoding told, its body found, what stands around it dropped."""

import re

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from gongkai.publishing.incoming.selectors import find
from gongkai.publishing.incoming.site import Site

PAGE_LIMIT = 4 * 2**20  # bytes of one page
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([-\w]+)", re.I)
CHINESE = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk")
CONTAINERS = ("div", "td", "article", "section", "main", "form", "body", "center", "table", "tbody", "tr")
DEEPEST = 60  # containers in one another
LINE = 60  # characters of a line beside the text
LAYOUT_ROWS, LAYOUT_CELLS = 12, 3  # a table with more is one of data, not of the page's layout
ENOUGH = 0.7  # of the text of a container must stand in the one below, for that to be taken instead
SOME_TEXT = 15  # characters without which nothing is taken for the body
FEW = 4  # characters with which a known place is
HIDDEN = re.compile(r"display\s*:\s*none", re.I)
CHROME = re.compile(
    r"^[【\[（(]?\s*(?:打印|关闭|分享|收藏|字[体号][:：]|上一[篇条]|下一[篇条]|浏览次数|点击数|点击[:：]|阅读[:：]|扫一扫"
    r"|返回顶部|我要纠错|当前位置|您的位置|您现在的位置|发布(?:时间|日期)[:：]|信息来源[:：]|来源[:：]|责任编辑[:：])"
)
CHROME_LENGTH = 60  # characters; a longer line is text of the item, whatever it begins with


class BadPage(ValueError):
    """A page that cannot be read; the message says why."""


def read_page(data: bytes, encoding: str = "") -> HtmlElement:
    """
    Return a page as a tree.

    :raises BadPage: too large, of unknown encoding, or nothing in it
    """
    if len(data) > PAGE_LIMIT:
        raise BadPage(f"网页有{len(data) / 2**20:.0f} MB，超过{PAGE_LIMIT // 2**20} MB，没有读")
    text = text_of(data, encoding).replace("\0", "")
    try:
        # an old page may nest without end: the parser stops at its own depth
        return document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError, AssertionError) as error:
        raise BadPage("网页是空的，或者已经损坏") from error


def text_of(data: bytes, encoding: str = "") -> str:
    """
    Return the text of a page: by its mark, as UTF-8, by what the site or the page says, else as GB 18030.

    :raises BadPage: it is none of them
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    declared = DECLARED.search(data[:4096])
    said = [name.lower() for name in (encoding, declared[1].decode("ascii", "replace") if declared else "")]
    tried = ["gb18030" if name in CHINESE else name for name in said if name]
    for name in ["utf-8-sig", *tried, "gb18030"]:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    # a page cut off in the middle of a character, or with a few broken ones
    text = data.decode(tried[0] if tried and tried[0] == "gb18030" else "utf-8", errors="replace")
    if text.count("�") <= max(2, len(text) // 1000):
        return text
    raise BadPage("文字编码不认识，请在 site.toml 里写明 encoding")


def drop_chrome(root: HtmlElement, site: Site) -> None:
    """Take away what is on every page of the site: scripts, menus, what is hidden."""
    for selector in site.places["drop"]:
        for element in find(root, selector):
            _drop(element)
    for element in root.xpath("//*[@style]"):
        if HIDDEN.search(element.get("style", "")) and element.tag not in ("html", "body"):
            _drop(element)


def find_body(root: HtmlElement, site: Site) -> HtmlElement | None:
    """Return the element in which the text of the item stands: at a known place, else the densest one."""
    for selector in site.places["body"]:
        found = [each for each in find(root, selector) if each.tag not in ("html", "body")]
        fullest = max(found, key=_length, default=None)
        if fullest is not None and (_length(fullest) >= FEW or _has_files(fullest)):
            return fullest
    return _densest(root)


def clean_body(body: HtmlElement, title: str) -> None:
    """Take out of the body what repeats the title, and the lines that are tools of the page."""
    for element in list(body.iter("p", "div", "span", "h1", "h2", "h3", "li", "td", "center", "a")):
        if element is body or element.getparent() is None:
            continue
        said = " ".join(str(element.text_content()).split())
        is_title = said == title and element.tag not in ("td", "li")
        is_tool = len(said) <= CHROME_LENGTH and CHROME.match(said)
        if (is_title or is_tool) and not _has_files(element):
            _drop(element)


def link_share(root: HtmlElement) -> float:
    """Return how much of the text of a page is links, 0 to 1."""
    everything = _letters(str(root.text_content()))
    return _linked(root) / everything if everything else 1.0


def _densest(root: HtmlElement) -> HtmlElement | None:
    body = root.find("body")
    if body is None:
        return None
    here, text = body, _length(body)
    for _ in range(DEEPEST):
        sizes = [_length(child) if _holds(child) else 0 for child in here]
        best = max(sizes, default=0)
        if best < SOME_TEXT or not _holds_the_rest(here, sizes, text):
            break
        text, here = best, here[sizes.index(best)]
    return here if text >= SOME_TEXT else None


def _holds_the_rest(here: HtmlElement, sizes: list[int], text: int) -> bool:
    """
    Whether the largest child holds the text of all.

    Among the cells of a layout table the text stands in one, and short lines around it are the page's own;
    among other containers a short line may as well be a heading of the text.
    """
    if max(sizes) >= ENOUGH * text:
        return True
    is_layout = here.tag in ("table", "tbody", "tr")
    return is_layout and sorted(sizes)[-2] < LINE


def _holds(element: HtmlElement) -> bool:
    """Whether an element can hold the text of an item; a row of a table of data stays in its table."""
    if element.tag == "table":
        rows = element.findall("tr") or element.findall("tbody/tr")
        return len(rows) <= LAYOUT_ROWS and all(len(row) <= LAYOUT_CELLS for row in rows)
    return element.tag in CONTAINERS


def _length(element: HtmlElement) -> int:
    """Return how many letters of an element are not links."""
    return _letters(str(element.text_content())) - _linked(element)


def _linked(element: HtmlElement) -> int:
    return sum(_letters(str(link.text_content())) for link in element.iter("a"))


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _has_files(element: HtmlElement) -> bool:
    return next(element.iter("img", "table"), None) is not None or any(
        link.get("href") for link in element.iter("a") if _is_file(link.get("href", ""))
    )


def _is_file(address: str) -> bool:
    return address.lower().rpartition(".")[2] in (
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "wps",
        "zip",
        "rar",
        "ofd",
    )


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
