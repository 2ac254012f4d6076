"""What a result page shows of a text: title and passage with the words marked, and the files that matched."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape

from django.db.models.functions import Substr
from django.utils.safestring import SafeString

from gongkai.publishing.models import Attachment, InformationItem
from gongkai.search.asking import Question, Term
from gongkai.search.tokens import fold_in_place

WINDOW = 160  # characters of a passage
READ = 60_000  # characters of a text that are searched for a passage
FILES = 2  # of one item that are named


@dataclass(frozen=True)
class FoundFile:
    """A file of an item that has what the page itself has not; its name and a passage are marked (HTML)."""

    pk: int
    plain_name: str
    name: SafeString
    passage: SafeString


def mark(text: str, words: tuple[str, ...]) -> SafeString:
    """Return the text as HTML with the words marked, however they are written."""
    return _marked(text, _places(text, words), 0, len(text))


def text_of(item: InformationItem) -> str:
    """Return what of an item is searched for a passage."""
    return (item.plain_text or item.summary)[:READ].replace("\n", " ")


def passage_of(text: str, words: tuple[str, ...]) -> SafeString:
    """Return the passage of a text in which most of the words stand, with the words marked."""
    places = _places(text, words)
    start = _best_start(places, fold_in_place(text))
    end = min(len(text), start + WINDOW)
    passage = _marked(text, places, start, end)
    return SafeString(f"{'…' if start else ''}{passage}{'…' if end < len(text) else ''}")


def found_files(items: Mapping[int, InformationItem], question: Question) -> dict[int, tuple[FoundFile, ...]]:
    """Return of each item the files that have what its title and text lack, or are named so; one query."""
    lacking = {key: _lacking(item, question) for key, item in items.items()}
    found: dict[int, list[FoundFile]] = {}
    files = Attachment.objects.live().filter(item__in=[*items]).order_by("item", "order", "pk")
    for pk, item_id, name, text in files.values_list("pk", "item", "name", Substr("text", 1, READ)):
        kept = found.setdefault(item_id, [])
        if len(kept) < FILES and (file := _found_file(pk, name, text, lacking[item_id], question)):
            kept.append(file)
    return {key: tuple(kept) for key, kept in found.items() if kept}


def _found_file(
    pk: int, name: str, text: str, lacking: Collection[Term], question: Question
) -> FoundFile | None:
    marked = mark(name, question.marked)
    said = _compact(text)
    if any(_stands_in(said, term) for term in lacking):
        return FoundFile(pk, name, marked, passage_of(text.replace("\n", " "), question.marked))
    if any(_stands_in(_compact(name), term) for term in question.terms):
        return FoundFile(pk, name, marked, SafeString())
    return None


def _lacking(item: InformationItem, question: Question) -> list[Term]:
    said = _compact(f"{item.title} {text_of(item)}")
    return [term for term in question.terms if not _stands_in(said, term)]


def _compact(text: str) -> str:
    return fold_in_place(text).replace(" ", "")


def _stands_in(said: str, term: Term) -> bool:
    if term.phrase and "".join(term.phrase) in said:
        return True
    return any(all(word in said for word in words) for words in term.alternatives)


def _places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where the words stand, long ones first, without overlaps."""
    if not words:
        return []
    longest_first = sorted(words, key=len, reverse=True)
    pattern = "|".join(r"\s*".join(map(re.escape, word.split())) for word in longest_first if word.strip())
    return [match.span() for match in re.finditer(pattern, fold_in_place(text))] if pattern else []


def _best_start(places: list[tuple[int, int]], folded: str) -> int:
    """Return where the window with the most different words begins, a little before the first of them."""
    if not places:
        return 0
    best, most, first = places[0][0], 0, 0
    inside: dict[str, int] = {}
    for start, end in places:
        word = folded[start:end]
        inside[word] = inside.get(word, 0) + 1
        while end - places[first][0] > WINDOW - 40:
            left = folded[slice(*places[first])]
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            first += 1
        if len(inside) > most:
            best, most = places[first][0], len(inside)
    return max(0, best - 20)


def _marked(text: str, places: list[tuple[int, int]], start: int, end: int) -> SafeString:
    shown: list[tuple[int, int]] = []
    for begin, stop in places:
        if begin >= start and stop <= end:
            begin = shown.pop()[0] if shown and shown[-1][1] == begin else begin  # side by side: one mark
            shown.append((begin, stop))
    pieces, last = [], start
    for begin, stop in shown:
        pieces += [escape(text[last:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
        last = stop
    return SafeString("".join([*pieces, escape(text[last:end])]))
