"""清理: one question to the units about every document in force, and what they answered."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, Unit, User
from gongkai.documents.models.documents import NormativeDocument
from gongkai.publishing.models import InformationItem


class Decision(models.TextChoices):
    """What shall become of a document."""

    KEEP = "keep", "继续有效"
    AMEND = "amend", "修改"
    REPEAL = "repeal", "废止"
    LAPSE = "lapse", "宣布失效"


class CleanUpState(models.TextChoices):
    """How far a clean-up is."""

    OPEN = "open", "清理中"
    CLOSED = "closed", "已汇总"


class CleanUpQuerySet(models.QuerySet["CleanUp"]):
    """Clean-ups by body and reader."""

    def of(self, body: Body) -> Self:
        """Clean-ups of one body."""
        return self.filter(body=body)

    def visible_to(self, user: User) -> Self:
        """Clean-ups of the bodies in which the user holds any role."""
        return self.filter(body__in=user.bodies())


class CleanUp(models.Model):
    """A clean-up of the documents in force (规范性文件清理); it ends in a list that is published."""

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="cleanups")
    title = models.CharField("名称", max_length=100)
    basis = models.CharField("依据", max_length=300, blank=True)
    started_on = models.DateField("开始日期")
    due_on = models.DateField("各科室提出意见的期限")
    started_by = models.ForeignKey(User, verbose_name="组织人", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=CleanUpState, default=CleanUpState.OPEN)
    closed_on = models.DateField("汇总日期", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, verbose_name="汇总人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    item = models.OneToOneField(
        InformationItem,
        verbose_name="公布清理结果的信息",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cleanup",
    )

    objects = CleanUpQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "规范性文件清理"
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None) | Q(state="closed", closed_on__isnull=False),
                name="cleanup_closed_iff_dated",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CleanUpLine(models.Model):
    """One document of a clean-up and what its unit said of it; each change leaves a trace in `told`."""

    cleanup = models.ForeignKey(CleanUp, verbose_name="清理", on_delete=models.PROTECT, related_name="lines")
    document = models.ForeignKey(
        NormativeDocument, verbose_name="文件", on_delete=models.PROTECT, related_name="cleanup_lines"
    )
    unit = models.ForeignKey(Unit, verbose_name="科室", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField("清理意见", max_length=10, choices=Decision, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    by = models.ForeignKey(
        User, verbose_name="提出人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField("提出日期", null=True, blank=True)
    told = models.JSONField("此前的意见", default=list)  # earlier decisions: decision, reason, by, on
    applied_on = models.DateField("落实日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "规范性文件清理意见"
        ordering = ["cleanup", "unit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cleanup", "document"], name="one_line_per_document"),
            models.CheckConstraint(
                condition=Q(decision="", on=None) | (~Q(decision="") & Q(on__isnull=False)),
                name="cleanup_decision_iff_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}：{self.get_decision_display() or '未定'}"
