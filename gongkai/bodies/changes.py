"""Logging what was set otherwise: the old and the new value of each field, in words."""

from collections.abc import Collection

from django.db import models

from gongkai.bodies import numbering
from gongkai.bodies.models import Body, SettingChange, User

YES_NO = {True: "是", False: "否"}
Words = dict[str, str]


def in_words(record: models.Model, names: Collection[str]) -> Words:
    """Return the values of fields as people read them, by their labels."""
    return {str(record._meta.get_field(name).verbose_name): _value(record, name) for name in names}  # type: ignore[union-attr]


def log_change(body: Body, what: str, before: Words, after: Words, *, by: User | None) -> None:
    """Add a row with what differs; what was saved as it was leaves none."""
    changes = [[label, before[label], after[label]] for label in after if before[label] != after[label]]
    if changes:
        SettingChange.objects.create(body=body, what=what, changes=changes, by=by)


def _value(record: models.Model, name: str) -> str:
    value = getattr(record, name)
    if isinstance(value, bool):
        return YES_NO[value]
    display = getattr(record, f"get_{name}_display", None)
    return numbering.in_words(str(display() if display else "" if value is None else value))
