"""The tables of monthly closings: the figures of a month as they were closed, and what changed since."""

from decimal import Decimal
from typing import Self

from django.db import models

from gongkai.bodies.models import Body, User
from gongkai.common.key_lists import KeyListField


class ClosingQuerySet(models.QuerySet["MonthClosing"]):
    """Closings by body and year."""

    def of(self, body: Body) -> Self:
        """Closings of one body."""
        return self.filter(body=body)

    def in_year(self, year: int) -> Self:
        """Closings of the months of a year."""
        return self.filter(month__year=year)


class MonthClosing(models.Model):
    """A month whose figures were fixed (月度结账): never changed; later changes are corrections."""

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="closings")
    month = models.DateField("月份")  # its first day
    closed_by = models.ForeignKey(User, verbose_name="结账人", on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField("结账日期")
    digest = models.CharField("摘要值", max_length=64)  # sha256 over the figures and their records

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "月度结账"
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["body", "month"], name="one_closing_per_month")]

    def __str__(self) -> str:
        return f"{self.body}{self.month.year}年{self.month.month}月结账"


class ClosedFigure(models.Model):
    """The number of one figure when the month was closed, and the records that it counted; never changed."""

    closing = models.ForeignKey(MonthClosing, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField("指标", max_length=200)  # with arguments: "requests.new?applicant=research"
    value = models.DecimalField("数值", max_digits=20, decimal_places=6)
    keys = KeyListField("记录", null=True)  # none of what is at hand at the end of the month

    class Meta:
        verbose_name = verbose_name_plural = "结账指标"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["closing", "name"], name="one_closed_figure")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class ClosingCorrection(models.Model):
    """What changed of a closed figure (结账更正): before, after, which records, and why; only ever added."""

    closing = models.ForeignKey(MonthClosing, on_delete=models.PROTECT, related_name="corrections")
    name = models.CharField("指标", max_length=200)
    before = models.DecimalField("更正前", max_digits=20, decimal_places=6)
    after = models.DecimalField("更正后", max_digits=20, decimal_places=6)
    added = models.JSONField("增加的记录", default=list)
    removed = models.JSONField("减少的记录", default=list)
    reason = models.CharField("原因", max_length=300)
    by = models.ForeignKey(User, verbose_name="更正人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("更正日期")

    class Meta:
        verbose_name = verbose_name_plural = "结账更正"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="correction_says_why")]

    def __str__(self) -> str:
        return f"{self.name}: {self.before} → {self.after}"

    @property
    def difference(self) -> Decimal:
        """By how much it changed."""
        return self.after - self.before
