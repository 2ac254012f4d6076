"""Search over the large collection: what is found, how fast, how soon, how large; Wagtail's own beside it."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate
from modelsearch.backends import get_search_backend

from bench.judged import DEEP, SOURCE, Judged, judged
from bench.models import IndexedItem
from gongkai.documents.citing import items
from gongkai.documents.models import NormativeDocument
from gongkai.publishing.models import InformationItem
from gongkai.search.engine import SearchQuery, engine
from gongkai.search.finding import find
from gongkai.search.indexing import BATCH, documents_of, rebuild_index, update_index

COMMON = (
    *("失业保险", "养老保险 转移", "公开招聘 面试 公告", "补贴性培训", "行政处罚", "高新区 招聘会", "社保"),
    *("创业担保贷款", "职称评审", "工资集体协商", "第77号", "农民工工资专用账户", "稳岗返还", "“职业技能”"),
)
ROUNDS = 5
COLLECTIONS = {
    "judged": "judged questions",
    "spoken": "questions in citizens' words, by which search was developed",
    "spoken_fresh": "questions in citizens' words, asked once at the end",
}
BUILT_WITHIN = 1_200  # seconds that Wagtail's index may take
PUBLISHED = 20  # items that are changed and looked for
Line = tuple[str, str, str]
Keys = dict[int, str]  # by item, the key under which the judged ones are known


def measure(count: int) -> Iterator[Line]:
    """Ask every judged and every common question of each engine there is, then of Wagtail's backend."""
    engines = ["tantivy", *(["postgresql"] if connection.vendor == "postgresql" else [])]
    keys = {
        pk: source.removeprefix(SOURCE)
        for pk, source in InformationItem.objects.filter(source_id__startswith=SOURCE).values_list(
            "pk", "source_id"
        )
    }
    for name in engines:
        settings.GONGKAI_SEARCH = name
        yield from _measure_engine(name, count, keys)
    yield _sweep(count)
    yield from _measure_wagtail(count, keys)


def _sweep(count: int) -> Line:
    """Look for every item that names the number of a document, as its repeal does."""
    body = InformationItem.objects.earliest("pk").body
    started = time.perf_counter()
    found = list(items(NormativeDocument(body=body, doc_no="测人社规〔2019〕3号")))
    numbers = f"{time.perf_counter() - started:.1f} s, {len(found)} found"
    return f"items of {count:,} that name the number of a repealed document", numbers, "–"


def _measure_engine(name: str, count: int, keys: Keys) -> Iterator[Line]:
    started = time.perf_counter()
    rebuild_index()
    built = time.perf_counter() - started
    yield f"{name}, {count:,} items: index built", f"{built:.0f} s, {_megabytes(name):.0f} MB", "–"
    for asked in COLLECTIONS:
        yield _quality(name, asked, lambda one: _found(one, keys))
    queries = {what: [_query(each) for each in judged(what)] for what in ("judged", "spoken")}
    for what, some in (queries | {"common": _common()}).items():
        yield from _measure_speed(f"{name}, {len(some)} {what} questions", some)
    yield _speed(f"{name}, from publishing to found, beside the pause of the worker", list(_until_found()))


def _measure_speed(what: str, queries: list[SearchQuery]) -> Iterator[Line]:
    """Ask everything several times; the processor's time is of program and database, whoever else runs."""
    engines, pages, processor = [], [], []
    of_database = _clock_of_database()
    for query in queries * ROUNDS:
        begun, worked, started = time.process_time(), of_database(), time.perf_counter()
        engines.append(find(query.with_()).ms)  # a new one, whose words were not taken apart before
        pages.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - begun + of_database() - worked) * 1000)
    yield _speed(f"{what} with facets, the engine's part", engines)
    yield _speed(f"{what} as the page asks them: put right, with passages", pages)
    yield _speed(f"{what} as the page asks them, processor time of program and database", processor)


def _clock_of_database() -> Callable[[], float]:
    """Return what tells the seconds that the server's process has worked for us; SQLite works in our own."""
    if connection.vendor != "postgresql":
        return float
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        clock = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: int(clock.read_text().split()[0]) / 1e9


def _quality(name: str, collection: str, ask: Callable[[Judged], list[str]]) -> Line:
    """Return recall and rank over all questions, and the kinds that lack something."""
    recalls: dict[str, list[float]] = defaultdict(list)
    ranks, missed = [], []
    for asked in judged(collection):
        found = ask(asked)
        recalls[asked.kind].append(asked.recall(found))
        ranks.append(asked.reciprocal_rank(found))
        if recalls[asked.kind][-1] < 1:
            missed.append(asked.text)
    every = [recall for each in recalls.values() for recall in each]
    mean, rank = fmean(every), fmean(ranks)
    print(name, "misses", *missed, sep=" | ")  # noqa: T201
    said = (
        "" if len(recalls) == 1 else ", ".join(f"{kind} {fmean(each):.2f}" for kind, each in recalls.items())
    )
    numbers = f"recall {mean:.3f}, MRR {rank:.3f}{'; by kind: ' if said else ''}{said}"
    return f"{name}, {len(every)} {COLLECTIONS[collection]}: recall@{DEEP}", numbers, f"{mean:.3f}"


