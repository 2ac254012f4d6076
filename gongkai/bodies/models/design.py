"""How a body's portal looks, and the days on which it is grey; rows are only ever added."""

from datetime import date
from pathlib import PurePosixPath
from typing import Self
from uuid import uuid4

from django.core import signing
from django.db import models
from django.db.models import F, Q, Value

from gongkai.bodies.models.body import Body, check_colour
from gongkai.bodies.models.people import User

SALT = "design-preview"
ONE_HOUR = 60 * 60


def emblem_name(design: "Design", name: str) -> str:
    """Return a random place for an emblem."""
    return f"emblems/{uuid4().hex}{PurePosixPath(name).suffix.lower()}"


class DesignQuerySet(models.QuerySet["Design"]):
    """Designs by body and by whether they hold."""

    def of(self, body: Body) -> Self:
        """Designs of one body."""
        return self.filter(body=body)

    def adopted(self) -> Self:
        """Designs that were in use, the one in use now first."""
        return self.exclude(adopted_at=None).order_by("-adopted_at", "-pk")

    def current(self, body: Body) -> "Design | None":
        """Return the design in use; None when the body never chose one."""
        return self.of(body).adopted().first()

    def shown_by(self, token: str) -> "Design | None":
        """Return the draft that a signed token of the last hour shows; None for any other text."""
        try:
            key = signing.loads(token, salt=SALT, max_age=ONE_HOUR)
        except signing.BadSignature:
            return None
        return self.filter(pk=key).select_related("body").first()


class Design(models.Model):
    """One look of a body's portal and of the papers it gives out (门户外观): a draft until it is adopted."""

    class Titles(models.TextChoices):
        """In which face titles and the name of the body are set."""

        SONG = "song", "宋体（庄重，缺省）"
        HEI = "hei", "黑体（醒目）"

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="designs")
    site_name = models.CharField("网站名称", max_length=100, blank=True)
    colour = models.CharField("主色", max_length=7, blank=True, validators=[check_colour])
    accent = models.CharField("强调色", max_length=7, blank=True, validators=[check_colour])
    titles = models.CharField("标题字体", max_length=10, choices=Titles, default=Titles.SONG)
    emblem = models.FileField("徽标", upload_to=emblem_name, max_length=200, blank=True)
    emblem_type = models.CharField(max_length=40, blank=True)  # found in the content, not believed
    by = models.ForeignKey(User, verbose_name="拟定人", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("拟定时间", auto_now_add=True)
    adopted_by = models.ForeignKey(
        User, verbose_name="采用人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField("采用时间", null=True)

    objects = DesignQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "门户外观"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["body", "-adopted_at"], name="design_of_body")]

    def __str__(self) -> str:
        return f"{self.body} 外观{self.pk}"

    @property
    def token(self) -> str:
        """What shows this draft to whoever has it, for an hour."""
        return signing.dumps(self.pk, salt=SALT)


class MourningQuerySet(models.QuerySet["MourningPeriod"]):
    """Periods by body and day."""

    def over(self, body: Body) -> Self:
        """Periods of the body and of all above it, which hold for it too."""
        return self.alias(needle=Value(body.path)).filter(needle__startswith=F("body__path"))

    def on(self, day: date) -> Self:
        """Periods that hold on a day."""
        return self.filter(from_on__lte=day, until_on__gte=day, cancelled_at=None)


class MourningPeriod(models.Model):
    """Days of mourning on which the portals of a body and of all below it are grey (哀悼日)."""

    body = models.ForeignKey(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="mourning_periods"
    )
    from_on = models.DateField("自")
    until_on = models.DateField("至")
    reason = models.CharField("依据", max_length=200)
    by = models.ForeignKey(User, verbose_name="设置人", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("设置时间", auto_now_add=True)
    cancelled_by = models.ForeignKey(
        User, verbose_name="取消人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField("取消时间", null=True)

    objects = MourningQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "哀悼日"
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="mourning_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.from_on} 至 {self.until_on}"
