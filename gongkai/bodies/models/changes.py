"""What was set otherwise for a body, by whom and when; rows are only ever added."""

from typing import Self

from django.db import models

from gongkai.bodies.models.body import Body
from gongkai.bodies.models.people import User


class SettingChangeQuerySet(models.QuerySet["SettingChange"]):
    """Changes by body."""

    def of(self, body: Body) -> Self:
        """Changes of this body's settings."""
        return self.filter(body=body)


class SettingChange(models.Model):
    """One change of settings (设置变更): `changes` lists a label, the old value and the new one, in words."""

    body = models.ForeignKey(
        Body, verbose_name="机关", on_delete=models.PROTECT, related_name="setting_changes"
    )
    what = models.CharField("设置", max_length=120)
    changes = models.JSONField("变更内容", default=list)
    by = models.ForeignKey(
        User, verbose_name="修改人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: a command
    at = models.DateTimeField("修改时间", auto_now_add=True)

    objects = SettingChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "设置变更记录"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.what}"
