"""Word 97 files in the check: what can be seen is looked at, what cannot is said, nothing holds the check."""

import time
from contextlib import suppress
from datetime import date
from random import Random

import pytest

from gongkai.screening.checking import screen
from gongkai.screening.hits import Kind, Severity
from gongkai.screening.reading import CannotRead, open_file
from gongkai.screening.setting import Setting
from tests.publishing.papers.made import old_word

TODAY = Setting(date(2026, 11, 21))


def test_hidden_text_revisions_comments_and_properties_are_looked_at() -> None:
    opened = open_file(old_word(), "公示.doc")
    hits = [hit for hit in screen(opened.material, TODAY) if hit.severity is Severity.BLOCK]

    assert [(hit.kind, hit.where) for hit in hits] == [
        (Kind.ID_CARD, "table 1 C2"),
        (Kind.ID_CARD, "table 1 C3"),
        (Kind.MOBILE, "body:3"),
        (Kind.MOBILE, "revision body:4"),
        (Kind.ID_CARD, "comment"),
    ]
    assert "潘丽华" in [passage.text for passage in opened.material.passages if passage.hidden]


def test_it_is_said_what_cannot_be_seen_and_nothing_is_covered_in_it() -> None:
    opened = open_file(old_word(), "公示.doc")

    assert opened.saved is None
    assert len(opened.material.unread) == 1
    assert "快速保存留下的旧文字看不到" in opened.material.unread[0]


def test_a_page_or_a_new_file_under_an_old_name_is_read_as_what_it_is() -> None:
    page = open_file("<html><body><p>手机13812345678</p></body></html>".encode(), "老系统导出.doc").material

    assert [(hit.kind, hit.where) for hit in screen(page, TODAY)] == [(Kind.MOBILE, "body:1")]


def test_rich_text_is_refused_because_its_signs_are_written_as_numbers() -> None:
    with pytest.raises(CannotRead, match="RTF"):
        open_file(rb"{\rtf1\ansi \'c9\'ed\'b7\'dd}", "公示.doc")


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_end_soon(seed: int) -> None:
    """Bytes after the header are changed at random: the file is read or refused, never waited for."""
    rng, data = Random(seed), bytearray(old_word())  # noqa: S311 - no secrets
    for _ in range(400):
        data[rng.randrange(512, len(data))] = rng.randrange(256)
    begun = time.monotonic()

    with suppress(CannotRead):
        open_file(bytes(data), "坏.doc")

    assert time.monotonic() - begun < 30
