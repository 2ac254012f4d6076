"""What is wrong with the HTML of a page: how it nests, what it points to, what is out of date."""

from collections import Counter
from collections.abc import Iterator

import html5lib
from bs4 import BeautifulSoup, Tag

DOCTYPE = "<!doctype html>"
ONLY_PHRASING = {
    *(
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "span",
        "b",
        "i",
        "em",
        "strong",
        "small",
        "mark",
        "cite",
        "q",
    ),
    *(
        "abbr",
        "time",
        "code",
        "kbd",
        "sub",
        "sup",
        "label",
        "button",
        "pre",
        "output",
        "data",
        "bdi",
        "u",
        "s",
    ),
}
FLOW = {
    *("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main", "menu", "nav"),
    *("ol", "p", "pre", "search", "section", "table", "ul"),
}
INTERACTIVE = {"a", "button", "details", "iframe", "label", "select", "textarea", "input", "summary"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "menu": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup", "hr"},
    "datalist": {"option"},
}
ANYWHERE = {"script", "template"}
OBSOLETE = {"acronym", "big", "center", "dir", "font", "frame", "marquee", "nobr", "strike", "tt"}
PRESENTATIONAL = {"align", "bgcolor", "border", "cellpadding", "cellspacing", "hspace", "valign", "vspace"}
REFERENCES = (
    "for",
    "list",
    "form",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
)


def faults(html: str) -> list[str]:
    """Return what is wrong with a page or a part of one, one line each."""
    if not html.lstrip().lower().startswith(DOCTYPE):
        html = f"{DOCTYPE}<html lang=zh-Hans><title>x</title><main>{html}</main></html>"
        return [fault for fault in _all(html) if "points to" not in fault]
    return _all(html)


def _all(html: str) -> list[str]:
    page = BeautifulSoup(html, "lxml")
    checks = (_document, _identities, _references, _nesting, _children, _old)
    return [*_grammar(html), *(fault for check in checks for fault in check(page))]


def _grammar(html: str) -> Iterator[str]:
    """Yield where a browser has to guess what was meant."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    parser.parse(html)
    lines = html.splitlines()
    for (line, _column), error, _facts in parser.errors:
        yield f"{error}: {lines[min(line, len(lines)) - 1].strip()[:100]}"


def _document(page: BeautifulSoup) -> Iterator[str]:
    if not page.html or not page.html.get("lang"):
        yield "no language"
    if not page.title or not page.title.get_text(strip=True):
        yield "no title"
    if len(page.find_all("main")) != 1:
        yield f"{len(page.find_all('main'))} times main"


def _identities(page: BeautifulSoup) -> Iterator[str]:
    counted = Counter(str(one["id"]) for one in page.find_all(id=True))
    yield from (f"{times} times the id {name!r}" for name, times in counted.items() if times > 1 or not name)


def _references(page: BeautifulSoup) -> Iterator[str]:
    known = {str(one["id"]) for one in page.find_all(id=True)}
    for name in REFERENCES:
        for one in page.find_all(attrs={name: True}):
            value = one[name]
            wanted = value.split() if isinstance(value, str) else value
            yield from (f"{_open(one)} points to {each!r}" for each in wanted if each not in known)


def _nesting(page: BeautifulSoup) -> Iterator[str]:
    for one in page.find_all(ONLY_PHRASING):
        yield from (f"{each.name} in {_open(one)}" for each in one.find_all(FLOW))
    for one in page.find_all(["a", "button"]):
        yield from (f"{each.name} in {_open(one)}" for each in one.find_all(INTERACTIVE) if _is_reached(each))


def _is_reached(one: Tag) -> bool:
    return one.get("type") != "hidden"


def _children(page: BeautifulSoup) -> Iterator[str]:
    for name, allowed in CHILDREN.items():
        for one in page.find_all(name):
            wrong = {each.name for each in one.find_all(True, recursive=False)} - allowed - ANYWHERE
            yield from (f"{each} directly in {_open(one)}" for each in sorted(wrong))


def _old(page: BeautifulSoup) -> Iterator[str]:
    yield from (f"{_open(one)} is out of date" for one in page.find_all(OBSOLETE))
    for one in page.find_all(lambda tag: bool(PRESENTATIONAL & set(tag.attrs))):
        yield f"{_open(one)} says how it looks"
    for one in page.find_all(lambda tag: any(name.startswith("hx-") for name in tag.attrs)):
        yield f"{_open(one)}: write data-hx-"
    yield from (f"{_open(one)} without words" for one in page.find_all("img", alt=False))


def _open(one: Tag) -> str:
    return str(one).split(">", 1)[0][:100] + ">"
