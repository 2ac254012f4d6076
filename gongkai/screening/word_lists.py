"""导入词库: a table of wrong words row by row, each entry proved by its own sentences before it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from re import escape, split
from typing import Any

from gongkai.rules.lexicon import Entry, Lexicon, lexicon_of, shipped_lexicon
from gongkai.rules.tables import BadRuleFile
from gongkai.screening.detectors.words import words_in
from gongkai.screening.folding import fold
from gongkai.screening.hits import Severity
from gongkai.screening.materials import Grid, Material

HEADS = {  # what each column is called
    "wrong": "错误写法",
    "right": "正确写法",
    "kind": "类别",
    "severity": "严重程度",
    "context": "须同时出现",
    "unless": "出现则不算",
    "since": "起用日期",
    "source": "来源",
    "hits": "应当发现的句子",
    "misses": "不应发现的句子",
}
NEEDED = ("wrong", "right")
MANY = r"[；;\n]"  # keeps apart several words or sentences of one cell
LAST_DAY = date(2100, 1, 1)  # by then every entry counts
LIMIT = 20_000  # entries of one list
LONGEST = 60  # characters of a word
OWN_KIND = "own"
SEVERITIES = {each.label: each.value for each in Severity}


@dataclass
class Reading:
    """What a table gave: entries as data, and what is wrong, each with its row from 1."""

    content: dict[str, Any]
    errors: list[tuple[int, str]] = field(default_factory=list)


def read_table(material: Material, title: str, version: str) -> Reading:
    """Return the entries of the first table with the columns of a list, or what is wrong with it."""
    kinds = dict(shipped_lexicon().kinds)
    content: dict[str, Any] = {"title": title, "version": version, "kinds": kinds, "words": []}
    reading = Reading(content)
    grid = next((each for each in material.grids if _columns(each)), None)
    columns = _columns(grid) if grid else {}
    if grid is None or not set(NEEDED) <= set(columns):
        reading.errors.append((1, f"第一行应当有“{HEADS['wrong']}”和“{HEADS['right']}”两栏"))
        return reading
    if len(grid.rows) > LIMIT + 1 or material.unread:  # never half a list
        reading.errors.append((LIMIT + 2, f"一个词库最多{LIMIT}条，请分成几个词库"))
        return reading
    rows: list[int] = []
    for number, row in enumerate(grid.rows[1:], 2):
        cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        if any(cells.values()):
            rows.append(number)
            reading.errors += [(number, what) for what in _take(cells, content)]
    if not reading.errors:
        reading.errors += [] if rows else [(2, "没有词条")]
        reading.errors += _unproved(content, rows)
    return reading


def _columns(grid: Grid) -> dict[str, int]:
    heads = [cell.strip() for cell in grid.rows[0]] if grid.rows else []
    return {name: heads.index(head) for name, head in HEADS.items() if head in heads}


def _take(cells: dict[str, str], content: dict[str, Any]) -> Iterator[str]:
    """Add the entry of one row; yield what is wrong with it instead."""
    if wrong := _wrong_in(cells):
        yield wrong
        return
    words, right, since = _several(cells["wrong"]), cells["right"], _day(cells.get("since", ""))
    entry: dict[str, Any] = {
        "wrong": words,
        "right": right,
        "kind": _kind(cells.get("kind", ""), content["kinds"]),
        "severity": SEVERITIES[cells.get("severity") or Severity.WARN.label],
        "source": cells.get("source", ""),
        "hits": _several(cells.get("hits", "")) or words[:1],
        "misses": _several(cells.get("misses", "")) or [right],
    }
    entry |= {name: _any_of(cells[name]) for name in ("context", "unless") if cells.get(name)}
    content["words"].append(entry | ({"since": since.isoformat()} if since else {}))


def _wrong_in(cells: dict[str, str]) -> str:
    """Return what is wrong with a row, nothing for a good one."""
    words = _several(cells.get("wrong", ""))
    if not words or not cells.get("right"):
        return "错误写法和正确写法都要填写"
    if odd := [word for word in words if not 1 < len(word) <= LONGEST]:
        return f"错误写法应当是2至{LONGEST}个字：{odd[0][:LONGEST]}"
    if cells.get("severity") and cells["severity"] not in SEVERITIES:
        return f"严重程度只能是{'、'.join(SEVERITIES)}"
    if cells.get("since") and _day(cells["since"]) is None:
        return "起用日期应当写作2026-03-06"
    return ""


def _kind(label: str, kinds: dict[str, str]) -> str:
    """Return the code of a kind by its label; a label that is new becomes a kind of its own."""
    known = {name: code for code, name in kinds.items()}
    code = known.get(label) or label or OWN_KIND
    kinds.setdefault(code, label or "本单位词条")
    return code


def _several(cell: str) -> list[str]:
    return [part.strip() for part in split(MANY, cell) if part.strip()]


def _any_of(cell: str) -> str:
    """Return a pattern of plain words; offices write no patterns, which could run for ever."""
    return "|".join(escape(word) for word in _several(cell))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError:
        return None


def _unproved(content: dict[str, Any], rows: list[int]) -> Iterator[tuple[int, str]]:
    """Yield the rows whose entries do not find their own sentences, or find what they should leave."""
    try:
        lexicon = kept_lexicon(content)
    except BadRuleFile as error:
        yield 1, str(error)
        return
    for number, entry in zip(rows, lexicon.entries, strict=True):
        for sentence in entry.hits:
            if not _finds(lexicon, entry, sentence):
                yield number, f"没有发现应当发现的句子：{sentence}"
        for sentence in entry.misses:
            if _finds(lexicon, entry, sentence):
                yield number, f"误报了不应发现的句子：{sentence}"


def _finds(lexicon: Lexicon, entry: Entry, sentence: str) -> bool:
    return any(found is entry for _, _, found in words_in(fold(sentence).text, lexicon, LAST_DAY))


def kept_lexicon(content: dict[str, Any]) -> Lexicon:
    """
    Return a list from its data as it is kept.

    :raises BadRuleFile: an entry is damaged
    """
    words = [
        {**entry, **({"since": date.fromisoformat(entry["since"])} if "since" in entry else {})}
        for entry in content["words"]
    ]
    return lexicon_of({**content, "words": words}, f"{content['title']} {content['version']}")
