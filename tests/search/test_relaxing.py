"""含有部分词: what weighs how much when nothing has all the words."""

from collections.abc import Sequence

from gongkai.search.asking import question_of
from gongkai.search.relaxing import NEAR, WAYS, Plan, Way, near, plan

ITEMS = {"尘肺": 2, "申领": 400, "材料": 900, "教师": 300, "讲学": 1, "12": 3}


def planned(asked: str, items: dict[str, int] | None = None) -> Plan:
    def count(ways: Sequence[Way]) -> list[int]:
        return [min((items or ITEMS).get(word, 0) for word in way.words or ("",)) for way in ways]

    return plan(question_of(asked), count, 1_000)


def weight(of: Plan, word: str) -> float:
    return next(each.weight for each in of.weighed if word in each.way.words)


def test_the_fewer_have_a_word_the_more_it_weighs() -> None:
    made = planned("申领 尘肺 材料")

    assert weight(made, "尘肺") > weight(made, "申领") > weight(made, "材料") > 0


def test_words_that_nothing_has_are_left_out_and_named() -> None:
    made = planned("尘肺 飞船")

    assert made.unknown == ("飞船",)
    assert len(made.terms) == 1


def test_a_single_character_is_left_out_without_a_word() -> None:
    assert planned("尘肺 赔").unknown == ()


def test_without_a_known_word_there_is_nothing_to_look_for() -> None:
    assert planned("飞船 航线").weighed == ()


def test_a_number_that_nothing_has_ends_it() -> None:
    assert planned("尘肺 13").weighed == ()
    assert planned("尘肺 12").needed == {1}


def test_another_word_weighs_less_than_the_word_itself() -> None:
    made = planned("教师 老师", {"教师": 300, "老师": 300})

    own, other = (each.weight for each in made.weighed if each.way.words == ("教师",))
    assert own > other


def test_a_rare_one_among_wider_words_does_not_weigh_like_a_rare_word() -> None:
    made = planned("老师 尘肺")

    assert weight(made, "尘肺") > weight(made, "讲学") > weight(made, "教师")


def test_of_many_ways_to_say_a_word_the_heaviest_are_weighed() -> None:
    made = planned("钱", dict.fromkeys(("补贴", "补助", "资金", "经费", "津贴", "待遇", "费用"), 9))

    assert len(made.weighed) == WAYS


def test_what_weighs_less_than_half_of_the_best_is_not_shown() -> None:
    assert near([(8.0, 1), (4.0, 2), (3.9, 3)]) == [(8.0, 1), (4.0, 2)]
    assert near([]) == []


def test_common_words_are_told_apart_from_those_that_tell() -> None:
    made = planned("尘肺 申领 材料", {"尘肺": 1, "申领": 900, "材料": 900})

    heavy, rest = made.apart()

    assert [each.way.words for each in heavy] == [("尘肺",)]
    assert rest < NEAR * weight(made, "尘肺")
    assert rest >= weight(made, "申领") + weight(made, "材料")


def test_of_words_that_tell_alike_none_is_told_apart() -> None:
    made = planned("申领 材料", {"申领": 400, "材料": 400})

    heavy, rest = made.apart()

    assert len(heavy) == len(made.weighed)
    assert rest == 0
