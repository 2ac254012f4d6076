"""批量迁入: a file of items of an old system, taken in through the office; its rows, and what was undone."""

from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, Self
from uuid import uuid4

from django.db import models

from gongkai.bodies.models import Body, User
from gongkai.publishing.models.items import InformationItem

SILENT = timedelta(minutes=3)  # without a batch: whoever was at it is no longer


def import_name(_item_import: "ItemImport", name: str) -> str:
    """Return a random place for a file, with its extension, by which it is read."""
    random = uuid4().hex
    return f"imports/{random[:2]}/{random}{PurePosixPath(name).suffix.lower()}"


class ItemImportQuerySet(models.QuerySet["ItemImport"]):
    """Imports by body."""

    def of(self, body: Body) -> Self:
        """Imports of one body."""
        return self.filter(body=body)


class ItemImport(models.Model):
    """A file of items that an old system had published (批量迁入); the file goes when it is done with."""

    class State(models.TextChoices):
        """How far it is."""

        CHECKING = "checking", "正在检查"
        READY = "ready", "待确认"
        REFUSED = "refused", "不能迁入"
        RUNNING = "running", "正在迁入"
        DONE = "done", "已迁入"
        UNDOING = "undoing", "正在撤销"
        UNDONE = "undone", "已撤销"
        DROPPED = "dropped", "已放弃"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=State, default=State.CHECKING)
    file = models.FileField("文件", upload_to=import_name, max_length=200, blank=True)
    name = models.CharField("文件名", max_length=200)
    counts = models.JSONField("数量", default=dict)  # total, read, written, held, there, faults
    sample = models.JSONField("前几行", default=list)  # rows as they will stand, by what a table shows
    problem = models.CharField("没有办完的原因", max_length=500, blank=True)
    by = models.ForeignKey(User, verbose_name="经办", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    moved_at = models.DateTimeField("最近进展", auto_now=True)
    undone_by = models.ForeignKey(
        User, verbose_name="撤销人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_on = models.DateField("撤销日期", null=True, blank=True)

    objects = ItemImportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批量迁入"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        """Whether the worker is at it."""
        return self.state in (self.State.CHECKING, self.State.RUNNING, self.State.UNDOING)

    def is_stuck(self, at: datetime) -> bool:
        """Whether it was cut off: it said why, or has not moved for a while."""
        return self.is_running and bool(self.problem or at - self.moved_at > SILENT)

    def count(self, name: str) -> int:
        """Return one of the counts, 0 before it is known."""
        found: dict[str, Any] = self.counts
        return int(found.get(name, 0))


class ImportLineQuerySet(models.QuerySet["ImportLine"]):
    """Lines by what became of them."""

    def faulty(self) -> Self:
        """Rows that are not taken in."""
        return self.filter(outcome=ImportLine.Outcome.FAULT)

    def taken_in(self) -> Self:
        """Rows that became items."""
        return self.exclude(outcome=ImportLine.Outcome.FAULT)

    def to_undo(self) -> Self:
        """Rows that became items, which nobody has tried to undo."""
        return self.taken_in().filter(undo="")


class ImportLine(models.Model):
    """A row of an import: the item that it became, or why it became none."""

    class Outcome(models.TextChoices):
        """What becomes of a row, or became of it."""

        PUBLISHED = "published", "已公开"
        HELD = "held", "作为草稿"
        FAULT = "fault", "有误"

    class Undo(models.TextChoices):
        """What became of its undoing."""

        WITHDRAWN = "withdrawn", "已撤回"
        DELETED = "deleted", "草稿已删除"
        KEPT = "kept", "没有撤销"

    batch = models.ForeignKey(ItemImport, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField("行")
    source_id = models.CharField("原系统编号", max_length=100, blank=True)
    title = models.CharField("名称", max_length=200, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    why = models.TextField("说明", blank=True)
    item = models.ForeignKey(InformationItem, null=True, on_delete=models.SET_NULL, related_name="+")
    undo = models.CharField("撤销结果", max_length=10, choices=Undo, blank=True)
    undo_why = models.CharField("没有撤销的原因", max_length=300, blank=True)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批量迁入的行"
        ordering = ["batch", "row"]
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="row_once_in_import")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.row} {self.outcome}"
