"""替代文字: what office files say in the place of pictures, charts and tables, and where their links lead."""

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from lxml import etree

from gongkai.screening.materials import Material, Part
from gongkai.screening.reading.packages import Package, local

FRAMES = frozenset(
    {"AlternateContent", "drawing", "pict", "object"}
)  # what stands in a Word text as one thing
SHAPES = frozenset({"pic", "graphicFrame", "sp", "grpSp", "cxnSp"})  # what lies on a sheet or a slide
ALWAYS = frozenset({"descr", "alt"})
NAMED = frozenset(
    {"docPr", "cNvPr", "imagedata"}
)  # of these the title and the name too: the file it came from
USUAL_NAME = re.compile(r"[^\d:/\\.]{0,20}\d{0,4}")  # 图片 1, Picture 2
TABLES = frozenset({"tblCaption", "tblDescription"})
LEADS_TO_SOMEBODY = re.compile(r"(?:mailto|tel|sms|callto):", re.IGNORECASE)
LONG_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")  # in any other address only what may be an identity


def add_words(
    root: etree._Element | None, material: Material, before: str, frames: frozenset[str] = FRAMES
) -> None:
    """
    Add what stands in the place of each picture or shape, counted from 1 as they come.

    :param before: where it is, said before its number; ends in a blank unless it is empty
    """
    for number, frame in enumerate(_outermost(root, frames), 1):
        for part in _words_of(frame):
            material.add([part], f"{before}picture {number}", hidden=True)


def words_in(root: etree._Element | None, frames: frozenset[str]) -> list[Part]:
    """Return what stands in the place of the pictures and shapes of a part, wherever it is."""
    return [part for frame in _outermost(root, frames) for part in _words_of(frame)]


def _outermost(element: etree._Element | None, frames: frozenset[str]) -> Iterator[etree._Element]:
    """Yield the frames that stand in no other; a frame and the copy for old programs are one."""
    for child in element if element is not None else ():
        if local(child) in frames:
            yield child
        else:
            yield from _outermost(child, frames)


def _words_of(frame: etree._Element) -> list[Part]:
    """Return the texts in the place of a picture, each once, to be written wherever it stands."""
    places: dict[str, list[tuple[etree._Element, str]]] = {}
    for element in frame.iter():
        for key, text in element.attrib.items() if isinstance(element.tag, str) else ():
            if text.strip() and _is_said(local(element), str(key).rpartition("}")[2], str(text)):
                places.setdefault(str(text), []).append((element, str(key)))
    return [Part(text, partial(_put, found)) for text, found in places.items()]


def _is_said(tag: str, key: str, text: str) -> bool:
    if key == "name":
        return tag in NAMED and not USUAL_NAME.fullmatch(text)
    return key in ALWAYS or (key == "title" and tag in NAMED)


def add_words_of_table(properties: etree._Element | None, material: Material, number: int) -> None:
    """Add what stands in the place of a table of a Word file for those who do not see it."""
    for element in properties if properties is not None else ():
        for key, text in element.attrib.items() if local(element) in TABLES else ():
            part = Part(str(text), partial(_put, [(element, str(key))]))
            material.add([part], f"words table {number}", hidden=True)


def add_links(package: Package, material: Material) -> None:
    """Add the addresses of the links of a package by which somebody can be reached or named."""
    for name in package.matching("", ".rels"):
        tree = package.tree(name)
        for element in tree if tree is not None else ():
            if element.get("TargetMode") == "External":
                add_link(element.get("Target", ""), partial(_put, [(element, "Target")]), material, "link")


def add_link(address: str, put: partial[None], material: Material, where: str) -> None:
    """Add the address of a link if it leads to a mailbox or a telephone, or carries a long number."""
    written = unquote(address)
    if LEADS_TO_SOMEBODY.match(written) or LONG_NUMBER.search(written):
        material.add([Part(written, put)], where, hidden=True)


def _put(places: list[tuple[etree._Element, str]], text: str) -> None:
    for element, key in places:
        element.set(key, text)
