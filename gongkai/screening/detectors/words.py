"""错别字和不规范表述: words of the lexicons, found by one automaton, weighed by what stands around them."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import ahocorasick_rs

from gongkai.rules.lexicon import Entry, Lexicon
from gongkai.screening.dating import tells_of_earlier
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.setting import View

AROUND = 20  # characters before and behind a word that can make it right

Found = tuple[int, int, Entry]


@lru_cache(maxsize=16)
def _automaton(lexicon: Lexicon) -> tuple[ahocorasick_rs.AhoCorasick, tuple[Entry, ...]]:
    pairs = [(word, entry) for entry in lexicon.entries for word in entry.words]
    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick([word for word, _ in pairs], matchkind=longest), tuple(
        e for _, e in pairs
    )


def wrong_words(view: View) -> Iterator[Hit]:
    """Yield what a lexicon knows as wrong on the day of the text: words in one form, patterns as written."""
    day = view.said_on or view.setting.today  # an old document called a body by its name of then
    for lexicon in view.setting.lexicons:
        for start, end, entry in words_in(view.text, lexicon, day):
            found = view.text[start:end]
            yield view.hit(*_facts(entry), start, end, found, *_advice(lexicon, entry, found))
        for start, end, entry in patterns_in(view.passage.text, lexicon, day):
            found = view.passage.text[start:end]
            yield view.hit_as_written(*_facts(entry), start, end, found, *_advice(lexicon, entry, found))


def _facts(entry: Entry) -> tuple[Kind, Severity]:
    return Kind.WRONG_WORD, Severity(entry.severity)


def _advice(lexicon: Lexicon, entry: Entry, found: str) -> tuple[str, str]:
    rule = f"{lexicon.kinds[entry.kind]}（{lexicon.title} {lexicon.version}）"
    return rule, f"应为：{entry.right_for(found)}"


def words_in(text: str, lexicon: Lexicon, day: date) -> Iterator[Found]:
    """Yield the place and the entry of each wrong word in a text in one form."""
    automaton, entries = _automaton(lexicon)
    for number, start, end in automaton.find_matches_as_indexes(text):
        if _counts(text, start, end, entries[number], day):
            yield start, end, entries[number]


def patterns_in(text: str, lexicon: Lexicon, day: date) -> Iterator[Found]:
    """Yield the place and the entry of each pattern that fits a text as it was written."""
    for entry in lexicon.entries:
        for match in entry.pattern.finditer(text) if entry.pattern else ():
            if _counts(text, *match.span(), entry, day):
                yield *match.span(), entry
                if entry.severity == Severity.INFO:  # a habit of style: said once for a passage
                    break


def _counts(text: str, start: int, end: int, entry: Entry, day: date) -> bool:
    before = text[max(0, start - AROUND) : start]
    around = before + text[start : end + AROUND]
    if entry.since and (day < entry.since or tells_of_earlier(text, start, end, entry.since, around)):
        return False
    if entry.context and not entry.context.search(around):
        return False
    # a pattern that asks for the end ($) speaks of what stands right before the word
    return not (entry.unless and (entry.unless.search(around) or entry.unless.search(before)))
