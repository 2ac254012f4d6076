"""The wordings and numbering rules that a body has chosen; versions are only ever added."""

from typing import Self

from django.db import models

from gongkai.bodies.models import Body, User
from gongkai.rules.letters import kind


class LetterTemplateQuerySet(models.QuerySet["LetterTemplate"]):
    """Templates by body."""

    def of(self, body: Body) -> Self:
        """Templates of this body."""
        return self.filter(body=body)


class LetterTemplate(models.Model):
    """The wording that a body uses for one kind of letter; without one it uses the default (文书模板)."""

    body = models.ForeignKey(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="letter_templates"
    )
    kind = models.CharField("文书种类", max_length=40)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文书模板"
        constraints = [models.UniqueConstraint(fields=["body", "kind"], name="one_template_per_kind")]

    def __str__(self) -> str:
        return kind(self.kind).label


class LetterTemplateVersion(models.Model):
    """One version of a wording; never changed and never deleted."""

    template = models.ForeignKey(
        LetterTemplate, verbose_name="文书模板", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField("第几版")
    text = models.TextField("措辞")
    note = models.CharField("修改说明", max_length=200, blank=True)
    made_by = models.ForeignKey(User, verbose_name="修改人", on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField("修改日期")

    class Meta:
        verbose_name = verbose_name_plural = "文书模板版本"
        ordering = ["template", "number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="one_number_per_template_version")
        ]

    def __str__(self) -> str:
        return f"{self.template} 第{self.number}版"


class NumberRule(models.Model):
    """How a body numbers one kind of letter, from a day on; the newest holds (编号规则)."""

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="number_rules")
    kind = models.CharField("文书种类", max_length=40)
    pattern = models.CharField("编号规则", max_length=60)
    with_replies = models.BooleanField("与答复书统一编号", default=False)
    made_by = models.ForeignKey(User, verbose_name="修改人", on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField("修改日期")

    class Meta:
        verbose_name = verbose_name_plural = "文书编号规则"
        ordering = ["pk"]
        indexes = [models.Index(fields=["body", "kind"], name="number_rule_by_kind")]

    def __str__(self) -> str:
        return f"{kind(self.kind).label} {self.pattern}"
