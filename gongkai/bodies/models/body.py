"""行政机关: the tree of bodies, and the numbers each hands out."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError


def check_uscc(number: str) -> None:
    """
    Check a 统一社会信用代码 (18 characters, check digit of GB 32100).

    :raises ValidationError: wrong length, character or check digit
    """
    try:
        uscc.validate(number)
    except NumberError:
        raise ValidationError(
            "统一社会信用代码应为18位，且校验位正确（GB 32100）。请核对后重新填写。", code="uscc"
        ) from None


check_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", "请填写 #RRGGBB 形式的颜色")


class Level(models.TextChoices):
    """Administrative level of a body (行政层级)."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡镇级"


class BodyQuerySet(models.QuerySet["Body"]):
    """Bodies by their place in the tree."""

    def active(self) -> Self:
        """Bodies that still exist."""
        return self.filter(is_active=True)

    def within(self, body: "Body") -> Self:
        """The body and all below it."""
        return self.filter(path__startswith=body.path)

    def above(self, body: "Body") -> Self:
        """The body and all above it, from the top."""
        return self.alias(needle=Value(body.path)).filter(needle__startswith=F("path")).order_by("path")


class Body(models.Model):
    """An administrative organ that discloses (行政机关)."""

    code = models.SlugField("机关代码", max_length=40, unique=True, help_text="用于网址，例如 haicheng")
    name = models.CharField("机关名称", max_length=100, unique=True)
    short_name = models.CharField("机关简称", max_length=30)
    level = models.CharField("行政层级", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self",
        verbose_name="上级机关",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    path = models.CharField(
        max_length=400, unique=True, editable=False
    )  # "/haicheng/dongshan/", set by actions
    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True, validators=[check_uscc])
    doc_no_prefix = models.CharField("机关代字", max_length=20, help_text="发文字号中的机关代字，例如 海人社")
    is_active = models.BooleanField("在用", default=True)

    host = models.CharField("门户域名", max_length=100, blank=True, help_text="留空则用路径 /b/机关代码/")
    site_id_code = models.CharField("网站标识码", max_length=10, blank=True)
    icp_no = models.CharField("ICP备案号", max_length=40, blank=True)
    police_no = models.CharField("公安备案号", max_length=40, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    fax = models.CharField("传真", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    office_hours = models.CharField("办公时间", max_length=100, blank=True)
    functions = models.TextField("机构职能", blank=True)

    competent_authority = models.CharField("政府信息公开工作主管部门", max_length=100, blank=True)
    review_organ = models.CharField("行政复议机关", max_length=100, blank=True)
    online_review = models.CharField(  # 行政复议法第二十二条
        "网上申请行政复议的地址", max_length=200, blank=True, validators=[URLValidator(["https", "http"])]
    )
    court = models.CharField("有管辖权的人民法院", max_length=100, blank=True)

    index_no_template = models.CharField("索引号规则", max_length=60, default="{uscc}/{year}-{serial:05d}")
    request_no_template = models.CharField("申请编号规则", max_length=60, default="{year}{serial:04d}")
    reply_no_template = models.CharField(
        "答复文号规则", max_length=60, default="{prefix}公复〔{year}〕{serial}号"
    )
    correction_period_days = models.PositiveSmallIntegerField("补正期限（工作日）", default=15)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行政机关"
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["host"], condition=~Q(host=""), name="one_body_per_host"),
            models.CheckConstraint(
                condition=Q(path__endswith=Concat(Value("/"), F("code"), Value("/"))),
                name="path_ends_with_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """How many bodies stand above this one."""
        return self.path.count("/") - 2

    @property
    def is_government(self) -> bool:
        """Whether it reports for a government of a county or above, until 31 March (条例第四十九条)."""
        return self.name.endswith("人民政府") and self.level != Level.TOWNSHIP

    @property
    def portal_path(self) -> str:
        """The path of its portal on its host: the root where that is the top body's or its own."""
        return f"/b/{self.code}/" if self.parent_id and not self.host else "/"

    def portal_at(self, root: str) -> str:
        """Return the full address of its portal; `root` is that of this installation: https://gov.example."""
        scheme, _, place = root.rstrip("/").partition("://")
        return f"{scheme}://{self.host or place}{self.portal_path}"

    def is_within(self, other: "Body") -> bool:
        """Whether this body is `other` or stands below it."""
        return self.path.startswith(other.path)


class Sequence(models.Model):
    """The last number of one kind that a body gave out in a year (编号序列)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sequences")
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号序列"
        constraints = [models.UniqueConstraint(fields=["body", "kind", "year"], name="one_sequence")]

    def __str__(self) -> str:
        return f"{self.body.code} {self.kind} {self.year}: {self.last}"
