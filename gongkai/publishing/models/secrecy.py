"""保密审查表: what the secrecy reviewer wrote down about one exact version."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import models

from gongkai.bodies.models import Body
from gongkai.publishing.models.checks import ItemCheck
from gongkai.publishing.models.items import InformationItem
from gongkai.publishing.models.records import ItemEvent, ItemVersion


class Carrier(models.TextChoices):
    """In what form the information was made (载体形式)."""

    OFFICIAL = "official", "公文"
    OTHER = "other", "非公文"


@dataclass(frozen=True)
class SecrecyFacts:
    """What the reviewer fills in beside the points and the opinion; the rest the form takes from the item."""

    carrier: str = Carrier.OTHER
    planned_on: date | None = None
    classification: str = "不涉及国家秘密、工作秘密"
    third_party: str = "不涉及"
    severance: str = "不需要区分处理"
    referral: str = "不需要送审"


class SecrecyReviewQuerySet(models.QuerySet["SecrecyReview"]):
    """Forms by body and by year."""

    def of(self, body: Body) -> Self:
        """Of one body."""
        return self.filter(item__body=body)

    def in_year(self, year: int) -> Self:
        """Filled in within a year."""
        return self.filter(event__on__year=year)


class SecrecyReview(models.Model):
    """A filled-in form of the secrecy review (保密审查表); kept with its version, never changed."""

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="secrecy_reviews")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="secrecy_reviews")
    event = models.OneToOneField(ItemEvent, on_delete=models.PROTECT, related_name="secrecy_review")
    check_made = models.ForeignKey(
        ItemCheck, verbose_name="发布前检查", null=True, on_delete=models.PROTECT, related_name="+"
    )
    carrier = models.CharField("载体形式", max_length=20, choices=Carrier, default=Carrier.OTHER)
    planned_on = models.DateField("拟公开时间", null=True, blank=True)
    classification = models.CharField("定密情况", max_length=300)
    third_party = models.CharField("第三方权益", max_length=300)
    severance = models.CharField("区分处理说明", max_length=300)
    referral = models.CharField("送审保密行政管理部门情况", max_length=300)

    objects = SecrecyReviewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "保密审查表"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.event_id}"

    @property
    def check_number(self) -> str:
        """The number of the check before publication that the reviewer had (检测报告编号)."""
        return f"{self.check_made.at:%Y%m%d}-{self.check_made_id}" if self.check_made else "无"
