"""One page of an old site as a row: title, days, number, column, body and files, each from its place."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml.html import HtmlElement, tostring

from gongkai.publishing.html import plain_text
from gongkai.publishing.incoming.markup import clean_body, drop_chrome, find_body, link_share
from gongkai.publishing.incoming.selectors import find, value_of
from gongkai.publishing.incoming.site import Site

FILES = frozenset(
    [
        *("pdf", "ofd", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "csv", "wps", "et", "zip", "rar"),
        *("png", "jpg", "jpeg", "gif", "bmp"),
    ]
)
PICTURES = frozenset(["png", "jpg", "jpeg"])  # what an attachment may be and a page can show
NOWHERE = ("#", "mailto:", "tel:", "javascript:", "data:")
HELD = "/-attached-/{}"  # stands for the address of a file until that has one
DAY = re.compile(
    r"([12]\d{3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+(\d{1,2}:\d{2}(?::\d{2})?))?"
)
LABELLED_DAY = re.compile(
    rf"(?:发布|发表|公开|更新|上传)?(?:时间|日期)\s*[:：]\s*【?\s*(?P<day>{DAY.pattern})", re.S
)
DAY_IN_PATH = (
    re.compile(r"t((?:19|20)\d{2})(\d{2})(\d{2})_\d+"),
    re.compile(r"/((?:19|20)\d{2})[-/]?(\d{2})[-/]?(\d{2})/"),
    re.compile(r"/((?:19|20)\d{2})(\d{2})(\d{2})\d*\.\w+$"),
)
SIGNED = re.compile(r"\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*")
DOC_NO = re.compile(
    r"[一-鿿]{1,14}\s*[〔\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕\])）】﹞]\s*(?:第\s*)?\d{1,5}\s*号"
)
SITE_PART = re.compile(r"\s*(?:[_|｜]|\s[-—–]+\s|-{2,}).*$")
TRAIL = re.compile(r"(?:当前|您的|您现在的|现在的|所在)位置\s*[:：]?")
LABEL_TAGS = ("td", "th", "dt", "dd", "li", "span", "p", "div", "label", "b", "strong", "em", "i", "font")
LABEL_LENGTH, VALUE_LENGTH = 8, 120  # characters
VALIDITIES = ("废止", "失效", "已修改", "有效")
LIMITS = {"keywords": 200, "content_source": 100, "issuing_body": 100, "topic": 60, "genre": 20, "doc_no": 60}
LINKS = 0.5  # of the text of a page, from which on it is a list of others
HEAD = 300  # characters of the body in which the document's number stands


@dataclass(frozen=True)
class Page:
    """Where a page lies: the folder of the whole site, and its path there."""

    folder: Path
    path: str


def read_facts(root: HtmlElement, page: Page, site: Site) -> tuple[dict[str, Any], str]:
    """
    Return what a page says as the fields of a row, and why it is no item; the tree is used up.

    What is not found is not among the fields.
    """
    facts = {
        name: said
        for name in site.places
        if (said := _said(root, site, name)) and name not in ("body", "drop")
    }
    facts = {**_labelled(root, site), **facts}
    facts["title"] = SITE_PART.sub("", facts.get("title", "")) or facts.get("title", "")
    facts["column"] = site.column_of(page.path, facts.get("column") or _trail(root))
    facts["published_on"] = _published(root, page, facts)
    if _is_moved(root):
        return facts, "网页只是转到别处"
    if not DAY.search(facts["published_on"]) and link_share(root) > LINKS:
        return facts, "目录页"
    drop_chrome(root, site)
    body = find_body(root, site)
    if body is not None:
        clean_body(body, facts["title"])
        _put_files(body, page, site, facts)
        facts["body"] = tostring(body, encoding="unicode", with_tail=False)
        _from_text(plain_text(facts["body"]), facts)
    return _taken(facts), ""


def _said(root: HtmlElement, site: Site, name: str) -> str:
    for selector in site.places[name]:
        for element in find(root, selector):
            if said := value_of(element):
                return said
    return ""


def _labelled(root: HtmlElement, site: Site) -> dict[str, str]:
    """Return what stands behind known words, as in the head table of a document; the first of each."""
    found: dict[str, str] = {}
    for element in root.iter(*LABEL_TAGS):
        said = (element.text or "").strip()
        head, colon, rest = said.replace(":", "：").partition("：")
        name = site.labels.get("".join(head.split())) if len(head) <= LABEL_LENGTH * 2 else None
        if name is None or name in found:
            continue
        value = (
            rest.strip()
            or (element.tail or "").strip(" \t\r\n:：\xa0")
            or _beside(element, has_colon=bool(colon))
        )
        if value and len(value) <= VALUE_LENGTH:
            found[name] = " ".join(value.split())
    return found


def _beside(element: HtmlElement, *, has_colon: bool) -> str:
    """Return what the next element says; a word without a colon is a label only as a cell of its own."""
    below = next((child for child in element if isinstance(child.tag, str)), None)
    if below is not None and has_colon:
        return value_of(below)
    after = element.getnext()
    is_label = has_colon or element.tag in ("td", "th", "dt", "label")
    return value_of(after) if after is not None and isinstance(after.tag, str) and is_label else ""


def _trail(root: HtmlElement) -> str:
    """Return the last column of the line that says where one is."""
    for element in root.iter("div", "td", "p", "span", "ul", "nav"):
        said = "".join(filter(None, [element.text, *(child.tail for child in element)]))
        if TRAIL.search(said) or TRAIL.search(str(element.text_content())[:12]):
            links = [value_of(link) for link in element.iter("a")]
            return next((name for name in reversed(links) if name and name not in ("正文", "详情")), "")
    return ""


def _published(root: HtmlElement, page: Page, facts: dict[str, Any]) -> str:
    """Return the day of publication: said by a tag, by a word before it, or by the address."""
    if (said := str(facts.get("published_on", ""))) and DAY.search(said):
        return said
    if found := LABELLED_DAY.search(str(root.text_content())):
        return found["day"]
    for form in DAY_IN_PATH:
        if (found := form.search("/" + page.path)) and _is_day(*found.groups()[:3]):
            return "-".join(found.groups()[:3])
    return said


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _is_moved(root: HtmlElement) -> bool:
    refresh = [each.get("http-equiv", "").lower() for each in root.iter("meta")]
    return "refresh" in refresh and len("".join(str(root.text_content()).split())) < LINKS * VALUE_LENGTH


def _from_text(text: str, facts: dict[str, Any]) -> None:
    """Add the number in the head of the text and the day under it, where the page says neither."""
    if "doc_no" not in facts and (found := DOC_NO.search(facts["title"]) or DOC_NO.search(text[:HEAD])):
        facts["doc_no"] = "".join(found[0].split())
    published, signed = day_in(facts["published_on"]), _signed(text)
    if "formed_on" not in facts and signed and published and signed <= published:
        facts["formed_on"] = signed.isoformat()


def _signed(text: str) -> date | None:
    """Return the last day in a text that stands in a line of its own."""
    found = [match for line in text.splitlines() if (match := SIGNED.fullmatch(line))]
    return day_in(found[-1][0]) if found else None


def day_in(text: str) -> date | None:
    """Return the first day in a text; None when it is none of the calendar."""
    found = DAY.search(text)
    return date(*map(int, found.groups()[:3])) if found and _is_day(*found.groups()[:3]) else None


def _taken(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what there is of the facts, without what cannot be meant."""
    taken = {name: value for name, value in facts.items() if value}
    said = taken.pop("validity", "")
    if known := next((word for word in VALIDITIES if word in said), ""):
        taken["validity"] = known
    for name in ("effective_on", "ceased_on", "formed_on"):
        if name in taken and not DAY.search(taken[name]):
            del taken[name]
    taken.setdefault("formed_on", taken.get("published_on", ""))
    return {name: value[: LIMITS[name]] if name in LIMITS else value for name, value in taken.items()}


