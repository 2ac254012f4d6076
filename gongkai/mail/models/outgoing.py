"""发出的邮件和短信: what goes out, how far it is, and each attempt."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.casework.reach import open_to
from gongkai.common.sealed import SealedTextField
from gongkai.common.sealed_files import sealed_storage
from gongkai.letters.models import Letter

ROW = ("request_id", "message_id")


def sent_path(message: "Message", _name: str) -> str:
    """Return where a message is kept as it was handed over."""
    return f"mail/{message.body.code}/sent/{message.pk}.eml"


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages by body and state."""

    def of(self, body: Body) -> Self:
        """Messages of this body."""
        return self.filter(body=body)

    def visible_to(self, user: User) -> Self:
        """Messages about no request that is kept for others."""
        return self.filter(open_to(user, "request__"))

    def to_be_tried(self, now: datetime) -> Self:
        """Messages whose next attempt has come."""
        return self.filter(state=Message.State.WAITING, next_at__lte=now)


class Message(models.Model):
    """
    One e-mail or text message (发件); private, since it bears an address.

    `message_id` is ours from the beginning, so that a second attempt is the same message to
    every mail server; it is the proof of dispatch, and by it a bounce finds what it is about.
    """

    class Via(models.TextChoices):
        """By what route."""

        EMAIL = "email", "电子邮件"
        SMS = "sms", "短信"

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "等待发出"
        SENT = "sent", "已发出"
        FAILED = "failed", "发送失败"
        RETURNED = "returned", "被退回"

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="messages")
    request = models.ForeignKey(
        DisclosureRequest, verbose_name="申请", on_delete=models.PROTECT, related_name="messages"
    )
    letter = models.ForeignKey(
        Letter, verbose_name="文书", null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    event = models.ForeignKey(
        RequestEvent,
        verbose_name="办理步骤",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="messages",
    )
    via = models.CharField("方式", max_length=10, choices=Via)
    label = models.CharField("内容", max_length=60)  # the kind of letter or notice
    message_id = models.CharField("邮件编号", max_length=120, unique=True)
    to = SealedTextField("收件地址", bound_to=ROW, max_length=254)
    subject = SealedTextField("主题", bound_to=ROW, max_length=200, blank=True)
    text = SealedTextField("正文", bound_to=ROW)
    raw = models.FileField(
        "发出的原件", upload_to=sent_path, storage=sealed_storage, max_length=300, blank=True
    )

    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField("原因", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField("尝试次数", default=0)
    next_at = models.DateTimeField("下次尝试", null=True, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    made_at = models.DateTimeField("提交时间", auto_now_add=True)
    by = models.ForeignKey(
        User, verbose_name="发件人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: a notice that follows by itself
    purged_on = models.DateField("清除日期", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发出的邮件和短信"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["body", "state"], name="message_by_state"),
            models.Index(fields=["state", "next_at"], name="message_by_next"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "via"], condition=Q(event__isnull=False), name="one_notice_per_step"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_with_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "returned"]) | ~Q(reason=""),
                name="message_failed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"发件{self.pk}"  # no address: this may be printed anywhere

    @property
    def may_resend(self) -> bool:
        """Whether it may be tried again; a letter that came back is first recorded as returned."""
        came_back = self.state == self.State.RETURNED and self.letter_id is None
        return (came_back or self.state == self.State.FAILED) and self.purged_on is None


class Attempt(models.Model):
    """One attempt to hand a message over; rows are only ever added."""

    message = models.ForeignKey(
        Message, verbose_name="发件", on_delete=models.PROTECT, related_name="attempts"
    )
    at = models.DateTimeField("时间")
    done = models.BooleanField("成功")
    reason = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发送记录"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"发件{self.message_id} {'成功' if self.done else '未成功'}"
