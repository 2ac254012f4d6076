"""改坏好的年报：破坏平衡的每一处都要发现；不破坏平衡的由文字和上年数发现；读错的一定说明。"""

import pytest

from tests.reports.reading.mutating import LAYOUTS, NUMBERS, UNCHANGED, run, table

TIMES = 24


@pytest.mark.parametrize("kind", [kind for kind in NUMBERS if kind != UNCHANGED])
def test_every_change_that_breaks_a_sum_is_found(kind: str) -> None:
    tally = run(kind, TIMES)

    assert tally.made > TIMES / 3
    assert tally.found == tally.breaking, table([tally])
    assert tally.silent == 0


@pytest.mark.parametrize("kind", ["改一格", "改两格", "颠倒数字"])
def test_slips_of_the_pen_break_a_sum(kind: str) -> None:
    tally = run(kind, TIMES)

    assert tally.breaking >= tally.made - 1, table([tally])  # two slips may make up for each other


@pytest.mark.parametrize("kind", ["新收记作结转", "各行一起加"])
def test_changes_that_keep_the_sums_and_make_the_prose_untrue(kind: str) -> None:
    tally = run(kind, TIMES)

    assert tally.made == tally.keeping == tally.in_prose
    assert tally.by_prose == tally.keeping, table([tally])


@pytest.mark.parametrize("kind", ["换办理结果", "相邻两行互换", "申请人互换"])
def test_numbers_moved_to_another_outcome_or_applicant_are_found_where_a_sentence_tells(kind: str) -> None:
    tally = run(kind, 4 * TIMES)

    assert tally.made == tally.keeping
    assert tally.in_prose > TIMES / 2
    assert tally.by_prose == tally.in_prose, table([tally])


def test_nothing_is_said_against_a_report_as_it_should_be() -> None:
    tally = run(UNCHANGED, 4 * TIMES)

    assert tally.in_prose == tally.by_prose == tally.by_years == tally.silent == 0, table([tally])


def test_what_was_carried_in_is_held_against_the_year_before() -> None:
    tally = run("新收记作结转", TIMES)

    assert tally.by_years == tally.keeping


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_table_in_disorder_is_never_read_wrong_in_silence(kind: str) -> None:
    tally = run(kind, TIMES)

    assert tally.made == TIMES
    assert tally.silent == 0
