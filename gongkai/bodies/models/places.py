"""Places where anyone may read what is disclosed (条例第二十五条)."""

from django.db import models

from gongkai.bodies.models.body import Body


class ReadingPlace(models.Model):
    """A reading place (查阅场所)."""

    class Kind(models.TextChoices):
        """Where the place is."""

        ARCHIVE = "archive", "国家档案馆"
        LIBRARY = "library", "公共图书馆"
        SERVICE_HALL = "service_hall", "政务服务场所"
        OWN = "own", "机关查阅室"

    body = models.ForeignKey(
        Body, verbose_name="所属机关", on_delete=models.PROTECT, related_name="reading_places"
    )
    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=100)
    address = models.CharField("地址", max_length=200)
    hours = models.CharField("开放时间", max_length=100)
    phone = models.CharField("电话", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查阅场所"
        ordering = ["body", "kind", "pk"]

    def __str__(self) -> str:
        return self.name
