"""The same folding and cutting for what is indexed and what is asked."""

import pytest

from gongkai.search.asking import question_of
from gongkai.search.numbers import key_of, keys_of
from gongkai.search.tokens import fold, fold_in_place, letters_of, words_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ１２", "abc12"),
        ("資訊公開", "资讯公开"),
        ("怎么", "怎么"),  # 么 is simplified already, and not the 幺 of its traditional reading
        ("（试行）", " 试行 "),
        ("№７—８", "no7 8"),
    ],
)
def test_one_form_for_each_character(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_folding_in_place_keeps_every_place() -> None:
    text = "㈠“稳岗”№５…資訊"

    assert len(fold_in_place(text)) == len(text)
    assert fold_in_place(text)[2:4] == "稳岗"


def test_long_words_are_indexed_with_the_words_in_them() -> None:
    assert {"政府信息公开", "政府", "信息", "公开"} <= set(words_of("《政府信息公开条例》"))


def test_numbers_in_any_brackets_are_the_same() -> None:
    forms = (
        "海人社发〔2025〕12号",
        "海人社发[2025]12号",
        "海人社发（２０２５）12号",
        " 海人社发【2025】 12号",
    )

    assert {key_of(form) for form in forms} == {"海人社发 2025 12号"}


def test_a_number_is_kept_under_all_that_people_remember_of_it() -> None:
    assert keys_of("海人社发〔2025〕12号") == (
        *("海人社发 2025 12号", "海人社发 2025 12", "人社发 2025 12", "社发 2025 12"),
        "2025 12",
    )
    assert keys_of("11320900000000002W/2025-00001") == ("11320900000000002w 2025 00001",)


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "海人社发〔2025〕12号",
            "海人社发[2025]第12号",
            "海人社发（２０２５） 12 号",
            "海人社发【2025】012号",
        ),
        *("海人社发［2025］12号", "海人社发2025年第12号", "海人社发 2025 12", "请问海人社发()2025()12号文件"),
    ],
)
def test_a_number_is_understood_in_any_writing(asked: str) -> None:
    question = question_of(asked)

    assert "海人社发 2025 12" in question.numbers
    assert question.is_number


@pytest.mark.parametrize(
    "asked", ["海人社发〔2025〕12号的解读", "2025年失业保险", "第77号", "12333", "稳岗返还"]
)
def test_what_asks_for_more_than_a_number_is_no_number(asked: str) -> None:
    assert not question_of(asked).is_number


def test_letters_are_single_characters_and_whole_numbers() -> None:
    assert letters_of("第12333号GB/T") == ["第", "12333", "号", "gb", "t"]


def test_a_long_word_needs_its_parts_and_counts_more_as_a_whole() -> None:
    [term] = question_of("失业保险").terms

    assert term.alternatives == (("失业", "保险"),)
    assert term.whole == "失业保险"


def test_words_that_ask_are_left_out() -> None:
    asked = question_of("怎么办理社保卡？")

    assert [term.alternatives[0] for term in asked.terms] == [("办理",), ("社保卡",)]
    assert question_of("怎么").terms  # nothing else was asked


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("送外卖受伤有没有保障", ["送外卖", "受伤", "保障"]),
        ("请问月嫂要什么证", ["月嫂", "证"]),
        ("台风天不上班扣钱吗", ["台风", "天", "上班", "扣钱"]),
        ("失业金在外地还能领吗", ["失业金", "外地"]),
    ],
)
def test_of_what_people_say_the_telling_words_are_left(asked: str, words: list[str]) -> None:
    question = question_of(asked)

    assert [term.text for term in question.terms] == words
    assert question.is_spoken


def test_who_writes_words_for_a_search_does_not_talk() -> None:
    assert not question_of("失业保险金的申领").is_spoken


def test_how_much_is_no_number_that_was_asked_for() -> None:
    question = question_of("2025年满50岁、“连续工龄”交15年")

    needed = [term.text for term in question.terms if question.is_needed(term)]
    assert needed == ["连续工龄", "2025"]


def test_quoted_passages_are_phrases_in_any_quotes() -> None:
    for asked in ('"信息公开条例"', "“信息公开条例”", "「信息公开条例」"):
        [term] = question_of(asked).terms
        assert term.phrase == tuple("信息公开条例")


def test_a_long_question_is_cut_off() -> None:
    assert len(question_of("就业、" * 10_000).terms) == 1
