"""Which rows of PostgreSQL's index come nearest to a question that none answers whole."""

from collections.abc import Sequence
from time import monotonic
from typing import Any

from gongkai.search import lexemes
from gongkai.search.groups import Condition
from gongkai.search.relaxing import CANDIDATES, IN_TITLE, NEAR, Plan, Way, Weighed

SAMPLE = 16  # every so many rows one stands in the index `search_sample`
IN_SAMPLE = "item_id %% 16 = 0"  # as the index says it, within a query with parameters
COUNTED = 3_000  # rows that are counted one by one; of what more have, every sixteenth
SEEN = 3_000  # rows among which the nearest are looked for
SMALL = 1_000  # rows that are counted one by one
KEPT_FOR, KEPT = 600, 5_000  # seconds that counts of common words are kept, and how many
TABLE = "search_searchdocument"
WHOLE = 10_000  # what a weight of one is in whole numbers, which add up to the same in any order
_kept: dict[str, tuple[int, float]] = {}  # how many rows common words have, and until when that is believed


def documents(cursor: Any) -> int:
    """Return about how many rows there are; of few, how many exactly."""
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [TABLE])
    about = int(cursor.fetchone()[0])
    if about >= SMALL:
        return about
    cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")  # noqa: S608  # own name
    return int(cursor.fetchone()[0])


def sampled(cursor: Any, asked: Sequence[str]) -> list[int]:
    """Return about how many rows match each tsquery; common ones are believed for a while."""
    now = monotonic()
    known = {keys: _kept[keys][0] for keys in asked if keys in _kept and _kept[keys][1] > now}
    if strange := list(dict.fromkeys(keys for keys in asked if keys not in known)):
        counted = _counted(cursor, strange, f"{SAMPLE} * COUNT(*)", f"AND {IN_SAMPLE}")
        known |= counted
        if len(_kept) > KEPT:
            _kept.clear()
        _kept.update((keys, (rows, now + KEPT_FOR)) for keys, rows in counted.items() if rows >= COUNTED)
    return [known[keys] for keys in asked]


def counts(cursor: Any, ways: Sequence[Way]) -> list[int]:
    """Return how many rows have each way to say a term; of common ones, about how many."""
    asked = [lexemes.way(way) for way in ways]
    about = dict(zip(asked, sampled(cursor, asked), strict=True))
    if rare := [keys for keys, rows in about.items() if rows < COUNTED]:
        about |= _counted(cursor, rare, "COUNT(*)", "")
    return [about[keys] for keys in asked]


def _counted(cursor: Any, asked: Sequence[str], what: str, among: str) -> dict[str, int]:
    one = f"(SELECT {what} FROM {TABLE} WHERE keys @@ %s::tsquery {among})"  # noqa: S608  # own names
    cursor.execute(f"SELECT {', '.join([one] * len(asked))}", [*asked])
    return dict(zip(asked, cursor.fetchone(), strict=True))


def candidates(cursor: Any, relaxed: Plan, within: Condition) -> list[tuple[float, int]]:
    """Return the rows that weigh most, as weights with keys, the heaviest first and then the newest."""
    heavy, rest = relaxed.apart()
    if sum(each.items for each in heavy) <= SEEN:
        base = lexemes.all_of([lexemes.any_of(lexemes.way(each.way) for each in heavy), *_needed(relaxed)])
        found = _weighed(cursor, relaxed, base, within)
        if found and rest < NEAR * found[0][0]:  # what has none of these comes nowhere near
            return found
    return _weighed(cursor, relaxed, _base(relaxed), within)


def _weighed(cursor: Any, relaxed: Plan, base: str, within: Condition) -> list[tuple[float, int]]:
    """Return the heaviest of the rows that have the base, in these groups."""
    where, values = within
    parts, given = [], []
    for each in relaxed.weighed:
        for term, weight, keys in _looked_for(each):
            parts.append(
                f"SELECT item_id, group_key, {term} AS term, {weight} AS weight FROM {TABLE} "  # noqa: S608
                f"WHERE keys @@ %s::tsquery"
            )
            given.append(lexemes.all_of([keys, base]))
    # Of each term the heaviest way counts, for the title apart.
    sql = (
        f"SELECT SUM(weight) AS weight, item_id FROM (SELECT item_id, group_key, term, MAX(weight) AS weight "  # noqa: S608
        f"FROM ({' UNION ALL '.join(parts)}) AS ways GROUP BY item_id, group_key, term) AS terms "
        f"WHERE group_key IN (SELECT key FROM search_searchgroup WHERE {where}) "
        f"GROUP BY item_id ORDER BY 1 DESC, 2 DESC LIMIT {CANDIDATES}"
    )
    cursor.execute(sql, [*given, *values])
    return [(int(weight) / WHOLE, key) for weight, key in cursor.fetchall()]


def _looked_for(each: Weighed) -> list[tuple[int, int, str]]:
    """Return what a way adds: anywhere, and in the title; terms of titles are counted from below zero."""
    place, weight = each.way.term, round(each.weight * WHOLE)
    anywhere = (place, weight, lexemes.way(each.way))
    if not each.way.words:
        return [anywhere]
    return [anywhere, (-1 - place, round(weight * IN_TITLE), lexemes.way(each.way, in_title=True))]


def _base(relaxed: Plan) -> str:
    """
    Return the tsquery of the rows that are weighed at all: every needed term, and one of the rare ways.

    Where all are common, the rarest together with another: to weigh tens of thousands takes too long.
    """
    by_rarity = sorted(relaxed.weighed, key=lambda each: each.items)
    rare, seen = [by_rarity[0]], by_rarity[0].items
    for each in by_rarity[1:]:
        seen += each.items
        if seen > SEEN:
            break
        rare.append(each)
    parts = [lexemes.any_of(lexemes.way(each.way) for each in rare)]
    others = [each for each in by_rarity if each.way.term != rare[0].way.term]
    if rare[0].items >= SEEN and others:
        parts.append(lexemes.any_of(lexemes.way(each.way) for each in others))
    return lexemes.all_of([*parts, *_needed(relaxed)])


def _needed(relaxed: Plan) -> list[str]:
    """Return the tsqueries of what no row may lack."""
    return [
        lexemes.any_of(lexemes.way(each.way) for each in ways)
        for ways in relaxed.terms
        if ways[0].way.term in relaxed.needed
    ]
