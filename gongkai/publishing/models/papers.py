"""What was read into a form and waits there to be saved: the file with its pictures."""

from datetime import datetime
from pathlib import PurePosixPath
from typing import Self
from uuid import uuid4

from django.db import models

from gongkai.bodies.models import Body, User


def waiting_name(paper: "Paper", name: str) -> str:
    """Return a random place for a file; its own name is kept in the database."""
    random = uuid4().hex
    return f"papers/{random[:2]}/{random}{PurePosixPath(name).suffix.lower()}"


class PaperQuerySet(models.QuerySet["Paper"]):
    """Papers by whose they are and how long they wait."""

    def of(self, user: User, body: Body) -> Self:
        """Papers that somebody read in for a body."""
        return self.filter(by=user, body=body)

    def left_before(self, moment: datetime) -> Self:
        """Papers read in before a moment, which no item took up."""
        return self.filter(at__lt=moment)


class Paper(models.Model):
    """A file read into the form of an item (读入的文件); gone once the item is saved, or after some days."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, verbose_name="经办", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("读入时间", auto_now_add=True)
    file = models.FileField("文件", upload_to=waiting_name, max_length=200)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    content_type = models.CharField("类型", max_length=100)
    sha256 = models.CharField(max_length=64)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "读入的文件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
