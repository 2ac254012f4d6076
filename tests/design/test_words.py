"""Dates, sizes and document numbers as an official text writes them."""

from datetime import UTC, date, datetime

import pytest

from gongkai.design.words import cn_date, cn_day, cn_weekday, doc_no, file_size


def test_a_day_in_full_and_short() -> None:
    assert cn_date(date(2026, 3, 6)) == "2026年3月6日"
    assert cn_day(date(2026, 3, 6)) == "3月6日"
    assert cn_weekday(date(2026, 3, 6)) == "星期五"


def test_a_moment_is_told_in_the_time_of_the_place() -> None:
    evening_in_greenwich = datetime(2026, 3, 5, 17, 30, tzinfo=UTC)

    assert cn_date(evening_in_greenwich) == "2026年3月6日"


def test_no_date_is_no_words() -> None:
    assert cn_date(None) == ""
    assert cn_day(None) == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [(None, ""), (812, "812 字节"), (34_816, "34 KB"), (1_258_291, "1.2 MB")],
)
def test_size_of_a_file(size: int | None, words: str) -> None:
    assert file_size(size) == words


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("海人社发[2025]16号", "海人社发〔2025〕16号"),
        ("海人社发（2025）第016号", "海人社发〔2025〕16号"),
        ("海人社发【2025年】3号", "海人社发〔2025〕3号"),
        ("海人社发〔2025〕16号", "海人社发〔2025〕16号"),
        ("附件（二）", "附件（二）"),
    ],
)
def test_document_number_has_its_brackets(written: str, right: str) -> None:
    assert doc_no(written) == right
