"""What a body chooses about mail: its mailbox, and which notices its applicants get."""

from typing import Self

from django.db import models

from gongkai.bodies.models import Body
from gongkai.common.sealed import SealedTextField


class MailPreferencesQuerySet(models.QuerySet["MailPreferences"]):
    """Preferences by body."""

    def for_body(self, body: Body) -> "MailPreferences":
        """Return what the body has chosen; the defaults when it has chosen nothing."""
        return self.filter(body=body).first() or MailPreferences(body=body)

    def with_mailbox(self) -> Self:
        """Those of bodies that have mail fetched."""
        return self.exclude(host="").filter(fetches=True)


class MailPreferences(models.Model):
    """A body's own choices about mail; the password of the mailbox is sealed."""

    class Security(models.TextChoices):
        """How the connection to the mail server is secured."""

        SSL = "ssl", "SSL/TLS（993端口）"
        STARTTLS = "starttls", "STARTTLS（143端口）"
        NONE = "none", "不加密（仅限内网）"

    class After(models.TextChoices):
        """What becomes of a mail on the server once it is here; it is never deleted."""

        LEAVE = "leave", "不改动"
        SEEN = "seen", "标为已读"
        MOVE = "move", "移到另一个文件夹"

    body = models.OneToOneField(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="mail_preferences"
    )
    fetches = models.BooleanField("收取申请邮箱的来信", default=False)
    host = models.CharField("收件服务器（IMAP）", max_length=100, blank=True)
    port = models.PositiveIntegerField("端口", null=True, blank=True)
    security = models.CharField("连接安全", max_length=10, choices=Security, default=Security.SSL)
    account = models.CharField("邮箱账号", max_length=100, blank=True)
    password = SealedTextField("邮箱密码或者授权码", bound_to=("body_id",), max_length=200, blank=True)
    folder = models.CharField("文件夹", max_length=100, default="INBOX")
    after = models.CharField("收取之后", max_length=10, choices=After, default=After.SEEN)
    moved_to = models.CharField("移到文件夹", max_length=100, blank=True)
    email_notices = models.BooleanField("向申请人发送邮件通知", default=True)
    sms_notices = models.BooleanField("向申请人发送短信通知", default=True)

    objects = MailPreferencesQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "邮件和短信设置"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(after="move") | ~models.Q(moved_to=""), name="mail_moves_somewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} 邮件和短信设置"
