"""栏目: the tree of columns in which a body shows what it discloses."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Concat

from gongkai.bodies.models import Body, Unit
from gongkai.rules.notices import notices


@dataclass
class ColumnNode:
    """A column in its place: live items of its own, live items with all below it, and the nodes below."""

    column: "Column"
    own_count: int
    total_count: int = 0
    children: list["ColumnNode"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown here and no note says why (an empty column is punished)."""
        column = self.column
        return not (self.total_count or column.not_applicable or column.is_filled_from_data)

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "ColumnNode"]]:
        """Yield (depth, node) for this node and all below it, in order."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


class ColumnQuerySet(models.QuerySet["Column"]):
    """Columns by body and by place in the tree."""

    def of(self, body: Body) -> Self:
        """Columns of one body."""
        return self.filter(body=body)

    def active(self) -> Self:
        """Columns that are shown."""
        return self.filter(is_active=True)

    def within(self, column: "Column") -> Self:
        """The column and all below it."""
        return self.filter(body=column.body_id, path__startswith=column.path)

    def above(self, column: "Column") -> Self:
        """The column and all above it, from the top."""
        lineage = self.filter(body=column.body_id).alias(needle=Value(column.path))
        return lineage.filter(needle__startswith=F("path")).order_by("path")

    def tree(self) -> list[ColumnNode]:
        """Return the top nodes, each with its children and counts, in three queries however many columns."""
        columns = list(self.select_related("owner_unit").order_by("order", "pk"))
        from gongkai.publishing.models.placements import live_placements

        bodies = {column.body_id for column in columns}
        counts = _live_counts(bodies)
        listed, several = live_placements(bodies)
        nodes = {
            column.pk: ColumnNode(column, own_count=counts.get(column.pk, 0) + listed[column.pk])
            for column in columns
        }
        tops: list[ColumnNode] = []
        for node in nodes.values():
            parent = nodes.get(node.column.parent_id or 0)
            (parent.children if parent else tops).append(node)
        for top in tops:
            _add_up(top)
        for places in several:
            _count_once(nodes, places)
        return tops


def _live_counts(bodies: Collection[int]) -> dict[int, int]:
    """Return how many live items the columns of some bodies have themselves, by key of the column."""
    from gongkai.publishing.models.items import InformationItem

    if len(bodies) == 1:  # compared by equality, so that the index item_in_column answers alone
        live = InformationItem.objects.live().filter(body=next(iter(bodies)))
    else:
        live = InformationItem.objects.live().filter(body__in=bodies)
    return dict(live.order_by().values_list("column").annotate(number=Count("pk")))


def _count_once(nodes: dict[int, ColumnNode], places: Collection[int]) -> None:
    """Count an item listed in several columns once in each column above two of them."""
    above: Counter[int] = Counter()
    for place in places:
        node = nodes.get(place)
        while node:
            above[node.column.pk] += 1
            node = nodes.get(node.column.parent_id or 0)
    for column, times in above.items():
        nodes[column].total_count -= times - 1


def _add_up(node: ColumnNode) -> int:
    node.total_count = node.own_count + sum(_add_up(child) for child in node.children)
    return node.total_count


class Column(models.Model):
    """A column of the disclosure column (栏目; 国办公开办函〔2019〕61号)."""

    class Kind(models.TextChoices):
        """Which of the five blocks the column belongs to."""

        GUIDE = "guide", "政府信息公开指南"
        RULES = "rules", "政府信息公开制度"
        STATUTORY = "statutory", "法定主动公开内容"
        ANNUAL_REPORT = "annual_report", "政府信息公开年报"
        REQUEST = "request", "依申请公开"
        OWN = "own", "本机关栏目"

    class Type(models.TextChoices):
        """The fixed values of the meta tag ColumnType (国办发〔2017〕47号)."""

        OVERVIEW = "overview", "概况信息"
        FUNCTIONS = "functions", "机构职能"
        LEADERS = "leaders", "负责人信息"
        NEWS = "news", "工作动态"
        POLICY = "policy", "政策文件"
        GUIDE = "guide", "信息公开指南"
        CATALOGUE = "catalogue", "信息公开目录"
        ANNUAL_REPORT = "annual_report", "信息公开年报"
        REQUEST = "request", "依申请公开"
        DATA = "data", "数据发布"
        OPEN_DATA = "open_data", "数据开放"
        INTERPRETATION = "interpretation", "政策解读"
        CONCERN = "concern", "回应关切"
        SERVICE = "service", "办事服务"
        COMPLAINT = "complaint", "咨询投诉"
        CONSULTATION = "consultation", "征集调查"
        INTERVIEW = "interview", "在线访谈"

    body = models.ForeignKey(Body, verbose_name="所属机关", on_delete=models.PROTECT, related_name="columns")
    parent = models.ForeignKey(
        "self",
        verbose_name="上级栏目",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    path = models.CharField(max_length=400, editable=False)  # "/statutory/employment/", set by actions
    kind = models.CharField("类别", max_length=20, choices=Kind)
    statutory_code = models.CharField(
        "法定事项", max_length=20, blank=True, help_text="条例第二十条、第二十一条中的项"
    )
    name = models.CharField("名称", max_length=60)
    slug = models.SlugField("网址代码", max_length=60)
    description = models.CharField("栏目说明", max_length=300, blank=True)
    keywords = models.CharField("栏目关键词", max_length=200, blank=True, help_text="用逗号分隔")
    column_type = models.CharField("栏目类型", max_length=20, choices=Type, default=Type.CATALOGUE)
    owner_unit = models.ForeignKey(
        Unit, verbose_name="维护科室", null=True, blank=True, on_delete=models.PROTECT, related_name="columns"
    )
    update_cycle_days = models.PositiveSmallIntegerField(
        "更新周期（天）",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="留空则不要求按期更新",
    )
    not_applicable = models.CharField(
        "不适用说明", max_length=300, blank=True, help_text="本机关没有此类信息时，向公众说明原因"
    )
    notice = models.CharField(
        "公示类别",
        max_length=20,
        blank=True,
        help_text="发布前检查按这一类的口径；留空则按标题判断",
    )
    order = models.PositiveSmallIntegerField("排序", default=0)
    is_active = models.BooleanField("在用", default=True)

    objects = ColumnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ["body", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="column_slug_in_body"),
            models.UniqueConstraint(fields=["body", "path"], name="column_path_in_body"),
            models.CheckConstraint(
                condition=Q(path__endswith=Concat(Value("/"), F("slug"), Value("/"))),
                name="column_path_ends_with_slug",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_notice_display(self) -> str:
        """Return what the kind of public notice is called that the column is for."""
        notice = notices().get(self.notice)
        return notice.label if notice else "按标题判断"

    @property
    def depth(self) -> int:
        """How many columns stand above this one."""
        return self.path.count("/") - 2

    @property
    def is_filled_from_data(self) -> bool:
        """Whether the portal fills it from what the body says of itself: guide, form, functions, leaders."""
        by_kind = self.kind in (self.Kind.GUIDE, self.Kind.REQUEST)
        return by_kind or self.column_type in (self.Type.FUNCTIONS, self.Type.LEADERS)
