"""期限计算器: any period from any day, counted day by day."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from gongkai.rules import deadlines
from tests.portal.reading import parse, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bureau")]


@pytest.fixture(autouse=True)
def in_march() -> Any:
    with time_machine.travel(date(2026, 3, 12)):
        yield


def reckon(client: Client, rule: str, day: str) -> Any:
    return client.get("/deadlines/", {"rule": rule, "day": day})


def due_on(response: Any) -> str:
    assert response.status_code == 200
    return words(parse(response).select_one(".gk-receipt__date"))


def rows_of(response: Any) -> list[list[str]]:
    return [[words(cell) for cell in row.select("th, td")] for row in parse(response).select("tbody tr")]


def test_without_a_question_it_counts_for_a_request_received_today(client: Client) -> None:
    assert due_on(client.get("/deadlines/")) == "2026年4月10日 星期五"


@pytest.mark.parametrize(
    ("rule", "day", "due"),
    [
        ("request_reply", "2026-03-02", "2026年3月30日 星期一"),
        ("request_reply", "2019-05-14", "2019年6月4日 星期二"),  # 2007年条例，15个工作日
        ("request_correction_notice", "2026-03-02", "2026年3月11日 星期三"),
        ("third_party_opinion", "2026-03-02", "2026年3月23日 星期一"),
        ("request_extension_max", "2026-03-30", "2026年4月28日 星期二"),
        ("review_apply", "2026-03-02", "2026年5月6日 星期三"),  # 5月1日期满，劳动节放假，顺延
        ("suit_file", "2026-03-02", "2026年9月2日 星期三"),
    ],
)
def test_each_rule_from_a_real_day(client: Client, rule: str, day: str, due: str) -> None:
    assert due_on(reckon(client, rule, day)) == due


def test_each_day_is_shown_with_its_number_or_the_name_of_the_holiday(client: Client) -> None:
    rows = rows_of(reckon(client, "request_reply", "2026-02-10"))

    assert rows[0] == ["2026年2月11日", "星期三", "第1个工作日", ""]
    assert rows[3] == ["2026年2月14日", "星期六", "第4个工作日", "春节调休上班"]
    assert ["2026年2月17日", "星期二", "不计入", "春节"] in rows
    assert rows[-1][2] == "第20个工作日"


def test_an_unannounced_year_gives_a_provisional_day(client: Client) -> None:
    response = reckon(client, "request_reply", "2026-12-21")

    assert "暂定日期" in parse(response).get_text()
    assert rows_of(response)[-1][3] == "放假安排未公布"


def test_a_period_that_ends_on_a_holiday_says_where_it_moved(client: Client) -> None:
    text = parse(reckon(client, "review_apply", "2026-03-02")).get_text()

    assert "期满日2026年5月1日是休息日，移到2026年5月6日。" in text


@pytest.mark.parametrize("day", ["", "2026-02-30", "昨天", "1899-01-01", "9999-12-31", "0001-01-01"])
def test_a_bad_day_gets_one_clear_message(client: Client, day: str) -> None:
    response = reckon(client, "request_reply", day)

    assert response.status_code == 422
    said = [words(each) for each in parse(response).select(".gk-field__error")]
    assert said == ["请填写2004年1月1日至2031年12月31日之间的日期，例如2026-03-02。"]


def test_a_day_before_the_law_says_since_when_it_is_in_force(client: Client) -> None:
    response = reckon(client, "fee_payment", "2020-12-31")

    assert response.status_code == 422
    assert "自2021-01-01起施行" in words(parse(response).select_one(".gk-field__error"))


def test_an_unknown_rule_is_refused(client: Client) -> None:
    response = reckon(client, "request_reply_never", "2026-03-02")

    assert response.status_code == 422
    assert "没有这个期限" in words(parse(response).select_one(".gk-field__error"))


def test_every_rule_that_is_offered_can_be_counted_today(client: Client) -> None:
    page = parse(client.get("/deadlines/"))
    offered = [str(option["value"]) for option in page.select("option")]

    assert "request_reply" in offered
    assert "opinion_first" not in offered  # 以小时计算，没有时刻算不出来
    assert len(offered) > len(deadlines.rules()) / 2
    for rule in offered:
        assert reckon(client, rule, "2026-03-12").status_code == 200, rule
