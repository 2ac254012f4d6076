"""Finding by the first letters of the pinyin, for a screen without a keyboard: 失业保险 is SYBX."""

from dataclasses import dataclass

from django.core.cache import cache
from pypinyin import Style, lazy_pinyin

from gongkai.bodies.models import Body
from gongkai.portal.tree import every_column
from gongkai.publishing.models import InformationItem

KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
KEPT_FOR = 300  # seconds
READ, LONGEST, OFFERED = 2_000, 12, 12


@dataclass(frozen=True)
class Word:
    """A word that may be searched for, and the first letters of its characters."""

    text: str
    letters: str


def offered(body: Body, letters: str) -> list[str]:
    """Return up to twelve words that begin with these letters, then those that hold them; most used first."""
    words = _words(body)
    if not letters:
        return [word.text for word in words[:OFFERED]]
    begin = [word.text for word in words if word.letters.startswith(letters)]
    hold = [word.text for word in words if letters in word.letters and word.text not in begin]
    return [*begin, *hold][:OFFERED]


def letters_in(text: str) -> str:
    """Return what was tapped: letters and figures of the keys, in capitals."""
    return "".join(letter for letter in text.upper() if letter in KEYS)[:LONGEST]


def _words(body: Body) -> list[Word]:
    """Return names of columns and keywords of what is public, the most used keywords first."""
    key = f"portal-kiosk-{body.pk}"
    words: list[Word] | None = cache.get(key)
    if words is None:
        counts: dict[str, int] = {}
        live = InformationItem.objects.live().of(body).exclude(keywords="").newest_first()
        for keywords in live.values_list("keywords", flat=True)[:READ]:
            for word in keywords.replace("，", ",").split(","):
                counts[word.strip()] = counts.get(word.strip(), 0) + 1
        used = sorted((word for word in counts if word), key=lambda word: (-counts[word], word))
        names = [node.column.name for node in every_column(body) if node.total_count]
        words = [Word(text, _first_letters(text)) for text in dict.fromkeys([*used, *names])]
        cache.set(key, words, KEPT_FOR)
    return words


def _first_letters(text: str) -> str:
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).upper()
