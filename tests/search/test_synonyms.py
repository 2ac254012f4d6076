"""同义词: each entry proves itself; what a body adds goes before; who wants the words alone gets these."""

from dataclasses import replace

import pytest

from gongkai.rules.tables import BadRuleFile
from gongkai.search import synonyms
from gongkai.search.asking import Question, Term, question_of
from gongkai.search.synonyms import entries, shipped_synonyms
from gongkai.search.tokens import letters_of, words_of


def finds(question: Question, title: str) -> bool:
    words, letters = set(words_of(title)), f" {' '.join(letters_of(title))} "

    def is_there(term: Term) -> bool:
        if term.phrase and f" {' '.join(term.phrase)} " in letters:
            return True
        return any(set(alternative) <= words for alternative in term.alternatives)

    return all(map(is_there, question.terms))


def with_wider(question: Question) -> Question:
    """The question as it is asked when nothing has all the words."""
    terms = (replace(term, alternatives=term.alternatives + term.wider) for term in question.terms)
    return replace(question, terms=tuple(terms))


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.words[0])
def test_each_word_finds_what_it_should_and_nothing_else(entry: synonyms.Entry) -> None:
    for word in entry.words:
        question = question_of(word)
        if entry.is_wider:
            assert [term.text for term in question.terms if term.wider] == [synonyms.key(word)]
            question = with_wider(question)
        else:
            assert [added for added, _ in question.added] == [synonyms.key(word)]
        assert [title for title in entry.finds if not finds(question, title)] == []
        assert [title for title in entry.spares if finds(question, title)] == []


def test_wider_words_are_kept_for_when_nothing_has_all() -> None:
    question = question_of("外地")

    assert question.added == ()
    assert not finds(question, "跨省通办服务网点")
    assert finds(with_wider(question), "跨省通办服务网点")
    assert not finds(with_wider(question_of("外地", literal=True)), "跨省通办服务网点")


def test_the_list_is_long_enough_for_everyday_speech() -> None:
    assert len({word for entry in entries() for word in entry.words}) > 600


def test_no_word_is_its_own_synonym() -> None:
    assert [word for word, others in shipped_synonyms().items() if others == (word,)] == []


def test_the_question_says_what_was_added() -> None:
    assert question_of("怎么领失业金？").added == (("失业金", ("失业保险金",)),)
    assert question_of("失业金", literal=True).added == ()


def test_a_body_calls_things_by_its_own_names() -> None:
    own = {"阳光驿站": ("零工市场",)}

    question = question_of("阳光驿站在哪里", own=own)

    assert question.added == (("阳光驿站", ("零工市场",)),)
    assert finds(question, "零工市场开放公告")
    assert finds(question, "阳光驿站揭牌")
    assert not finds(question, "阳光照进驿站")


def test_a_word_is_not_found_across_the_border_of_two_others() -> None:
    assert question_of("第三公司招聘").added == ()


def test_a_damaged_entry_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    file = synonyms.FILE.parent.joinpath("words.toml")  # a file in another form
    monkeypatch.setattr(synonyms, "FILE", file)
    entries.cache_clear()
    try:
        with pytest.raises(BadRuleFile, match="不认识的字段"):
            entries()
    finally:
        monkeypatch.undo()
        entries.cache_clear()
