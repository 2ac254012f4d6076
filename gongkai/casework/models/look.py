"""Who looked at an applicant's identity, when and at what; rows are only ever added."""

from typing import Self

from django.db import models

from gongkai.bodies.models import Body, User
from gongkai.casework.models.event import RequestFile
from gongkai.casework.models.request import DisclosureRequest


class IdentityLookQuerySet(models.QuerySet["IdentityLook"]):
    """Looks by body."""

    def of(self, body: Body) -> Self:
        """Looks at applicants of this body."""
        return self.filter(request__body=body)


class IdentityLook(models.Model):
    """
    One look at identity data that are masked otherwise (查看记录, 个人信息保护法第五十一条).

    `fields` names the fields of the applicant that were shown; `file` is the proof that was opened.
    """

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="looks"
    )
    by = models.ForeignKey(User, verbose_name="查看人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("查看时间", auto_now_add=True)
    fields = models.JSONField("查看的内容", default=list, blank=True)
    file = models.ForeignKey(
        RequestFile,
        verbose_name="打开的文件",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="looks",
    )
    reason = models.CharField("事由", max_length=200, blank=True)

    objects = IdentityLookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "身份信息查看记录"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.request.number} {self.on}"
