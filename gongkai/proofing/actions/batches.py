"""Batches: taken in, read by the worker, taken up again, deleted."""

import os
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.module_loading import import_string

from gongkai.bodies.models import Body, User
from gongkai.common.uploads import store_upload
from gongkai.proofing.actions.recording import check_role, count
from gongkai.proofing.errors import TooManyPapers
from gongkai.proofing.files import look_into
from gongkai.proofing.models import Batch, Paper, Reading
from gongkai.proofing.reading_apart import read_apart
from gongkai.reports.reading import CannotRead

MOST = 60  # papers of one batch
READ = "gongkai.proofing.tasks.read_batch"
AT_WORK = timedelta(minutes=10)  # a reading that says nothing for longer died with its worker
State = Paper.State
Found = dict[str, Any] | CannotRead


@transaction.atomic
def make_batch(
    body: Body, *, title: str, files: Collection[File[bytes]], by: User, on: date, at: datetime
) -> Batch:
    """
    Take in files to be checked together; the worker reads them.

    :raises NotYourBatch: the user makes no reports in the body
    :raises TooManyPapers: none, or more than 60
    :raises UploadRefused: one of them is no document; nothing is kept then
    """
    check_role(body, by, on)
    if not 0 < len(files) <= MOST:
        raise TooManyPapers(f"一次可以核对1至{MOST}个文件，现在选了{len(files)}个。")
    named = title.strip() or f"{on.year}年{on.month}月{on.day}日送核"
    batch = Batch.objects.create(body=body, title=named, made_by=by, made_on=on, touched_at=at)
    for file in files:
        _take_in(batch, file)
    import_string(READ).enqueue(batch.pk)
    return batch


def read_batch(batch: Batch, *, at: datetime) -> int:
    """Read the papers of a batch that wait, as many at a time as there are processors; return how many."""
    done = 0
    for paper, found in _read_all(list(batch.papers.filter(state=State.WAITING))):
        done += _keep(paper, found)
        Batch.objects.filter(pk=batch.pk).update(touched_at=at)
    return done


def resume_batches(*, at: datetime) -> list[Batch]:
    """Let the worker take up again what another left when it died."""
    stale = Batch.objects.filter(papers__state=State.WAITING, touched_at__lte=at - AT_WORK).distinct()
    found = list(stale)
    for batch in found:
        Batch.objects.filter(pk=batch.pk).update(touched_at=at)
        import_string(READ).enqueue(batch.pk)
    return found


@transaction.atomic
def drop_batch(batch: Batch, *, by: User, on: date) -> None:
    """
    Delete a batch with its files and all that was read; reports that were taken over stay.

    :raises NotYourBatch: the user makes no reports in the body
    """
    check_role(batch.body, by, on)
    for paper in batch.papers.all():
        file = paper.file
        transaction.on_commit(lambda name=str(file.name), kept=file.storage: kept.delete(name))  # type: ignore[misc]
    batch.delete()


def _take_in(batch: Batch, file: File[bytes]) -> None:
    facts = look_into(file)
    paper = Paper(batch=batch, name=facts.name, size=facts.size)
    paper.sha256, paper.content_type = facts.sha256, facts.content_type
    with store_upload(file, paper.file.field.generate_filename(paper, facts.name)) as stored:
        paper.file.name = stored
        paper.save()


def _read_all(papers: list[Paper]) -> Iterator[tuple[Paper, Found]]:
    """Read papers side by side; only the programs apart work, and what they found is kept here."""
    with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        yield from zip(papers, pool.map(_read, papers), strict=True)


def _read(paper: Paper) -> Found:
    try:
        with paper.file.open("rb") as file:
            return read_apart(file.read(), paper.name)
    except CannotRead as refusal:
        return refusal
    except FileNotFoundError:
        return CannotRead(f"{paper.name}：文件已经不在了，请重新上传。")


@transaction.atomic
def _keep(paper: Paper, found: Found) -> bool:
    """Keep what was found, unless another worker was first, or the batch has been deleted."""
    held = Paper.objects.select_for_update().filter(pk=paper.pk, state=State.WAITING).first()
    if held is None:
        return False
    if isinstance(found, CannotRead):
        held.state, held.refusal = State.REFUSED, str(found)[:300]
        held.save()
        return True
    held.state, held.blocks, held.pages = State.READ, found["blocks"], found["pages"]
    held.save()
    for data in found["reports"]:
        body_name = (data["body"] or "")[:100]
        count(
            Reading.objects.create(
                paper=held, data=data, body_name=body_name, year=data["year"], format=data["format"]
            )
        )
    return True
