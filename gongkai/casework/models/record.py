"""信息更正: somebody asks a body to correct what it has on record about them (条例第四十一条)."""

from datetime import date
from typing import Self

from django.core.validators import validate_email
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from gongkai.bodies.models import Assignment, Body, User
from gongkai.casework.models.applicant import IdType
from gongkai.casework.record_states import RecordState
from gongkai.common.sealed import SealedTextField
from gongkai.common.sealed_files import sealed_storage
from gongkai.rules.roles import Role

SEE = (Role.REGISTRAR, Role.OFFICE_HEAD, Role.LEGAL_REVIEWER, Role.LEADER, Role.ARCHIVIST, Role.AUDITOR)
ROW = ("record_id",)
PLACE = ("body_id", "number")


class RecordCorrectionQuerySet(models.QuerySet["RecordCorrection"]):
    """Record corrections by body, reader and state."""

    def of(self, body: Body) -> Self:
        """Those to this body."""
        return self.filter(body=body)

    def visible_to(self, user: User) -> Self:
        """Those to bodies in which the user serves the whole body."""
        if user.is_superuser:
            return self.all()
        held = Assignment.objects.held(localdate()).filter(user=user, role__in=SEE)
        return self.filter(body__in=held.values("unit__body"))

    def purgeable(self, before: date) -> Self:
        """Those with private data whose applicant was told the result before a day."""
        return self.filter(state=RecordState.TOLD, told_on__lt=before, person__purged_on=None)

    def open(self) -> Self:
        """Those whose applicant has not been told the result."""
        return self.exclude(state=RecordState.TOLD)


class RecordCorrection(models.Model):
    """
    A request to correct inaccurate records about oneself; no disclosure request, and not counted as one.

    `evidence` says what proves the record wrong; `decision` what was done, or where to turn.
    """

    body = models.ForeignKey(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="record_corrections"
    )
    number = models.CharField("编号", max_length=40)
    record = models.CharField("要求更正的信息", max_length=200)
    wrong = SealedTextField("记录不准确之处", bound_to=PLACE)
    right = SealedTextField("应当更正为", bound_to=PLACE)
    evidence = SealedTextField("证据", bound_to=PLACE)
    received_on = models.DateField("收到日期")
    state = models.CharField("办理状态", max_length=20, choices=RecordState, default=RecordState.RECEIVED)
    decision = models.TextField("处理情况和理由", blank=True)
    other_body = models.CharField("有权处理的机关", max_length=100, blank=True)
    other_body_contact = models.CharField("该机关联系方式", max_length=200, blank=True)
    decided_on = models.DateField("处理日期", null=True, blank=True)
    told_on = models.DateField("告知日期", null=True, blank=True)

    objects = RecordCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信息更正申请"
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="record_number_in_body"),
            models.CheckConstraint(
                condition=Q(state="received", decided_on=None)
                | (~Q(state="received") & Q(decided_on__gte=F("received_on"))),
                name="record_decided_iff_dated",
            ),
            models.CheckConstraint(
                condition=Q(state="told", told_on__gte=F("decided_on"))
                | (~Q(state="told") & Q(told_on=None)),
                name="record_told_iff_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} 信息更正"


class RecordPerson(models.Model):
    """Whom the record is about; private, sealed, and never public."""

    record = models.OneToOneField(
        RecordCorrection, verbose_name="信息更正申请", on_delete=models.CASCADE, related_name="person"
    )
    name = SealedTextField("姓名或者名称", bound_to=ROW, max_length=100)
    id_type = models.CharField("证件类型", max_length=20, choices=IdType, blank=True)
    id_number = SealedTextField("证件号码", bound_to=ROW, max_length=40, blank=True)
    phone = SealedTextField("联系电话", bound_to=ROW, max_length=40, blank=True)
    email = SealedTextField("电子邮箱", bound_to=ROW, max_length=254, blank=True, validators=[validate_email])
    address = SealedTextField("通信地址", bound_to=ROW, max_length=200, blank=True)
    purged_on = models.DateField("清除日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "更正申请人"
        constraints = [
            models.CheckConstraint(
                condition=Q(purged_on__isnull=False) | ~Q(phone="", email="", address=""),
                name="record_person_can_be_reached",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record.number} 申请人"


class RecordEvent(models.Model):
    """One step of one record correction; never changed and never deleted."""

    record = models.ForeignKey(
        RecordCorrection, verbose_name="信息更正申请", on_delete=models.PROTECT, related_name="events"
    )
    step = models.CharField("步骤", max_length=20)
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    by = models.ForeignKey(User, verbose_name="经办", on_delete=models.PROTECT, related_name="+")
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "信息更正记录"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.step}"


def evidence_path(file: "RecordEvidence", name: str) -> str:
    """Return where evidence is kept; the name of the upload is kept in the table only."""
    suffix = name.rpartition(".")[2].lower()
    return f"records/{file.record.body.code}/{file.record_id}/{file.sha256[:32]}.{suffix}"


class RecordEvidence(models.Model):
    """A file that proves a record wrong (证据材料); private, sealed, and only ever added."""

    record = models.ForeignKey(
        RecordCorrection, verbose_name="信息更正申请", on_delete=models.PROTECT, related_name="files"
    )
    file = models.FileField("文件", upload_to=evidence_path, storage=sealed_storage, max_length=300)
    name = SealedTextField("文件名", bound_to=("record_id", "sha256"), max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField("类型", max_length=100)
    added_by = models.ForeignKey(User, verbose_name="上传人", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("上传时间", auto_now_add=True)
    purged_on = models.DateField("清除日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "更正证据"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.record.number} 证据"
