"""Lists of primary keys as they are kept: the same as plain lists, and small."""

import json

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from gongkai.common.key_lists import AT_ONCE, KeyList, KeyListField, as_json

KEYS = st.frozensets(st.integers(1, 2**63 - 1))
LONG = range(7, 7 + 3 * (2 * AT_ONCE + 33), 3)
FIELD = KeyListField()


def kept(keys: KeyList) -> KeyList | None:
    return FIELD.from_db_value(FIELD.get_db_prep_value(keys, connection), None, connection)


@given(KEYS)
def test_what_is_read_is_what_was_kept(keys: frozenset[int]) -> None:
    found = kept(KeyList(keys))

    assert found is not None
    assert list(found) == sorted(keys)
    assert json.loads("".join(as_json(found))) == sorted(keys)


@pytest.mark.parametrize("count", [0, 1, AT_ONCE, AT_ONCE + 1, len(LONG)])
def test_a_list_of_any_length_is_written_as_json(count: int) -> None:
    assert "".join(as_json(KeyList(LONG[:count]))) == json.dumps(list(LONG[:count]), separators=(",", ":"))


def test_no_list_is_another_thing_than_an_empty_one() -> None:
    assert FIELD.get_db_prep_value(None, connection) is None
    assert FIELD.from_db_value(None, None, connection) is None
    assert kept(KeyList()) == KeyList()


def test_a_damaged_list_is_refused() -> None:
    with pytest.raises(ValueError, match="deserialize"):
        FIELD.from_db_value(b"no list of keys at all", None, connection)


def test_a_million_keys_take_little_room() -> None:
    keys = KeyList(range(1, 2_000_001, 2))

    assert len(keys.serialize()) < 300_000
    assert sum(len(piece) for piece in as_json(keys)) > 7_000_000
