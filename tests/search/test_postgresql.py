"""What only PostgreSQL's engine does: very common words are counted by a part of the rows that have them."""

from datetime import date

import pytest
from django.db import connection

from gongkai.search import postgresql, weighing
from gongkai.search.engine import Document, SearchQuery
from gongkai.search.postgresql import PostgresqlEngine

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the database is not PostgreSQL"),
]
ITEMS = 1_600


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> PostgresqlEngine:
    """An index in which 400 is many and 60 are few."""
    monkeypatch.setattr(postgresql, "MANY", 400)
    monkeypatch.setattr(postgresql, "FEW", 60)
    monkeypatch.setattr(weighing, "_kept", {})
    searching = PostgresqlEngine()
    with searching.writing() as index:
        index.add(map(document, range(1, ITEMS + 1)))
    return searching


def document(number: int) -> Document:
    """Half of them in each year; one in forty a rule, one in ten about training, the newest last."""
    day = date(2024 + number * 2 // (ITEMS + 1), 1, 1)
    kind = "normative_document" if number % 40 == 1 else "other"
    title = "培训补贴通知" if number % 10 == 1 else "通知"
    return Document(number, title, "就业", (), 1, 10 + number % 2, kind, "", day)


def test_of_very_many_the_numbers_are_estimates(engine: PostgresqlEngine) -> None:
    answer = engine.query(SearchQuery("就业"))

    assert answer.about
    assert answer.total == ITEMS
    assert answer.facets["year"] == {"2024": ITEMS // 2, "2025": ITEMS // 2}
    shortest = [number for number in range(ITEMS, 0, -1) if number % 10 != 1]  # the newest of them first
    assert [hit.item_id for hit in answer.hits] == shortest[:10]


def test_by_date_the_newest_are_the_same_however_they_are_counted(engine: PostgresqlEngine) -> None:
    asked = SearchQuery("就业", sort="date", year=2024, columns=(11,))

    hits = [hit.item_id for hit in engine.query(asked).hits]

    assert hits == [number for number in range(ITEMS // 2, 0, -1) if number % 2][:10]


def test_what_is_not_many_is_counted_one_by_one(engine: PostgresqlEngine) -> None:
    answer = engine.query(SearchQuery("培训补贴"))

    assert not answer.about
    assert answer.total == ITEMS // 10


def test_of_very_many_the_few_that_were_chosen_are_counted_one_by_one(engine: PostgresqlEngine) -> None:
    answer = engine.query(SearchQuery("就业", kind="normative_document"))

    assert not answer.about
    assert answer.total == ITEMS // 40
    assert answer.facets["kind"] == {"normative_document": ITEMS // 40, "other": ITEMS - ITEMS // 40}


def test_after_much_was_written_the_rows_are_counted(engine: PostgresqlEngine) -> None:
    with connection.cursor() as cursor:
        assert weighing.documents(cursor) == ITEMS