def _put_files(body: HtmlElement, page: Page, site: Site, facts: dict[str, Any]) -> None:
    """Take the files that the body links to, and make every other address one from the root of the site."""
    files: list[str] = []
    links = [(link, "href") for link in body.iter("a")]
    for element, attribute in [*links, *((picture, "src") for picture in body.iter("img"))]:
        address = (element.get(attribute) or "").strip()
        place = None if not address or address.startswith(NOWHERE) else _place(address, page, site)
        if place is None:
            continue  # a place on the page, or another site's
        if not _is_taken(place, attribute, page):
            element.set(attribute, quote(place, safe="/?=&"))
            continue
        if place not in files:
            files.append(place)
        element.set(attribute, HELD.format(files.index(place)))
    facts["attachments"] = files


def _place(address: str, page: Page, site: Site) -> str | None:
    """Return where an address of the old site leads, from its root; None for another site's."""
    try:
        parts = urlsplit(urljoin("/" + quote(page.path), address))
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or not site.is_own(parts.hostname or ""):
        return None
    return str(PurePosixPath("/", unquote(parts.path))) + (f"?{parts.query}" if parts.query else "")


def _is_taken(place: str, attribute: str, page: Page) -> bool:
    """Whether a file comes over with the item: each that is linked to, and a picture that is there."""
    if attribute == "href":
        return _ending(place) in FILES
    return _ending(place) in PICTURES and (page.folder / place.lstrip("/")).is_file()


def _ending(place: str) -> str:
    return place.partition("?")[0].lower().rpartition(".")[2]
