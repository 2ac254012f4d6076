"""含有部分词: when nothing has all the words, what has those that tell most; one plan for both engines."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from gongkai.search.asking import Question, Term

CANDIDATES = 100  # best items of which the near ones are kept
NEAR = 0.5
IN_TITLE = 0.25  # of the weight of a term once more, when the title has it
SYNONYM, WIDER, SINGLE = 0.9, 0.7, 0.3  # of the weight of the word itself: how far one may mean another
WAYS = 5  # to say a term, of those that items have
RARE = 5  # items: a word that stands in fewer tells no more


@dataclass(frozen=True)
class Way:
    """One way in which an item can have a term: all of these words, or these letters side by side."""

    term: int
    words: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    share: float = 1.0  # of the weight of the word itself


@dataclass(frozen=True)
class Weighed:
    """A way that some items have, and what it weighs: the more, the fewer have it."""

    way: Way
    weight: float
    items: int


@dataclass(frozen=True)
class Plan:
    """
    What is looked for when nothing has all the terms.

    :ivar weighed: the ways that some items have, for each item the best of each term counts
    :ivar needed: places of the terms that no item may lack
    :ivar unknown: words that no item has, which are left out
    """

    weighed: tuple[Weighed, ...] = ()
    needed: frozenset[int] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[tuple[Weighed, ...], ...]:
        """The ways, term by term."""
        places = dict.fromkeys(each.way.term for each in self.weighed)
        return tuple(tuple(each for each in self.weighed if each.way.term == place) for place in places)

    def apart(self) -> tuple[tuple[Weighed, ...], float]:
        """
        Return the ways that tell most, and how much an item weighs at most that has none of them.

        Beside an item with the heaviest way, one that has none of these comes nowhere near: common words
        need not be looked for one by one.
        """
        light: dict[int, float] = {}
        by_weight = sorted(self.weighed, key=lambda each: each.weight)
        most, enough, left_out = 0.0, NEAR * by_weight[-1].weight, 0
        for each in by_weight:
            others = sum(weight for term, weight in light.items() if term != each.way.term)
            sum_with = (others + each.weight) * (1 + IN_TITLE)  # the heaviest of its term till now
            if sum_with >= enough:  # the heaviest at the latest
                break
            light[each.way.term], most = each.weight, sum_with
            left_out += 1
        return tuple(by_weight[left_out:]), most


def ways_of(question: Question) -> list[Way]:
    """Return every way in which an item can have a term of the question."""
    return [way for place, term in enumerate(question.terms) for way in _ways(place, term)]


def plan(question: Question, count: Callable[[Sequence[Way]], Sequence[int]], total: int) -> Plan:
    """
    Weigh the ways by how few items have them; a plan without any finds nothing.

    :param count: returns for ways how many items have each
    :param total: how many items there are
    """
    ways = ways_of(question)
    having = [(way, items) for way, items in zip(ways, count(ways), strict=True) if items]
    weighed = _weighed(having, total)
    known = {each.way.term for each in weighed}
    needed = frozenset(place for place, term in enumerate(question.terms) if question.is_needed(term))
    left_out = (term.text for place, term in enumerate(question.terms) if place not in known)
    unknown = tuple(text for text in left_out if len(text) > 1)  # a character may stand inside of words
    return Plan(weighed if needed <= known else (), needed, unknown)


def near(scored: Sequence[tuple[float, int]]) -> list[tuple[float, int]]:
    """Return of scores with keys, best first, those that come near the best."""
    return [each for each in scored if each[0] >= NEAR * scored[0][0]]


def _ways(place: int, term: Term) -> Iterator[Way]:
    single = SINGLE if len(term.text) == 1 and not term.is_number else 1.0
    if term.phrase:
        yield Way(place, phrase=term.phrase, share=single)
    for number, words in enumerate(term.alternatives):
        is_own = number == 0 and not term.phrase
        yield Way(place, words, share=single if is_own else SYNONYM)
    yield from (Way(place, words, share=WIDER) for words in term.wider)


def _weighed(having: Sequence[tuple[Way, int]], total: int) -> tuple[Weighed, ...]:
    """Weigh the ways; of each term those that weigh most are kept."""
    wide: Counter[int] = Counter()
    for way, items in having:
        wide[way.term] += items * (way.share == WIDER)
    found: dict[int, list[Weighed]] = {}
    for way, items in having:
        tells = _tells(items, total)
        if way.share == WIDER:  # rare among common ones: half as much as it would tell by itself
            tells = (tells + _tells(wide[way.term], total)) / 2
        found.setdefault(way.term, []).append(Weighed(way, way.share * tells, items))
    heaviest = (sorted(each, key=lambda one: -one.weight)[:WAYS] for each in found.values())
    return tuple(each for ways in heaviest for each in ways)


def _tells(items: int, total: int) -> float:
    """Return how much it tells that an item has what so many have."""
    return log(1 + total / max(items, min(RARE, total)))
