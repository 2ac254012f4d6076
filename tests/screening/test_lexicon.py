"""Each entry of the lexicon proves itself by its own sentences."""

from datetime import date

import pytest

from gongkai.rules.lexicon import Entry, read_lexicon, shipped_lexicon
from gongkai.rules.tables import BadRuleFile
from gongkai.screening.checking import screen
from gongkai.screening.hits import Kind
from gongkai.screening.materials import Material
from gongkai.screening.setting import Setting

ENTRIES = shipped_lexicon().entries


def found_in(text: str) -> list[str]:
    material = Material("测试")
    material.add(text, "body:1")
    hits = screen(material, Setting(date(2026, 1, 1)))
    return [hit.suggestion for hit in hits if hit.kind is Kind.WRONG_WORD]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.right)
def test_an_entry_finds_its_own_sentences_and_leaves_the_right_ones(entry: Entry) -> None:
    for sentence in entry.hits:
        rights = (entry.right, *(entry.right_for(word) for word in entry.words))
        assert {f"应为：{right}" for right in rights} & {*found_in(sentence)}
    for sentence in entry.misses:
        assert found_in(sentence) == []


def test_a_name_of_the_past_is_wrong_from_its_day() -> None:
    (renamed,) = [entry for entry in ENTRIES if "信访条例" in entry.words]

    assert renamed.since == date(2022, 5, 1)


def test_each_word_is_told_what_is_right_for_it() -> None:
    assert found_in("请查询帐户和台帐") == ["应为：账户", "应为：台账"]


DAMAGED = [
    ("wrong = [", "无法读取"),
    ('right = "甲"\nkind = "slip"\nseverity = "warn"\nhits = ["乙"]', "wrong"),
    ('wrong = ["乙"]\nright = "甲"\nkind = "slip"\nseverity = "warn"\nhits = []', "hits"),
    ('wrong = ["乙"]\nright = "甲"\nkind = "odd"\nseverity = "warn"\nhits = ["乙"]', "odd"),
    ('wrong = ["乙"]\nright = "甲"\nkind = "slip"\nseverity = "grave"\nhits = ["乙"]', "grave"),
    ('wrong = ["乙"]\nright = "甲"\nkind = "slip"\nseverity = "warn"\nunless = "("\nhits = ["乙"]', "正则"),
]


@pytest.mark.parametrize(("entry", "word"), DAMAGED)
def test_a_damaged_list_is_refused_with_its_place(entry: str, word: str) -> None:
    text = f'title = "本局词库"\nversion = "1"\nkinds = {{slip = "错别字"}}\n[[words]]\n{entry}\n'
    if "misses" not in text:
        text += "misses = []\n"

    with pytest.raises(BadRuleFile, match=word):
        read_lexicon(text, "本局词库.toml")
