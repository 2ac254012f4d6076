"""What happened to a request, and the files that belong to it; rows are only ever added."""

from typing import Self

from django.db import models

from gongkai.bodies.models import User
from gongkai.casework.models.request import DisclosureRequest
from gongkai.casework.states import State
from gongkai.common.sealed import SealedTextField
from gongkai.common.sealed_files import sealed_storage


class RequestEvent(models.Model):
    """One step of one request (办理记录); never changed and never deleted."""

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="events"
    )
    step = models.CharField("步骤", max_length=40)
    from_state = models.CharField("原状态", max_length=30, choices=State, blank=True)
    to_state = models.CharField("新状态", max_length=30, choices=State)
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    by = models.ForeignKey(
        User, verbose_name="经办", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: the system or the public
    note = models.TextField("说明", blank=True)
    data = models.JSONField("数据", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["request", "step"], name="event_by_step"),
            models.Index(fields=["at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.step}"

    @property
    def step_label(self) -> str:
        """The Chinese name of the step."""
        from gongkai.casework.workflow import step_label

        return step_label(self.step)


def private_path(file: "RequestFile", name: str) -> str:
    """Return where a file of a request is kept; the name of the upload is kept in the table only."""
    suffix = name.rpartition(".")[2].lower()
    return f"requests/{file.request.body.code}/{file.request_id}/{file.sha256[:32]}.{suffix}"


class RequestFileQuerySet(models.QuerySet["RequestFile"]):
    """Files by what became of them."""

    def released(self) -> Self:
        """Files that went out with a reply, and so may be shown to the applicant."""
        return self.filter(reply__isnull=False)


class RequestFile(models.Model):
    """
    A file of a request (申请材料、答复材料); private.

    `reply` is set when a reply goes out with it: before that nobody has approved that it be supplied.
    """

    class Purpose(models.TextChoices):
        """What the file is for."""

        IDENTITY = "identity", "身份证明"
        AGENCY = "agency", "授权委托书"
        ATTACHMENT = "attachment", "申请附件"
        CORRECTION = "correction", "补正材料"
        PAYMENT = "payment", "缴费凭证"
        OPINION = "opinion", "征求意见材料"
        SUPPLIED = "supplied", "向申请人提供的信息"
        REPLY = "reply", "答复文书"

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="files"
    )
    event = models.ForeignKey(
        RequestEvent,
        verbose_name="步骤",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="files",
    )
    reply = models.ForeignKey(
        "casework.Reply",
        verbose_name="随附的答复",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="files",
    )
    purpose = models.CharField("用途", max_length=20, choices=Purpose)
    file = models.FileField("文件", upload_to=private_path, storage=sealed_storage, max_length=300)
    # People name their scans after themselves.
    name = SealedTextField("文件名", bound_to=("request_id", "sha256"), max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField("类型", max_length=100)
    added_by = models.ForeignKey(
        User, verbose_name="上传人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField("上传时间", auto_now_add=True)
    purged_on = models.DateField("清除日期", null=True, blank=True)  # the row stays, the file is gone

    objects = RequestFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "申请文件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.get_purpose_display()}"

    @property
    def is_proof(self) -> bool:
        """Whether it proves who somebody is; people name such files after themselves."""
        return self.purpose in (self.Purpose.IDENTITY, self.Purpose.AGENCY)
