"""Which items were made of which requests, and what applicants proposed (条例第四十四条)."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models import DisclosureRequest, Withholding
from gongkai.casework.reach import reach_of
from gongkai.publishing.models import InformationItem


class PromotionQuerySet(models.QuerySet["Promotion"]):
    """Promotions by body and reader."""

    def of(self, body: Body) -> Self:
        """Promotions of this body."""
        return self.filter(request__body=body)

    def visible_to(self, user: User) -> Self:
        """Promotions of requests that the user may read."""
        return self.filter(reach_of(user).over("request__"))


class Promotion(models.Model):
    """A draft item made of what a request brought to light (转为主动公开); the link between both."""

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="promotion"
    )
    item = models.OneToOneField(
        InformationItem, verbose_name="主动公开的信息", on_delete=models.PROTECT, related_name="promotion"
    )
    withholding = models.OneToOneField(
        Withholding,
        verbose_name="不予公开登记",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="promotion",
    )
    reason = models.TextField("转为主动公开的理由", blank=True)
    by = models.ForeignKey(User, verbose_name="拟稿人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "转为主动公开"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.request.number} 转为主动公开"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals by body, reader and whether they were answered."""

    def of(self, body: Body) -> Self:
        """Proposals to this body."""
        return self.filter(request__body=body)

    def visible_to(self, user: User) -> Self:
        """Proposals about requests that the user may read."""
        return self.filter(reach_of(user).over("request__"))

    def open(self) -> Self:
        """Proposals that were neither followed nor declined."""
        return self.filter(answered_on=None)


class Proposal(models.Model):
    """An applicant's proposal to disclose to everybody what was disclosed to them (建议纳入主动公开范围)."""

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="proposal"
    )
    text = models.TextField("建议的理由")
    on = models.DateField("提出日期")
    by = models.ForeignKey(
        User, verbose_name="录入", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: the applicant, online
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, verbose_name="答复人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declined_because = models.TextField("不予采纳的理由", blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主动公开建议"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None, declined_because="")
                | Q(answered_on__isnull=False, answered_by__isnull=False),
                name="proposal_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 主动公开建议"

    @property
    def is_declined(self) -> bool:
        """Whether it was declined."""
        return bool(self.declined_because)
