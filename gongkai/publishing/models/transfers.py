"""移交清单: what was handed to an archive or a library, and their receipt (条例第二十五条)."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import Body, User

Line = dict[str, Any]  # "item", "index_no", "title", "doc_no", "column", "formed_on", "published_on"


class TransferListQuerySet(models.QuerySet["TransferList"]):
    """Transfer lists by body and by whether they were receipted."""

    def of(self, body: Body) -> Self:
        """Transfer lists of one body."""
        return self.filter(body=body)

    def open(self) -> Self:
        """Lists without a receipt."""
        return self.filter(received_on=None)


class TransferList(models.Model):
    """
    A list of what was published in a period, handed to an archive or a library (移交清单; 条例第二十五条).

    The lines are those of the day it was made, and never change; `digest` is that of the lines.
    """

    class Kind(models.TextChoices):
        """Whom it goes to."""

        ARCHIVE = "archive", "国家档案馆"
        LIBRARY = "library", "公共图书馆"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="transfer_lists")
    kind = models.CharField("接收单位类别", max_length=10, choices=Kind)
    receiver = models.CharField("接收单位", max_length=60)
    since_on = models.DateField("公开日期自")
    until_on = models.DateField("公开日期至")
    lines = models.JSONField("清单", default=list)
    digest = models.CharField("摘要值", max_length=64)
    by = models.ForeignKey(User, verbose_name="编制人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("编制日期")
    received_on = models.DateField("接收日期", null=True, blank=True)
    received_by = models.CharField("接收人", max_length=40, blank=True)
    receipt_no = models.CharField("回执编号", max_length=60, blank=True)
    receipt_note = models.CharField("备注", max_length=200, blank=True)

    objects = TransferListQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "移交清单"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("since_on")), name="transfer_period_forward"),
            models.CheckConstraint(
                condition=Q(received_on=None) | (Q(received_on__gte=F("on")) & ~Q(received_by="")),
                name="receipt_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receiver} {self.since_on}—{self.until_on}"
