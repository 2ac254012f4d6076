"""What stands around every page: the body, its entries and relatives, the reader's mode."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.portal import reading_mode
from gongkai.portal.addresses import portal_root
from gongkai.portal.appearance import Appearance
from gongkai.portal.middleware import find_body
from gongkai.portal.tree import Block, blocks_of, every_column, own_columns
from gongkai.publishing.models import Column, Topic

# Which entry pages belong to whose path begins otherwise.
SECTIONS = {
    "requests": "disclosure",
    "deadlines": "disclosure",
    "report_check": "disclosure",
    "answers": "disclosure",
    "reports": "disclosure",
    "documents": "disclosure",
    "contact": "interaction",
    "topics": "news",
}
NEIGHBOURS = 8  # as many bodies as fit into the slim bar


@dataclass(frozen=True)
class Entry:
    """One of the entries of the bar below the name."""

    code: str
    label: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """The frame of one request's page; nothing is asked of the database before a template does."""

    request: HttpRequest

    @cached_property
    def body(self) -> Body | None:
        """The body whose portal this is."""
        return find_body(self.request)

    @cached_property
    def appearance(self) -> Appearance | None:
        """How the portal looks."""
        return Appearance(self.request, self.body) if self.body else None

    @cached_property
    def host(self) -> str:
        """The domain of the site (SiteDomain)."""
        return self.request.get_host()

    @cached_property
    def address(self) -> str:
        """The full address of this page, for the QR code and for paper."""
        return self.request.build_absolute_uri()

    @cached_property
    def permanent_address(self) -> str:
        """The full address of this page without what narrows it (the tag Url)."""
        return self.request.build_absolute_uri(self.request.path)

    @cached_property
    def modes(self) -> frozenset[str]:
        """How the reader wants the pages."""
        return reading_mode.chosen(self.request.COOKIES)

    @property
    def language(self) -> str:
        """The language and script of the page (BCP 47)."""
        return reading_mode.language(self.modes)

    @property
    def css_classes(self) -> str:
        """The classes of <html> for the reader's mode."""
        grey = "gk-mourning" if self.appearance and self.appearance.is_grey else ""
        return f"{reading_mode.css_classes(self.modes)} {grey}".strip()

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries of the bar; what the body has nothing for is left out."""
        if self.body is None:
            return []
        services = [node for node in every_column(self.body) if _is_service(node.column) and node.total_count]
        found = [
            ("home", "首页", reverse("portal:home")),
            ("news", "新闻公告", reverse("portal:news") if own_columns(self.body) else ""),
            ("disclosure", "政府信息公开", reverse("portal:disclosure")),
            (
                "services",
                "办事服务",
                reverse("portal:column", args=[services[0].column.slug]) if services else "",
            ),
            ("interaction", "互动交流", reverse("portal:interaction")),
            ("data", "数据", reverse("portal:data")),
        ]
        return [Entry(*each, is_current=each[0] == self.section) for each in found if each[2]]

    @property
    def section(self) -> str:
        """The entry that this page belongs to: said by the view, else told by the first part of the path."""
        first = self.request.path_info.split("/")[1]
        return getattr(self.request, "portal_section", "") or SECTIONS.get(first, first or "home")

    @property
    def query(self) -> str:
        """What was searched for."""
        return self.request.GET.get("q", "")

    @cached_property
    def blocks(self) -> list[Block]:
        """The five parts of the disclosure column."""
        return blocks_of(self.body) if self.body else []

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics that the first page shows."""
        if self.body is None:
            return []
        return list(Topic.objects.of(self.body).running(localdate()).filter(on_home=True))

    @property
    def tree_key(self) -> str:
        """What tells the drawn tree of one portal from that of another."""
        return f"{self.body.pk if self.body else ''} {get_script_prefix()}"

    @cached_property
    def neighbours(self) -> list[tuple[str, str]]:
        """Name and address of the body above and of the bodies directly below."""
        if self.body is None:
            return []
        below = Body.objects.active().filter(parent=self.body).select_related("parent")[:NEIGHBOURS]
        above = [self.body.parent] if self.body.parent else []
        return [(body.short_name, portal_root(body)) for body in (*above, *below)]


def _is_service(column: Column) -> bool:
    return column.column_type == Column.Type.SERVICE


def mark_section(request: HttpRequest, column: Column) -> None:
    """Note that the page belongs to the entry of its column, which its address does not tell."""
    section = (
        "services" if _is_service(column) else "news" if column.kind == Column.Kind.OWN else "disclosure"
    )
    request.portal_section = section  # type: ignore[attr-defined]  # read by Frame.section