def _query(asked: Judged) -> SearchQuery:
    query = SearchQuery(asked.text, **asked.narrow)
    ended = query.validity or query.question.is_number
    return query if ended else query.with_(holding_on=localdate())


def _common() -> list[SearchQuery]:
    return [SearchQuery(text, holding_on=localdate()) for text in COMMON]


def _found(asked: Judged, keys: Keys) -> list[str]:
    return [keys.get(found.item.pk, "") for found in find(_query(asked)).found]


def _until_found() -> Iterator[float]:
    """Yield the milliseconds from a changed item to its being found by its new title."""
    pks = InformationItem.objects.live().order_by("pk").values_list("pk", flat=True)[:PUBLISHED]
    for number, pk in enumerate(list(pks)):
        InformationItem.objects.filter(pk=pk).update(title=f"新发布的信息 xinfabu{number:03d}")
        yield _timed(lambda pk=pk, number=number: _publish(pk, f"xinfabu{number:03d}"))  # type: ignore[misc]


def _publish(pk: int, word: str) -> None:
    update_index([pk])
    if [hit.item_id for hit in engine().query(SearchQuery(word)).hits] != [pk]:
        raise RuntimeError(f"{word} is not found")


def _megabytes(name: str) -> float:
    if name == "tantivy":
        files = Path(settings.SEARCH_INDEX_DIR).rglob("*")
        return sum(file.stat().st_size for file in files if file.is_file()) / 1e6
    return _relation("search_searchdocument")


def _relation(table: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s)", [table])
        return float(cursor.fetchone()[0]) / 1e6


def _measure_wagtail(count: int, keys: Keys) -> Iterator[Line]:
    """Index the same texts by Wagtail's default backend and ask it the same."""
    is_kept = IndexedItem._meta.db_table in connection.introspection.table_names()
    with connection.schema_editor() as editor:
        if is_kept:  # of a measurement before, in a home that is used again
            editor.delete_model(IndexedItem)
        editor.create_model(IndexedItem)
    _copy()
    backend = get_search_backend()
    seconds, indexed = _build(backend.get_index_for_model(IndexedItem))
    name = f"Wagtail's default backend on {connection.vendor}"
    yield f"{name}, {indexed:,} of {count:,} items: index built in bulk", f"{seconds:.0f} s", "–"
    times: list[float] = []

    def ask(asked: Judged) -> list[str]:
        items = IndexedItem.objects.filter(**asked.narrow)
        started = time.perf_counter()
        found = [row.pk for row in backend.search(asked.text, items)[:DEEP]]
        times.append((time.perf_counter() - started) * 1000)
        return [keys.get(pk, "") for pk in found]

    yield _quality(name, "judged", ask)
    yield _speed(f"{name}, judged questions without facets", times)
    for collection in ("spoken", "spoken_fresh"):
        yield _quality(name, collection, ask)


def _build(index: Any) -> tuple[float, int]:
    """
    Index the items as Wagtail's own rebuilding does: the length of titles is reckoned once, at the end.

    Judged items were put in last, so they go first: what is left out when time is up is none of them.

    :return: the seconds it took, and how many items were indexed
    """
    started, done = time.perf_counter(), 0
    index._refresh_title_norms = lambda **_: None  # after each batch otherwise, over the whole table
    keys = list(IndexedItem.objects.order_by("-pk").values_list("pk", flat=True))
    while done < len(keys) and time.perf_counter() - started < BUILT_WITHIN:
        batch = keys[done : done + BATCH]
        index.add_items(IndexedItem, list(IndexedItem.objects.filter(pk__in=batch)))
        done += len(batch)
    del index._refresh_title_norms
    index._refresh_title_norms(full=True)
    return time.perf_counter() - started, done


def _copy() -> None:
    pks = list(InformationItem.objects.live().order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), BATCH):
        IndexedItem.objects.bulk_create(
            IndexedItem(
                pk=document.item_id,
                title=document.title,
                text=document.text,
                doc_no=" ".join(document.numbers),
                year=document.published_on.year,
                kind=document.kind,
                validity=document.validity,
                topic=document.topic,
            )
            for document in documents_of(pks[first : first + BATCH])
        )


def _speed(what: str, times: Iterable[float]) -> Line:
    sorted_times = sorted(times)
    p50, p95 = sorted_times[len(sorted_times) // 2], sorted_times[int(len(sorted_times) * 0.95)]
    return what, f"p50 {p50:.2f} ms, p95 {p95:.2f} ms", f"{p95 / max(p50, 0.001):.1f} ×"


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
