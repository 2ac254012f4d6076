"""失效链接: links of public items that lead nowhere, and when the links were looked at."""

from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.bodies.models import Body
from gongkai.publishing.models.items import InformationItem


class LinkCheck(models.Model):
    """One look at all links of a body (失效链接检查)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="link_checks")
    on = models.DateField("日期")
    items = models.PositiveIntegerField("检查信息数", default=0)
    links = models.PositiveIntegerField("检查链接数", default=0)
    external = models.BooleanField("检查了站外链接", default=False)
    left_out = models.PositiveIntegerField("未检查的站外链接", default=0)  # time was over

    class Meta:
        verbose_name = verbose_name_plural = "失效链接检查"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.on}"


class BrokenLinkQuerySet(models.QuerySet["BrokenLink"]):
    """Broken links by body and by whether they are mended."""

    def of(self, body: Body) -> Self:
        """Broken links of one body."""
        return self.filter(item__body=body)

    def open(self) -> Self:
        """Links that are not mended yet, of items that are public."""
        return self.filter(ended_on=None, item__live=True)


class BrokenLink(models.Model):
    """A link of a public item that leads nowhere (失效链接); the row stays when it is mended."""

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="broken_links")
    address = models.CharField("链接", max_length=500)
    reason = models.CharField("情形", max_length=60)
    since_on = models.DateField("发现日期")
    ended_on = models.DateField("恢复日期", null=True, blank=True)

    objects = BrokenLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "失效链接"
        ordering = ["since_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "address"], condition=Q(ended_on=None), name="broken_link_told_once"
            )
        ]

    def __str__(self) -> str:
        return self.address
