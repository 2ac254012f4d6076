"""What a detector has to know beside the text: the day, the mode, and what this body may show."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.rules.lexicon import Lexicon, shipped_lexicon
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.materials import Passage

NEAR = 20  # characters before a number in which its label is looked for
BREAKS = "。;；\n"


@dataclass(frozen=True)
class Setting:
    """
    The circumstances of a check.

    :param today: the day of the check
    :param mode: 公开属性: public, on_request or withheld
    :param consulting: whether drafts are what is published (意见征集)
    :param listing: codes of kinds that this kind of public notice lawfully shows (姓名 in a 拟录用公示)
    :param hiding: codes of kinds that must not go out with it, whatever else is lawful
    :param keep: by kind how many signs of a number masking leaves at its beginning and at its end
    :param applicants: names known to the request register
    :param known: tells which of some words the request register knows as names
    """

    today: date
    mode: str = "public"
    formed_on: date | None = None
    published_on: date | None = None
    consulting: bool = False
    listing: frozenset[Kind] = frozenset()
    hiding: frozenset[Kind] = frozenset()
    keep: Mapping[Kind, tuple[int, int]] = field(default_factory=dict)
    own_phones: frozenset[str] = frozenset()
    own_domains: frozenset[str] = frozenset()
    own_addresses: frozenset[str] = frozenset()
    applicants: frozenset[str] = frozenset()
    known: Callable[[Collection[str]], frozenset[str]] | None = None
    lexicons: tuple[Lexicon, ...] = field(default_factory=lambda: (shipped_lexicon(),))


@dataclass(frozen=True)
class View:
    """
    One passage under one setting, as a detector sees it; places are those of the text in one form.

    :param persons: places of the lines that a form or a letter has about one named person
    :param said_on: of which day the passage speaks: that of the law whose text it is, or of the document
    """

    number: int
    passage: Passage
    setting: Setting
    persons: tuple[tuple[int, int], ...] = ()
    said_on: date | None = None
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.passage.folded.text)

    def label(self, start: int, reach: int = NEAR) -> str:
        """Return what tells what a number is: the head of its column, and what its sentence has before it."""
        before = self.text[max(0, start - reach) : start]
        for sign in BREAKS:
            before = before.rpartition(sign)[2]
        return f"{self.passage.header} {before}"

    def says(
        self, words: Iterator[str] | tuple[str, ...] | frozenset[str], start: int, reach: int = NEAR
    ) -> bool:
        """Whether one of the words labels what stands at a place."""
        label = self.label(start, reach).replace(" ", "")  # 账　　号
        return any(word in label for word in words)

    def of_person(self, place: int) -> bool:
        """Whether a place stands in lines that a form or a letter has about one named person."""
        return any(start <= place < end for start, end in self.persons)

    def hit(
        self,
        kind: Kind,
        severity: Severity,
        start: int,
        end: int,
        masked: str,
        rule: str,
        suggestion: str = "",
    ) -> Hit:
        """Return a hit on `text[start:end]`, with its place in the passage as it was written."""
        return self.hit_as_written(
            kind, severity, *self.passage.folded.span(start, end), masked, rule, suggestion
        )

    def hit_as_written(
        self,
        kind: Kind,
        severity: Severity,
        start: int,
        end: int,
        masked: str,
        rule: str,
        suggestion: str = "",
    ) -> Hit:
        """Return a hit on a place of the passage as it was written."""
        found = self.passage.text[start:end]
        return Hit(
            kind, severity, self.passage.where, masked, rule, self.number, start, end, found, suggestion
        )
