"""What a body has chosen where the law leaves the length of a period open."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from gongkai.bodies.models import Body

AT_LEAST_ONE = [MinValueValidator(1), MaxValueValidator(365)]
YEARS = [MinValueValidator(1), MaxValueValidator(20)]


class DocumentPolicy(models.Model):
    """The periods of a body's normative documents; an empty one is that of the rules (各机关可以另定)."""

    body = models.OneToOneField(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="document_policy"
    )
    general_years = models.PositiveSmallIntegerField(
        "规范性文件最长有效期（年）", null=True, blank=True, validators=YEARS
    )
    trial_years = models.PositiveSmallIntegerField(
        "暂行、试行文件最长有效期（年）", null=True, blank=True, validators=YEARS
    )
    notice_years = models.PositiveSmallIntegerField(
        "通告最长有效期（年）", null=True, blank=True, validators=YEARS
    )
    interpretation_days = models.PositiveSmallIntegerField(
        "公布后解读的期限（工作日）", null=True, blank=True, validators=AT_LEAST_ONE
    )
    consultation_days = models.PositiveSmallIntegerField(
        "不涉及经营主体的征求意见期限（工作日）", null=True, blank=True, validators=AT_LEAST_ONE
    )
    legality_days = models.PositiveSmallIntegerField(
        "合法性审核期限（工作日）", null=True, blank=True, validators=AT_LEAST_ONE
    )
    filing_days = models.PositiveSmallIntegerField(
        "备案期限（日）", null=True, blank=True, validators=AT_LEAST_ONE
    )
    warn_months = models.PositiveSmallIntegerField(
        "到期前几个月第一次提醒", null=True, blank=True, validators=YEARS
    )
    register_first = models.BooleanField("没有在本系统登记的规范性文件不得发布", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "规范性文件管理办法"

    def __str__(self) -> str:
        return f"{self.body}规范性文件管理办法"


def policy_of(body: Body) -> DocumentPolicy:
    """Return what the body has chosen; all empty when it has chosen nothing."""
    return DocumentPolicy.objects.filter(body=body).first() or DocumentPolicy(body=body)
