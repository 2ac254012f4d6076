"""批量修改: choosing items, planning one change, making it line by line, and undoing it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import Body, User
from gongkai.publishing.actions.cataloguing import recatalogue_item
from gongkai.publishing.actions.checking import noting_secrets, refuse_secret_text
from gongkai.publishing.actions.drafting import save_draft
from gongkai.publishing.actions.ending import set_expiry
from gongkai.publishing.actions.going_live import change_validity
from gongkai.publishing.actions.placing import place_item
from gongkai.publishing.actions.recording import lock
from gongkai.publishing.bulk.changes import CHANGES, Change, Facts
from gongkai.publishing.bulk.judging import Outcome, ground_for, judge, judge_undoing, later_events
from gongkai.publishing.bulk.wording import change_in_words, names_in
from gongkai.publishing.errors import (
    MustNotGoOut,
    NotAWriter,
    NothingChosen,
    NotPlanned,
    ReasonMissing,
    TooManyChosen,
)
from gongkai.publishing.models import BulkEdit, BulkLine, Column, InformationItem
from gongkai.publishing.models.items import ItemQuerySet
from gongkai.publishing.reach import PUBLISHERS, WRITERS
from gongkai.publishing.snapshot import snapshot_of_row
from gongkai.workflow import StepNotAllowed

MOST = 5_000  # items of one bulk edit; more is done in several
EDITORS = frozenset({*PUBLISHERS, *WRITERS})
CHUNK = 500
State = BulkEdit.State


@transaction.atomic
def choose_items(body: Body, items: ItemQuerySet, *, by: User, on: date) -> BulkEdit:
    """
    Keep which items one change is to be made to; what the same person had chosen before is given up.

    :raises NotAWriter: `by` neither writes nor publishes in the body
    :raises NothingChosen: no item
    :raises TooManyChosen: more than one bulk edit takes
    """
    if EDITORS.isdisjoint(by.roles_in(body, on)):
        raise NotAWriter("批量修改由起草人员和政府信息公开工作机构办理。")
    keys = list(items.of(body).order_by("-pk").values_list("pk", flat=True)[: MOST + 1])
    if not keys:
        raise NothingChosen("没有选中信息：请勾选要修改的信息，或者选择全部符合条件的信息。")
    if len(keys) > MOST:
        raise TooManyChosen(f"一次最多修改{MOST}条，请用筛选条件缩小范围，分几次办理。")
    BulkEdit.objects.of(body).filter(by=by, state=State.CHOOSING).delete()
    bulk = BulkEdit.objects.create(body=body, by=by, on=on)
    BulkLine.objects.bulk_create([BulkLine(bulk=bulk, item_id=key) for key in keys], batch_size=CHUNK)
    return bulk


@noting_secrets
@transaction.atomic
def plan_change(
    bulk: BulkEdit, *, change: str, value: Facts, reason: str = "", by: User, on: date
) -> BulkEdit:
    """
    Say what is to be changed of the chosen items; nothing of them is changed yet.

    :param change: code of `bulk.changes.CHANGES`
    :param value: facts, or what to "add" and "remove"
    :raises ReasonMissing: the change needs one
    :raises NothingChosen: nothing is to be added or taken out
    :raises MustNotGoOut: the words to be written carry what may not be published
    """
    bulk = _own(bulk, State.CHOOSING, by)
    known = CHANGES[change]
    if known.asks_reason and not reason.strip():
        raise ReasonMissing(f"修改{known.label}请写明依据，例如清理结果或者有关文件。")
    if "add" in value and not value["add"] and not value["remove"]:
        raise NothingChosen("请填写要增加的或者要去掉的。")
    _look_into_words(bulk, known, value, on)
    bulk.change, bulk.value, bulk.reason = known.code, value, reason.strip()
    bulk.words = change_in_words(known, value, names_in(bulk.body))[:500]
    bulk.save()
    return bulk


def _look_into_words(bulk: BulkEdit, change: Change, value: Facts, on: date) -> None:
    """
    Check the words before they stand on many pages (条例第十五条).

    :raises MustNotGoOut: something was found that may not be published
    """
    words = "、".join(value["add"]) if change.code == "keywords" else value.get(change.code)
    if change.code == "placements" or not isinstance(words, str):
        return
    item = InformationItem(body=bulk.body, formed_on=on)
    draft = {**snapshot_of_row(item, ()), "keywords": words}
    found = [each for each in refuse_secret_text(item, draft, on)["findings"] if each["severity"] == "block"]
    if found:
        raise MustNotGoOut(f"填写的内容含有不得公开的“{found[0]['masked']}”，请改正。")


@transaction.atomic
def start_bulk(bulk: BulkEdit, *, by: User, on: date) -> BulkEdit:
    """
    Confirm a planned change, so that the worker makes it.

    :raises NotPlanned: it is somebody else's, or was confirmed before, or nothing was planned
    """
    bulk = _own(bulk, State.CHOOSING, by)
    if not bulk.change:
        raise NotPlanned("请先选择修改项目。")
    bulk.state, bulk.on = State.RUNNING, on
    bulk.save(update_fields=["state", "on"])
    return bulk


@transaction.atomic
def start_undoing(bulk: BulkEdit, *, by: User, on: date) -> BulkEdit:
    """
    Confirm that a change is to be undone, by somebody of the same body with roles over the items.

    :raises NotAWriter: `by` neither writes nor publishes in the body
    :raises NotPlanned: it was not made, or was undone before
    """
    bulk = BulkEdit.objects.select_for_update().get(pk=bulk.pk)
    if EDITORS.isdisjoint(by.roles_in(bulk.body, on)):
        raise NotAWriter("撤销批量修改由起草人员和政府信息公开工作机构办理。")
    if bulk.state != State.DONE:
        raise NotPlanned(f"这次批量修改{bulk.get_state_display()}，不能撤销。")
    bulk.state, bulk.undone_by, bulk.undone_on = State.UNDOING, by, on
    bulk.save(update_fields=["state", "undone_by", "undone_on"])
    return bulk


def drop_choice(bulk: BulkEdit, *, by: User) -> None:
    """
    Give up what was chosen; nothing was changed.

    :raises NotPlanned: it is somebody else's, or was confirmed
    """
    with transaction.atomic():
        _own(bulk, State.CHOOSING, by).delete()


def _own(bulk: BulkEdit, state: str, by: User) -> BulkEdit:
    bulk = BulkEdit.objects.select_for_update().select_related("body").get(pk=bulk.pk)
    if bulk.by_id != by.pk:
        raise NotPlanned(f"这次批量修改由{bulk.by}办理。")
    if bulk.state != state:
        raise NotPlanned(f"这次批量修改{bulk.get_state_display()}，请在结果页查看。")
    return bulk


def run_bulk(bulk: BulkEdit, *, at: datetime) -> BulkEdit:
    """
    Do what was confirmed, each line by itself; may be called again after an interruption, and goes on.

    :param at: the moment, for telling who has an item open
    """
    ways: Mapping[str, tuple[Any, Callable[..., None], str]] = {
        State.RUNNING: (bulk.lines.waiting(), _change_line, State.DONE),
        State.UNDOING: (bulk.lines.to_undo(), _undo_line, State.UNDONE),
    }
    if bulk.state not in ways:
        return bulk
    lines, act, end = ways[bulk.state]
    for key in list(lines.values_list("pk", flat=True)):
        act(key, bulk, at)
    bulk.state = end
    bulk.save(update_fields=["state"])
    return bulk


def _change_line(key: int, bulk: BulkEdit, at: datetime) -> None:
    try:
        _try_line(key, bulk, by=bulk.by, on=bulk.on, at=at)
    except (Refused, StepNotAllowed, ValidationError) as refused:
        BulkLine.objects.filter(pk=key).update(outcome=Outcome.REFUSED, why=_words(refused))


@noting_secrets
@transaction.atomic
def _try_line(key: int, bulk: BulkEdit, *, by: User, on: date, at: datetime) -> None:
    line = BulkLine.objects.select_for_update().get(pk=key)
    if line.outcome:
        return
    item, change = lock(line.item), CHANGES[bulk.change]
    verdict = judge(item, change, bulk.value, ground_for([item], by=by, on=on, at=at))
    line.outcome, line.why = verdict.outcome, verdict.why[:300]
    line.before, line.after = verdict.before, verdict.after
    if verdict.outcome == Outcome.CHANGED:
        reason = "：".join(filter(None, (f"批量修改：{bulk.words}", bulk.reason)))
        _write(item, change, verdict.after, reason=reason, by=by, on=on)
        line.event = item.events.order_by("pk").last()
    line.save()


def _undo_line(key: int, bulk: BulkEdit, at: datetime) -> None:
    try:
        _try_undoing(key, bulk, by=bulk.undone_by or bulk.by, on=bulk.undone_on or bulk.on, at=at)
    except (Refused, StepNotAllowed, ValidationError) as refused:
        kept = {"undo": BulkLine.Undo.KEPT, "undo_why": _words(refused)}
        BulkLine.objects.filter(pk=key).update(**kept)


@noting_secrets
@transaction.atomic
def _try_undoing(key: int, bulk: BulkEdit, *, by: User, on: date, at: datetime) -> None:
    line = BulkLine.objects.select_for_update().get(pk=key)
    if line.undo:
        return
    line.item, change = lock(line.item), CHANGES[bulk.change]
    ground = ground_for([line.item], by=by, on=on, at=at)
    why = judge_undoing(line, change, ground, later_events([line]).get(line.item_id))
    line.undo, line.undo_why = (BulkLine.Undo.KEPT if why else BulkLine.Undo.UNDONE), why[:300]
    if not why:
        _write(line.item, change, line.before, reason=f"撤销批量修改：{bulk.words}", by=by, on=on)
    line.save()


def _write(item: InformationItem, change: Change, facts: Facts, *, reason: str, by: User, on: date) -> None:
    """Make one item say the facts, by the step that the change is for it."""
    step = change.step_for(item)
    if step == "place":
        place_item(item, columns=Column.objects.filter(pk__in=facts["placements"]), by=by, on=on)
    elif step == "set_expiry":
        set_expiry(item, expires_on=_day(facts["expires_on"]), by=by, on=on)
    elif step == "change_validity":
        ceased_on, validity = _day(facts["ceased_on"]), facts["validity"]
        change_validity(item, validity=validity, ceased_on=ceased_on, reason=reason, by=by, on=on)
    elif step == "recatalogue":
        recatalogue_item(item, opinion=reason, by=by, on=on, **_fields(item, facts))
    else:
        save_draft(item, by=by, on=on, opinion=reason, **_fields(item, facts))


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _fields(item: InformationItem, facts: Facts) -> dict[str, Any]:
    """Return facts as the actions take them: records instead of keys."""
    fields = dict(facts)
    for name in ("column", "owner_unit"):
        if key := facts.get(name):
            model = InformationItem._meta.get_field(name).related_model
            fields[name] = model.objects.get(pk=key)  # type: ignore[union-attr]
    return fields


def _words(refused: Exception) -> str:
    messages = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
    return "；".join(messages)[:300]
