"""批量迁入: a file of an old system's items taken in through the office, and taken back while it is fresh."""

import csv
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.db import transaction

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import Body, User
from gongkai.common.uploads import clean_name, delete_uploads, store_upload
from gongkai.publishing.actions.ending import withdraw_item
from gongkai.publishing.actions.importing import note_secrets
from gongkai.publishing.actions.recording import lock
from gongkai.publishing.bulk.judging import HARMLESS
from gongkai.publishing.errors import NotAWriter, NothingChosen, NotPlanned
from gongkai.publishing.incoming.checking import IncomingItem
from gongkai.publishing.incoming.rows import FileUnreadable
from gongkai.publishing.incoming.running import Order, Progress, RowFault, run_import
from gongkai.publishing.models import ImportLine, InformationItem, ItemEvent, ItemImport
from gongkai.publishing.models.imports import import_name
from gongkai.publishing.reach import PUBLISHERS
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed

MOST = 20_000  # rows of a file that is taken in through the office; more goes by the command
SHOWN = 10  # rows that are shown as they will stand
CHUNK = 500
MARKED = (
    "文件里有密级标志（第{rows}行），整个文件已经拒收并删除，只记录了摘要值、时间、经办人和规则。请立即把原件移出连接"
    "互联网的计算机，按保守国家秘密法的规定处理，并报告本机关保密工作机构。"
)
TOO_LONG = f"文件有{{:,}}行，最多{MOST:,}行，请拆开，或者由管理员用命令导入。"
BROKEN = "办理中断，已经迁入的不受影响；点“接着做”从断开的地方继续，仍然不行的请联系管理员。"
State, Outcome, Undo = ItemImport.State, ImportLine.Outcome, ImportLine.Undo
Index = Callable[[Collection[int]], None]  # takes the keys of items that went live


def keep_import(body: Body, *, file: File[bytes], by: User, on: date) -> ItemImport:
    """
    Keep a file whose rows are to be checked; nothing of it is taken in yet.

    :raises NotAWriter: `by` does not publish in the body
    """
    _check_publisher(body, by, on)
    batch = ItemImport(body=body, name=clean_name(file.name or ""), by=by, on=on)
    with store_upload(file, import_name(batch, batch.name)) as stored:
        batch.file.name = stored
        batch.save()
    return batch


def check_import(batch: ItemImport) -> ItemImport:
    """Look into all rows and keep what is wrong with which; may be called again after an interruption."""
    if batch.state != State.CHECKING:
        return batch
    batch.lines.all().delete()
    batch.sample, batch.problem, progress = [], "", None
    try:
        for progress in _progress(batch, only_check=True):
            if progress.total > MOST:
                return _refuse(batch, TOO_LONG.format(progress.total))
            _note(batch, progress, [one for one in progress.shown if one.is_held])
            batch.sample += [_shown(one) for one in progress.shown[: SHOWN - len(batch.sample)]]
            _say(batch, progress)
    except (FileUnreadable, OSError, csv.Error) as error:
        return _refuse(batch, str(error))
    if progress is None:
        return _refuse(batch, "文件里没有信息：第一行应当是字段名，第二行起每行一条。")
    if progress.secrets:
        note_secrets([refusal for _, refusal in progress.secrets], by=batch.by)
        return _refuse(batch, MARKED.format(rows="、".join(str(row) for row, _ in progress.secrets[:SHOWN])))
    batch.state = State.READY
    batch.save()
    return batch


def _refuse(batch: ItemImport, problem: str) -> ItemImport:
    """Refuse a whole file, of which nothing stays but its name and why."""
    batch.lines.all().delete()
    batch.state, batch.problem, batch.sample = State.REFUSED, problem[:500], []
    _drop_file(batch)
    return batch


def _drop_file(batch: ItemImport) -> None:
    """Let go of the file, and save the import."""
    stored = str(batch.file.name or "")
    batch.file.name = ""
    batch.save()
    delete_uploads([stored] if stored else [])


@transaction.atomic
def start_import(batch: ItemImport, *, by: User, on: date) -> ItemImport:
    """
    Confirm that the rows are taken in: live at once, as the old system had them (条例第四条、第十七条).

    The head of the disclosure office confirms, for no review follows.

    :raises NotAWriter: `by` is not the head of the disclosure office
    :raises NotPlanned: it was not checked, or was confirmed before
    :raises NothingChosen: no row can be taken in
    """
    batch = ItemImport.objects.select_for_update().get(pk=batch.pk)
    if Role.OFFICE_HEAD not in by.roles_in(batch.body, on):
        raise NotAWriter("迁入的信息立即公开，不再经过审查，由政府信息公开工作机构负责人确认（条例第四条）。")
    if batch.state != State.READY:
        raise NotPlanned(f"这次迁入{batch.get_state_display()}，请在结果页查看。")
    if not batch.count("written") + batch.count("held"):
        raise NothingChosen("没有可以迁入的行，请改正文件后重新上传。")
    batch.lines.all().delete()
    batch.state, batch.on, batch.by = State.RUNNING, on, by
    batch.save()
    return batch


