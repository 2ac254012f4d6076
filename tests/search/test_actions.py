"""检索情况: what was not found is counted without anybody's data, and goes in time; own synonyms are kept."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.rules.roles import Role
from gongkai.search.actions import add_synonym, drop_old_misses, note_miss, remove_synonym
from gongkai.search.errors import NoSynonym, SynonymExists, SynonymGone
from gongkai.search.models import BodySynonym, SearchMiss
from tests.factories import make_body, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
NOW = datetime(2026, 3, 9, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def kept() -> list[tuple[str, int]]:
    return list(SearchMiss.objects.order_by("text").values_list("text", "count"))


def test_searches_are_counted_by_their_folded_words_and_the_day() -> None:
    body = make_body()

    for text in ("生育 登记", "  生育　登记！", "生育登記"):
        note_miss(body, text, on=TODAY)
    note_miss(body, "生育 登记", on=date(2026, 3, 10))

    assert kept() == [("生育 登记", 2), ("生育 登记", 1), ("生育登记", 1)]
    days = SearchMiss.objects.of(body).between(TODAY, TODAY).by_text()
    assert [(row["text"], row["times"]) for row in days] == [("生育 登记", 2), ("生育登记", 1)]


@pytest.mark.parametrize(
    "text",
    [
        *("110101199003078515", "张伟 13812345678", "zhang@example.com", "京A12345 违章"),
        *("陈晓琳", "陈晓琳 低保", "12345678", "禁", ""),
    ],
)
def test_what_may_be_about_a_person_is_not_kept(text: str) -> None:
    note_miss(make_body(), text, on=TODAY)

    assert kept() == []


@pytest.mark.parametrize("text", ["婚姻登记", "海人社发〔2025〕12号", "高温补贴 2025", "量子"])
def test_what_is_about_nobody_is_kept(text: str) -> None:
    note_miss(make_body(), text, on=TODAY)

    assert len(kept()) == 1


def test_the_notes_go_after_a_year() -> None:
    body = make_body()
    note_miss(body, "婚姻登记", on=date(2025, 3, 8))
    note_miss(body, "落户", on=date(2025, 3, 9))

    assert drop_old_misses(on=TODAY) == ["婚姻登记"]
    assert kept() == [("落户", 1)]


def test_there_are_not_more_different_ones_a_day_than_people_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.search.actions.DIFFERENT", 1)
    body = make_body()

    for text in ("婚姻登记", "落户", "婚姻登记"):
        note_miss(body, text, on=TODAY)

    assert kept() == [("婚姻登记", 2)]


@given(text=st.text(max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_was_searched_for_breaks_it(text: str) -> None:
    body = make_body()

    note_miss(body, text, on=TODAY)

    assert all(len(said) <= 50 for said, _ in kept())


def test_a_synonym_is_in_use_until_it_is_taken_out_and_its_row_stays() -> None:
    body, officer = make_body(), make_user(role=Role.INFORMATION_OFFICER)
    own = BodySynonym.objects.of(body)

    synonym = add_synonym(
        body, word=" 阳光驿站", others=["零工市场", "零工市场", "阳光驿站"], by=officer, on=TODAY, at=NOW
    )
    assert own.in_use().as_pairs() == (("阳光驿站", ("零工市场",)),)

    gone = remove_synonym(synonym, by=officer, on=TODAY)
    assert own.in_use().as_pairs() == ()
    assert (gone.removed_by, gone.removed_on) == (officer, TODAY)
    with pytest.raises(SynonymGone):
        remove_synonym(synonym, by=officer, on=TODAY)
    add_synonym(body, word="阳光驿站", others=["零工市场"], by=officer, on=TODAY, at=NOW)


def test_a_word_has_its_synonyms_once() -> None:
    body, officer = make_body(), make_user(role=Role.INFORMATION_OFFICER)
    add_synonym(body, word="阳光驿站", others=["零工市场"], by=officer, on=TODAY, at=NOW)

    with pytest.raises(SynonymExists, match="已经有同义词"):
        add_synonym(body, word="陽光驛站", others=["市场"], by=officer, on=TODAY, at=NOW)


@pytest.mark.parametrize(
    ("word", "others"), [("", ["甲"]), ("市场", []), ("市场", ["市 场", "！"]), ("甲", ["乙"])]
)
def test_a_synonym_says_something(word: str, others: list[str]) -> None:
    with pytest.raises(NoSynonym):
        add_synonym(make_body(), word=word, others=others, by=make_user(), on=TODAY, at=NOW)
