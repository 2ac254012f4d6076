"""批量修改的文字: a change, and the facts before and after, as people read them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.bodies.models import Body, Unit
from gongkai.design.words import cn_date
from gongkai.publishing.bulk.changes import Change, Facts
from gongkai.publishing.models import Column, InformationItem

Names = Mapping[str, Mapping[int, str]]  # of columns and units, by key
EMPTY = {"owner_unit": "未定", "expires_on": "长期公开", "validity": "不适用", "placements": "无"}


def names_in(body: Body) -> Names:
    """Return what the columns and units of a body are called; two queries."""
    columns = dict(Column.objects.of(body).values_list("pk", "name"))
    units = dict(Unit.objects.filter(body=body).values_list("pk", "name"))
    return {"column": columns, "placements": columns, "owner_unit": units}


def told(facts: Facts, names: Names) -> str:
    """Return facts in words, those that are empty beside others left out."""
    words = {name: _value(name, value, names) for name, value in facts.items()}
    said = [word for name, word in words.items() if word]
    return "，".join(said) or EMPTY.get(next(iter(facts), ""), "空")


def _value(name: str, value: Any, names: Names) -> str:
    if not value:
        return ""
    if name == "placements":
        return "、".join(names[name].get(key, "已删除的栏目") for key in value)
    if name in names:
        return names[name].get(value, "已删除")
    if name == "ceased_on":
        return f"{cn_date(date.fromisoformat(value))}废止"
    if name == "expires_on":
        return f"至{cn_date(date.fromisoformat(value))}"
    choices = dict(InformationItem._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(value, value))


def change_in_words(change: Change, value: Facts, names: Names) -> str:
    """Return a change as one clause: 栏目改为“通知公告”."""
    if "add" not in value:
        return f"{change.label}改为“{told(value, names)}”"
    parts = [
        f"{verb}“{_listed(change, value[way], names)}”"
        for way, verb in (("add", "增加"), ("remove", "去掉"))
        if value[way]
    ]
    return f"{change.label}{'，'.join(parts)}"


def _listed(change: Change, values: list[Any], names: Names) -> str:
    return told({change.code: values}, names) if change.code == "placements" else "、".join(values)
