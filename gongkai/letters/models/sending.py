"""How a letter went out and what became of it, each with its proof, and what was corrected of that."""

from django.db import models

from gongkai.bodies.models import User
from gongkai.common.sealed import SealedTextField
from gongkai.common.sealed_files import sealed_storage
from gongkai.letters.models.letter import Letter

ROW = ("letter_id",)


class Method(models.TextChoices):
    """How a letter is sent; the codes are stored for ever."""

    POST = "post", "邮寄"
    COUNTER = "counter", "当面送达"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    DOWNLOAD = "download", "网上查收"
    INTERNAL = "internal", "内部转送"


def private_path(file: "LetterFile", name: str) -> str:
    """Return where a file of a letter is kept; the name of the upload is kept in the table only."""
    suffix = name.rpartition(".")[2].lower()
    letter = file.letter
    return f"letters/{letter.body.code}/{letter.request_id}/{letter.pk}-{file.sha256[:32]}.{suffix}"


class LetterFile(models.Model):
    """A file of a letter: the sealed original, or what proves its dispatch or service; private."""

    class Purpose(models.TextChoices):
        """What the file is."""

        SCAN = "scan", "盖章件"
        DISPATCH = "dispatch", "发出凭证"
        SERVICE = "service", "送达凭证"

    letter = models.ForeignKey(Letter, verbose_name="文书", on_delete=models.PROTECT, related_name="files")
    purpose = models.CharField("用途", max_length=20, choices=Purpose)
    file = models.FileField("文件", upload_to=private_path, storage=sealed_storage, max_length=300)
    name = SealedTextField("文件名", bound_to=ROW, max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField("类型", max_length=100)
    added_by = models.ForeignKey(User, verbose_name="上传人", on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField("上传日期")

    class Meta:
        verbose_name = verbose_name_plural = "文书文件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Dispatch(models.Model):
    """One sending of a letter (发出); one that came back may be sent again."""

    letter = models.ForeignKey(
        Letter, verbose_name="文书", on_delete=models.PROTECT, related_name="dispatches"
    )
    method = models.CharField("发出方式", max_length=20, choices=Method)
    on = models.DateField("发出日期")
    to = SealedTextField("收件人和地址", bound_to=ROW, max_length=200, blank=True)
    mail_no = models.CharField("邮件号码", max_length=40, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    proof = models.ForeignKey(
        LetterFile, verbose_name="发出凭证", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(User, verbose_name="登记人", on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField("登记日期")

    class Meta:
        verbose_name = verbose_name_plural = "文书发出"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_method_display()}"


class Service(models.Model):
    """What became of one sending: it arrived, or it came back (送达、退回)."""

    letter = models.ForeignKey(Letter, verbose_name="文书", on_delete=models.PROTECT, related_name="services")
    dispatch = models.OneToOneField(
        Dispatch, verbose_name="发出", on_delete=models.PROTECT, related_name="service"
    )
    arrived = models.BooleanField("送达")
    on = models.DateField("日期")
    receiver = SealedTextField("签收人", bound_to=ROW, max_length=60, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    proof = models.ForeignKey(
        LetterFile, verbose_name="送达凭证", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        User, verbose_name="登记人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: the applicant opened it online
    recorded_on = models.DateField("登记日期")

    class Meta:
        verbose_name = verbose_name_plural = "文书送达"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=models.Q(arrived=True), name="letter_arrives_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {'送达' if self.arrived else '退回'}"


class SendingCorrection(models.Model):
    """One thing of a dispatch or a service that was recorded wrongly (更正登记): old, new, and why."""

    letter = models.ForeignKey(
        Letter, verbose_name="文书", on_delete=models.PROTECT, related_name="corrections"
    )
    label = models.CharField("更正的事项", max_length=40)
    old = SealedTextField("原来的内容", bound_to=ROW, max_length=200, blank=True)
    new = SealedTextField("更正后的内容", bound_to=ROW, max_length=200, blank=True)
    reason = models.CharField("更正理由", max_length=200)
    by = models.ForeignKey(User, verbose_name="更正人", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("更正日期")

    class Meta:
        verbose_name = verbose_name_plural = "发出和送达的更正"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.label}：{self.old} → {self.new}"
