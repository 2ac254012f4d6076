"""Who looked at somebody's identity, when and at what; rows are only ever added."""

from typing import Self

from django.db import models

from gongkai.bodies.models import Body, User
from gongkai.casework.models.event import RequestFile
from gongkai.casework.models.record import RecordCorrection, RecordEvidence
from gongkai.casework.models.request import DisclosureRequest


class IdentityLookQuerySet(models.QuerySet["IdentityLook"]):
    """Looks by body."""

    def of(self, body: Body) -> Self:
        """Looks at applicants of this body."""
        return self.filter(request__body=body)


class RecordLookQuerySet(models.QuerySet["RecordLook"]):
    """Looks by body."""

    def of(self, body: Body) -> Self:
        """Looks at whom records of this body are about."""
        return self.filter(record__body=body)


class Look(models.Model):
    """
    One look at identity data that are masked otherwise (查看记录, 个人信息保护法第五十一条).

    `fields` names the fields of the person that were shown; `file` is the document that was opened.
    """

    by = models.ForeignKey(User, verbose_name="查看人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("查看时间", auto_now_add=True)
    fields = models.JSONField("查看的内容", default=list, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)

    class Meta:
        abstract = True


class IdentityLook(Look):
    """One look at an applicant, or at a proof of who they are."""

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="looks"
    )
    file = models.ForeignKey(
        RequestFile,
        verbose_name="打开的文件",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="looks",
    )

    objects = IdentityLookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "身份信息查看记录"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.request.number} {self.on}"


class RecordLook(Look):
    """One look at whom a record is about, or at a document of evidence (条例第四十一条)."""

    record = models.ForeignKey(
        RecordCorrection, verbose_name="信息更正申请", on_delete=models.PROTECT, related_name="looks"
    )
    file = models.ForeignKey(
        RecordEvidence,
        verbose_name="打开的文件",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="looks",
    )

    objects = RecordLookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "更正申请人信息查看记录"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.record.number} {self.on}"
