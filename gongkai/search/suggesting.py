"""您是不是要找: what was probably meant, and what begins like what is being typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet

from gongkai.search import sounds
from gongkai.search.models import TitleWord
from gongkai.search.tokens import cut, fold
from gongkai.search.vocabulary import LONGEST, begins, counted, vocabulary

OFFERED = 8  # while typing
TRIED = 5  # other questions that are tried when one finds nothing
LOOKED_AT = 400  # words of which the nearest are chosen
LATIN = re.compile(r"[a-z]{2,}")
TAIL = re.compile(r"[a-z]+$")
SHORTEST_EDIT = 3  # characters of a word in which one may be wrong; of two, any word would do


@dataclass(frozen=True)
class Offer:
    """What may be searched for, and in how many titles its last word stands."""

    text: str
    count: int


def complete(text: str, bodies: Sequence[int]) -> list[Offer]:
    """Return how what is being typed may go on: by characters, by pinyin, by first letters."""
    folded = " ".join(fold(text).split())
    for head, tail in _tails(folded):
        matching = begins("text", tail)
        if tail.isascii():
            matching = begins("sound", tail) | begins("initials", tail)
        if found := counted(vocabulary(bodies).filter(matching).exclude(text=folded), OFFERED):
            return [Offer(head + word, count) for word, count in found]
    return []


def meant(text: str, bodies: Sequence[int]) -> Iterator[str]:
    """
    Yield other questions that may have been meant, the likeliest first; they need not find anything.

    Each is looked for when it is asked for: words that sound alike are found at once, others take longer.
    """
    folded = " ".join(fold(text).split())
    words = vocabulary(bodies)
    spelled = LATIN.sub(lambda run: _spelled(run[0], words) or run[0], folded)
    if spelled != folded:
        yield spelled
        return
    seen = {folded}
    for other in _corrected(folded, words):
        if other not in seen:
            seen.add(other)
            yield other
        if len(seen) > TRIED:
            return


def _tails(folded: str) -> Iterator[tuple[str, str]]:
    """Yield what is typed in two parts, of which the second goes on: letters, the last piece, its end."""
    if latin := TAIL.search(folded):
        yield folded[: latin.start()], latin[0]
        return
    head, space, last = folded.rpartition(" ")
    pieces = cut(last)
    for place in range(len(pieces)):
        yield head + space + "".join(pieces[:place]), "".join(pieces[place:])


def _spelled(letters: str, words: "QuerySet[TitleWord]") -> str:
    """Return the words that typed pinyin stands for, exactly or nearly so, or its first letters."""
    near = sounds.alike(sounds.cut_up(letters))
    return (
        _said(letters, "sound", words)
        or next((text for text, _ in counted(words.filter(initials=letters), 1)), "")
        or _said(near, "alike", words)
    )


def _said(letters: str, field: str, words: "QuerySet[TitleWord]") -> str:
    """Return the fewest and most frequent words that are said so."""
    reach = sounds.spans(letters)
    pieces = {letters[start:end] for start, ends in reach.items() for end in ends}
    matching = words.filter(**{f"{field}__in": pieces}).order_by("items", "-text")
    return _covered(letters, reach, dict(matching.values_list(field, "text")))


def _covered(letters: str, reach: dict[int, set[int]], best: dict[str, str]) -> str:
    """Return the fewest words that together are said so; nothing when a part is no word."""
    ways: dict[int, list[str]] = {len(letters): []}
    for start in sorted(reach, reverse=True):
        rests = [
            [best[letters[start:end]], *ways[end]]
            for end in sorted(reach[start], reverse=True)
            if end in ways and letters[start:end] in best
        ]
        if rests:
            ways[start] = min(rests, key=len)
    return " ".join(ways.get(0, []))


def _corrected(folded: str, words: "QuerySet[TitleWord]") -> Iterator[str]:
    """Yield the question with one piece replaced by a word that sounds like it or differs in a character."""
    windows = list(_windows(folded))
    said = {window: sounds.alike(sounds.syllables_of(folded[slice(*window)])) for window in windows}
    texts = {folded[slice(*window)] for window in windows}
    rows = list(words.filter(Q(text__in=texts) | Q(alike__in={*said.values()})).values_list("text", "alike"))
    known = {text for text, _ in rows}
    strange = [window for window in windows if folded[slice(*window)] not in known]
    strange.sort(key=lambda window: window[0] - window[1])  # long ones first
    for start, end in strange:
        for text, sound in rows:
            if sound == said[start, end]:
                yield folded[:start] + text + folded[end:]
    pieces = [window for window in strange if window[1] - window[0] >= SHORTEST_EDIT]
    near = _near([folded[slice(*window)] for window in pieces], words)
    for start, end in pieces:
        likely = [text for text in near if _differ_in_one(folded[start:end], text)]
        for text in sorted(likely, key=lambda text: len(text) < end - start):  # more is rather left out
            yield folded[:start] + text + folded[end:]


def _windows(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where one or more words without a space between begin and end."""
    places, place = [], 0
    for word in cut(folded):
        places.append((place, place + len(word), word.isspace() or word.isascii()))
        place += len(word)
    for left_out, group in groupby(places, key=lambda each: each[2]):
        row = [] if left_out else list(group)
        for first, (start, _, _) in enumerate(row):
            yield from ((start, end) for _, end, _ in row[first:] if 1 < end - start <= LONGEST)


def _near(pieces: list[str], words: "QuerySet[TitleWord]") -> list[str]:
    """Return words that may differ from a piece in one character: then one of its halves is right."""
    condition = Q()
    for piece in pieces[:OFFERED]:
        half = len(piece) // 2
        condition |= begins("text", piece[:half]) | begins("backwards", piece[half:][::-1])
    return [text for text, _ in counted(words.filter(condition), LOOKED_AT)] if condition else []


def _differ_in_one(one: str, other: str) -> bool:
    """Whether one character must be changed, put in or taken out, or two neighbours changed round."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 2:
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short[start:] == long[start + 1 :]
    swapped = (
        one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    )
    return swapped or one[start + 1 :] == other[start + 1 :]
