"""What an item makes of a change: its facts before and after, or why it stays as it is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.bodies.models import User
from gongkai.publishing.bulk.changes import NO_PUBLIC_MODE, Change, Facts, changed_facts, facts_of
from gongkai.publishing.models import (
    BulkLine,
    DocumentKind,
    EditLock,
    EmergencyPublication,
    InformationItem,
    ItemEvent,
    Placement,
    Validity,
)
from gongkai.publishing.reach import roles_over
from gongkai.publishing.states import IN_REVIEW, State
from gongkai.publishing.workflow import PUBLISHING
from gongkai.rules.roles import Role

LONGEST = 200  # characters of the keywords of an item
HARMLESS = ("comment", "answer_comment", "take_over", "hand_over")  # after which an item is what it was
Outcome = BulkLine.Outcome


@dataclass(frozen=True)
class Verdict:
    """What would become of an item."""

    outcome: Outcome
    before: Facts
    after: Facts
    why: str = ""


@dataclass
class Ground:
    """What is needed to judge some items, asked for once: who may do what, what is held, listed where."""

    by: User
    on: date
    editing: Mapping[int, str]  # who else has the form of an item open
    placed: Mapping[int, list[int]]
    urgent: frozenset[int]  # published before its review, which has not followed yet
    _roles: dict[int | None, frozenset[Role]] = field(default_factory=dict)

    def roles(self, item: InformationItem) -> frozenset[Role]:
        """Return the roles of whoever acts over an item; asked for once for each unit."""
        if item.owner_unit_id not in self._roles:
            self._roles[item.owner_unit_id] = roles_over(self.by, item, self.on)
        return self._roles[item.owner_unit_id]


def ground_for(items: Iterable[InformationItem], *, by: User, on: date, at: datetime) -> Ground:
    """Return the ground on which items of one body are judged, in three queries and one for each unit."""
    keys = [item.pk for item in items]
    held = EditLock.objects.filter(item__in=keys).exclude(by=by).select_related("by")
    placed: dict[int, list[int]] = {}
    for item, column in Placement.objects.filter(item__in=keys).values_list("item", "column"):
        placed.setdefault(item, []).append(column)
    urgent = EmergencyPublication.objects.open().filter(item__in=keys)
    return Ground(
        by=by,
        on=on,
        editing={lock.item_id: str(lock.by) for lock in held if lock.is_held(at)},
        placed=placed,
        urgent=frozenset(urgent.values_list("item", flat=True)),
    )


def judge(item: InformationItem, change: Change, value: Facts, ground: Ground) -> Verdict:
    """Return what a change would make of an item."""
    before = facts_of(item, change, ground.placed)
    after = changed_facts(item, change, value, before)
    if before == after:
        return Verdict(Outcome.SAME, before, after, "已经是这个值")
    if why := hindrance(item, change, ground) or _misfit(item, after):
        return Verdict(Outcome.REFUSED, before, after, why)
    return Verdict(Outcome.CHANGED, before, after)


def hindrance(item: InformationItem, change: Change, ground: Ground) -> str:
    """Return why nothing of an item may be changed now by whoever acts; empty where it may."""
    if editor := ground.editing.get(item.pk):
        return f"{editor}正在编辑，完成以后再改"
    if change.is_versioned and (why := _sealed(item, ground)):
        return why
    code = change.step_for(item)
    if not code:
        return NO_PUBLIC_MODE
    refusal = PUBLISHING.refusal(code, item.state, ground.roles(item))
    return refusal.reason if refusal else ""


def _sealed(item: InformationItem, ground: Ground) -> str:
    """Return why the content of an item is not to be touched without its reviewers (条例第十七条)."""
    if item.state in (*IN_REVIEW, State.APPROVED):
        return f"处于“{item.get_state_display()}”，送审的内容不能改；退回起草以后再改"
    if item.live and item.has_draft:
        return "已经公开，另有变更稿正在起草；请先发布或者放弃变更稿"
    if item.pk in ground.urgent:
        return "应急发布，等待补审；补审以后再改"
    return ""


def _misfit(item: InformationItem, after: Facts) -> str:
    """Return why the new facts do not go with the others of a public item, or with one another."""
    if len(after.get("keywords", "")) > LONGEST:
        return f"主题词合计超过{LONGEST}字"
    ceased = after.get("ceased_on")
    if ceased and item.effective_on and date.fromisoformat(ceased) < item.effective_on:
        return "废止日期早于施行日期"
    kind = after.get("document_kind", item.document_kind)
    if not item.live or kind == DocumentKind.OTHER:
        return ""
    if not item.doc_no:
        return "没有文号，不能作为规章、规范性文件"
    if after.get("validity", item.validity) == Validity.NONE:
        return "规章、规范性文件应当标明有效性"
    return ""


def judge_undoing(line: BulkLine, change: Change, ground: Ground, later: ItemEvent | None) -> str:
    """
    Return why the old value of a line cannot be put back; empty where it can.

    :param later: the first thing done with its item since, as `later_events` tells
    """
    if later:
        return f"之后{later.by or '系统'}办理了“{later.step_label}”，不再自动恢复"
    if facts_of(line.item, change, ground.placed) != line.after:
        return "现在的值已经不是批量修改后的值"
    return hindrance(line.item, change, ground)


def later_events(lines: Collection[BulkLine]) -> dict[int, ItemEvent]:
    """Return the first thing done with the items of changed lines since, by key of the item; one query."""
    since = {line.item_id: line.event_id or 0 for line in lines}
    after = ItemEvent.objects.filter(item__in=since, pk__gt=min(since.values(), default=0))
    found: dict[int, ItemEvent] = {}
    for event in after.exclude(step__in=HARMLESS).select_related("by").order_by("pk"):
        if event.pk > since[event.item_id]:
            found.setdefault(event.item_id, event)
    return found
