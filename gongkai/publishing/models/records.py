"""What belongs to an item: its versions, attachments, events and relations."""

from pathlib import PurePosixPath
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import User
from gongkai.publishing.models.items import InformationItem
from gongkai.publishing.states import State


class ItemVersion(models.Model):
    """One exact state of an item's content, metadata and attachments (版本); never changed."""

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本号")
    snapshot = models.JSONField("内容")  # snapshot.Snapshot: fields by name, attachments with their sha256
    digest = models.CharField("摘要值", max_length=64)  # sha256 of the snapshot, hexadecimal
    by = models.ForeignKey(User, verbose_name="编辑人", null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "信息版本"
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="item_version_number")]

    def __str__(self) -> str:
        return f"{self.item_id} 第{self.number}版"


def stored_name(attachment: "Attachment", name: str) -> str:
    """Return a random place for an uploaded file; its own name is kept in the database."""
    random = uuid4().hex
    return f"items/{random[:2]}/{random}{PurePosixPath(name).suffix.lower()}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attachments by who sees them."""

    def live(self) -> Self:
        """Attachments that the public may download."""
        return self.filter(live=True, item__live=True)

    def in_draft(self) -> Self:
        """Attachments of the version being written."""
        return self.filter(in_draft=True)

    def beside_text(self) -> Self:
        """Attachments to be downloaded: all but the pictures that stand in the text."""
        return self.filter(in_text=False)

    def undescribed(self) -> Self:
        """Pictures to be downloaded that nobody has described for those who do not see them."""
        return self.beside_text().filter(content_type__startswith="image/", description="")


class Attachment(models.Model):
    """A file that belongs to an item (附件); one that left the draft stays for the versions that had it."""

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="attachments")
    file = models.FileField("文件", upload_to=stored_name, max_length=200)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    content_type = models.CharField("类型", max_length=100)  # found in the content, not believed
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)  # what could be read from it, for search
    order = models.PositiveSmallIntegerField("排序", default=0)
    in_draft = models.BooleanField(default=True)
    live = models.BooleanField(default=False)
    # What a picture shows, for those who do not see it; like the file it never changes.
    description = models.CharField("说明", max_length=300, blank=True)
    in_text = models.BooleanField(default=False)  # a picture that the text shows

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["item", "order", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, by its content."""
        return self.content_type.startswith("image/")


class ItemEvent(models.Model):
    """A step taken on an item (办理记录); only ever added."""

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="events")
    step = models.CharField("步骤", max_length=30)
    from_state = models.CharField("原状态", max_length=20, choices=State, blank=True)
    to_state = models.CharField("新状态", max_length=20, choices=State)
    by = models.ForeignKey(User, verbose_name="经办", null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    version = models.ForeignKey(ItemVersion, null=True, on_delete=models.PROTECT, related_name="events")
    digest = models.CharField("摘要值", max_length=64, blank=True)
    opinion = models.TextField("意见", blank=True)
    data = models.JSONField("附加内容", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "信息办理记录"
        ordering = ["item", "pk"]
        indexes = [models.Index(fields=["step", "on"], name="item_event_step")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.step} {self.on}"

    @property
    def step_label(self) -> str:
        """The Chinese name of the step."""
        from gongkai.publishing.workflow import label_of

        return label_of(self.step)

    @property
    def form_left(self) -> Any:
        """The form that a secrecy review left; None for any other step."""
        return getattr(self, "secrecy_review", None)

    def value(self, key: str) -> Any:
        """Return one of the further facts of the event."""
        return self.data.get(key)


class ItemRelationQuerySet(models.QuerySet["ItemRelation"]):
    """Relations, read from either side."""

    def around(self, item: InformationItem) -> Self:
        """Relations in which the item stands on either side."""
        return self.filter(Q(item=item) | Q(other=item)).select_related("item", "other")

    def both_live(self) -> Self:
        """Relations that the public may follow."""
        return self.filter(item__live=True, other__live=True)


class ItemRelation(models.Model):
    """How one item bears on another (解读、修改、废止); readable from both sides."""

    class Kind(models.TextChoices):
        """What `item` does to `other`."""

        INTERPRETS = "interprets", "解读"
        AMENDS = "amends", "修改"
        REPEALS = "repeals", "废止"

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField("关系", max_length=20, choices=Kind)
    other = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="related_by")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")

    objects = ItemRelationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信息关联"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "kind", "other"], name="one_item_relation"),
            models.CheckConstraint(condition=~Q(item=F("other")), name="no_relation_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind} {self.other_id}"

    def seen_from(self, item: InformationItem) -> tuple[str, InformationItem]:
        """Return what the relation is called from the side of `item`, and the item on the other side."""
        if item.pk == self.item_id:
            return self.get_kind_display(), self.other
        return {"interprets": "解读材料", "amends": "被修改，依据", "repeals": "被废止，依据"}[
            self.kind
        ], self.item
