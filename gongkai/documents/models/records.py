"""What belongs to a document: the records of its steps, their files, and what explains it."""

from pathlib import PurePosixPath
from typing import Any, Self
from uuid import uuid4

from django.db import models

from gongkai.bodies.models import User
from gongkai.documents.models.documents import NormativeDocument
from gongkai.documents.states import State
from gongkai.publishing.models import InformationItem
from gongkai.publishing.states import State as ItemState
from gongkai.rules.documents import InterpretationForm

FORM_CHOICES = [(form.value, form.label) for form in InterpretationForm]


class DocumentRecord(models.Model):
    """One step of one document: who, when, with which opinion (办理记录); only ever added."""

    document = models.ForeignKey(
        NormativeDocument, verbose_name="文件", on_delete=models.PROTECT, related_name="records"
    )
    step = models.CharField("步骤", max_length=30)
    from_state = models.CharField("原状态", max_length=20, choices=State, blank=True)
    to_state = models.CharField("新状态", max_length=20, choices=State)
    by = models.ForeignKey(User, verbose_name="经办", null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    note = models.TextField("意见或者说明", blank=True)
    data = models.JSONField("附加内容", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "规范性文件办理记录"
        ordering = ["document", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.step}"

    def value(self, key: str) -> Any:
        """Return one of the further facts of the record."""
        return self.data.get(key)


def stored_name(paper: "DocumentPaper", name: str) -> str:
    """Return a random place for the file of a step."""
    random = uuid4().hex
    return f"documents/{random[:2]}/{random}{PurePosixPath(name).suffix.lower()}"


class DocumentPaper(models.Model):
    """A file that a step rests on (办理材料); not public, only ever added."""

    record = models.ForeignKey(
        DocumentRecord, verbose_name="办理记录", on_delete=models.PROTECT, related_name="papers"
    )
    file = models.FileField("文件", upload_to=stored_name, max_length=200)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField("类型", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "规范性文件办理材料"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class InterpretationQuerySet(models.QuerySet["Interpretation"]):
    """Interpretations by whether the public sees them."""

    def live(self) -> Self:
        """Interpretations that are public."""
        return self.filter(item__live=True)

    def ready(self) -> Self:
        """Interpretations that are approved, and wait for their document."""
        return self.filter(item__live=False, item__state=ItemState.APPROVED)


class Interpretation(models.Model):
    """An item that explains a document, in one form (解读材料)."""

    document = models.ForeignKey(
        NormativeDocument, verbose_name="文件", on_delete=models.PROTECT, related_name="interpretations"
    )
    item = models.OneToOneField(
        InformationItem, verbose_name="解读信息", on_delete=models.PROTECT, related_name="interpretation"
    )
    form = models.CharField("解读形式", max_length=20, choices=FORM_CHOICES)
    by = models.ForeignKey(User, verbose_name="添加人", null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("添加日期")

    objects = InterpretationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政策解读"
        ordering = ["document", "pk"]

    def __str__(self) -> str:
        return f"{self.get_form_display()}：{self.item_id}"
