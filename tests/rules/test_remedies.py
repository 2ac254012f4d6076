"""The remedy clause: what it says depends on the outcome and on the day (行政复议法第二十三条)."""

from datetime import date

import pytest

from gongkai.rules.outcomes import Outcome, OutcomeGroup
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


# --- the whole table: each outcome on each side of each change in the law -----------------------------------

FIRST, SPLIT, FREE = "先复议", "不予公开的部分先复议", "可以选择"
NEEDS = {
    Outcome.GRANTED_ALREADY_PUBLIC: FREE,
    Outcome.GRANTED: FREE,
    Outcome.PARTIAL: SPLIT,
    Outcome.DENIED_STATE_SECRET: FIRST,
    Outcome.DENIED_OTHER_LAW: FIRST,
    Outcome.DENIED_SAFETY_STABILITY: FIRST,
    Outcome.DENIED_THIRD_PARTY: FIRST,
    Outcome.DENIED_INTERNAL: FIRST,
    Outcome.DENIED_PROCESS: FIRST,
    Outcome.DENIED_ENFORCEMENT_FILE: FIRST,
    Outcome.DENIED_SPECIAL_QUERY: FIRST,
    Outcome.UNAVAILABLE_NOT_HELD: FREE,
    Outcome.UNAVAILABLE_NOT_READY: FREE,
    Outcome.UNAVAILABLE_UNCLEAR: FREE,
    Outcome.REFUSED_PETITION: FREE,
    Outcome.REFUSED_REPEAT: FREE,
    Outcome.REFUSED_PUBLICATION: FREE,
    Outcome.REFUSED_ABUSE: FREE,
    Outcome.REFUSED_CONFIRM: FREE,
    Outcome.OTHER_NO_CORRECTION: FREE,
    Outcome.OTHER_NO_PAYMENT: FREE,
    Outcome.OTHER_MISC: FREE,
}
DAYS = {  # the day, how long one may sue directly, whether the law asks for review first, the newest basis
    date(2008, 5, 1): ("3个月内", False, "条例（2007年）第三十三条"),
    date(2015, 4, 30): ("3个月内", False, "行政诉讼法（1989年）第三十九条"),
    date(2015, 5, 1): ("6个月内", False, "行政诉讼法第四十六条"),
    date(2019, 5, 14): ("6个月内", False, "条例（2007年）第三十三条"),
    date(2019, 5, 15): ("6个月内", False, "条例第五十一条"),
    date(2023, 12, 31): ("6个月内", False, "行政复议法（1999年）第九条"),
    date(2024, 1, 1): ("6个月内", True, "第二十三条"),
    date(2025, 5, 31): ("6个月内", True, "第二十三条"),
    date(2025, 6, 1): ("6个月内", True, "法释〔2025〕8号"),
    date(2026, 11, 20): ("6个月内", True, "法释〔2025〕8号"),
}


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("outcome", Outcome)
def test_the_clause_follows_from_outcome_and_day(outcome: Outcome, on: date) -> None:
    to_sue, is_new_law, basis = DAYS[on]
    need = NEEDS[outcome] if is_new_law else FREE

    said = remedy_clause(outcome.group, on, review_body="甲政府", court="乙法院")

    assert said.review_first is (need == FIRST)
    assert basis in said.basis
    assert said.text.count("60日内") == (2 if need == SPLIT else 1)
    assert ("先向甲政府申请行政复议" in said.text) is (need != FREE)
    assert (f"也可以自收到本答复之日起{to_sue}向乙法院提起行政诉讼" in said.text) is (need != FIRST)
    assert ("自收到复议决定书之日起15日内向乙法院" in said.text) is (need != FREE)
    assert ("不予公开的部分" in said.text) is (need == SPLIT)
