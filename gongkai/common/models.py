"""What every process must count together: how often one visitor tried something."""

from datetime import datetime
from typing import Self

from django.db import models


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Counts by time."""

    def over(self, now: datetime) -> Self:
        """Counts whose time has passed."""
        return self.filter(until_at__lte=now)


class Attempt(models.Model):
    """
    How often one visitor did one thing in one span of time.

    `who` is a keyed hash of the thing and the visitor's address; the address itself is not kept.
    """

    who = models.CharField(max_length=64)
    until_at = models.DateTimeField("计数截止")
    count = models.PositiveIntegerField("次数", default=0)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "操作次数"
        constraints = [models.UniqueConstraint(fields=["who", "until_at"], name="one_count_per_span")]
        indexes = [models.Index(fields=["until_at"], name="attempt_by_end")]

    def __str__(self) -> str:
        return f"{self.count}（至{self.until_at}）"
