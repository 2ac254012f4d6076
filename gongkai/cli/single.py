"""Running something on one machine and once at a time, however many hosts have it in their timetable."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def only_one(name: str, *, using: BaseDatabaseWrapper | None = None) -> Iterator[bool]:
    """
    Yield whether nobody else holds the lock `name`; it is given back at the end, or when the process dies.

    With PostgreSQL it is an advisory lock of the database, for all hosts; else a file of this machine.
    """
    database = using or connection
    if database.vendor == "postgresql":
        with _advisory_lock(database, crc32(name.encode())) as mine:
            yield mine
    else:
        with _locked_file(name) as mine:
            yield mine


@contextmanager
def _advisory_lock(database: BaseDatabaseWrapper, key: int) -> Iterator[bool]:
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _locked_file(name: str) -> Iterator[bool]:
    with (settings.HOME / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
