"""Where the links of public items lead, told by the database alone; other sites are asked elsewhere."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

from gongkai.bodies.models import Body
from gongkai.publishing.models import Attachment, Column, InformationItem, OldAddress
from gongkai.publishing.models.addresses import old_place
from gongkai.publishing.states import State

LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
PREFIX = re.compile(r"/b/[-\w]+(?=/)", re.ASCII)
ITEM = re.compile(r"/i/(\d{1,18})\.html", re.ASCII)
FILE = re.compile(r"/i/(\d{1,18})/files/(\d{1,18})/.*", re.ASCII)
COLUMN = re.compile(r"/c/([-\w]+)/", re.ASCII)
NOWHERE = ("#", "mailto:", "tel:", "data:")
LONGEST = 500  # characters of a link that is kept
NO_PAGE, NO_FILE, WITHDRAWN = "没有这个网页", "没有这个附件", "链接的信息已经撤回"
FILE_LOST, RELATIVE, UNREADABLE = "附件的文件已经不在", "地址不完整", "地址写错"


@dataclass(frozen=True)
class Link:
    """A link of an item: as it is written, and its path here; None when it leads to another site."""

    item: int
    address: str
    path: str | None
    fault: str = ""


def links_of(item: InformationItem, hosts: Collection[str]) -> list[Link]:
    """Return the links in the text of an item, each once."""
    written = dict.fromkeys(unescape(each).strip() for each in LINK.findall(item.content))
    return [_link(item.pk, each, hosts) for each in written if each and not each.startswith(NOWHERE)]


def _link(item: int, address: str, hosts: Collection[str]) -> Link:
    kept = address[:LONGEST]
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return Link(item, kept, "", UNREADABLE)
    if parts.scheme not in ("", "http", "https"):
        return Link(item, kept, "", UNREADABLE)
    if host and host not in hosts:
        return Link(item, kept, None)
    if not host and not parts.path.startswith("/"):
        return Link(item, kept, "", RELATIVE)
    path = unquote(parts.path) or "/"
    return Link(item, kept, PREFIX.sub("", path, count=1) + (f"?{parts.query}" if parts.query else ""))


def faults_of(links: Iterable[Link], body: Body) -> dict[Link, str]:
    """Return the links that lead nowhere on this site, with why; in a fixed number of queries."""
    here = [link for link in links if link.path is not None]
    known = _Known(body, here)
    return {link: fault for link in here if (fault := link.fault or known.fault(link.path or ""))}


class _Known:
    """What stands at the places that some links lead to."""

    def __init__(self, body: Body, links: Collection[Link]) -> None:
        paths = {(link.path or "").partition("?")[0] for link in links}
        items = {int(found[1]) for path in paths if (found := ITEM.fullmatch(path) or FILE.fullmatch(path))}
        self._items = {
            pk: (live, state) for pk, live, state in _facts(InformationItem, items, "live", "state")
        }
        files = {int(found[2]) for path in paths if (found := FILE.fullmatch(path))}
        self._files = {
            file.pk: file for file in Attachment.objects.filter(pk__in=files).select_related("item")
        }
        self._columns = set(Column.objects.active().values_list("slug", flat=True))
        old = {place for link in links for place in _old_places(link.path or "")}
        self._old = set(
            OldAddress.objects.filter(body=body, address__in=old).values_list("address", flat=True)
        )
        self._forms: Mapping[re.Pattern[str], Callable[[re.Match[str]], str]] = {
            ITEM: lambda found: self._item(int(found[1])),
            FILE: lambda found: self._item(int(found[1])) or self._file(int(found[1]), int(found[2])),
            COLUMN: lambda found: "" if found[1] in self._columns else NO_PAGE,
        }

    def fault(self, path: str) -> str:
        """Return what is wrong with a place; empty when nothing is."""
        bare = path.partition("?")[0]
        for form, look in self._forms.items():
            if found := form.fullmatch(bare):
                return look(found)
        if self._old.intersection(_old_places(path)):
            return ""
        try:
            resolve(bare)
        except Resolver404:
            return NO_PAGE
        return ""

    def _item(self, pk: int) -> str:
        live, state = self._items.get(pk, (False, ""))
        return "" if live else WITHDRAWN if state == State.WITHDRAWN else NO_PAGE

    def _file(self, item: int, pk: int) -> str:
        file = self._files.get(pk)
        if file is None or file.item_id != item or not file.live:
            return NO_FILE
        return "" if file_is_there(file) else FILE_LOST


def file_is_there(file: Attachment) -> bool:
    """Whether the file of an attachment is still in the store."""
    return bool(file.file.storage.exists(str(file.file.name)))


def _facts(
    model: type[InformationItem], keys: Collection[int], *names: str
) -> Iterable[tuple[int, bool, str]]:
    return model.objects.filter(pk__in=keys).values_list("pk", *names)


def _old_places(path: str) -> set[str]:
    return {old_place(path), old_place(path.partition("?")[0])} - {""}
