"""What a Word file's parts say of each other: styles, links, pictures, and how XML values are read."""

from dataclasses import dataclass, field

from lxml import etree

from gongkai.screening.reading.packages import Package, attribute, local

RELATIONS = "word/_rels/document.xml.rels"
OFF = ("0", "false", "off", "none")


def value(element: etree._Element) -> str:
    """Return the attribute w:val."""
    return attribute(element, "val")


def child_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of that name."""
    return next((each for each in element if local(each) == name), None) if element is not None else None


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a property that is on or off is on."""
    found = child_of(properties, name)
    return found is not None and value(found) not in OFF


@dataclass(frozen=True)
class Style:
    """What matters of a paragraph style: its heading level, its list, whether it is a table of contents."""

    outline: int | None = None
    list_id: str = ""
    list_depth: int = 0
    is_contents: bool = False


@dataclass
class Parts:
    """The package with what the document refers to."""

    package: Package
    styles: dict[str, Style] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)  # inside the package
    links: dict[str, str] = field(default_factory=dict)  # outside

    @classmethod
    def of(cls, package: Package) -> "Parts":
        """
        Read styles and relations.

        :raises BadPackage: one of them is damaged
        """
        parts = cls(package)
        relations = package.tree(RELATIONS)
        for each in relations if relations is not None else ():
            outside = attribute(each, "TargetMode") == "External"
            target = attribute(each, "Target")
            (parts.links if outside else parts.targets)[attribute(each, "Id")] = target
        styles = package.tree("word/styles.xml")
        for each in styles if styles is not None else ():
            if local(each) == "style":
                parts.styles[attribute(each, "styleId")] = _style(each)
        return parts

    def inside(self, relation: str) -> str:
        """Return the name of the part that a relation leads to."""
        target = self.targets.get(relation, "")
        return target.lstrip("/") if target.startswith("/") else f"word/{target}" if target else ""


def _style(element: etree._Element) -> Style:
    named = child_of(element, "name")
    name = value(named).lower() if named is not None else ""
    properties = child_of(element, "pPr")
    outline = outline_of(properties)
    if outline is None and name.startswith("heading ") and name[8:].isdecimal():
        outline = int(name[8:]) - 1
    if name == "title":
        outline = 0
    list_id, depth = list_of(properties)
    return Style(outline, list_id, depth, is_contents=name.startswith("toc "))


def outline_of(properties: etree._Element | None) -> int | None:
    """Return the outline level from 0; None for body text."""
    found = child_of(properties, "outlineLvl")
    said = value(found) if found is not None else ""
    return int(said) if said.isdecimal() and int(said) < 9 else None


def list_of(properties: etree._Element | None) -> tuple[str, int]:
    """Return the list that a paragraph belongs to and how deep it stands; "" for none."""
    found = child_of(properties, "numPr")
    told = {local(each): value(each) for each in found} if found is not None else {}
    depth = told.get("ilvl", "0")
    return told.get("numId", ""), int(depth) if depth.isdecimal() else 0
