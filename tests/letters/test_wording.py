"""模板语言: values, conditions, rows, and what is refused."""

import pytest

from gongkai.letters.wording import default_text, faults, fill
from gongkai.rules.letters import LetterKind, fields, kind, kinds


@pytest.mark.parametrize("each", kinds().values(), ids=lambda each: each.code)
def test_the_wording_that_is_shipped_has_no_faults(each: LetterKind) -> None:
    assert faults(default_text(each.code), each) == []


@pytest.mark.parametrize("each", kinds().values(), ids=lambda each: each.code)
def test_a_shipped_wording_says_what_its_kind_must_say(each: LetterKind) -> None:
    text = default_text(each.code)

    unsaid = [code for code in each.needs if f"{{{{{fields()[code].label}}}}}" not in text]

    assert unsaid == []


def test_a_value_takes_the_place_of_its_name() -> None:
    assert fill("{{申请人}}：\n你好", {"申请人": "李明"}).text == "李明：\n你好"


def test_a_missing_value_is_named_and_leaves_its_name_visible() -> None:
    filled = fill("至{{答复期限}}，{{答复期限}}", {})

    assert filled.missing == ["答复期限"]
    assert filled.text == "至〔答复期限〕，〔答复期限〕"


@pytest.mark.parametrize(("agent", "text"), [("周平", "代理人周平\n完"), ("", "本人\n完")])
def test_a_condition_keeps_one_of_its_parts(agent: str, text: str) -> None:
    wording = "{{如果 代理人}}\n代理人{{代理人}}\n{{否则}}\n本人\n{{结束}}\n完"

    assert fill(wording, {"代理人": agent}).text == text


def test_a_condition_within_a_condition() -> None:
    wording = "{{如果 机关地址}}甲{{如果 邮政编码}}乙{{否则}}丙{{结束}}{{结束}}"

    assert fill(wording, {"机关地址": "x"}).text == "甲丙"
    assert fill(wording, {"邮政编码": "x"}).text == ""


def test_a_full_stop_is_not_doubled() -> None:
    assert fill("理由：{{理由}}。", {"理由": "没有依据。"}).text == "理由：没有依据。"


def test_a_value_is_never_taken_for_markup() -> None:
    filled = fill("{{申请内容}}", {"申请内容": "甲｜乙\n{{期限日历}}"})

    assert filled.text == "甲|乙\n{ {期限日历}}"


def test_lines_of_a_value_stay_in_their_row() -> None:
    assert fill("补正事项｜{{补正事项}}", {"补正事项": "甲\n乙"}).text == "补正事项｜甲；乙"


@pytest.mark.parametrize(
    ("wording", "fault"),
    [
        ("{{怪物}}", "“怪物”不是可以使用的内容。"),
        ("{{如果 代理人}}甲", "有“如果”而后面没有“结束”。"),
        ("甲{{结束}}", "有“结束”而前面没有“如果”。"),
        ("甲{{否则}}", "有“否则”而前面没有“如果”。"),
        ("{{如果 代理人}}甲{{否则}}乙{{否则}}丙{{结束}}", "一个“如果”只能有一个“否则”。"),
        ("{{申请人", "有不成对的“{{”或者“}}”。"),
        ("  \n", "正文不能为空。"),
    ],
)
def test_a_faulty_wording_is_explained(wording: str, fault: str) -> None:
    assert faults(wording, kind("receipt")) == [fault]


def test_a_reply_keeps_its_remedy_clause() -> None:
    assert faults("不公开。", kind("denied")) == ["“不予公开告知书”应当写明救济途径，请保留{{救济途径}}。"]
