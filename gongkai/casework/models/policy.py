"""What a body may choose about how it handles requests (办理规程)."""

from typing import Self, TypedDict

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from gongkai.bodies.models import Body
from gongkai.rules.outcomes import Outcome, OutcomeGroup


class CaseworkPolicyQuerySet(models.QuerySet["CaseworkPolicy"]):
    """Policies by body."""

    def of(self, body: Body) -> Self:
        """The policy of this body."""
        return self.filter(body=body)

    def for_body(self, body: Body) -> "CaseworkPolicy":
        """Return the body's policy; the defaults when it has chosen nothing."""
        return self.of(body).first() or CaseworkPolicy(body=body)


class PolicyChoices(TypedDict, total=False):
    """What a body may choose; what is left out stays as it is."""

    legal_review: "CaseworkPolicy.LegalReview"
    extension_notices: int
    reasons_pause: bool
    entry_days: int
    split_counting: "CaseworkPolicy.SplitCounting"
    withholding_months: int | None
    promotion_applicants: int


class CaseworkPolicy(models.Model):
    """A body's own choices; the law does not prescribe them."""

    class LegalReview(models.TextChoices):
        """Which replies go to the legal reviewer; no article asks for it, practice recommends it."""

        NEVER = "never", "不要求"
        NOT_GRANTED = "not_granted", "除予以公开外均须合法性审核"
        ALWAYS = "always", "全部须合法性审核"

    class SplitCounting(models.TextChoices):
        """How the parts of a split request count in the annual report; no article says."""

        EACH = "each", "每件分别统计"
        AS_ONE = "as_one", "合并计为一件（以第一件的结果统计）"

    body = models.OneToOneField(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="casework_policy"
    )
    legal_review = models.CharField(
        "合法性审核", max_length=20, choices=LegalReview, default=LegalReview.NOT_GRANTED
    )

    extension_notices = models.PositiveSmallIntegerField(
        "最多延长几次",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="条例只规定合计不超过20个工作日；默认一次。",
    )
    reasons_pause = models.BooleanField(
        "等待申请人说明理由期间不计入答复期限", default=False, help_text="条例没有规定，默认照常计算。"
    )
    entry_days = models.PositiveSmallIntegerField(
        "书面申请收到后几个工作日内录入",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="超过的为补录，须写明原因；条例没有规定，默认1个工作日。",
    )
    split_counting = models.CharField(
        "拆分办理的申请怎样统计",
        max_length=10,
        choices=SplitCounting,
        default=SplitCounting.EACH,
        help_text="一事一申请；条例没有规定，默认每件分别统计。",
    )
    withholding_months = models.PositiveSmallIntegerField(
        "不予公开信息评估间隔（月）",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="条例第十八条要求定期评估，没有规定间隔；留空按系统的默认值。",
    )
    promotion_applicants = models.PositiveSmallIntegerField(
        "多少个申请人申请同一信息即建议主动公开",
        default=2,
        validators=[MinValueValidator(2), MaxValueValidator(100)],
        help_text="条例第四十四条只说“多个申请人”；默认两个。",
    )  # 条例第四十四条: 多个申请人

    objects = CaseworkPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理规程"

    def __str__(self) -> str:
        return f"{self.body} 办理规程"

    def needs_legal_review(self, outcome: Outcome) -> bool:
        """Whether a reply with this outcome goes to the legal reviewer."""
        if self.legal_review == self.LegalReview.NOT_GRANTED:
            return outcome.group is not OutcomeGroup.GRANTED
        return self.legal_review == self.LegalReview.ALWAYS
