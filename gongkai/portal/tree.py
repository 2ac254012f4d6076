"""政府信息公开专栏: the five blocks and the tree of columns, with what is published in each."""

from collections.abc import Iterable
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


# Columns that the portal fills from what it knows of the body: their part of the institution page.
FROM_DATA = {Column.Type.FUNCTIONS: "functions", Column.Type.LEADERS: "leaders"}


@dataclass(frozen=True)
class Branch:
    """A column as the public tree shows it: where it leads, what it holds, and the branches below it."""

    name: str
    slug: str
    address: str
    count: int
    is_filled: bool  # from what the portal knows of the body, without an item
    is_none: bool  # there is no such information, and a note says why
    below: list["Branch"]


@dataclass(frozen=True)
class Block:
    """One of the five parts of the disclosure column."""

    kind: str
    label: str
    address: str
    icon: str
    count: int | None = None
    branches: list[Branch] = field(default_factory=list)


def disclosure_trail() -> list[tuple[str, str]]:
    """Return the trail of pages that stand below the disclosure column."""
    return [("政府信息公开", reverse("portal:disclosure"))]


def columns_of(body: Body) -> list[ColumnNode]:
    """
    Return the top columns in use, each with those below it and with counts at most half a minute old.

    They are kept with the body too, which lives as long as the request: a page asks for them several times.
    """
    kept: list[ColumnNode] | None = getattr(body, "_portal_columns", None)
    if kept is None:
        kept = _kept_columns(body)
        body._portal_columns = kept  # type: ignore[attr-defined]  # read above
    return kept


def _kept_columns(body: Body) -> list[ColumnNode]:
    key = f"portal-tree-{body.pk}"
    nodes: list[ColumnNode] | None = cache.get(key)
    if nodes is None:
        nodes = Column.objects.of(body).active().tree()
        cache.set(key, nodes, KEPT_FOR)
    return nodes


def blocks_of(body: Body) -> list[Block]:
    """Return the five blocks; the statutory one with its tree."""
    counts = dict.fromkeys(Kind, 0)
    for node in columns_of(body):
        counts[Kind(node.column.kind)] += node.total_count
    counted = (Kind.RULES, Kind.STATUTORY)
    return [
        Block(
            kind=kind,
            label=kind.label,
            address=reverse(page),
            icon=icon,
            count=counts[kind] if kind in counted else None,
            branches=statutory_branches(body) if kind == Kind.STATUTORY else [],
        )
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


def statutory_branches(body: Body) -> list[Branch]:
    """Return the tree of 法定主动公开内容 (条例第二十条), from below its root where there is one."""
    nodes = [node for node in columns_of(body) if node.column.kind == Kind.STATUTORY]
    return branches_of(_without_root(nodes))


def branches_of(nodes: Iterable[ColumnNode]) -> list[Branch]:
    """Return columns as the public tree shows them."""
    return [_branch(node) for node in nodes]


def _branch(node: ColumnNode) -> Branch:
    column, below = node.column, branches_of(node.children)
    address, is_filled = reverse("portal:column", args=[column.slug]), any(each.is_filled for each in below)
    if not node.total_count and column.column_type in FROM_DATA:
        address = f"{reverse('portal:institution')}#{FROM_DATA[Column.Type(column.column_type)]}"
        is_filled = True
    return Branch(
        name=column.name,
        slug=column.slug,
        address=address,
        count=node.total_count,
        is_filled=is_filled,
        is_none=not (node.total_count or is_filled) and bool(column.not_applicable),
        below=below,
    )


def _without_root(nodes: list[ColumnNode]) -> list[ColumnNode]:
    return nodes[0].children if len(nodes) == 1 and not nodes[0].column.statutory_code else nodes
