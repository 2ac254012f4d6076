"""The key ring: from the environment or a file, a key for each purpose, clear words when one is missing."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from gongkai.common.keys import KeyMissing, SealBroken, add_key, key_ring, parsed
from gongkai.common.matching import Sameness

OLD = "k1:" + b64encode(bytes(range(32))).decode()
NEW = "k2:" + b64encode(bytes(range(1, 33))).decode()


def test_what_was_sealed_opens_again_and_says_nothing() -> None:
    ring = parsed(OLD, "GONGKAI_KEYS")

    token = ring.seal("王小明", "applicant|name|7")

    assert ring.open(token, "applicant|name|7") == "王小明"
    assert token.startswith("g1.k1.")
    assert token != ring.seal("王小明", "applicant|name|7")


@pytest.mark.parametrize("place", ["applicant|name|8", "applicant|phone|7", "other|name|7"])
def test_what_was_sealed_for_one_place_opens_in_no_other(place: str) -> None:
    ring = parsed(OLD, "GONGKAI_KEYS")
    token = ring.seal("王小明", "applicant|name|7")

    with pytest.raises(SealBroken):
        ring.open(token, place)


def test_a_changed_token_does_not_open() -> None:
    ring = parsed(OLD, "GONGKAI_KEYS")
    token = ring.seal("王小明", "here")
    changed = token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]

    with pytest.raises(SealBroken):
        ring.open(changed, "here")
    with pytest.raises(SealBroken, match="不是密文"):
        ring.open("王小明", "here")


def test_the_newest_key_seals_and_the_old_ones_still_open() -> None:
    token = parsed(OLD, "GONGKAI_KEYS").seal("王小明", "here")
    ring = parsed(f"{NEW},{OLD}", "GONGKAI_KEYS")

    assert ring.open(token, "here") == "王小明"
    assert ring.seal("王小明", "here").startswith("g1.k2.")


def test_a_missing_key_is_named_in_one_line() -> None:
    token = parsed(OLD, "GONGKAI_KEYS").seal("王小明", "here")

    with pytest.raises(KeyMissing, match="密钥k1不在密钥环中") as found:
        parsed(NEW, "GONGKAI_KEYS").open(token, "here")

    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    "wrong", ["", "k1", "k1:xx", "K1:" + NEW[3:], "k1:" + NEW[3:] + "AAAA", f"{OLD},{OLD}"]
)
def test_what_is_no_ring_is_refused(wrong: str) -> None:
    with pytest.raises(KeyMissing, match="GONGKAI_KEYS"):
        parsed(wrong, "GONGKAI_KEYS")


def test_a_machine_makes_its_own_ring_readable_by_its_owner_only(settings: Any, tmp_path: Path) -> None:
    settings.GONGKAI_KEYS, settings.HOME = "", tmp_path

    ring = key_ring()

    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert key_ring() == ring


def test_a_fresh_key_stands_before_the_others_in_the_file(settings: Any, tmp_path: Path) -> None:
    settings.GONGKAI_KEYS, settings.HOME = "", tmp_path
    token = key_ring().seal("王小明", "here")

    fresh = add_key()

    assert [key.id for key in key_ring().keys] == [fresh.id, token.split(".")[1]]
    assert key_ring().open(token, "here") == "王小明"
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_the_program_does_not_write_into_the_environment(settings: Any) -> None:
    settings.GONGKAI_KEYS = OLD

    with pytest.raises(KeyMissing, match="加在最前面"):
        add_key()


def test_a_key_shows_nothing_of_itself() -> None:
    ring = parsed(OLD, "GONGKAI_KEYS")

    assert OLD[3:] not in repr(ring)
    assert str(bytes(range(32))) not in repr(ring)


# --- keyed hashes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Sameness.NAME, "王小明", " 王　小明 "),
        (Sameness.NAME, "买买提·艾力", "买买提•艾力"),
        (Sameness.NAME, "海城（集团）有限公司", "海城(集团)有限公司"),
        (Sameness.NAME, "Li Ming", "LI  MING"),
        (Sameness.NUMBER, "11010519491231002x", "110105 19491231 002X"),
        (Sameness.NUMBER, "0999-8600001", "０９９９８６００００１"),
    ],
)
def test_the_same_thing_written_differently_has_one_mark(kind: Sameness, one: str, other: str) -> None:
    assert kind.mark(one) == kind.mark(other)


def test_marks_tell_names_apart_and_reveal_none() -> None:
    assert Sameness.NAME.mark("王小明") != Sameness.NAME.mark("王小朋")
    assert Sameness.NAME.mark("123456") != Sameness.NUMBER.mark("123456")
    assert "王" not in Sameness.NAME.mark("王小明")


def test_nothing_has_no_mark_and_so_matches_nothing() -> None:
    assert Sameness.NUMBER.mark(" - ") == ""
    assert Sameness.NUMBER.marks("") == []


def test_a_search_knows_the_marks_of_every_key(settings: Any) -> None:
    settings.GONGKAI_KEYS = OLD
    before = Sameness.NAME.mark("王小明")
    settings.GONGKAI_KEYS = f"{NEW},{OLD}"

    assert before in Sameness.NAME.marks("王小明")
    assert Sameness.NAME.mark("王小明") == Sameness.NAME.marks("王小明")[0] != before
