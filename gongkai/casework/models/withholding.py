"""不予公开登记: what was withheld in a reply, and when it must be looked at again (条例第十八条)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models.reply import Reply
from gongkai.casework.models.request import DisclosureRequest
from gongkai.casework.reach import reach_of


class WithholdingState(models.TextChoices):
    """Whether the information is still withheld."""

    WITHHELD = "withheld", "不予公开"
    DISCLOSED = "disclosed", "改为公开"


class WithholdingQuerySet(models.QuerySet["Withholding"]):
    """Withheld information by body, reader and the day of the next look at it."""

    def of(self, body: Body) -> Self:
        """What this body withholds."""
        return self.filter(request__body=body)

    def visible_to(self, user: User) -> Self:
        """What was withheld in requests that the user may read."""
        return self.filter(reach_of(user).over("request__"))

    def open(self) -> Self:
        """What is still withheld."""
        return self.filter(disclosed_on=None)

    def due(self, today: date) -> Self:
        """What must be looked at again by today, or earlier."""
        return self.open().filter(next_review_on__lte=today)

    def due_between(self, first: date, last: date) -> Self:
        """What must be looked at again in these days, both included."""
        return self.open().filter(next_review_on__gte=first, next_review_on__lte=last)


class Withholding(models.Model):
    """
    What one request was refused, in whole or in part (不予公开信息); looked at again from time to time.

    `reply` is the last one that refused it. The decisions stand in its reviews.
    """

    request = models.OneToOneField(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="withholding"
    )
    reply = models.OneToOneField(
        Reply, verbose_name="答复", on_delete=models.PROTECT, related_name="withholding"
    )
    since_on = models.DateField("不予公开之日")
    next_review_on = models.DateField("下次评估日期")
    disclosed_on = models.DateField("决定公开日期", null=True, blank=True)

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "不予公开登记"
        ordering = ["next_review_on", "pk"]
        indexes = [
            models.Index(
                fields=["next_review_on"], condition=Q(disclosed_on=None), name="withholding_by_review"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_review_on__gt=F("since_on")), name="withholding_reviewed_later"
            ),
            models.CheckConstraint(
                condition=Q(disclosed_on=None) | Q(disclosed_on__gte=F("since_on")),
                name="withholding_disclosed_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 不予公开"

    @property
    def state(self) -> WithholdingState:
        """Where it stands."""
        return WithholdingState.DISCLOSED if self.disclosed_on else WithholdingState.WITHHELD

    def is_due(self, today: date) -> bool:
        """Whether it must be looked at again by today."""
        return self.disclosed_on is None and self.next_review_on <= today


class WithholdingReview(models.Model):
    """One decision about withheld information (评估记录); only ever added."""

    class Decision(models.TextChoices):
        """What was decided; the codes are those of the steps."""

        KEEP = "keep", "继续不予公开"
        DISCLOSE = "disclose", "改为公开"

    withholding = models.ForeignKey(
        Withholding, verbose_name="不予公开登记", on_delete=models.PROTECT, related_name="reviews"
    )
    decision = models.CharField("结论", max_length=20, choices=Decision)
    reason = models.TextField("理由")
    due_on = models.DateField("原定评估日期")
    next_review_on = models.DateField("下次评估日期", null=True, blank=True)
    by = models.ForeignKey(User, verbose_name="评估人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "不予公开评估"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="keep", next_review_on__isnull=False)
                | Q(decision="disclose", next_review_on=None),
                name="withholding_kept_until_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_decision_display()}"
