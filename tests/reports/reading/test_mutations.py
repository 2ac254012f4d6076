"""改坏好的年报：破坏平衡的每一处都要发现；不破坏平衡的由文字和上年数发现；读错的一定说明。"""

import pytest

from tests.reports.reading.mutating import LAYOUTS, NUMBERS, run, table

TIMES = 24


@pytest.mark.parametrize("kind", NUMBERS)
def test_every_change_that_breaks_a_sum_is_found(kind: str) -> None:
    tally = run(kind, TIMES)

    assert tally.made > TIMES / 3
    assert tally.found == tally.breaking, table([tally])
    assert tally.silent == 0


@pytest.mark.parametrize("kind", ["改一格", "改两格", "颠倒数字"])
def test_slips_of_the_pen_break_a_sum(kind: str) -> None:
    tally = run(kind, TIMES)

    assert tally.breaking >= tally.made - 1, table([tally])  # two slips may make up for each other


@pytest.mark.parametrize(
    ("kind", "least"), [("新收记作结转", 1.0), ("各行一起加", 1.0), ("换办理结果", 0.05)]
)
def test_changes_that_keep_the_sums_are_found_by_what_the_prose_says(kind: str, least: float) -> None:
    tally = run(kind, TIMES)

    assert tally.keeping == tally.made
    assert tally.by_prose >= least * tally.keeping, table([tally])


def test_what_was_carried_in_is_held_against_the_year_before() -> None:
    tally = run("新收记作结转", TIMES)

    assert tally.by_years == tally.keeping


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_table_in_disorder_is_never_read_wrong_in_silence(kind: str) -> None:
    tally = run(kind, TIMES)

    assert tally.made == TIMES
    assert tally.silent == 0
