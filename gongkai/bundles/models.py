"""The tables of bundles: each making, for whom, and its files while they are kept."""

from typing import Self

from django.db import models

from gongkai.bodies.models import User
from gongkai.casework.models import DisclosureRequest
from gongkai.common.sealed_files import sealed_storage

GOING = ("waiting", "making")


class Audience(models.TextChoices):
    """For whom a bundle is made."""

    ARCHIVE = "archive", "归档"
    COURT = "court", "提交法院、复议机关"


def private_path(bundle: "Bundle", name: str) -> str:
    """Return where a file of a bundle is kept for a few days."""
    return f"bundles/{bundle.request.body.code}/{bundle.request_id}/{bundle.pk}.{name.rpartition('.')[2]}"


class BundleQuerySet(models.QuerySet["Bundle"]):
    """Bundles by how far they are."""

    def going(self) -> Self:
        """Bundles that wait for the worker, or are being made."""
        return self.filter(state__in=GOING)


class Bundle(models.Model):
    """One making of the bundle of a request (案卷); the row stays, the files go after a few days."""

    class State(models.TextChoices):
        """How far the making is."""

        WAITING = "waiting", "等待制作"
        MAKING = "making", "正在制作"
        READY = "ready", "已完成"
        FAILED = "failed", "制作失败"

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="bundles"
    )
    audience = models.CharField("用途", max_length=20, choices=Audience)
    masked = models.BooleanField("隐去身份信息", default=False)
    state = models.CharField("进度", max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveSmallIntegerField("已处理的材料", default=0)
    total = models.PositiveSmallIntegerField("材料总数", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    left_out = models.PositiveSmallIntegerField("未并入的材料", default=0)
    reason = models.CharField("没有完成的原因", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField("制作次数", default=0)
    touched_at = models.DateTimeField("最近一次进展", null=True)
    sha256 = models.CharField("指纹", max_length=64, blank=True)  # of the PDF
    pdf = models.FileField(upload_to=private_path, storage=sealed_storage, max_length=300, blank=True)
    zip = models.FileField(upload_to=private_path, storage=sealed_storage, max_length=300, blank=True)
    made_by = models.ForeignKey(User, verbose_name="制作人", on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField("制作日期")

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "案卷"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["made_on"], name="bundle_by_day"),
            models.Index(fields=["state", "touched_at"], name="bundle_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} {self.get_audience_display()}"

    @property
    def is_going(self) -> bool:
        """Whether it is still being made."""
        return self.state in GOING
