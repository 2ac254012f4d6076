"""Lists of primary keys of any length: ascending, each once, kept as a roaring bitmap."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import models
from pyroaring import FrozenBitMap64

KeyList = FrozenBitMap64
AT_ONCE = 10_000  # keys of a piece of JSON


def as_json(keys: KeyList) -> Iterator[str]:
    """Yield the list as JSON writes it without blanks, piece by piece."""
    rest, comma = iter(keys), ""
    yield "["
    while some := list(islice(rest, AT_ONCE)):
        yield comma + ",".join(map(str, some))
        comma = ","
    yield "]"


class KeyListField(models.BinaryField):  # type: ignore[type-arg]
    """A column of packed keys: ten million take some megabytes, or some kilobytes where none is left out."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> KeyList | None:
        """
        Unpack what is stored.

        :raises ValueError: it is damaged
        """
        return None if value is None else KeyList.deserialize(bytes(value))

    def get_db_prep_value(self, value: KeyList | None, connection: Any, prepared: bool = False) -> Any:
        """Pack the list before the database's own wrapping."""
        packed = None if value is None else value.serialize()
        return super().get_db_prep_value(packed, connection, prepared)
