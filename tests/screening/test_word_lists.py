"""A list of wrong words comes in as a table; what is wrong with it is named row by row."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import Workbook

from gongkai.rules.lexicon import shipped_lexicon
from gongkai.screening.checking import screen
from gongkai.screening.materials import Material
from gongkai.screening.reading import open_file
from gongkai.screening.setting import Setting
from gongkai.screening.word_lists import HEADS, LIMIT, Reading, kept_lexicon, read_table
from tests.screening.test_masking import TODAY

NAMES = tuple(HEADS.values())


def read(*rows: dict[str, str], heads: tuple[str, ...] = NAMES) -> Reading:
    written = StringIO()
    table = csv.DictWriter(written, heads)
    table.writeheader()
    table.writerows({HEADS[name]: value for name, value in row.items()} for row in rows)
    return read_table(open_file(written.getvalue().encode(), "词库.csv").material, "本局词库", "1")


def found_in(text: str, reading: Reading) -> list[str]:
    material = Material("测试")
    material.add(text, "body:1")
    setting = Setting(TODAY.today, lexicons=(kept_lexicon(reading.content),))
    return [hit.found for hit in screen(material, setting)]


def test_words_of_an_office_are_found_with_what_is_right():
    reading = read({"wrong": "就业办；就业局", "right": "就业服务中心", "severity": "禁止发布"})

    assert reading.errors == []
    assert found_in("请到就业局领取", reading) == ["就业局"]


def test_a_sheet_is_read_as_well():
    book, written = Workbook(), BytesIO()
    book.active.append(["正确写法", "错误写法"])
    book.active.append(["账户", "帐户"])
    book.save(written)

    reading = read_table(open_file(written.getvalue(), "词库.xlsx").material, "本局词库", "1")

    assert [entry["wrong"] for entry in reading.content["words"]] == [["帐户"]]


def test_a_word_counts_by_what_stands_around_it():
    reading = read(
        {
            "wrong": "联办",
            "right": "联席会议办公室",
            "context": "领导；召开",
            "unless": "联办企业",
            "hits": "召开联办会议",
        }
    )

    assert found_in("联办负责", reading) == []
    assert found_in("召开联办会议", reading) == ["联办"]
    assert found_in("领导走访联办企业", reading) == []


def test_plain_words_are_no_patterns():
    reading = read({"wrong": "甲乙", "right": "乙甲", "unless": "(.*)*$"})

    assert found_in("甲乙", reading) == ["甲乙"]


def test_a_word_wrong_from_a_day_is_right_before_it():
    reading = read({"wrong": "社保局", "right": "社保中心", "since": "2027-01-01"})

    assert reading.errors == []
    assert found_in("社保局", reading) == []


WRONG = [
    ({"wrong": "甲乙"}, "都要填写"),
    ({"wrong": "甲", "right": "乙"}, "2至60个字"),
    ({"wrong": "甲乙", "right": "乙甲", "severity": "严重"}, "严重程度只能是"),
    ({"wrong": "甲乙", "right": "乙甲", "since": "明年"}, "起用日期"),
    ({"wrong": "甲乙", "right": "乙甲", "hits": "丙丁"}, "没有发现应当发现的句子：丙丁"),
    ({"wrong": "甲乙", "right": "甲乙丙"}, "误报了不应发现的句子：甲乙丙"),
]


@pytest.mark.parametrize(("row", "said"), WRONG)
def test_what_is_wrong_stands_with_its_row(row, said):
    reading = read({"wrong": "帐户", "right": "账户"}, row)

    [(number, what)] = reading.errors
    assert number == 3
    assert said in what


def test_a_longer_word_that_hides_a_shorter_one_is_named():
    reading = read({"wrong": "甲乙", "right": "丙", "hits": "甲乙丁"}, {"wrong": "甲乙丁", "right": "戊"})

    assert reading.errors == [(2, "没有发现应当发现的句子：甲乙丁")]


def test_a_table_without_the_columns_says_which_are_missing():
    reading = read(heads=("错词", "对词"))

    assert "“错误写法”和“正确写法”" in reading.errors[0][1]


def test_an_empty_table_and_one_too_long_are_refused():
    assert read().errors == [(2, "没有词条")]
    assert f"最多{LIMIT}条" in read(*[{"wrong": "甲乙", "right": "丙"}] * (LIMIT + 1)).errors[0][1]


def test_an_own_kind_is_kept_by_its_name():
    reading = read({"wrong": "甲乙", "right": "丙", "kind": "本地地名"}, {"wrong": "丁戊", "right": "丙"})

    assert kept_lexicon(reading.content).kinds["本地地名"] == "本地地名"
    assert kept_lexicon(reading.content).kinds["own"] == "本单位词条"


def test_an_entry_is_named_by_its_word_or_its_pattern():
    lexicon = shipped_lexicon()
    by_pattern = next(entry for entry in lexicon.entries if entry.pattern)

    assert lexicon.entries[0].name == lexicon.entries[0].words[0]
    assert by_pattern.name == by_pattern.pattern.pattern
    assert by_pattern not in lexicon.without({by_pattern.name}).entries
