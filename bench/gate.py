"""The check before publication: how much of what is planted it finds, and how long a document takes."""

import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from django.utils.timezone import localdate

from bench import corpus
from gongkai.bodies.models import Body
from gongkai.publishing.circumstances import setting_of
from gongkai.publishing.incoming.checking import RowReader
from gongkai.publishing.incoming.looked import look_into
from gongkai.publishing.incoming.rows import read_rows
from gongkai.screening.hits import Kind
from tests.screening.cases.collection import CHECKED, KINDS, Score, collection, rates, scores
from tests.screening.cases.heldout.writing import read

SEED = 2026
PLAIN = 500  # items without files that are looked into
Line = tuple[str, str, str]


def measure(body: Body, home: Path) -> Iterator[Line]:
    """Look into each collection of documents, then into items as an import does."""
    for name in ("first", "second", "final"):
        documents = collection(SEED, KINDS if name == "first" else read(name))
        started = time.perf_counter()
        counted = scores(documents)
        each = (time.perf_counter() - started) / len(documents)
        yield from _lines(f"{name} collection, {len(documents)} documents", counted)
        yield f"{name} collection, a document of any format", f"{each * 1000:.1f} ms", "–"
    yield _plain(body, home / "gate.jsonl", localdate())


def _lines(what: str, counted: dict[Kind, Score]) -> Iterator[Line]:
    """Return recall and precision of what has check digits, and of the rest."""
    parts = {
        "with check digits": {kind: score for kind, score in counted.items() if kind in CHECKED},
        "the rest": {kind: score for kind, score in counted.items() if kind not in CHECKED},
    }
    for which, scored in parts.items():
        recall, precision = rates(scored)
        planted, wrong = (
            sum(score.planted for score in scored.values()),
            sum(len(score.wrong) for score in scored.values()),
        )
        numbers = f"{planted} planted, {wrong} wrong; precision {precision:.1%}"
        yield f"{what}, {which}: recall", numbers, f"{recall:.1%}"


def _plain(body: Body, path: Path, on: date) -> Line:
    corpus.write_items(path, PLAIN)
    reader = RowReader(body, path.parent, on)
    items = [one for row in islice(read_rows(path), PLAIN) if (one := reader.read(row)[0])]
    usual = setting_of(body, on)
    started = time.perf_counter()
    for one in items:
        look_into(one.item, one.files, usual, holds=True)
    each = (time.perf_counter() - started) / len(items)
    return "an item without files, as an import looks into it", f"{each * 1000:.1f} ms", "–"
