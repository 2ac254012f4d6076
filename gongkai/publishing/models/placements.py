"""同时列入的栏目: further columns that list an item, which has one text and one address all the same."""

from collections import Counter
from collections.abc import Collection

from django.db import models

from gongkai.bodies.models import User
from gongkai.publishing.models.columns import Column
from gongkai.publishing.models.items import InformationItem


class Placement(models.Model):
    """An item listed in one more column than its own (同时列入)."""

    item = models.ForeignKey(InformationItem, on_delete=models.CASCADE, related_name="placements")
    column = models.ForeignKey(
        Column, verbose_name="栏目", on_delete=models.PROTECT, related_name="placements"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "同时列入的栏目"
        ordering = ["item", "column"]
        constraints = [models.UniqueConstraint(fields=["item", "column"], name="item_listed_once_in_column")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.column_id}"


def live_placements(bodies: Collection[int]) -> tuple[Counter[int], list[set[int]]]:
    """
    Return how many live items are listed in columns that are not their own, by column; and where each is.

    :return: counts by key of the column; for each such item the keys of all its columns
    """
    placed = Placement.objects.filter(item__live=True, column__body__in=bodies)
    counts: Counter[int] = Counter()
    columns: dict[int, set[int]] = {}
    for item, own, column in placed.values_list("item", "item__column", "column"):
        counts[column] += 1
        columns.setdefault(item, {own}).add(column)
    return counts, list(columns.values())
