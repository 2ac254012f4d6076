"""An old site: where its pages say what, which of their folders are which columns; as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gongkai.publishing.incoming.rows import FileUnreadable
from gongkai.publishing.incoming.selectors import BadSelector, compiled
from gongkai.rules.tables import BadRuleFile, Row

SHIPPED = Path(__file__).with_name("places.toml")
NAME = "site.toml"  # looked for in the folder itself
PLACES = (
    "title",
    "published_on",
    "body",
    "drop",
    "column",
    "formed_on",
    "doc_no",
    "index_no",
    "issuing_body",
)
MORE_PLACES = ("content_source", "keywords", "topic", "genre", "validity", "summary")


@dataclass(frozen=True)
class Site:
    """
    What is known of an old site before its pages are read.

    :ivar address: where it stood, "http://rsj.haicheng.gov.cn/"
    :ivar encoding: of its pages, where they do not say it; empty: told page by page
    :ivar skip: patterns of paths that are no items
    :ivar column: where an item goes of which nothing else tells the column
    :ivar columns: columns by folder of the old site, or by the column's name there
    :ivar places: selectors by what stands there, the site's own first
    :ivar labels: fields by the word that stands before them
    """

    address: str = ""
    encoding: str = ""
    skip: tuple[str, ...] = ()
    column: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def passes_over(self, path: str) -> bool:
        """Whether the pages at a path are no items."""
        return any(fnmatchcase(path, pattern) for pattern in self.skip)

    def column_of(self, path: str, named: str) -> str:
        """Return the column of a page at a path, of whose column the page itself says `named`."""
        folders = path.split("/")[:-1]
        for depth in range(len(folders), 0, -1):
            if known := self.columns.get("/".join(folders[:depth])):
                return known
        return self.columns.get(named, named) or self.column

    def is_own(self, host: str) -> bool:
        """Whether an address on a host is one of the old site itself."""
        return not host or host == urlsplit(self.address).hostname


def read_site(folder: Path, given: Path | None = None) -> Site:
    """
    Return what is known of the site whose pages lie in a folder: the shipped places, its own before them.

    :param given: the file with its rules; by default `site.toml` in the folder, if it is there
    :raises FileUnreadable: the file is not there, is not TOML, or says something impossible
    """
    own = given or folder / NAME
    try:
        shipped = _row(SHIPPED)
        mine = _row(own) if given or own.is_file() else Row(NAME, "全文", {})
        site = _site(mine, shipped)
        for selectors in site.places.values():
            for selector in selectors:
                compiled(selector)
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise FileUnreadable(f"网站规则读不了：{own.name}：{error}") from error
    except (BadRuleFile, BadSelector) as error:
        raise FileUnreadable(f"网站规则有误：{error}") from error
    return site


def _row(path: Path) -> Row:
    return Row(path.name, "全文", tomllib.loads(path.read_text(encoding="utf-8-sig")))


def _site(mine: Row, shipped: Row) -> Site:
    places, usual = mine.mapping("places", {}), shipped.mapping("places")
    if odd := sorted(set(places) - {*PLACES, *MORE_PLACES}):
        raise mine.error(f"不认识的位置：{'、'.join(odd)}")
    site = Site(
        address=mine.text("address", ""),
        encoding=mine.text("encoding", ""),
        skip=mine.texts("skip", ()),
        column=mine.text("column", ""),
        columns=_words(mine, "columns"),
        places={
            name: (*_listed(mine, places.get(name, [])), *usual.get(name, ()))
            for name in (*PLACES, *MORE_PLACES)
        },
        labels={**shipped.mapping("labels"), **_words(mine, "labels")},
    )
    mine.close()
    return site


def _words(row: Row, key: str) -> dict[str, str]:
    found = row.mapping(key, {})
    if not all(isinstance(value, str) for value in found.values()):
        raise row.error(f"“{key}”里应当都是文字")
    return {name.strip("/"): value for name, value in found.items()}


def _listed(row: Row, value: Any) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise row.error("位置应当是文字，或者文字的列表")
    return listed
