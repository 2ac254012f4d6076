"""来信: each mail as it came, what is known about it, and what became of it."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body, User
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.reach import open_to
from gongkai.common.sealed import SealedTextField
from gongkai.common.sealed_files import sealed_storage

ROW = ("body_id", "key")


def raw_path(mail: "IncomingMail", _name: str) -> str:
    """Return where a mail is kept as it came."""
    return f"mail/{mail.body.code}/{mail.key[:32]}.eml"


def part_path(part: "IncomingFile", name: str) -> str:
    """Return where an attachment is kept; its name is kept in the table only."""
    suffix = name.rpartition(".")[2].lower()
    return f"mail/{part.mail.body.code}/{part.mail.key[:32]}/{part.sha256[:32]}.{suffix}"


class MailFolder(models.Model):
    """How far one folder of a mail server has been read; UIDs count within one UIDVALIDITY (RFC 3501)."""

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="mail_folders")
    account = models.CharField("邮箱和文件夹", max_length=300)
    uid_validity = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField("最近收取的编号", default=0)
    looked_at = models.DateTimeField("最近收取时间", null=True, blank=True)
    trouble = models.CharField("最近一次收取的问题", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "邮箱文件夹"
        constraints = [models.UniqueConstraint(fields=["body", "account"], name="one_row_per_mail_folder")]

    def __str__(self) -> str:
        return self.account


class IncomingMailQuerySet(models.QuerySet["IncomingMail"]):
    """Mails by body and by what became of them."""

    def of(self, body: Body) -> Self:
        """Mails to this body."""
        return self.filter(body=body)

    def visible_to(self, user: User) -> Self:
        """Mails that are, or seem to be, about no request that is kept for others."""
        kept = Q(request=None) | open_to(user, "request__")
        return self.filter(kept, Q(hinted=None) | Q(request__isnull=False) | open_to(user, "hinted__"))

    def waiting(self) -> Self:
        """Mails of people that nobody has sorted yet."""
        return self.filter(state=IncomingMail.State.NEW, kind=IncomingMail.Kind.LETTER)


class IncomingMail(models.Model):
    """
    One e-mail that came in (来信); private.

    `key` is a hash of its Message-ID, or of the whole mail where it has none: the same mail is kept once.
    """

    class Kind(models.TextChoices):
        """What it is; only letters of people can become requests."""

        LETTER = "letter", "来信"
        BOUNCE = "bounce", "退信"
        RECEIPT = "receipt", "送达回执"
        AUTOMATIC = "automatic", "自动回复"

    class State(models.TextChoices):
        """What became of it."""

        NEW = "new", "待处理"
        REGISTERED = "registered", "已登记为申请"
        ATTACHED = "attached", "已归入案卷"
        SET_ASIDE = "set_aside", "不作为申请"
        FILED = "filed", "系统自动归档"

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="incoming")
    key = models.CharField(max_length=64)
    folder = models.ForeignKey(
        MailFolder, verbose_name="邮箱", null=True, on_delete=models.PROTECT, related_name="mails"
    )
    uid_validity = models.PositiveBigIntegerField(default=0)
    uid = models.PositiveBigIntegerField(default=0)
    kind = models.CharField("种类", max_length=20, choices=Kind, default=Kind.LETTER)
    sender_name = SealedTextField("发件人", bound_to=ROW, max_length=200, blank=True)
    sender_address = SealedTextField("发件地址", bound_to=ROW, max_length=254, blank=True)
    subject = SealedTextField("主题", bound_to=ROW, max_length=500, blank=True)
    text = SealedTextField("正文", bound_to=ROW, blank=True)
    remarks = models.JSONField("收取时的说明", default=list, blank=True)  # in words, naming nobody
    raw = models.FileField("原信", upload_to=raw_path, storage=sealed_storage, max_length=300, blank=True)
    size = models.PositiveBigIntegerField("大小（字节）")
    sent_at = models.DateTimeField("发信时间", null=True, blank=True)  # as the sender's machine says
    arrived_at = models.DateTimeField("到达时间")  # as our mail server says
    kept_at = models.DateTimeField("收取时间", auto_now_add=True)

    concerns = models.ForeignKey(
        "mail.Message",
        verbose_name="涉及的发件",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers",
    )
    hinted = models.ForeignKey(
        DisclosureRequest,
        verbose_name="可能涉及的申请",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    hint = models.CharField("怎样看出", max_length=100, blank=True)

    state = models.CharField("处理", max_length=20, choices=State, default=State.NEW)
    request = models.ForeignKey(
        DisclosureRequest,
        verbose_name="申请",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mails",
    )
    reason = models.CharField("不作为申请的原因", max_length=200, blank=True)
    sorted_by = models.ForeignKey(
        User, verbose_name="处理人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sorted_on = models.DateField("处理日期", null=True, blank=True)
    purged_on = models.DateField("清除日期", null=True, blank=True)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来信"
        ordering = ["-arrived_at", "-pk"]
        indexes = [models.Index(fields=["body", "state", "arrived_at"], name="mail_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], name="each_mail_once"),
            models.UniqueConstraint(
                fields=["folder", "uid_validity", "uid"],
                condition=Q(folder__isnull=False),
                name="each_uid_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["registered", "attached"]) | Q(request__isnull=False),
                name="mail_of_a_case_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(reason=""), name="mail_set_aside_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"来信{self.pk}"  # no name: this may be printed anywhere

    @property
    def is_waiting(self) -> bool:
        """Whether somebody must still say what it is."""
        return self.state == self.State.NEW and self.kind == self.Kind.LETTER


class IncomingFile(models.Model):
    """An attachment of a mail; one that was refused has no file, and says why."""

    mail = models.ForeignKey(
        IncomingMail, verbose_name="来信", on_delete=models.PROTECT, related_name="files"
    )
    name = SealedTextField("文件名", bound_to=("mail_id", "sha256"), max_length=200)
    file = models.FileField("文件", upload_to=part_path, storage=sealed_storage, max_length=300, blank=True)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField("类型", max_length=100, blank=True)
    refused = SealedTextField("没有接收的原因", bound_to=("mail_id", "sha256"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "来信附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"来信{self.mail_id}附件{self.pk}"


class MailLookQuerySet(models.QuerySet["MailLook"]):
    """Looks by body."""

    def of(self, body: Body) -> Self:
        """Looks at mails to this body."""
        return self.filter(mail__body=body)


class MailLook(models.Model):
    """One opening of a mail or its files (查看记录, 个人信息保护法第五十一条); rows are only ever added."""

    class What(models.TextChoices):
        """What was opened."""

        TEXT = "text", "来信内容"
        RAW = "raw", "原信"
        FILE = "file", "来信附件"

    mail = models.ForeignKey(
        IncomingMail, verbose_name="来信", on_delete=models.PROTECT, related_name="looks"
    )
    what = models.CharField("查看的内容", max_length=10, choices=What)
    by = models.ForeignKey(User, verbose_name="查看人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    at = models.DateTimeField("查看时间", auto_now_add=True)

    objects = MailLookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来信查看记录"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.mail} {self.on}"
