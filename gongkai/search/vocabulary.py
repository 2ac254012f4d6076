"""词汇: the words of the titles that are public, counted; what is offered instead comes from here alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Length

from gongkai.search.models import TitleWord, TitleWords
from gongkai.search.sounds import alike, initials_of, syllables_of
from gongkai.search.tokens import cut, fold, word_list, words_of

LONGEST = 12  # characters of what is offered
BATCH = 1_000
LAST = "\U0010ffff"
LINKING = "的了和与及在是有对为把被第等"  # characters that link words and are part of none

Counts = Counter[tuple[int, str]]  # by body and word


def words_in(title: str) -> list[str]:
    """Return the words of a title, long and short, and what two of them say that stand side by side."""
    long = [word if _tells(word) else "" for word in _joined(cut(fold(title)))]
    pairs = (f"{one}{other}" for one, other in pairwise(long) if one and other)
    short = [word for word in words_of(title) if _tells(word)]
    found = [*short, *filter(None, long), *pairs]
    return [word for word in dict.fromkeys(found) if len(word) <= LONGEST]


class Title(NamedTuple):
    """The title of a live item."""

    item_id: int
    body_id: int
    text: str


def count_titles(item_ids: Collection[int], titles: Iterable[Title]) -> None:
    """Bring the counts to what the titles of some items say; one without a title is gone."""
    with transaction.atomic():
        old = TitleWords.objects.filter(pk__in=item_ids)
        changes: Counts = Counter()
        for row in old:
            changes.subtract((row.body_id, word) for word in row.words.split())
        old.delete()
        changes.update(_keep(titles))
        _change({key: count for key, count in changes.items() if count})


def count_anew(titles: Iterable[Title]) -> None:
    """Count the titles of all live items."""
    with transaction.atomic():
        TitleWord.objects.all().delete()
        TitleWords.objects.all().delete()
        _change(Counter(_keep(titles)))


def vocabulary(bodies: Sequence[int]) -> "QuerySet[TitleWord]":
    """Return the words of the titles of these bodies; of all where none is named."""
    words = TitleWord.objects.all()
    return words.filter(body_id__in=bodies) if bodies else words


def counted(words: "QuerySet[TitleWord]", limit: int) -> list[tuple[str, int]]:
    """Return words with the number of titles, the most frequent and shortest first."""
    rows = words.values("text").annotate(total=Sum("items"), size=Length("text"))
    return [(row["text"], row["total"]) for row in rows.order_by("-total", "size", "text")[:limit]]


def begins(field: str, start: str) -> Q:
    """Return the condition that a field begins so, as an index can answer it."""
    if connection.vendor == "postgresql":
        return Q(**{f"{field}__startswith": start})
    return Q(**{f"{field}__gte": start, f"{field}__lt": start + LAST})


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Yield the words; characters in a row that no dictionary knows are one."""
    row = ""
    for word in words:
        if len(word) == 1 and word.isalpha() and not word.isascii() and word not in LINKING:
            row += word
            continue
        if row:
            yield row
        row = ""
        yield word
    if row:
        yield row


def _tells(word: str) -> bool:
    return len(word) > 1 and not word.isascii() and word not in word_list().stop


def _keep(titles: Iterable[Title]) -> Iterator[tuple[int, str]]:
    """Note the words of each title, and yield them."""
    waiting = iter(titles)
    while batch := list(islice(waiting, BATCH)):
        counted_words = [(title, words_in(title.text)) for title in batch]
        TitleWords.objects.bulk_create(
            TitleWords(title.item_id, title.body_id, " ".join(words)) for title, words in counted_words
        )
        yield from ((title.body_id, word) for title, words in counted_words for word in words)


def _change(changes: Mapping[tuple[int, str], int]) -> None:
    """Add to the counts, in one order for all who do so at once; a word without titles goes."""
    rows = [_row(body_id, text, count) for (body_id, text), count in sorted(changes.items())]
    sql = (
        "INSERT INTO search_titleword (body_id, text, backwards, sound, alike, initials, items) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (body_id, text) "
        "DO UPDATE SET items = search_titleword.items + excluded.items"
    )
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            cursor.executemany(sql, rows[start : start + BATCH])
    TitleWord.objects.filter(items__lte=0).delete()


def _row(body_id: int, text: str, count: int) -> list[int | str]:
    syllables = syllables_of(text) if count > 0 else []
    said = "".join(syllables), alike(syllables), initials_of(syllables)
    return [body_id, text, text[::-1], *said, count]
