"""拼音: how words sound, what sounds much alike, and where the syllables of typed pinyin may end."""

import re
from collections.abc import Iterator

# What is written differently and said much alike: zh and z, n and l, ang and an …
ALIKE = (
    (re.compile(r"^zh"), "z"),
    (re.compile(r"^ch"), "c"),
    (re.compile(r"^sh"), "s"),
    (re.compile(r"^n(?=[aeiouv])"), "l"),
    (re.compile(r"^f(?=u$)"), "h"),
    (re.compile(r"(?<=[aei])ng$"), "n"),
)
INITIALS = r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
FINALS = r"(?:a[io]?|ang?|e[ir]?|eng?|i(?:a|an|ang|ao|e|n|ng|ong|u)?|o|ou|ong|[uv](?:a|ai|an|ang|e|i|n|o)?)"
SYLLABLE = re.compile(INITIALS + FINALS)  # some of these no word has, which does no harm
LONGEST = 40  # letters of typed pinyin that are looked at


def syllables_of(word: str) -> list[str]:
    """Return how a word sounds, syllable by syllable, without tones; what is no character stays."""
    from pypinyin import lazy_pinyin  # costs a third of a second, and few processes need it

    said: list[str] = lazy_pinyin(word)
    return said


def sound_of(word: str) -> str:
    """Return how a word sounds, without tones and spaces."""
    return "".join(syllables_of(word))


def alike(syllables: list[str]) -> str:
    """Return the same form for words that sound much alike."""
    return "".join(map(_alike, syllables))


def initials_of(syllables: list[str]) -> str:
    """Return the first letters of the syllables."""
    return "".join(syllable[:1] for syllable in syllables)


def spans(letters: str) -> dict[int, set[int]]:
    """
    Return for each place where a syllable of typed pinyin may begin the places where one or more may end.

    Pinyin without signs can be cut in several ways (xian: xian, xi'an); all that reach the end are kept.
    """
    letters = letters[:LONGEST]
    steps = {start: set(_ends(letters, start)) for start in range(len(letters))}
    whole = {len(letters)}
    for start in reversed(range(len(letters))):
        if steps[start] & whole:
            whole.add(start)
    begins = {0} & whole
    for start in range(len(letters)):
        if start in begins:
            begins |= steps[start] & whole
    reach: dict[int, set[int]] = {}
    for start in sorted(begins - {len(letters)}, reverse=True):
        near = steps[start] & whole
        reach[start] = near.union(*(reach.get(end, set()) for end in near))
    return reach


def cut_up(letters: str) -> list[str]:
    """Return typed pinyin in syllables, the longest first; nothing when it is no pinyin."""
    letters = letters[:LONGEST]
    rest: dict[int, list[str]] = {len(letters): []}
    for start in reversed(range(len(letters))):
        for end in sorted(_ends(letters, start), reverse=True):
            if end in rest:
                rest[start] = [letters[start:end], *rest[end]]
                break
    return rest.get(0, [])


def _alike(syllable: str) -> str:
    for pattern, instead in ALIKE:
        syllable = pattern.sub(instead, syllable)
    return syllable


def _ends(letters: str, start: int) -> Iterator[int]:
    for end in range(start + 1, min(start + 6, len(letters)) + 1):
        if SYLLABLE.fullmatch(letters, start, end):
            yield end