@transaction.atomic
def drop_import(batch: ItemImport, *, by: User, on: date) -> ItemImport:
    """
    Give up a file that was only checked.

    :raises NotAWriter: `by` does not publish in the body
    :raises NotPlanned: it was confirmed
    """
    batch = ItemImport.objects.select_for_update().get(pk=batch.pk)
    _check_publisher(batch.body, by, on)
    if batch.state not in (State.READY, State.CHECKING):
        raise NotPlanned(f"这次迁入{batch.get_state_display()}，不能放弃。")
    batch.lines.all().delete()
    batch.state, batch.sample = State.DROPPED, []
    _drop_file(batch)
    return batch


def drop_left_imports(*, before: datetime) -> list[str]:
    """Give up files that were checked before a moment and that nobody confirmed; return their names."""
    left = list(ItemImport.objects.filter(state__in=(State.READY, State.CHECKING), moved_at__lt=before))
    for batch in left:
        batch.lines.all().delete()
        batch.state, batch.sample = State.DROPPED, []
        _drop_file(batch)
    return [batch.name for batch in left]


@transaction.atomic
def resume_import(batch: ItemImport, *, by: User, on: date, at: datetime) -> ItemImport:
    """
    Let an import that was cut off go on.

    :param at: the moment, for telling whether somebody is still at it
    :raises NotAWriter: `by` does not publish in the body
    :raises NotPlanned: it is under way, or has come to its end
    """
    batch = ItemImport.objects.select_for_update().get(pk=batch.pk)
    _check_publisher(batch.body, by, on)
    if not batch.is_stuck(at):
        raise NotPlanned(f"这次迁入{batch.get_state_display()}，不用接着做。")
    batch.problem = ""
    batch.save()
    return batch


def run_item_import(batch: ItemImport, index: Index) -> ItemImport:
    """
    Take in the rows, batch after batch; may be called again after an interruption, and goes on.

    :param index: takes the keys of the items that went live
    """
    if batch.state != State.RUNNING:
        return batch
    batch.problem = ""
    batch.lines.faulty().delete()
    before = _found_again(batch)
    try:
        index(list(batch.lines.filter(item__live=True).values_list("item", flat=True)))
        for progress in _progress(batch):
            _note(batch, progress, progress.shown)
            progress.there -= before
            _say(batch, progress)
            progress.there += before
            index(progress.item_ids)
    except BaseException as error:
        is_told = isinstance(error, (FileUnreadable, OSError))
        batch.problem = str(error)[:500] if is_told else BROKEN
        batch.save()
        raise
    ended = Counter(batch.lines.values_list("outcome", flat=True))  # of all runs, where there were several
    batch.counts |= {"written": ended[Outcome.PUBLISHED], "held": ended[Outcome.HELD]}
    batch.state, batch.sample = State.DONE, []
    _drop_file(batch)
    return batch


def _found_again(batch: ItemImport) -> int:
    """Note items of an interrupted run whose lines were not written any more; return how many there are."""
    events = ItemEvent.objects.filter(step="import", data__batch=batch.pk).select_related("item")
    known = set(batch.lines.values_list("item", flat=True))
    found = [
        event for event in events.defer("item__content", "item__plain_text") if event.item_id not in known
    ]
    ImportLine.objects.bulk_create(
        [_line(batch, event.data["row"], event.item) for event in found], batch_size=CHUNK
    )
    return len(known) + len(found)


def _progress(batch: ItemImport, *, only_check: bool = False) -> Iterator[Progress]:
    with _on_disk(batch) as path:
        order = Order(path, only_check=only_check, processes=1, mark={"batch": batch.pk})
        yield from run_import(order, batch.body, by=batch.by, on=batch.on)


