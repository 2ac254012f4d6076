"""Deadline rules beyond the written cases: counts, refusals, and that the file holds together."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules import deadlines
from gongkai.rules.calendar import Calendar
from gongkai.rules.deadlines import Certainty, NeedsTime, NotConfigurable, Unit, UnknownRule, due
from gongkai.rules.versions import NotInForce

CALENDAR = Calendar.default()
STATUTORY_CODES = [
    "proactive_publish",
    "budget_publish",
    "penalty_withdraw",
    "licence_penalty_notice",
    "request_correction_notice",
    "request_correction_period",
    "request_reply",
    "request_extension_max",
    "request_reply_2007",
    "request_extension_2007",
    "third_party_opinion",
    "peer_opinion",
    "fee_payment",
    "review_apply",
    "review_answer_simple",
    "review_answer_ordinary",
    "review_decision_simple",
    "review_decision_ordinary",
    "review_decision_extension",
    "suit_after_review",
    "suit_file",
    "suit_answer",
    "annual_report_department",
    "annual_report_government",
    "annual_report_pre2019",
    "site_report",
    "interpretation",
    "consultation_business",
    "consultation_major_decision",
    "consultation_rule",
    "hearing_papers",
    "legality_review_decision",
    "legality_review_document",
    "secrecy_unclear_report",
    "motion_reply",
    "motion_reply_hard",
    "motion_assist",
    "motion_publish",
    "petition_inform",
    "petition_handle",
    "petition_extend",
    "petition_objection",
    "hotline_consult",
    "hotline_help",
    "hotline_complaint",
    "message_reply",
    "message_veto",
    "opinion_first",
    "opinion_conference",
    "opinion_other",
    "column_news",
    "column_policy",
    "document_expiry_warning",
]


@pytest.mark.parametrize("code", STATUTORY_CODES)
def test_every_rule_is_there_and_can_be_computed(code: str) -> None:
    found = due(code, datetime(2026, 3, 2, 9, 0), CALENDAR)  # noqa: DTZ001  # a time of day, of no zone

    assert found.version.basis
    assert (found.due_on < found.start) == found.rule.before
    assert found.due_on != found.start or found.version.value.unit is Unit.HOURS


def test_what_the_law_leaves_open_may_be_chosen_and_nothing_else_of_the_statutes() -> None:
    open_ones = {code for code, rule in deadlines.rules().items() if rule.configurable}
    unsure = {
        code
        for code, rule in deadlines.rules().items()
        if rule.certainty in (Certainty.CHOSEN, Certainty.UNCONFIRMED)
    }

    assert unsure <= open_ones
    assert open_ones.isdisjoint({"request_reply", "request_extension_max", "third_party_opinion"})
    with pytest.raises(NotConfigurable, match="由法律规定"):
        due("request_reply", date(2026, 3, 2), CALENDAR, value=30)


def test_a_chosen_period_must_be_longer_than_nothing() -> None:
    with pytest.raises(ValueError, match="大于零"):
        due("message_reply", date(2026, 3, 2), CALENDAR, value=0)


def test_an_old_case_may_be_counted_by_the_law_of_another_day() -> None:
    start = date(2019, 5, 14)

    assert due("request_reply", start, CALENDAR).version.value.value == 15
    assert due("request_reply", start, CALENDAR, on=date(2019, 5, 15)).version.value.value == 20


def test_working_days_show_every_day_of_the_count() -> None:
    found = due("request_reply", date(2026, 2, 2), CALENDAR)

    assert found.count[0].on == date(2026, 2, 3)
    assert found.count[-1].on == found.due_on
    assert sum(day.counts for day in found.count) == 20


def test_calendar_days_all_count_until_the_end_moves() -> None:
    found = due("review_apply", date(2026, 3, 2), CALENDAR)

    assert found.nominal_on == date(2026, 5, 1)
    assert sum(day.counts for day in found.count) == 60
    assert [(day.on.day, day.why) for day in found.count[60:]] == [
        (2, "劳动节"),
        (3, "劳动节"),
        (4, "劳动节"),
        (5, "劳动节"),
        (6, "期间届满的最后一日休息，顺延至此"),
    ]


def test_months_and_fixed_dates_have_no_daily_count() -> None:
    assert due("suit_file", date(2026, 3, 2), CALENDAR).count == ()
    assert due("annual_report_department", date(2025, 12, 31), CALENDAR).count == ()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("request_reply", "20个工作日"),
        ("review_apply", "60日"),
        ("suit_file", "6个月"),
        ("opinion_first", "5小时"),
        ("annual_report_department", "1月31日前"),
    ],
)
def test_a_period_is_told_in_its_own_measure(code: str, words: str) -> None:
    assert deadlines.rule(code).versions.latest.value.label == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("request_correction_notice", "之日起7个工作日内"),
        ("annual_report_department", "1月31日前"),
        ("document_expiry_warning", "之日前"),
    ],
)
def test_a_rule_is_a_sentence_with_its_basis(code: str, words: str) -> None:
    rule = deadlines.rule(code)

    assert words in rule.words
    assert f"（{rule.versions.latest.basis}" in rule.words


def test_a_rule_is_unknown() -> None:
    with pytest.raises(UnknownRule, match="没有这条期限规则：reply"):
        due("reply", date(2026, 3, 2), CALENDAR)


def test_a_rule_is_not_yet_in_force() -> None:
    with pytest.raises(NotInForce, match="“第三方提出意见”自2019-05-15起施行"):
        due("third_party_opinion", date(2019, 5, 14), CALENDAR)


def test_hours_need_a_time_of_day() -> None:
    with pytest.raises(NeedsTime, match="2026-03-02T09:00"):
        due("opinion_first", date(2026, 3, 2), CALENDAR)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: date, months: int, end: date) -> None:
    assert deadlines.add_months(start, months) == end


@given(
    st.sampled_from(["request_reply", "third_party_opinion", "review_apply", "petition_handle", "suit_file"]),
    st.dates(date(2022, 5, 1), date(2028, 1, 1)),
)
def test_a_period_that_binds_an_applicant_never_ends_on_a_day_of_rest(code: str, start: date) -> None:
    found = due(code, start, CALENDAR)

    assert CALENDAR.is_working_day(found.due_on)
    assert found.due_on >= found.nominal_on > start
