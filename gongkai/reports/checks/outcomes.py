"""How outcomes of requests are spoken of in prose: lists of them, reasons with their group, one by one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from gongkai.reports.checks.quantities import RECENT, Quantity
from gongkai.rules import prose
from gongkai.rules.prose import Cell, SaidOutcome

COUNT = rf"\d+[{prose.UNITS}]?"
MORE_TO_COME = re.compile(r"[^,;。、()]{0,12}?\d")  # a number that the words before it belong to
OPEN_LIST = re.compile(r'(?:、|和|(?<![涉以])及|与|或者?|以及)(?:"|因|属于|属|系|涉及|的|其)*$')
COUNTED = re.compile(rf'\d[%{prose.UNITS}]?(?:\([^()]*\))?[)"]?$')  # what stands before it has its own number


@dataclass(frozen=True)
class Spoken:
    """An outcome named in a sentence."""

    kind: SaidOutcome
    start: int
    end: int


@dataclass(frozen=True)
class Named:
    """Outcomes that a number counts together; with 等 perhaps others of their group as well."""

    kinds: tuple[SaidOutcome, ...]
    group: SaidOutcome | None = None

    @property
    def label(self) -> str:
        """Their names, as the finding writes them."""
        return f"{'、'.join(kind.label for kind in self.kinds)}的申请"

    @property
    def means(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the sums of cells that it may be: of one table each, no cell twice."""
        ways = [kind.means for kind in self.kinds]
        sums = [tuple(dict.fromkeys(cell for cells in way for cell in cells)) for way in product(*ways)]
        sums = [cells for cells in sums if len({table for table, *_ in cells}) == 1]
        return (*(self.group.means if self.group else ()), *sums)


@dataclass(frozen=True)
class _Grammar:
    """The words of the rule file, ready to be looked for."""

    kinds: tuple[SaidOutcome, ...]
    said: re.Pattern[str]
    about: re.Pattern[str]
    unless: re.Pattern[str]
    behind: re.Pattern[str]
    one_by_one: re.Pattern[str]
    before: re.Pattern[str]
    joined: re.Pattern[str]
    part_of: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    words = prose.load().outcomes
    said = "|".join(f"(?P<kind{number}>{kind.said})" for number, kind in enumerate(words.kinds))
    parts = (
        *(said, words.about, words.unless, words.behind),
        rf"{words.behind}分别{words.behind}(?P<counted>(?:{COUNT}(?:、|,|和|以及|及))*)",
        *(words.before, words.joined, words.part_of),
    )
    return _Grammar(words.kinds, *map(re.compile, parts))


def outcomes_of(said: Quantity) -> Named | None:
    """Return the outcomes that a quantity counts: “予以公开20件”, “5件因国家秘密不予公开”."""
    grammar = _grammar()
    spoken = spoken_in(said.sentence)
    if not spoken or said.unit not in prose.UNITS or not _is_about_requests(said, grammar):
        return None
    return _before(said.sentence, said.start, spoken) or _behind(said, spoken)


def outcomes_with_share(share: Quantity) -> Named | None:
    """Return the outcomes whose share of all a percentage is, with no count between: “予以公开占58.8%”."""
    at = share.left.rfind("占")
    spoken = spoken_in(share.sentence)
    if at < 0 or not spoken or not _is_about_requests(share, _grammar()):
        return None
    return _before(share.sentence, at, spoken)


def _is_about_requests(said: Quantity, grammar: _Grammar) -> bool:
    around = f"{said.section}{said.context}{said.sentence}"
    return bool(grammar.about.search(around)) and not grammar.unless.search(said.sentence)


@lru_cache(maxsize=RECENT)
def spoken_in(sentence: str) -> tuple[Spoken, ...]:
    """Return the outcomes that a sentence names, in their order."""
    return tuple(_spoken(sentence))


def _spoken(sentence: str) -> Iterator[Spoken]:
    grammar = _grammar()
    last: SaidOutcome | None = None
    for match in grammar.said.finditer(sentence):
        kind = grammar.kinds[int((match.lastgroup or "kind0").removeprefix("kind"))]
        if not kind.follows or (last and last.rows[0] in kind.follows):
            last = kind
            yield Spoken(kind, match.start(), match.end())


def _before(sentence: str, at: int, spoken: Sequence[Spoken]) -> Named | None:
    """Return what is named right before a place in a sentence."""
    grammar = _grammar()
    left = [one for one in spoken if one.end <= at]
    if not left:
        return None
    between = sentence[left[-1].end : at]
    in_turn = grammar.one_by_one.fullmatch(between)
    if not in_turn and not grammar.behind.fullmatch(between):
        return None
    named = _list_that_ends(sentence, left)
    if named is None or not in_turn:
        return named
    turn = len(re.findall(COUNT, in_turn["counted"]))
    return Named((named.kinds[turn],)) if turn < len(named.kinds) else None


def _list_that_ends(sentence: str, left: Sequence[Spoken]) -> Named | None:
    """Return the list of outcomes that ends with the last one; None where it names something else as well."""
    grammar = _grammar()
    listed, group, at = [left[-1].kind], None, left[-1].start
    for one in reversed(left[:-1]):
        between = sentence[one.end : at]
        if grammar.joined.fullmatch(between):
            listed.insert(0, one.kind)
        elif len(listed) == 1 and _is_reason(one.kind, listed[0]) and grammar.part_of.fullmatch(between):
            group = listed[0] if "等" in between else None
            listed = [one.kind]
        else:
            break
        at = one.start
    opening = OPEN_LIST.search(sentence[:at])
    if opening and not COUNTED.search(sentence[: opening.start()]):
        return None
    return Named(tuple(listed), group)


def _is_reason(kind: SaidOutcome, group: SaidOutcome) -> bool:
    return group.is_group and not kind.is_group and kind.group == group.group


def _behind(said: Quantity, spoken: Sequence[Spoken]) -> Named | None:
    """Return what is named right behind a quantity, unless it belongs to a number that follows."""
    grammar, sentence = _grammar(), said.sentence
    right = [one for one in spoken if one.start >= said.end]
    if not right or not grammar.before.fullmatch(sentence[said.end : right[0].start]):
        return None
    listed, group, at = [right[0].kind], None, right[0].end
    for one in right[1:]:
        between = sentence[at : one.start]
        if grammar.joined.fullmatch(between):
            listed.append(one.kind)
        elif _is_reason(listed[-1], one.kind) and grammar.part_of.fullmatch(between):
            group = one.kind if "等" in between else None
        else:
            break
        at = one.end
    return None if MORE_TO_COME.match(sentence, at) else Named(tuple(listed), group)
