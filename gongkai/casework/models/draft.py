"""答复草稿: what a handler has written of a reply and not sent to review yet; a working paper."""

from typing import Self

from django.db import models

from gongkai.bodies.models import User
from gongkai.casework.models.request import DisclosureRequest


class ReplyDraftQuerySet(models.QuerySet["ReplyDraft"]):
    """Drafts by whether they are still worked on."""

    def open(self) -> Self:
        """Drafts that were neither sent to review nor given up."""
        return self.filter(ended_on=None)


class ReplyDraft(models.Model):
    """
    One saving of a draft (答复草稿); each saving adds a row, the newest open one is the draft.

    `facts` are the fields of `ReplyFacts`, as far as they are written. Only those who may write the reply
    see it; reviewers see what was sent to them.
    """

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="drafts"
    )
    facts = models.JSONField("内容")
    kept_by = models.ForeignKey(User, verbose_name="保存人", on_delete=models.PROTECT, related_name="+")
    kept_on = models.DateField("保存日期")
    kept_at = models.DateTimeField("保存时间", auto_now_add=True)
    ended_on = models.DateField("送审或者放弃日期", null=True, blank=True)

    objects = ReplyDraftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答复草稿"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request.number} 答复草稿"
