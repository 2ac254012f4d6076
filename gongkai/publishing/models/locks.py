"""编辑锁: who is changing an item just now, so that nobody begins the same work."""

from datetime import datetime, timedelta

from django.db import models

from gongkai.bodies.models import User
from gongkai.publishing.models.items import InformationItem

KEPT = timedelta(minutes=20)  # after the form was last heard of; the form speaks up every five minutes


class EditLock(models.Model):
    """Somebody has the form of an item open (编辑锁); it ends by itself."""

    item = models.OneToOneField(InformationItem, on_delete=models.CASCADE, related_name="edit_lock")
    by = models.ForeignKey(User, verbose_name="编辑人", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField("开始时间")
    heard_at = models.DateTimeField("最近一次动静")
    note = models.CharField("接手说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "编辑锁"
        ordering = ["item"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.by}"

    def is_held(self, at: datetime) -> bool:
        """Whether it holds at a moment."""
        return at < self.heard_at + KEPT
