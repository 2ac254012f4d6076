"""What a body has settled for the check before publication: what is its own, and how it masks."""

from django.db import models

from gongkai.bodies.models import Body

ENDS = {
    "none": (0, 0),
    "first_6": (6, 0),
    "first_6_last_4": (6, 4),
    "first_3_last_4": (3, 4),
    "first_2_last_3": (2, 3),
}


class ScreeningPolicy(models.Model):
    """What is a body's own and therefore no finding, and how identity numbers are masked (发布前检查设置)."""

    class IdMask(models.TextChoices):
        """How many digits of an identity number stay; nowhere fixed for the whole country."""

        NONE = "none", "全部遮盖"
        FIRST_6 = "first_6", "只留前6位"
        FIRST_6_LAST_4 = "first_6_last_4", "留前6位和后4位"
        FIRST_3_LAST_4 = "first_3_last_4", "留前3位和后4位"
        FIRST_2_LAST_3 = "first_2_last_3", "留前2位和后3位"

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="screening_policy")
    phones = models.TextField("本机关的电话", blank=True, help_text="每行一个；窗口、值班、监督举报电话等")
    addresses = models.TextField("本机关的地址", blank=True, help_text="每行一个；办公地址、办理地点等")
    domains = models.TextField(
        "本机关的域名", blank=True, help_text="每行一个，如 rsj.example.gov.cn；.gov.cn 的邮箱不用填写"
    )
    id_mask = models.CharField(
        "身份证号遮盖方式",
        max_length=20,
        choices=IdMask,
        default=IdMask.FIRST_6_LAST_4,
        help_text="全国没有统一格式；公示类别另有规定的按类别。任何方式都不同时露出出生日期和顺序码",
    )

    needs_words = models.BooleanField(
        "图片没有替代文字的不能送审",
        default=False,
        help_text="不勾选的，只在送审前提醒。装饰性图片注明即可",
    )

    class Meta:
        verbose_name = verbose_name_plural = "发布前检查设置"

    def __str__(self) -> str:
        return f"{self.body} 发布前检查设置"

    @property
    def id_ends(self) -> tuple[int, int]:
        """How many digits of an identity number stay at its beginning and at its end."""
        return ENDS[self.id_mask]


def listed(text: str) -> frozenset[str]:
    """Return what is written line by line, without blanks around it."""
    return frozenset(filter(None, (line.strip() for line in text.splitlines())))
