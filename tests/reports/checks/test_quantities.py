"""正文中的数：数值、单位、说的是哪一年、谁的数。"""

import pytest

from gongkai.reports.checks.quantities import Quantity, quantities_in, written_number


def only(text: str, year: int = 2025) -> Quantity:
    (quantity,) = quantities_in(text, "一、总体情况", year)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("收到申请34件。", 34, "件"),
        ("访问量１，３６３，５４６人次。", 1363546, "人次"),
        ("累计访问量达5.29亿人次。", 529000000, "人次"),
        ("采购83万元。", 830000, "元"),
        ("出台四项规范性文件。", 4, "项"),
        ("办理二十四件。", 24, "件"),
        ("办理一百零三件。", 103, "件"),
        ("占7.2%。", 7.2, "%"),
        ("按期答复率提高3个百分点。", 3, "个百分点"),
        ("收到申请 3\n4 件。", 34, "件"),
    ],
)
def test_number_and_unit(text: str, value: float, unit: str) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    "text",
    ["2025年1月1日起施行。", "国办公开办函〔2021〕30号。", "12345平台。", "20个工作日内答复。", "第二十条。"],
)
def test_dates_numbers_of_documents_and_time_limits_count_nothing(text: str) -> None:
    assert quantities_in(text) == []


def test_its_place_is_that_of_the_printed_text() -> None:
    text = "本年 收到\n申请 34 件。"

    start, end = only(text).span

    assert text[start:end] == "34 件"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2025年收到申请34件。", "year"),
        ("收到申请34件。", "year"),
        ("2024年收到申请34件。", "before"),
        ("去年收到申请34件。", "before"),
        ("2020年收到申请34件。", "other"),
        ("历年累计公开454条。", "cumulative"),
        ("全年累计公开454条。", "year"),
        ("上年结转申请2件。", "year"),
    ],
)
def test_of_which_time_it_speaks(text: str, time: str) -> None:
    assert only(text).time == time


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("我局收到申请34件。", "own"),
        ("全市收到申请34件。", "region"),
        ("市本级收到申请34件。", "office"),
        ("区政府办代表区政府受理申请17件。", "office"),
        ("局属各单位收到申请34件。", "others"),
    ],
)
def test_whose_number_it_is(text: str, scope: str) -> None:
    assert only(text).scope == scope


@pytest.mark.parametrize(
    ("text", "role", "is_less"),
    [
        ("收到申请34件。", "count", False),
        ("同比增长13.3%。", "growth", False),
        ("比上年下降了2%。", "growth", True),
        ("比上年减少4件。", "difference", True),
        ("占48%。", "share", False),
        ("按期答复率100%。", "rate", False),
    ],
)
def test_what_it_does(text: str, role: str, *, is_less: bool) -> None:
    assert (only(text).role, only(text).is_less) == (role, is_less)


@pytest.mark.parametrize(("text", "number"), [("两", 2), ("十", 10), ("二十", 20), ("三千零五", 3005)])
def test_written_numbers(text: str, number: int) -> None:
    assert written_number(text) == number


def test_about() -> None:
    assert only("公开信息1245余条。").is_about
    assert only("公开信息近1245条。").is_about
    assert not only("公开信息1245条。").is_about
