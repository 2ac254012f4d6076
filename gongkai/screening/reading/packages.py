"""Office files as packages of parts: opened within bounds, parsed without entities."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from gongkai.screening.materials import Part

PART_LIMIT = 64 * 2**20  # bytes of one part when unpacked
ALL_LIMIT = 256 * 2**20  # bytes of all parts
RATIO_LIMIT = 200  # unpacked to packed, beyond which a large part is a bomb
PARTS_LIMIT = 5_000
CORE = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
PROPERTIES = {
    *("creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category", "Manager"),
    *("Company", "lpwstr", "contentStatus"),
}


BROKEN = (
    *(etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError),
    *(OSError, EOFError, ValueError),
)


class BadPackage(ValueError):
    """The package is damaged, or unpacks to more than is reasonable; the message says which."""


class Package:
    """A zip file of XML parts."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, OverflowError, EOFError) as error:
            raise BadPackage("文件已损坏") from error
        total = sum(part.file_size for part in parts)
        bomb = any(
            part.file_size > 2**20 and part.file_size > RATIO_LIMIT * max(1, part.compress_size)
            for part in parts
        )
        if (
            len(parts) > PARTS_LIMIT
            or total > ALL_LIMIT
            or bomb
            or any(p.file_size > PART_LIMIT for p in parts)
        ):
            raise BadPackage("文件解压后过大，可能是压缩炸弹")
        self.names = [part.filename for part in parts]
        self.trees: dict[str, etree._Element] = {}

    def matching(self, prefix: str, suffix: str = ".xml") -> list[str]:
        """Return the names of the parts that begin and end so, in order."""
        return sorted(name for name in self.names if name.startswith(prefix) and name.endswith(suffix))

    def tree(self, name: str) -> etree._Element | None:
        """
        Return a part as XML, None when it is not there.

        :raises BadPackage: the part is damaged
        """
        if name not in self.names:
            return None
        if name not in self.trees:
            self.trees[name] = self._parsed(name)
        return self.trees[name]

    def content(self, name: str) -> bytes:
        """
        Return a part as it is, no longer than its limit.

        :raises BadPackage: the part is damaged
        """
        try:
            with self.zip.open(name) as part:
                return part.read(PART_LIMIT)  # the directory has said that it is no longer; it may lie
        except BROKEN as error:
            raise BadPackage("文件已损坏或者加密") from error

    def _parsed(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(self.content(name), parser)
        except BROKEN as error:
            raise BadPackage("文件已损坏或者加密") from error

    def saved(self) -> bytes:
        """Return the package with what was changed in its trees."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
            for part in self.zip.infolist():
                tree = self.trees.get(part.filename)
                data = (
                    self.zip.read(part)
                    if tree is None
                    else etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                )
                target.writestr(part.filename, data)
        return written.getvalue()

    def properties(self) -> Iterator[Part]:
        """Yield what the file says of itself: author, company, title and the like."""
        for name in CORE:
            tree = self.tree(name)
            for element in tree.iter() if tree is not None else ():
                if local(element) in PROPERTIES and (element.text or "").strip():
                    yield part_of(element)


def part_of(element: etree._Element) -> Part:
    """Return the text of an element as a part that can be written anew."""

    def put(text: str) -> None:
        element.text = text

    return Part(element.text or "", put)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; nothing for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without a namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")
