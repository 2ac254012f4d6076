"""说明理由: what an applicant is asked who asks too much or too often (条例第三十五条)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from gongkai.casework.models.request import DisclosureRequest
from gongkai.casework.states import State


class AbuseReviewQuerySet(models.QuerySet["AbuseReview"]):
    """Reviews by how far they are."""

    def ripe(self, today: date) -> Self:
        """Reviews that can be judged: the reasons are there, or the time for them has passed."""
        waiting = self.filter(request__state=State.REASON_REQUESTED)
        return waiting.filter(Q(received_on__isnull=False) | Q(until_on__lt=today))

    def awaited(self) -> Self:
        """Reviews whose reasons are asked for and not recorded."""
        return self.filter(request__state=State.REASON_REQUESTED, received_on=None)


class AbuseReview(models.Model):
    """
    The one question why somebody asks so much, the answer, and what the office makes of it.

    `count` is how many requests the applicant made to this body in the twelve months up to the question.
    `delayed_to` is the last day of the reasonable delayed period that the applicant was told.
    """

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="abuse_review"
    )
    asked_on = models.DateField("要求说明理由日期")
    grounds = models.TextField("认为数量、频次明显超过合理范围的事实")
    count = models.PositiveIntegerField("近12个月申请件数")
    until_on = models.DateField("说明理由期限")
    pauses = models.BooleanField("等待期间不计入答复期限", default=False)
    received_on = models.DateField("收到说明日期", null=True, blank=True)
    text = models.TextField("申请人说明的理由", blank=True)
    judged_on = models.DateField("认定日期", null=True, blank=True)
    reasonable = models.BooleanField("理由合理", null=True, blank=True)
    finding = models.TextField("认定意见", blank=True)
    told_on = models.DateField("告知延迟答复日期", null=True, blank=True)
    delayed_to = models.DateField("延迟答复期限", null=True, blank=True)

    objects = AbuseReviewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "说明理由"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gt=F("asked_on")), name="reasons_leave_time"),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("asked_on")),
                name="reasons_after_question",
            ),
            models.CheckConstraint(
                condition=Q(judged_on=None, reasonable=None)
                | Q(judged_on__isnull=False, reasonable__isnull=False),
                name="reasons_judged_iff_dated",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, delayed_to=None)
                | Q(told_on__isnull=False, delayed_to__gt=F("told_on"), reasonable=True),
                name="delay_only_when_reasonable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 说明理由"

    @property
    def verdict(self) -> str:
        """What the office found, in words; empty before."""
        if self.reasonable is None:
            return ""
        if self.reasonable:
            return "理由合理"
        return "理由不合理" if self.received_on else "逾期未说明理由"
