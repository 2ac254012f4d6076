"""批量修改: one change made to many items at once, line by line, and what of it was undone."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.publishing.models.items import InformationItem
from gongkai.publishing.models.records import ItemEvent


class BulkEditQuerySet(models.QuerySet["BulkEdit"]):
    """Bulk edits by body and by whether they were confirmed."""

    def of(self, body: Body) -> Self:
        """Bulk edits of one body."""
        return self.filter(body=body)

    def confirmed(self) -> Self:
        """Bulk edits that were begun; what was only chosen is nobody's concern."""
        return self.exclude(state=BulkEdit.State.CHOOSING)


class BulkEdit(models.Model):
    """One change to many items (批量修改): what was chosen, what it was changed to, by whom."""

    class State(models.TextChoices):
        """How far it is."""

        CHOOSING = "choosing", "待确认"
        RUNNING = "running", "正在修改"
        DONE = "done", "已修改"
        UNDOING = "undoing", "正在撤销"
        UNDONE = "undone", "已撤销"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="bulk_edits")
    state = models.CharField("状态", max_length=10, choices=State, default=State.CHOOSING)
    change = models.CharField("修改项目", max_length=20, blank=True)  # code of publishing.bulk.changes
    value = models.JSONField("改成", default=dict, blank=True)
    words = models.CharField("修改内容", max_length=500, blank=True)  # the change as people read it
    reason = models.CharField("依据或者说明", max_length=300, blank=True)
    by = models.ForeignKey(User, verbose_name="经办", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    undone_by = models.ForeignKey(
        User, verbose_name="撤销人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_on = models.DateField("撤销日期", null=True, blank=True)

    objects = BulkEditQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批量修改"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="choosing") | ~Q(change=""), name="bulk_edit_says_what_changes"
            )
        ]

    def __str__(self) -> str:
        return self.words or f"{self.get_state_display()} {self.on}"

    @property
    def is_running(self) -> bool:
        """Whether the worker is at it."""
        return self.state in (self.State.RUNNING, self.State.UNDOING)


class BulkLineQuerySet(models.QuerySet["BulkLine"]):
    """Lines by what became of them."""

    def waiting(self) -> Self:
        """Lines that were not tried yet."""
        return self.filter(outcome="")

    def changed(self) -> Self:
        """Lines whose item was changed."""
        return self.filter(outcome=BulkLine.Outcome.CHANGED)

    def to_undo(self) -> Self:
        """Lines whose change nobody has tried to undo."""
        return self.changed().filter(undo="")


class BulkLine(models.Model):
    """One item of a bulk edit: what it said before and after, or why it was left as it is."""

    class Outcome(models.TextChoices):
        """What became of the change."""

        CHANGED = "changed", "已修改"
        SAME = "same", "不用改"
        REFUSED = "refused", "没有修改"

    class Undo(models.TextChoices):
        """What became of its undoing."""

        UNDONE = "undone", "已恢复"
        KEPT = "kept", "没有恢复"

    bulk = models.ForeignKey(BulkEdit, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="bulk_lines")
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    why = models.CharField("原因", max_length=300, blank=True)
    before = models.JSONField("原值", default=dict)
    after = models.JSONField("新值", default=dict)
    event = models.ForeignKey(ItemEvent, null=True, on_delete=models.PROTECT, related_name="+")
    undo = models.CharField("撤销结果", max_length=10, choices=Undo, blank=True)
    undo_why = models.CharField("未恢复的原因", max_length=300, blank=True)

    objects = BulkLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批量修改的信息"
        ordering = ["bulk", "pk"]
        constraints = [models.UniqueConstraint(fields=["bulk", "item"], name="item_once_in_bulk_edit")]

    def __str__(self) -> str:
        return f"{self.bulk_id} {self.item_id} {self.outcome}"
