"""年报第四部分的口径: by which day a review or suit belongs to a year, and what counts as a correction."""

from datetime import date

import pytest

from gongkai.rules.remedy_columns import Column, Counting, Moment, counting, results
from gongkai.rules.versions import NotInForce


def test_what_has_ended_counts_in_the_year_of_its_end() -> None:
    assert counting(date(2025, 12, 31)) == Counting(Moment.CONCLUDED, Moment.ACCEPTED)


def test_before_the_regulation_nothing_was_counted() -> None:
    with pytest.raises(NotInForce, match="2008-05-01"):
        counting(date(2007, 12, 31))


def test_a_decision_to_change_corrects_and_a_withdrawal_is_neither() -> None:
    assert "变更" in results(Column.CORRECTED).review
    assert "准许撤诉" in results(Column.OTHER).suit
    assert not set(results(Column.UPHELD).review) & set(results(Column.CORRECTED).review)
