"""收费通知: the processing fee of a request beyond the reasonable number or volume (条例第四十二条)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from gongkai.casework.models.request import DisclosureRequest
from gongkai.casework.states import State


class FeeNoticeQuerySet(models.QuerySet["FeeNotice"]):
    """Notices by how far they are."""

    def awaited(self) -> Self:
        """Notices whose payment is awaited; that of a request that has ended is not."""
        return self.filter(request__state=State.FEE_PENDING)

    def unserved(self) -> Self:
        """Notices that have not reached the applicant yet."""
        return self.awaited().filter(served_on=None)

    def expired(self, today: date) -> Self:
        """Awaited notices whose period for payment has passed."""
        return self.awaited().filter(due_on__lt=today)


class FeeNotice(models.Model):
    """
    The one notice of a processing fee (收费通知, 国办函〔2020〕109号); a request is charged once, in one way.

    `quantity` counts items or pages, by the ladder; `amount` is in 元; `basis` is what the notice says about
    standard and calculation. The period for payment counts from the day on which the notice arrived.
    """

    class Ladder(models.TextChoices):
        """What is charged for: the number of items in a month, or the pages of one request."""

        BY_REQUEST = "by_request", "按件计收"
        BY_VOLUME = "by_volume", "按量计收"

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="fee_notice"
    )
    ladder = models.CharField("收费方式", max_length=20, choices=Ladder)
    quantity = models.PositiveIntegerField("件数或者页数")
    amount = models.PositiveIntegerField("金额（元）")
    basis = models.TextField("收费依据和标准")
    notified_on = models.DateField("通知日期")
    served_on = models.DateField("送达日期", null=True, blank=True)
    due_on = models.DateField("缴费期限", null=True, blank=True)
    paid_on = models.DateField("缴费日期", null=True, blank=True)
    receipt_no = models.CharField("票据号码", max_length=40, blank=True)

    objects = FeeNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "收费通知"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0, amount__gt=0), name="fee_asks_something"),
            models.CheckConstraint(
                condition=Q(served_on=None) | Q(served_on__gte=F("notified_on")),
                name="fee_served_after_notice",
            ),
            models.CheckConstraint(
                condition=Q(served_on=None, due_on=None)
                | Q(served_on__isnull=False, due_on__isnull=False, due_on__gt=F("served_on")),
                name="fee_due_after_service",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(paid_on__gte=F("notified_on")), name="fee_paid_after_notice"
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None, receipt_no="") | (Q(paid_on__isnull=False) & ~Q(receipt_no="")),
                name="fee_receipt_iff_paid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 信息处理费{self.amount}元"

    @property
    def measure(self) -> str:
        """What the quantity counts: 件 or 页."""
        return "件" if self.ladder == self.Ladder.BY_REQUEST else "页"
