"""Text inside a Word paragraph as HTML: emphasis, links, pictures; without revisions and comments."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from lxml import etree

from gongkai.publishing.papers.outcome import Reading
from gongkai.publishing.papers.parts import Parts, child_of, is_on, value
from gongkai.publishing.papers.pictures import NotShown, shown
from gongkai.screening.reading.packages import attribute, local

GONE = {"del", "moveFrom", "Fallback", "txbxContent", "pPr", "rPr", "instrText", "delText", "annotationRef"}
OUTSIDE = ("http://", "https://", "mailto:")
LEFT_OUT = {  # what cannot come along, by the element that holds it
    "chart": "图表{count}个没有读入，请在Word中复制为图片后粘贴，或者用表格代替",
    "relIds": "智能图形{count}个没有读入，请在Word中复制为图片后粘贴，或者用文字代替",
    "OLEObject": "嵌入的对象{count}个没有读入，请取出后另行上传",
}
COUNTED = {
    "ins": "inserted",
    "moveTo": "inserted",
    "del": "deleted",
    "moveFrom": "deleted",
    "commentReference": "comments",
}
SPACES = re.compile(r"[ \t]{2,}")


@dataclass(frozen=True)
class Run:
    """A stretch of text with its marks, in the order in which the elements nest."""

    html: str
    marks: tuple[str, ...] = ()
    link: str = ""


@dataclass
class Inline:
    """Reads what stands in paragraphs, and counts what it leaves out."""

    parts: Parts
    reading: Reading
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)  # numbers of footnotes, in the order in which they come
    in_heading: bool = False

    def html(self, element: etree._Element, *, heading: bool = False) -> str:
        """Return the inside of a paragraph."""
        self.in_heading = heading
        written = ""
        for link, runs in groupby(self._runs(element), key=lambda run: run.link):
            inner = "".join(
                _wrapped("".join(run.html for run in same), marks)
                for marks, same in groupby(runs, key=lambda run: run.marks)
            )
            written += f'<a href="{escape(link)}">{inner}</a>' if link else inner
        return SPACES.sub(" ", written)

    def _runs(self, element: etree._Element, link: str = "") -> Iterator[Run]:
        for child in element:
            kind = local(child)
            if kind in COUNTED:
                self.counts[COUNTED[kind]] += 1
            if kind == "r":
                yield from self._run(child, link)
            elif kind == "oMath":
                self.counts["formulas"] += 1
                yield Run(escape("".join(each.text or "" for each in child.iter() if local(each) == "t")))
            elif kind == "hyperlink":
                target = self.parts.links.get(attribute(child, "id"), "")
                yield from self._runs(child, target if target.startswith(OUTSIDE) else link)
            elif kind not in GONE:
                yield from self._runs(child, link)

    def _run(self, run: etree._Element, link: str) -> Iterator[Run]:
        properties = child_of(run, "rPr")
        for child in run:
            if local(child) in COUNTED:
                self.counts[COUNTED[local(child)]] += 1
        if is_on(properties, "vanish"):
            self.counts["hidden"] += any(local(child) == "t" and child.text for child in run)
            return
        marks = () if self.in_heading else _marks(properties)
        for child in run:
            if html := self._piece(child):
                yield Run(html, marks if local(child) == "t" else (), link)

    def _piece(self, element: etree._Element) -> str:
        """Return one thing in a run: text, a break, a picture, a footnote's number."""
        kind = local(element)
        if kind == "t":
            return escape(element.text or "", quote=False)
        if kind in ("tab", "ptab"):
            return " "
        if kind in ("br", "cr"):
            return "" if attribute(element, "type") in ("page", "column") else "<br>"
        if kind == "noBreakHyphen":
            return "-"
        if kind == "sym":
            self.counts["symbols"] += 1
            return ""
        if kind in ("footnoteReference", "endnoteReference"):
            self.notes.append(f"{kind[:-9]} {attribute(element, 'id')}")
            return f"<sup>[{len(self.notes)}]</sup>"
        if kind in ("drawing", "pict", "object", "AlternateContent"):
            return "".join(self._drawn(element))
        return ""

    def _drawn(self, element: etree._Element) -> Iterator[str]:
        """Yield the pictures in a drawing; what is none is counted."""
        alt = ""
        for each in _without_copies(element):
            kind = local(each)
            if kind == "docPr":
                alt = attribute(each, "descr") or attribute(each, "title")
            elif kind in ("blip", "imagedata"):
                yield self._picture(attribute(each, "embed") or attribute(each, "id"), alt)
            elif kind in LEFT_OUT:
                self.counts[kind] += 1

    def _picture(self, relation: str, alt: str) -> str:
        name = self.parts.inside(relation)
        if name not in self.parts.package.names:
            self.counts["linked"] += 1
            return ""
        try:
            picture = shown(self.parts.package.zip.read(name), name)
        except NotShown:
            self.counts["drawn"] += 1
            return ""
        self.counts["bare"] += not alt.strip()
        return self.reading.place(picture, alt)


def _without_copies(element: etree._Element) -> Iterator[etree._Element]:
    """Yield an element and all below it, without text boxes and the copies kept for old programs."""
    yield element
    for child in element:
        if local(child) not in ("Fallback", "txbxContent"):
            yield from _without_copies(child)


def _marks(properties: etree._Element | None) -> tuple[str, ...]:
    """Return the elements that a run's properties ask for."""
    if properties is None:
        return ()
    found = [tag for name, tag in (("b", "strong"), ("i", "em"), ("strike", "s")) if is_on(properties, name)]
    underlined = child_of(properties, "u")
    if underlined is not None and value(underlined) != "none":
        found.append("u")
    raised = child_of(properties, "vertAlign")
    if raised is not None and value(raised) in ("superscript", "subscript"):
        found.append("sup" if value(raised) == "superscript" else "sub")
    return tuple(found)


def _wrapped(html: str, marks: tuple[str, ...]) -> str:
    if not html.strip():
        return html
    for mark in reversed(marks):
        html = f"<{mark}>{html}</{mark}>"
    return html
