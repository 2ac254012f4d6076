"""What a body chose about reviews, and what went out before its review."""

from dataclasses import dataclass
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.publishing.models.items import InformationItem
from gongkai.publishing.models.records import ItemVersion
from gongkai.rules.review_chains import Chain, Kind, Stage


@dataclass(frozen=True)
class Course:
    """The reviews that an item of a kind passes in a body, and whether each reviewer proofreads."""

    kind: Kind
    stages: Chain
    proofread: bool

    @property
    def words(self) -> str:
        """The reviews in their order, for people."""
        return "、".join(stage.label for stage in self.stages)


class ReviewPolicyQuerySet(models.QuerySet["ReviewPolicy"]):
    """Policies by body."""

    def of(self, body: Body) -> Self:
        """The policy of this body."""
        return self.filter(body=body)

    def for_body(self, body: Body) -> "ReviewPolicy":
        """Return the body's policy; the defaults when it has chosen nothing."""
        return self.of(body).first() or ReviewPolicy(body=body)


class ReviewPolicy(models.Model):
    """A body's own chains of reviews (审核流程); what is not chosen is as `rules/review_chains.toml` says."""

    body = models.OneToOneField(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="review_policy"
    )
    chains = models.JSONField("审核链", default=dict)  # codes of stages in order, by code of the kind
    proofread = models.JSONField("逐级校对", default=dict)  # true or false, by code of the kind
    emergency_days = models.PositiveSmallIntegerField(
        "应急发布后几个工作日内补审",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="条例没有规定，留空按系统的默认值。",
    )

    objects = ReviewPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核流程"

    def __str__(self) -> str:
        return f"{self.body} 审核流程"

    def course_of(self, kind: Kind) -> "Course":
        """Return the reviews that items of a kind pass in this body."""
        chosen = self.chains.get(kind.code)
        stages = tuple(Stage(code) for code in chosen) if chosen else kind.stages
        return Course(kind, stages, self.proofread.get(kind.code, kind.proofread))


class EmergencyQuerySet(models.QuerySet["EmergencyPublication"]):
    """Emergency publications by body and by what is still to be done."""

    def of(self, body: Body) -> Self:
        """Of one body."""
        return self.filter(item__body=body)

    def open(self) -> Self:
        """What is public and was not reviewed since."""
        return self.filter(reviewed_on=None, item__live=True)


class EmergencyPublication(models.Model):
    """
    A version that went out before its reviews (应急发布): why, by whom, what was left out, and what followed.

    `missing` lists the codes of the reviews left out, `own` tells whether who published had written.
    """

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="emergencies")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("应急发布的理由", max_length=300)
    missing = models.JSONField("未办的环节", default=list)
    own = models.BooleanField("发布人参与起草", default=False)
    by = models.ForeignKey(User, verbose_name="决定人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("发布日期")
    review_due_on = models.DateField("最迟补审日期")
    reviewed_by = models.ForeignKey(
        User, verbose_name="补审人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField("补审日期", null=True, blank=True)
    passed = models.BooleanField("补审通过", null=True, blank=True)
    opinion = models.CharField("补审意见", max_length=300, blank=True)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "应急发布"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_has_reason"),
            models.CheckConstraint(
                condition=Q(reviewed_on=None, reviewed_by=None, passed=None)
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False, passed__isnull=False),
                name="emergency_review_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.on}"

    @property
    def is_open(self) -> bool:
        """Whether it is public and was not reviewed since."""
        return self.reviewed_on is None and self.item.live

    @property
    def missing_words(self) -> str:
        """The reviews that were left out, for people."""
        return "、".join(Stage(code).label for code in self.missing) or "无"
