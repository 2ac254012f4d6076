"""批注: what a reviewer says about a passage, and what the author answers; rows are only ever added."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gongkai.bodies.models import User
from gongkai.publishing.models.items import InformationItem
from gongkai.publishing.models.records import ItemVersion


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments by what is still to be done."""

    def open(self) -> Self:
        """Comments that nobody has settled."""
        settled = CommentAnswer.objects.filter(comment=OuterRef("pk"), settles=True)
        return self.filter(~Exists(settled))


class Comment(models.Model):
    """A reviewer's remark on a passage of one version (批注)."""

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="comments")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="comments")
    paragraph = models.PositiveSmallIntegerField("段落")  # 0 is the title
    quote = models.CharField("引文", max_length=300, blank=True)  # a passage of it; empty: all of it
    text = models.CharField("批注", max_length=500)
    by = models.ForeignKey(User, verbose_name="批注人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批注"
        ordering = ["item", "paragraph", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_settled(self) -> bool:
        """Whether an answer has settled it."""
        return any(answer.settles for answer in self.answers.all())


class CommentAnswer(models.Model):
    """What the author, or the reviewer again, says to a comment; `settles` ends it (批注答复)."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="answers")
    text = models.CharField("答复", max_length=500, blank=True)
    settles = models.BooleanField("已处理", default=False)
    by = models.ForeignKey(User, verbose_name="答复人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "批注答复"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(settles=True), name="comment_answer_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.text or "已处理"
