"""What colleagues say to each other about a case, and what each has looked at; it never leaves the house."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models.request import DisclosureRequest
from gongkai.casework.reach import open_to


class CaseNote(models.Model):
    """An internal note on a request (内部备注); only ever added, and in no letter or archive."""

    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="notes"
    )
    text = models.TextField("内容")
    on = models.DateField("日期")
    at = models.DateTimeField("记录时间", auto_now_add=True)
    by = models.ForeignKey(User, verbose_name="记录人", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "内部备注"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.by}"


class MentionQuerySet(models.QuerySet["Mention"]):
    """Mentions by whom they are for."""

    def unread(self, user: User, body: Body) -> Self:
        """Mentions of a person in a body's cases that were not read."""
        found = self.filter(user=user, read_on=None, note__request__body=body)
        return found.filter(open_to(user, "note__request__"))


class Mention(models.Model):
    """Somebody whose attention a note asks for (@提醒); it stays in the inbox until it is read."""

    note = models.ForeignKey(CaseNote, verbose_name="备注", on_delete=models.PROTECT, related_name="mentions")
    user = models.ForeignKey(User, verbose_name="被提醒人", on_delete=models.PROTECT, related_name="mentions")
    read_on = models.DateField("阅读日期", null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "备注提醒"
        indexes = [models.Index(fields=["user"], condition=Q(read_on=None), name="mention_unread")]
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="one_mention_per_note")]

    def __str__(self) -> str:
        return f"{self.note} @{self.user}"


class InboxLook(models.Model):
    """When a person last went through the inbox of a body; what came later is new to them."""

    user = models.ForeignKey(User, verbose_name="用户", on_delete=models.CASCADE, related_name="inbox_looks")
    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField("上次查看时间")

    class Meta:
        verbose_name = verbose_name_plural = "收件箱查看记录"
        constraints = [models.UniqueConstraint(fields=["user", "body"], name="one_inbox_look")]

    def __str__(self) -> str:
        return f"{self.user} {self.at}"


class CalendarFeed(models.Model):
    """The secret address of a person's calendar of deadlines; only the digest of its token is kept."""

    user = models.OneToOneField(
        User, verbose_name="用户", on_delete=models.CASCADE, related_name="calendar_feed"
    )
    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField("生成日期")

    class Meta:
        verbose_name = verbose_name_plural = "日历订阅"

    def __str__(self) -> str:
        return f"{self.user} {self.made_on}"
