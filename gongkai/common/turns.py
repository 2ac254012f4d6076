"""So many at a time on one machine, however many processes serve it: heavy work must not take it all."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings


class NoTurn(Exception):
    """All places are taken."""


@contextmanager
def turn(name: str, *, most: int) -> Iterator[None]:
    """
    Hold one of so many places; it is given back at the end, or when the process dies.

    :raises NoTurn: all are taken; nobody waits
    """
    with ExitStack() as held:
        for number in range(most):
            file = held.enter_context((settings.HOME / f"{name}-{number}.lock").open("w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                continue
        else:
            raise NoTurn
        yield
