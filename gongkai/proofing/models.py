"""The tables of checking annual reports: batches, their papers, what was read, corrections and answers."""

from decimal import Decimal
from typing import Self

from django.db import models

from gongkai.bodies.models import Body, User
from gongkai.reports.models import AnnualReport


def private_path(paper: "Paper", name: str) -> str:
    """Return where a paper is kept: never under the addresses of the portal."""
    return f"proofing/{paper.batch.body.code}/{paper.batch_id}/{name}"


class BatchQuerySet(models.QuerySet["Batch"]):
    """Batches by body."""

    def of(self, body: Body) -> Self:
        """Batches of one body."""
        return self.filter(body=body)

    def visible_to(self, user: User) -> Self:
        """Batches of the bodies in which the user holds any role."""
        return self.filter(body__in=user.bodies())


class Batch(models.Model):
    """Files of annual reports that are checked together (年报核对)."""

    body = models.ForeignKey(Body, verbose_name="核对的机关", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=100)
    made_by = models.ForeignKey(User, verbose_name="送核人", on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField("送核日期")
    touched_at = models.DateTimeField("最近一次进展", null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年报核对批次"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["body", "-id"], name="batch_by_body")]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """One file of a batch."""

    class State(models.TextChoices):
        """How far its reading is."""

        WAITING = "waiting", "等待读取"
        READ = "read", "已读取"
        REFUSED = "refused", "没有读出"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("指纹", max_length=64)
    content_type = models.CharField("类型", max_length=100)
    file = models.FileField(upload_to=private_path, max_length=300)
    state = models.CharField("进度", max_length=10, choices=State, default=State.WAITING)
    refusal = models.CharField("没有读出的原因", max_length=300, blank=True)
    pages = models.PositiveSmallIntegerField("页数", default=0)  # of a PDF; a text has none
    blocks = models.JSONField("读出的原文", default=list, blank=True)  # see `source.stored`

    class Meta:
        verbose_name = verbose_name_plural = "送核的文件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """One annual report that was found in a paper, as it was read; what a person changes stands beside it."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="readings")
    data = models.JSONField("读出的内容")  # the shape that `gongkai read-report --json` prints
    body_name = models.CharField("机关", max_length=100, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    format = models.CharField("格式", max_length=20)
    errors = models.PositiveSmallIntegerField("错误", default=0)  # that nobody has answered yet
    warnings = models.PositiveSmallIntegerField("提示", default=0)
    report = models.ForeignKey(
        AnnualReport,
        verbose_name="收入的年度报告",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = verbose_name_plural = "读出的年度报告"
        ordering = ["pk"]

    def __str__(self) -> str:
        year = f"{self.year}年度" if self.year else "年度不明"
        return f"{self.body_name or '机关不明'}{year}"


class CellCorrection(models.Model):
    """Another number for a cell than the one that was read; only ever added, the newest holds."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="corrections")
    table = models.CharField("表", max_length=30)
    row = models.PositiveSmallIntegerField("行")  # its place in the table as read; labels may stand twice
    column = models.CharField("列", max_length=60)
    found = models.DecimalField("读出的数", max_digits=20, decimal_places=6, null=True, blank=True)
    value = models.DecimalField("改为", max_digits=20, decimal_places=6, null=True, blank=True)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(User, verbose_name="更正人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("更正时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "单元格更正"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.table}.{self.row}.{self.column}: {self.value}"

    @property
    def key(self) -> tuple[str, int, str]:
        """The place of the cell."""
        return self.table, self.row, self.column

    @property
    def number(self) -> int | float | None:
        """The number as the checks take it."""
        return plain(self.value)


class FindingAnswer(models.Model):
    """
    What a person answers to a finding that stays: the paper says so, and why that is no mistake.

    Only ever added, the newest holds; one without words takes the others back.
    """

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="answers")
    finding = models.CharField("问题", max_length=64)  # see `findings.key_of`
    note = models.CharField("说明", max_length=300)
    by = models.ForeignKey(User, verbose_name="说明人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("说明时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "问题说明"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.note


def plain(value: Decimal | None) -> int | float | None:
    """Return a stored number as one that the checks and the printed JSON know."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
