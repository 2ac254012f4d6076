"""公开事项: what a column has to hold by the standard catalogue; and which columns lie empty or late."""

from datetime import date, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body
from gongkai.publishing.models.columns import Column
from gongkai.publishing.models.items import InformationItem

LEADER_AFTER = 10  # days; no rule says how long


# What a body may say otherwise than the standard catalogue; its order is that of the table.
MATTER_FACTS = (
    *("name", "elements", "basis", "period", "subject", "channels", "audience", "mode", "levels"),
    "is_active",
)


class MatterQuerySet(models.QuerySet["Matter"]):
    """Matters by column and by whether something is published of them."""

    def of(self, body: Body) -> Self:
        """Matters of one body."""
        return self.filter(column__body=body)

    def active(self) -> Self:
        """Matters that the body has."""
        return self.filter(is_active=True)

    def open(self) -> Self:
        """Matters of which nothing is public yet."""
        return self.active().exclude(item__live=True)


class Matter(models.Model):
    """
    A matter of the standard catalogue (基层政务公开标准目录): what has to be said, by when, to whom.

    `item` is where it is published; the public table leads there.
    """

    column = models.ForeignKey(
        Column, verbose_name="栏目（一级事项）", on_delete=models.PROTECT, related_name="matters"
    )
    name = models.CharField("公开事项（二级事项）", max_length=80)
    elements = models.TextField("公开内容（要素）", blank=True, help_text="一行一项")
    basis = models.CharField("公开依据", max_length=300, blank=True)
    period = models.CharField("公开时限", max_length=60, blank=True)
    subject = models.CharField("公开主体", max_length=60, blank=True)
    channels = models.CharField("公开渠道和载体", max_length=200, blank=True)
    audience = models.CharField("公开对象", max_length=40, blank=True)
    mode = models.CharField("公开方式", max_length=20, blank=True)
    levels = models.CharField("公开层级", max_length=60, blank=True)
    item = models.ForeignKey(
        InformationItem,
        verbose_name="公布在",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="matters",
    )
    order = models.PositiveSmallIntegerField("排序", default=0)
    is_active = models.BooleanField("本机关有此事项", default=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开事项"
        ordering = ["column", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["column", "name"], name="matter_in_column")]

    def __str__(self) -> str:
        return self.name

    @property
    def element_list(self) -> list[str]:
        """What has to be said of it, point by point."""
        return [line.strip() for line in self.elements.splitlines() if line.strip()]

    @property
    def is_published(self) -> bool:
        """Whether the public finds it."""
        return self.item is not None and self.item.live


class ColumnPolicy(models.Model):
    """What a body has settled about its columns: when the leader hears of an empty or late one."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="column_policy")
    leader_after_days = models.PositiveSmallIntegerField(
        "多少天后报分管领导",
        default=LEADER_AFTER,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="空栏目、超过更新周期的栏目先提醒维护科室，过了这些天还没有更新的报分管领导",
    )

    class Meta:
        verbose_name = verbose_name_plural = "栏目维护规则"

    def __str__(self) -> str:
        return f"{self.body} {self.leader_after_days}"


class ColumnAlarmQuerySet(models.QuerySet["ColumnAlarm"]):
    """Alarms by body and by whom they concern."""

    def of(self, body: Body) -> Self:
        """Alarms of one body."""
        return self.filter(column__body=body)

    def open(self) -> Self:
        """Alarms of columns that are still empty or late."""
        return self.filter(ended_on=None)

    def raised(self) -> Self:
        """Alarms that the leader has been told of."""
        return self.exclude(leader_told_on=None)


class ColumnAlarm(models.Model):
    """A column that lies empty or is late (空栏目、不更新栏目), since when, and who was told; rows stay."""

    class Kind(models.TextChoices):
        """What is wrong."""

        EMPTY = "empty", "空栏目"
        LATE = "late", "超过更新周期"

    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="alarms")
    kind = models.CharField("情形", max_length=10, choices=Kind)
    since_on = models.DateField("开始日期")
    leader_told_on = models.DateField("报分管领导日期", null=True, blank=True)
    ended_on = models.DateField("恢复日期", null=True, blank=True)

    objects = ColumnAlarmQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "栏目提醒"
        ordering = ["since_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["column"], condition=Q(ended_on=None), name="one_open_alarm_of_a_column"
            )
        ]

    def __str__(self) -> str:
        return f"{self.column} {self.get_kind_display()} {self.since_on}"

    def leader_due_on(self, days: int) -> date:
        """Return the day on which the leader hears of it."""
        return self.since_on + timedelta(days=days)
