"""The remedy clause: what it says depends on the outcome and on the day (行政复议法第二十三条)."""

from datetime import date

import pytest

from gongkai.rules.outcomes import OutcomeGroup
from gongkai.rules.remedies import (
    needs_online_channel,
    needs_review_first,
    remedy_clause,
    silence_needs_review_first,
)
from gongkai.rules.versions import NotInForce


def clause(group: OutcomeGroup, on: date, online_review: str = "") -> str:
    return remedy_clause(
        group, on, review_body="明江市人民政府", court="明江市中级人民法院", online_review=online_review
    ).text


def test_denied_since_2024_must_go_to_review_first() -> None:
    text = clause(OutcomeGroup.DENIED, date(2024, 1, 1))

    assert text == (
        "如不服本答复，应当自收到本答复之日起60日内先向明江市人民政府申请行政复议；"
        "对行政复议决定不服的，可以自收到复议决定书之日起15日内向明江市中级人民法院提起行政诉讼。"
    )
    assert needs_review_first(OutcomeGroup.DENIED, date(2024, 1, 1))


@pytest.mark.parametrize("group", OutcomeGroup)
def test_before_2024_everyone_could_choose(group: OutcomeGroup) -> None:
    text = clause(group, date(2023, 12, 31))

    assert "也可以自收到本答复之日起6个月内向明江市中级人民法院提起行政诉讼" in text
    assert not needs_review_first(group, date(2023, 12, 31))


@pytest.mark.parametrize("group", [OutcomeGroup.GRANTED, OutcomeGroup.UNAVAILABLE, OutcomeGroup.REFUSED])
def test_other_outcomes_still_choose(group: OutcomeGroup) -> None:
    text = clause(group, date(2026, 3, 2))

    assert "也可以" in text
    assert "先向" not in text


def test_the_withheld_part_goes_to_review_first() -> None:
    text = clause(OutcomeGroup.PARTIAL, date(2026, 3, 2))

    assert "不予公开的部分" in text
    assert "先向明江市人民政府申请行政复议" in text
    assert not needs_review_first(OutcomeGroup.PARTIAL, date(2026, 3, 2))


def test_suits_had_three_months_before_the_law_of_2015() -> None:
    assert "3个月内" in clause(OutcomeGroup.DENIED, date(2015, 4, 30))
    assert "6个月内" in clause(OutcomeGroup.DENIED, date(2015, 5, 1))


def test_a_reply_over_the_internet_names_the_online_channel() -> None:
    text = clause(OutcomeGroup.DENIED, date(2026, 3, 2), online_review="https://review.example")

    assert text.endswith("申请行政复议也可以通过网上渠道提出：https://review.example。")


@pytest.mark.parametrize("on", [date(2008, 5, 1), date(2015, 5, 1), date(2019, 5, 15), date(2024, 1, 1)])
def test_every_clause_names_both_places(on: date) -> None:
    for group in OutcomeGroup:
        text = clause(group, on)
        assert "明江市人民政府" in text
        assert "明江市中级人民法院" in text
        assert "$" not in text


def test_there_was_no_reply_before_the_regulation() -> None:
    with pytest.raises(NotInForce):
        clause(OutcomeGroup.DENIED, date(2008, 4, 30))


def test_from_2024_on_silence_goes_to_review_first_too() -> None:
    assert not silence_needs_review_first(date(2023, 12, 31))
    assert silence_needs_review_first(date(2024, 1, 1))


def test_from_2024_on_service_over_the_internet_needs_the_online_channel() -> None:
    assert not needs_online_channel(date(2023, 12, 31))
    assert needs_online_channel(date(2024, 1, 1))
