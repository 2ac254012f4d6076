"""延期申请: a handler's wish for more time, on which the head of the office decides (条例第三十三条)."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import User
from gongkai.casework.models.request import DisclosureRequest


class ExtensionRequestQuerySet(models.QuerySet["ExtensionRequest"]):
    """Wishes by how far they are."""

    def open(self) -> Self:
        """Wishes that nobody has decided on."""
        return self.filter(decided_on=None)


class ExtensionRequest(models.Model):
    """How many more working days the handler asks for, and why; approved or declined by the office's head."""

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="extension_requests"
    )
    days = models.PositiveSmallIntegerField("申请延长的工作日数")
    reason = models.TextField("延长的理由")
    asked_by = models.ForeignKey(User, verbose_name="提出人", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField("提出日期")
    decided_by = models.ForeignKey(
        User, verbose_name="审批人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField("审批日期", null=True, blank=True)
    approved = models.BooleanField("同意", null=True, blank=True)
    opinion = models.TextField("审批意见", blank=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "延期申请"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(decided_on=None), name="one_open_extension_request"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, approved=None, decided_by=None)
                | Q(decided_on__gte=F("asked_on"), approved__isnull=False, decided_by__isnull=False),
                name="extension_request_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 延期{self.days}个工作日"

    @property
    def verdict(self) -> str:
        """What the head decided, in words."""
        if self.approved is None:
            return "待审批"
        return "同意" if self.approved else "不同意"
