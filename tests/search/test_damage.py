"""An index that is damaged, missing or just being written: search says so or goes on, and mends itself."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from gongkai.publishing.models import InformationItem
from gongkai.search.embedded import EmbeddedEngine
from gongkai.search.engine import Document, SearchQuery, SearchUnavailable, engine
from gongkai.search.finding import find
from gongkai.search.indexing import is_complete, rebuild_index, update_index
from tests.factories import make_item

DAY = date(2025, 3, 10)
ROUNDS = 30


def document(item_id: int) -> Document:
    text = "就业补贴 失业保险 申领材料" * 20
    return Document(item_id, f"补贴办法第{item_id}号", text, (), 1, 10, "other", "", DAY)


def put(to: EmbeddedEngine, *item_ids: int) -> None:
    with to.writing() as index:
        index.add(map(document, item_ids))


def files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of an index by which a query is answered."""
    for kind in ("*.idx", "*.term", "*.fast", "*.store", "*.pos", "*.fieldnorm", "meta.json"):
        yield from folder.rglob(kind)


def turned(content: bytes) -> bytes:
    return bytes(255 - byte for byte in content)


@pytest.mark.parametrize("harm", [turned, lambda content: content[: len(content) // 2], lambda content: b""])
def test_a_damaged_index_answers_or_says_what_to_do(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    put(EmbeddedEngine(tmp_path), *range(1, 20))
    told = 0
    for file in list(files_of(tmp_path)):
        sound = file.read_bytes()
        file.write_bytes(harm(sound))
        try:
            EmbeddedEngine(tmp_path).query(SearchQuery("补贴 “申领材料”", holding_on=DAY))
        except SearchUnavailable as error:
            told += "gongkai rebuild-search" in str(error)
        file.write_bytes(sound)

    assert told > 0
    assert EmbeddedEngine(tmp_path).query(SearchQuery("补贴")).total == 19


def test_an_engine_that_met_damage_answers_when_it_was_mended(tmp_path: Path) -> None:
    searching = EmbeddedEngine(tmp_path)
    put(searching, 1, 2)
    meta = next(tmp_path.rglob("meta.json"))
    meta.write_text("{")
    with pytest.raises(SearchUnavailable):
        searching.query(SearchQuery("补贴"))

    other = EmbeddedEngine(tmp_path)  # another process
    other.start_anew()
    put(other, 1, 2, 3)

    assert searching.query(SearchQuery("补贴")).total == 3


def test_while_it_is_written_every_question_is_answered_whole(tmp_path: Path) -> None:
    searching, writing = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path)
    put(writing, 0)
    totals: list[int] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            totals.append(searching.query(SearchQuery("补贴")).total)

    asking = threading.Thread(target=ask)
    asking.start()
    for number in range(1, ROUNDS):
        put(writing, number)
    with writing.writing() as index:  # a rebuild: everything out and in again
        index.clear()
        index.add(map(document, range(ROUNDS)))
    done.set()
    asking.join(timeout=30)

    assert totals == sorted(totals)
    assert totals[0] >= 1
    assert searching.query(SearchQuery("补贴")).total == ROUNDS


@pytest.fixture
def damaged() -> InformationItem:
    item = make_item(title="稳岗返还办法", published_on=DAY)
    rebuild_index()
    for file in files_of(Path(settings.SEARCH_INDEX_DIR)):
        file.write_bytes(b"")
    return item


@pytest.mark.django_db
def test_the_next_publication_mends_a_damaged_index(damaged: InformationItem) -> None:
    newer = make_item(title="稳岗返还通知", published_on=DAY)

    update_index([newer.pk])

    assert is_complete()
    assert {found.item for found in find(SearchQuery("稳岗返还")).found} == {damaged, newer}


@pytest.mark.django_db
def test_with_a_damaged_index_the_portal_answers_and_search_says_why_not(
    client: Client, damaged: InformationItem
) -> None:
    page = client.get("/search/?q=稳岗返还")

    assert page.status_code == 200
    assert "检索暂时不能使用" in page.content.decode()
    assert client.get(f"/i/{damaged.pk}.html").status_code == 200
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_without_an_index_nobody_is_told_that_nothing_was_found(client: Client) -> None:
    make_item(title="稳岗返还办法", published_on=DAY)
    engine().start_anew()

    page = client.get("/search/?q=稳岗返还").content.decode()

    assert "没有找到" not in page
    assert "检索暂时不能使用" in page
