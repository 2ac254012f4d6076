"""批量修改的项目: what can be changed of many items at once, and by which step of the workflow."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.publishing.models import InformationItem

Facts = dict[str, Any]  # by field name, as a snapshot keeps them; "placements" as keys of columns, in order
BETWEEN = re.compile(r"[\s、,，;；]+")
NO_PUBLIC_MODE = "已经公开的信息不能批量改公开属性；不应当公开的，逐条办理“撤回”"


@dataclass(frozen=True)
class Change:
    """
    One thing that can be changed.

    :ivar names: the facts that it sets
    :ivar live_step: the step that it is for a public item; empty where it is none
    :ivar draft_step: the step that it is for any other
    :ivar asks_reason: whether a reason must be given
    """

    code: str
    label: str
    names: tuple[str, ...]
    live_step: str = "recatalogue"
    draft_step: str = "save_draft"
    asks_reason: bool = False

    @property
    def is_versioned(self) -> bool:
        """Whether it is part of what reviewers approve, so that it makes a new version."""
        return self.draft_step == "save_draft"

    def step_for(self, item: InformationItem) -> str:
        """Return the code of the step that changes an item; empty where none does."""
        return self.live_step if item.live else self.draft_step


# fmt: off
CHANGES = {change.code: change for change in (
    #      项目                名称              改动的字段
    Change("column",          "栏目",           ("column",)),
    Change("placements",      "同时列入的栏目", ("placements",), "place", "place"),
    Change("owner_unit",      "责任科室",       ("owner_unit",)),
    Change("topic_class",     "主题分类",       ("topic_class",)),
    Change("combined_class",  "组配分类",       ("combined_class",)),
    Change("genre",           "体裁分类",       ("genre",)),
    Change("audience_class",  "服务对象分类",   ("audience_class",)),
    Change("document_kind",   "文件类别",       ("document_kind",)),
    Change("keywords",        "主题词",         ("keywords",)),
    Change("validity", "有效性", ("validity", "ceased_on"), "change_validity", asks_reason=True),
    Change("expires_on",      "公示期",         ("expires_on",), "set_expiry", "set_expiry"),
    Change("disclosure_mode", "公开属性",       ("disclosure_mode", "mode_reason"), ""),
)}
# fmt: on


def facts_of(item: InformationItem, change: Change, placed: Mapping[int, list[int]]) -> Facts:
    """
    Return what an item says now of the facts that a change sets.

    :param placed: keys of the further columns that list an item, by key of the item
    """
    return {name: _fact(item, name, placed) for name in change.names}


def _fact(item: InformationItem, name: str, placed: Mapping[int, list[int]]) -> Any:
    if name == "placements":
        return sorted(placed.get(item.pk, ()))
    if name in ("column", "owner_unit"):
        return getattr(item, f"{name}_id")
    if name in ("ceased_on", "expires_on"):
        day = getattr(item, name)
        return day.isoformat() if day else None
    return getattr(item, name)


def changed_facts(item: InformationItem, change: Change, value: Facts, before: Facts) -> Facts:
    """
    Return what an item is to say: the value itself, or what it says now with something added and taken out.

    :param value: facts, or "add" and "remove" for words and for further columns
    """
    if change.code == "keywords":
        gone = set(value["remove"])
        words = [word for word in split_words(before["keywords"]) if word not in gone]
        return {"keywords": "、".join(dict.fromkeys([*words, *value["add"]]))}
    if change.code == "placements":
        listed = {*before["placements"], *value["add"]} - {*value["remove"], item.column_id}
        return {"placements": sorted(listed)}
    return {name: value[name] for name in change.names}


def split_words(text: str) -> list[str]:
    """Return the words of a field of keywords, however they are kept apart."""
    return [word for word in BETWEEN.split(text) if word]
