"""错敏词库: lists that a body brought in, each version a row of its own, and entries that it switched off."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User


class WordListQuerySet(models.QuerySet["WordList"]):
    """Lists by body and by whether the check uses them."""

    def of(self, body: Body) -> Self:
        """Lists of one body."""
        return self.filter(body=body)

    def in_force(self) -> Self:
        """Lists by which items are checked, in a fixed order."""
        return self.filter(in_force_at__isnull=False, ended_at=None).order_by("title", "pk")


class WordList(models.Model):
    """One version of a list of wrong words (错敏词库); its entries never change."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="word_lists")
    title = models.CharField("词库名称", max_length=60)
    version = models.CharField("版本", max_length=20)
    content = models.JSONField("词条")  # as `screening.word_lists` reads it
    size = models.PositiveIntegerField("词条数")
    sha256 = models.CharField("摘要值", max_length=64)
    by = models.ForeignKey(User, verbose_name="导入人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("导入时间", auto_now_add=True)
    in_force_at = models.DateTimeField("启用时间", null=True, blank=True)
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = WordListQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "错敏词库"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "title", "version"], name="word_list_version_once"),
            models.UniqueConstraint(
                fields=["body", "title"],
                condition=Q(in_force_at__isnull=False, ended_at=None),
                name="one_word_list_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def is_in_force(self) -> bool:
        """Whether items are checked by it."""
        return self.in_force_at is not None and self.ended_at is None

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return "在用" if self.is_in_force else "已停用" if self.ended_at else "待启用"


class SwitchedOffQuerySet(models.QuerySet["SwitchedOff"]):
    """Entries switched off, by body and by whether that still holds."""

    def of(self, body: Body) -> Self:
        """Entries that one body switched off."""
        return self.filter(body=body)

    def standing(self) -> Self:
        """Entries that are off now."""
        return self.filter(ended_at=None)


class SwitchedOff(models.Model):
    """An entry that a body leaves out of the check, with the reason (停用词条); it may come back."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="switched_off")
    title = models.CharField("词库名称", max_length=60)
    entry = models.CharField("词条", max_length=200)  # its first word, or its pattern
    reason = models.CharField("停用理由", max_length=200)
    by = models.ForeignKey(User, verbose_name="停用人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("停用时间", auto_now_add=True)
    ended_by = models.ForeignKey(
        User, verbose_name="恢复人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("恢复时间", null=True, blank=True)

    objects = SwitchedOffQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "停用词条"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "title", "entry"], condition=Q(ended_at=None), name="switched_off_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.entry}"
