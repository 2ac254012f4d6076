"""Places that name the number of a document that has ended."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.documents.models.documents import NormativeDocument


class Source(models.TextChoices):
    """What sort of place it is."""

    ITEM = "item", "公开信息"
    COLUMN = "column", "栏目说明"
    BODY = "body", "公开指南和机构职能"
    UNIT = "unit", "内设机构职能"
    TEMPLATE = "template", "文书模板"
    PAGE = "page", "专题页面"


class How(models.TextChoices):
    """How a place was handled."""

    RENEWED = "renewed", "已改为现行依据"
    NOTED = "noted", "已注明文件失效"
    TAKEN_DOWN = "taken_down", "已撤下"
    KEPT = "kept", "保留，说明理由"
    GONE = "gone", "不再引用"


class CitationQuerySet(models.QuerySet["Citation"]):
    """Citations by body and whether somebody has looked at them."""

    def of(self, body: Body) -> Self:
        """Citations of the documents of one body."""
        return self.filter(document__body=body)

    def open(self) -> Self:
        """Citations that nobody has handled."""
        return self.filter(how="")


class Citation(models.Model):
    """One place that names the number of an ended document (引用); handled by somebody, one by one."""

    document = models.ForeignKey(
        NormativeDocument, verbose_name="文件", on_delete=models.PROTECT, related_name="citations"
    )
    source = models.CharField("位置", max_length=20, choices=Source)
    key = models.CharField("编号", max_length=60)  # of the place among those of its sort
    title = models.CharField("名称", max_length=200)
    passage = models.CharField("原文", max_length=200)
    found_on = models.DateField("发现日期")
    how = models.CharField("处理", max_length=20, choices=How, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    handled_by = models.ForeignKey(
        User, verbose_name="处理人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty with `how`: the system found it gone
    handled_on = models.DateField("处理日期", null=True, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "失效文件的引用"
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "source", "key"], name="one_citation_per_place"),
            models.CheckConstraint(
                condition=Q(how="", handled_on=None) | (~Q(how="") & Q(handled_on__isnull=False)),
                name="citation_handled_iff_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}：{self.title}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has handled it."""
        return not self.how
