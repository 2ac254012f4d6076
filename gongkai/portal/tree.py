"""政府信息公开专栏: the five blocks and the tree of columns, with what is published in each."""

from dataclasses import dataclass, field

from django.core.cache import cache
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column, ColumnNode

KEPT_FOR = 30  # seconds; counting 128,600 items for every page would cost more than the page
Kind = Column.Kind
# The five blocks in the order of 国办公开办函〔2019〕61号: kind, page, icon.
BLOCKS = (
    (Kind.GUIDE, "portal:guide", "book"),
    (Kind.RULES, "portal:rules", "rules"),
    (Kind.STATUTORY, "portal:disclosure", "list"),
    (Kind.ANNUAL_REPORT, "portal:reports", "report"),
    (Kind.REQUEST, "portal:request", "ask"),
)


@dataclass(frozen=True)
class Block:
    """One of the five parts of the disclosure column."""

    kind: str
    label: str
    address: str
    icon: str
    count: int | None = None
    nodes: list[ColumnNode] = field(default_factory=list)


def disclosure_trail() -> list[tuple[str, str]]:
    """Return the trail of pages that stand below the disclosure column."""
    return [("政府信息公开", reverse("portal:disclosure"))]


def columns_of(body: Body) -> list[ColumnNode]:
    """Return the top columns in use, each with those below it and with counts at most half a minute old."""
    key = f"portal-tree-{body.pk}"
    nodes: list[ColumnNode] | None = cache.get(key)
    if nodes is None:
        nodes = Column.objects.of(body).active().tree()
        cache.set(key, nodes, KEPT_FOR)
    return nodes


def blocks_of(body: Body) -> list[Block]:
    """Return the five blocks; the statutory one with its tree."""
    tops = columns_of(body)
    return [
        _block(kind, page, icon, [node for node in tops if node.column.kind == kind])
        for kind, page, icon in BLOCKS
    ]


def own_columns(body: Body) -> list[ColumnNode]:
    """Return the columns that the body keeps beside the five blocks (新闻, 公告 …)."""
    return [node for node in columns_of(body) if node.column.kind == Kind.OWN]


def every_column(body: Body) -> list[ColumnNode]:
    """Return all columns in use, each top one followed by those below it."""
    return [node for top in columns_of(body) for _, node in top.walk()]


def find_node(body: Body, slug: str) -> ColumnNode | None:
    """Return the column with this slug in its place in the tree."""
    return next((node for node in every_column(body) if node.column.slug == slug), None)


def statutory_nodes(body: Body) -> list[ColumnNode]:
    """Return the first level of 法定主动公开内容 (条例第二十条), below its root where there is one."""
    return _without_root([node for node in columns_of(body) if node.column.kind == Kind.STATUTORY])


def _without_root(nodes: list[ColumnNode]) -> list[ColumnNode]:
    return nodes[0].children if len(nodes) == 1 and not nodes[0].column.statutory_code else nodes


def _block(kind: Kind, page: str, icon: str, nodes: list[ColumnNode]) -> Block:
    counted = kind in (Kind.RULES, Kind.STATUTORY)
    return Block(
        kind=kind,
        label=kind.label,
        address=reverse(page),
        icon=icon,
        count=sum(node.total_count for node in nodes) if counted else None,
        nodes=_without_root(nodes) if kind == Kind.STATUTORY else [],
    )