@contextmanager
def _on_disk(batch: ItemImport) -> Iterator[Path]:
    """Give the file in a folder of its own, so that a row finds no file beside it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"items{PurePosixPath(batch.name).suffix.lower()}"
        with batch.file.open("rb") as kept, path.open("wb") as written:
            written.writelines(kept.chunks())
        yield path


def _note(batch: ItemImport, progress: Progress, shown: Iterable[IncomingItem]) -> None:
    """Keep what became of the rows of the last batch."""
    noted = batch.lines.faulty().count()
    lines = [_line(batch, one.row.number, one.item, one.looked.words) for one in shown]
    lines += [_faulty(batch, fault) for fault in progress.faults[noted:]]
    ImportLine.objects.bulk_create(lines, batch_size=CHUNK)


def _line(batch: ItemImport, row: int, item: InformationItem, why: str = "") -> ImportLine:
    is_held = bool(why) if item.pk is None else not item.live
    outcome = Outcome.HELD if is_held else Outcome.PUBLISHED
    kept = item if item.pk else None
    return ImportLine(
        batch=batch, row=row, source_id=item.source_id, title=item.title, outcome=outcome, why=why, item=kept
    )


def _faulty(batch: ItemImport, fault: RowFault) -> ImportLine:
    return ImportLine(
        batch=batch, row=fault.row, source_id=fault.source_id[:100], outcome=Outcome.FAULT, why=fault.fault
    )


def _say(batch: ItemImport, progress: Progress) -> None:
    """Tell how far it is."""
    batch.counts = {
        "total": progress.total,
        "read": progress.read,
        "written": progress.written,
        "held": progress.held,
        "there": progress.there,
        "faults": len(progress.faults),
        "unknown": progress.unknown,
    }
    batch.save(update_fields=["counts", "sample", "moved_at"])


def _shown(one: IncomingItem) -> dict[str, Any]:
    """Return what a table shows of a row; of one that is held nothing of what it says."""
    item = one.item
    return {
        "row": one.row.number,
        "title": item.title,
        "column": item.column.name,
        "formed_on": item.formed_on.isoformat(),
        "published_on": item.published_on.isoformat() if item.published_on else "",
        "doc_no": item.doc_no,
        "summary": "" if one.is_held else item.summary,
        "held": one.looked.words if one.is_held else "",
    }


@transaction.atomic
def start_undoing_import(batch: ItemImport, *, by: User, on: date) -> ItemImport:
    """
    Confirm that an import is taken back, as far as nobody has worked on its items since.

    :raises NotAWriter: `by` does not publish in the body
    :raises NotPlanned: it was not made, or was taken back before
    """
    batch = ItemImport.objects.select_for_update().get(pk=batch.pk)
    _check_publisher(batch.body, by, on)
    if batch.state != State.DONE:
        raise NotPlanned(f"这次迁入{batch.get_state_display()}，不能撤销。")
    batch.state, batch.undone_by, batch.undone_on = State.UNDOING, by, on
    batch.save()
    return batch


def undo_import(batch: ItemImport) -> ItemImport:
    """Take back item after item; may be called again after an interruption, and goes on."""
    if batch.state != State.UNDOING:
        return batch
    for place, key in enumerate(list(batch.lines.to_undo().values_list("pk", flat=True))):
        _undo_line(key, batch)
        if place % CHUNK == 0:
            batch.save(update_fields=["moved_at"])
    batch.state, batch.problem = State.UNDONE, ""
    batch.save()
    return batch


def _undo_line(key: int, batch: ItemImport) -> None:
    try:
        _try_undoing(key, batch, by=batch.undone_by or batch.by, on=batch.undone_on or batch.on)
    except (Refused, StepNotAllowed) as refused:
        ImportLine.objects.filter(pk=key).update(undo=Undo.KEPT, undo_why=str(refused)[:300])


@transaction.atomic
def _try_undoing(key: int, batch: ItemImport, *, by: User, on: date) -> None:
    line = ImportLine.objects.select_for_update().get(pk=key)
    if line.undo:
        return
    if line.item is None:
        line.undo, line.undo_why = Undo.KEPT, "信息已经不在"
    elif later := lock(line.item).events.exclude(step__in=("import", *HARMLESS)).order_by("pk").first():
        line.undo, line.undo_why = Undo.KEPT, f"迁入以后又办理过（{later.step_label}），请逐条办理"
    elif line.item.live:
        line.undo = Undo.WITHDRAWN
        withdraw_item(line.item, reason="撤销批量迁入，内容有误或者重复", by=by, on=on)
        _make_way(line.item)
    else:
        line.undo = Undo.DELETED
        _delete_draft(line.item)
        line.item = None
    line.save()


def _make_way(item: InformationItem) -> None:
    """Free what tells the row, so that a corrected file can bring it again; the history keeps it."""
    item.old_addresses.all().delete()
    InformationItem.objects.filter(pk=item.pk).update(source_id="", index_no=None)


def _delete_draft(item: InformationItem) -> None:
    """Delete what never was public and nobody has worked on."""
    InformationItem.objects.filter(pk=item.pk).update(draft_version=None, live_version=None)
    for rows in (item.old_addresses, item.events, item.checks, item.versions):
        rows.all().delete()
    item.delete()


def _check_publisher(body: Body, by: User, on: date) -> None:
    if not set(PUBLISHERS) & by.roles_in(body, on):
        raise NotAWriter("批量迁入由政府信息公开工作机构办理。")
