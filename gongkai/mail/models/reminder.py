"""提醒: what a person of the office was reminded of by e-mail, and how far it is."""

from datetime import datetime
from typing import Self

from django.db import models

from gongkai.bodies.models import Body, User

LINK = "password/"  # what `about` of a link to set a new password begins with


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reminders by state."""

    def to_be_tried(self, now: datetime) -> Self:
        """Reminders whose next attempt has come."""
        return self.filter(state=Reminder.State.WAITING, next_at__lte=now)


class Reminder(models.Model):
    """
    One e-mail that reminds somebody of a last day (提醒); it names no citizen and no case.

    It goes to the address that the person has when it is sent. `about` says of what and for which time, so
    that nobody is reminded of the same thing twice. A link to set a new password goes the same way; it is
    made when the mail goes out and is nowhere kept.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "等待发出"
        SENT = "sent", "已发出"
        FAILED = "failed", "没有发出"

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, verbose_name="收件人", on_delete=models.PROTECT, related_name="reminders")
    about = models.CharField("事项", max_length=80)  # "ledger/12/2025-10/late"
    subject = models.CharField("主题", max_length=200)
    text = models.TextField("正文")
    message_id = models.CharField("邮件编号", max_length=120, unique=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField("原因", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField("尝试次数", default=0)
    next_at = models.DateTimeField("下次尝试", null=True, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    made_at = models.DateTimeField("提交时间", auto_now_add=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "电子邮件提醒"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_at"], name="reminder_by_next")]
        constraints = [models.UniqueConstraint(fields=["user", "about"], name="reminded_once")]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_password_link(self) -> bool:
        """Whether it brings a link to set a new password, which somebody asked for who could not log in."""
        return self.about.startswith(LINK)
