"""Uploads that stand in a row of a table: looked into, stored, and gone again when the row is not kept."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar, cast

from django.core.files import File
from django.db import models

from gongkai.common.uploads import DOCUMENTS, check_upload, store_upload


class KeptFile(Protocol):
    """A row with a file field `file`, and what is known about the file."""

    name: str
    size: int
    sha256: str
    content_type: str


Row = TypeVar("Row", bound=KeptFile)


@contextmanager
def kept_file(row: Row, file: File[bytes], *, kinds: Collection[str] = DOCUMENTS) -> Iterator[Row]:
    """
    Save a new row with its file, then run the block; when that fails, nothing of the file is left.

    Where it lies, and whether sealed, is said by the field.

    :raises UploadRefused: by its content of another kind, damaged, too large, or there is no room on disk
    """
    facts = check_upload(file, kinds=kinds)
    row.name, row.size = facts.name, facts.size
    row.sha256, row.content_type = facts.sha256, facts.content_type
    saved = cast(models.Model, row)
    field = cast(models.FileField, saved._meta.get_field("file"))
    place = field.generate_filename(saved, facts.name)
    with store_upload(file, place, storage=field.storage) as stored:
        field.value_from_object(saved).name = stored
        saved.save()
        yield row


def keep_file(row: Row, file: File[bytes], *, kinds: Collection[str] = DOCUMENTS) -> Row:
    """
    Save a new row with its file.

    :raises UploadRefused: by its content of another kind, damaged, too large, or there is no room on disk
    """
    with kept_file(row, file, kinds=kinds):
        return row
