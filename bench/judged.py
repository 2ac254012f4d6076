"""Searches whose right answers are known: items put among the generated ones, and what finds which."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DEEP = 10  # hits that are looked at
SOURCE = "judged-"


@dataclass(frozen=True)
class Judged:
    """A search, of which kind it is, what it is narrowed to, and the keys of the items that answer it."""

    kind: str
    text: str
    narrow: dict[str, Any]
    finds: frozenset[str]

    def recall(self, found: Iterable[str]) -> float:
        """Return which part of the right items stands among the first hits."""
        return len(self.finds & set(list(found)[:DEEP])) / min(len(self.finds), DEEP)

    def reciprocal_rank(self, found: Iterable[str]) -> float:
        """Return one by the place of the first right item; 0 when there is none."""
        ranks = (place for place, key in enumerate(list(found)[:DEEP], 1) if key in self.finds)
        return 1 / next(ranks, float("inf"))


@cache
def judged(name: str = "judged") -> tuple[Judged, ...]:
    """Return the searches of a collection: those written with the items, or what citizens say (spoken)."""
    return tuple(
        Judged(group["kind"], ask["text"], ask.get("narrow", {}), frozenset(ask["finds"]))
        for group in _table(name)["queries"]
        for ask in group["ask"]
    )


def write_judged(path: Path) -> int:
    """Write the items as JSON lines, with their files beside them; return how many."""
    items = _table("judged")["items"]
    with path.open("w", encoding="utf-8") as file:
        for key, item in items.items():
            file.write(json.dumps(_row(key, item, path.parent), ensure_ascii=False) + "\n")
    return len(items)


def _row(key: str, item: dict[str, Any], folder: Path) -> dict[str, Any]:
    day = item["on"].isoformat()
    row = {
        "source_id": f"{SOURCE}{key}",
        "title": item["title"],
        "body": f"<p>{item['text']}</p>",
        "summary": item["text"],
        "column": "notices",
        "formed_on": day,
        "published_on": day,
    }
    row |= {name: item[name] for name in ("doc_no", "document_kind", "validity", "topic") if name in item}
    if "file" in item:
        (folder / item["file"]).write_text(item["file_text"], "utf-8")
        row["attachments"] = [item["file"]]
    return row


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
