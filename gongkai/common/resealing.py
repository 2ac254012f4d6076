"""Sealing anew with the newest key, and whether all that is sealed can still be opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q

from gongkai.common.keys import SealBroken, key_ring
from gongkai.common.sealed import MatchField, SealedTextField
from gongkai.common.sealed_files import SealedStorage, key_of, unsealed

BATCH = 500  # rows in one transaction


@dataclass
class Resealing:
    """How far it is: rows and files sealed anew, and places of what could not be opened."""

    rows: int = 0
    files: int = 0
    broken: list[str] = field(default_factory=list)


def reseal(*, batch: int = BATCH) -> Iterator[Resealing]:
    """
    Seal everything with the newest key, batch by batch; yield how far it is after each.

    It may be stopped at any time and run again: what has the newest key is left alone.

    :raises KeyMissing: something is sealed with a key that the ring does not have
    """
    done = Resealing()
    for model in apps.get_models():
        if _sealed_fields(model):
            yield from _reseal_rows(model, done, batch)
        for each in _file_fields(model):
            yield from _reseal_files(model, each, done, batch)


def check_readable() -> None:
    """
    See quickly whether the ring fits the database: by the key of every hash, and by opening the newest row.

    :raises KeyMissing: a key is not in the ring
    :raises SealBroken: a key of this id is there, and is another one
    """
    ring = key_ring()
    for model in apps.get_models():
        rows = model._base_manager
        for mark in _marks(model):
            known = Q(**{mark.name: ""})
            for key in ring.keys:
                known |= Q(**{f"{mark.name}__startswith": f"{key.id}."})
            if stray := rows.exclude(known).values_list(mark.name, flat=True).first():
                ring.find(stray.partition(".")[0])
        if (fields := _sealed_fields(model)) and (row := rows.order_by("-pk").first()):
            for each in fields:
                getattr(row, each.attname)


def _reseal_rows(model: type[models.Model], done: Resealing, batch: int) -> Iterator[Resealing]:
    last: int = 0
    while True:
        with transaction.atomic():
            stale = model._base_manager.select_for_update().filter(_stale(model), pk__gt=last)
            rows = list(stale.order_by("pk")[:batch])
            for row in rows:
                _reseal_row(row, done)
        if not rows:
            return
        last = rows[-1].pk
        yield done


def _reseal_row(row: models.Model, done: Resealing) -> None:
    fields = _sealed_fields(type(row))
    try:
        for each in fields:
            getattr(row, each.attname)  # what is opened is sealed anew when it is saved
    except SealBroken:
        done.broken.append(f"{row._meta.verbose_name} {row.pk}")
        return
    row.save(update_fields=[each.name for each in (*fields, *_marks(type(row)))])
    done.rows += 1


def _reseal_files(
    model: type[models.Model], where: models.FileField, done: Resealing, batch: int
) -> Iterator[Resealing]:
    names = model._base_manager.exclude(**{where.name: ""}).order_by("pk").values_list("pk", where.name)
    for number, (pk, name) in enumerate(names.iterator(batch), 1):
        try:
            with default_storage.open(name) as file:
                key_id = key_of(file)
            if key_id != key_ring().newest.id:
                _reseal_file(model, where, pk, name)
                done.files += 1
        except (SealBroken, FileNotFoundError):
            done.broken.append(f"{model._meta.verbose_name} {pk}")
        if number % batch == 0:
            yield done
    yield done


def _reseal_file(model: type[models.Model], where: models.FileField, pk: int, name: str) -> None:
    """Write the file anew beside the old one, which goes when the row points to the new one."""
    with default_storage.open(name) as file:
        stored = file.read()
    plain = stored if key_of(stored) is None else unsealed(stored, name)
    fresh = where.storage.save(name, ContentFile(plain))
    with transaction.atomic():
        model._base_manager.filter(pk=pk).update(**{where.name: fresh})
        transaction.on_commit(lambda: default_storage.delete(name))


def _stale(model: type[models.Model]) -> Q:
    """Rows of which anything is sealed with another key than the newest."""
    newest, found = key_ring().newest.id, Q()
    for each in _sealed_fields(model):
        found |= ~Q(**{each.name: ""}) & ~Q(**{f"{each.name}__sealed_with": newest})
    return found


def _sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    return [each for each in model._meta.concrete_fields if isinstance(each, SealedTextField)]


def _marks(model: type[models.Model]) -> list[MatchField]:
    return [each for each in model._meta.concrete_fields if isinstance(each, MatchField)]


def _file_fields(model: type[models.Model]) -> list[models.FileField]:
    fields = [each for each in model._meta.concrete_fields if isinstance(each, models.FileField)]
    return [each for each in fields if isinstance(each.storage, SealedStorage)]
