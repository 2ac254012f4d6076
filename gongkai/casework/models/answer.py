"""公开答复: what an answered request is worth to everybody, stripped of whoever asked (条例第四十四条)."""

from pathlib import PurePosixPath
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models.reply import Reply
from gongkai.rules.outcomes import Outcome


def public_path(_file: "ReleasedFile", name: str) -> str:
    """Return a random place for a released file; its own name is kept in the database."""
    random = uuid4().hex
    return f"answers/{random[:2]}/{random}{PurePosixPath(name).suffix.lower()}"


class ReleasedAnswerQuerySet(models.QuerySet["ReleasedAnswer"]):
    """Answers by body and by whether they are public."""

    def of(self, body: Body) -> Self:
        """Answers of this body."""
        return self.filter(body=body)

    def public(self) -> Self:
        """Answers that were not taken down."""
        return self.filter(withdrawn_on=None)


class ReleasedAnswer(models.Model):
    """An answer that everybody may read: no name, no number and no word of the applicant stands in it."""

    body = models.ForeignKey(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="released_answers"
    )
    reply = models.ForeignKey(
        Reply, verbose_name="答复", on_delete=models.PROTECT, related_name="released_answers"
    )
    title = models.CharField("标题", max_length=200)
    summary = models.TextField("答复摘要")
    outcome = models.CharField(
        "答复类型", max_length=30, choices=[(each.value, each.label) for each in Outcome]
    )
    answered_on = models.DateField("答复日期")
    released_on = models.DateField("公开日期")
    released_by = models.ForeignKey(User, verbose_name="经办", on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)

    objects = ReleasedAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开答复"
        ordering = ["-answered_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reply"], condition=Q(withdrawn_on=None), name="one_public_answer_of_a_reply"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("released_on")),
                name="answer_withdrawn_after_release",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReleasedFile(models.Model):
    """A file that goes out with a released answer: a copy of what was supplied, checked for persons."""

    answer = models.ForeignKey(
        ReleasedAnswer, verbose_name="公开答复", on_delete=models.PROTECT, related_name="files"
    )
    file = models.FileField("文件", upload_to=public_path, max_length=200)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField("类型", max_length=100)
    text = models.TextField(blank=True)  # what could be read from it, so that the answer is found

    class Meta:
        verbose_name = verbose_name_plural = "公开答复的文件"
        ordering = ["answer", "pk"]

    def __str__(self) -> str:
        return self.name
