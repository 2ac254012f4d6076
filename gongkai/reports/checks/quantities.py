"""Every quantity in running text: its number and unit, what it counts of which time, and whose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, lru_cache

from gongkai.reports.checks.findings import Number
from gongkai.reports.widths import narrow
from gongkai.rules import prose

RECENT = 32  # texts that several checks read one after the other
SENTENCES_BACK = 2  # that still say what a sentence is about
AROUND = 16  # characters shown before and after a quantity
UNITS = "个百分点|%|人次|条次|件次|元|件|条|篇|次|份|期|个|项|人|宗|起|场|部|家|幅|例|类|名|批|则|页"
WRITTEN_UNITS = "件|条|篇|份|项|次|起|宗|部|场|期|家|例"
NOT_COUNTED = r"(?!工作日|月|小时|自然日|性|体)"
QUANTITY = re.compile(
    rf"(?<![\d.第〔\[/\-A-Za-z])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<decimals>\.\d+)?"
    rf"(?P<scale>[百千万亿])?(?P<more>[余多几])?(?P<unit>{UNITS}){NOT_COUNTED}"
    rf"|(?<![一二三四五六七八九十第〇○])(?P<written>[零一二两三四五六七八九十百千]+)(?P<also>[余多])?"
    rf"(?P<kind>{WRITTEN_UNITS}){NOT_COUNTED})"
)
SENTENCE = re.compile(r"[^。!?！？]+[。!?！？]?")
DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
ABOUT = re.compile(r"(?:近|约|大约|超过?|达到?近|逾|突破)$")

YEAR = re.compile(r"(20\d\d)年")
LAST_YEAR = re.compile(r"(?:去年|上一?年度?)(?!结转|度?结转)(?:同期)?[^,;:]{0,10}$")
CUMULATIVE = re.compile(r"(?:历年|历史|开通以来|建站以来|(?<!全年)(?<!今年)(?<!年度)累计)[^,;:]{0,24}$")
CHANGE = re.compile(
    r"(?:增加|增长|上升|增幅|提高|提升|上涨|增|减少|下降|降低|降幅|下滑|减)(?:了|约|近|率?为|幅度为)?$"
)
LESS = re.compile(r"减|降|下滑")
SHARE = re.compile(r"占(?:比|[^,;:。]{0,14}?(?:总数|总量|全部|总计|比例|比重))?(?:的|为|约|达|约为)?$")


class Time(StrEnum):
    """Of which time a quantity speaks."""

    YEAR = "year"
    BEFORE = "before"
    CUMULATIVE = "cumulative"
    OTHER = "other"


class Scope(StrEnum):
    """Whose it is: of the body that reports, of its whole area, of its office, of those below it."""

    OWN = "own"
    REGION = "region"
    OFFICE = "office"
    OTHERS = "others"


class Role(StrEnum):
    """What a number does: it counts things, says a share, a growth in per cent, or how many more or fewer."""

    COUNT = "count"
    SHARE = "share"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    RATE = "rate"


@dataclass(frozen=True)
class Plain:
    """Text without white space, one width, with the place of each character in the original."""

    text: str
    places: tuple[int, ...]
    section: str = ""

    @staticmethod
    @lru_cache(maxsize=RECENT)
    def of(text: str, section: str = "") -> "Plain":
        """Take the white space out of a text; old reports break their lines anywhere."""
        kept = [(char, place) for place, char in enumerate(narrow(text)) if not char.isspace()]
        return Plain("".join(char for char, _ in kept), tuple(place for _, place in kept), section)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch stands in the original."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True)
class Quantity:
    """A number with its unit as it stands in a sentence of a section."""

    value: Number
    unit: str
    text: str
    sentence: str = field(repr=False)
    start: int  # in the sentence, which is without white space
    end: int
    section: str
    span: tuple[int, int]  # in the section as printed
    year: int | None  # of the report
    sentence_at: int = 0  # number of the sentence in its section
    context: str = field(default="", repr=False)  # the sentences before it that may say what it is about
    is_about: bool = False
    decimals: int = 0

    @cached_property
    def left(self) -> str:
        """What its sentence says before it."""
        return self.sentence[: self.start]

    @cached_property
    def right(self) -> str:
        """What its sentence says after it."""
        return self.sentence[self.end :]

    @property
    def words(self) -> str:
        """The words around it, as a person would look for it."""
        return self.left[-AROUND:] + self.text + self.right[:AROUND]

    @cached_property
    def depth(self) -> int:
        """How many brackets are open around it."""
        return self.left.count("(") - self.left.count(")")

    @cached_property
    def scope(self) -> Scope:
        """Whose number it is, by the last word about it in the sentence."""
        found = [match.lastgroup or "" for match in _scopes().finditer(self.left)]
        return Scope(found[-1]) if found else Scope.OWN

    @cached_property
    def time(self) -> Time:
        """Of which time it speaks."""
        if LAST_YEAR.search(self.left):
            return Time.BEFORE
        if CUMULATIVE.search(self.left):
            return Time.CUMULATIVE
        named = [int(year) for year in YEAR.findall(self.left)]
        if not named or self.year is None or named[-1] == self.year:
            return Time.YEAR
        return Time.BEFORE if named[-1] == self.year - 1 else Time.OTHER

    @cached_property
    def role(self) -> Role:
        """What the number does in the sentence."""
        is_share = self.unit in ("%", "个百分点")
        if CHANGE.search(self.left):
            return Role.GROWTH if is_share else Role.DIFFERENCE
        if not is_share:
            return Role.COUNT
        return Role.SHARE if SHARE.search(self.left) and self.unit == "%" else Role.RATE

    @property
    def is_less(self) -> bool:
        """Whether a change is one to fewer."""
        change = CHANGE.search(self.left)
        return bool(change and LESS.search(change[0]))


@cache
def _scopes() -> re.Pattern[str]:
    """Return what says that a number is of another place than the one that reports, or of a part of it."""
    words = prose.load().scopes
    return re.compile(f"(?P<region>{words.region})|(?P<office>{words.office})|(?P<others>{words.others})")


def quantities_in(text: str, section: str = "", year: int | None = None) -> list[Quantity]:
    """Return the quantities of a section in their order, sums of money and persons among them."""
    return list(_quantities(text, section, year))


@lru_cache(maxsize=RECENT)
def _quantities(text: str, section: str, year: int | None) -> tuple[Quantity, ...]:
    plain = Plain.of(text, section)
    sentences = sentences_in(plain.text)
    return tuple(
        quantity
        for number, sentence in enumerate(sentences)
        for quantity in _in_sentence(plain, sentence, number, year, _context(sentences, number))
    )


def _context(sentences: Sequence[tuple[int, str]], number: int) -> str:
    return "".join(words for _, words in sentences[max(0, number - SENTENCES_BACK) : number])


def sentences_in(text: str) -> list[tuple[int, str]]:
    """Return the sentences of a text without white space, each with its place."""
    return [(match.start(), match[0]) for match in SENTENCE.finditer(text)]


def _in_sentence(
    plain: Plain, sentence: tuple[int, str], number: int, year: int | None, context: str
) -> Iterator[Quantity]:
    at, words = sentence
    for match in QUANTITY.finditer(words):
        value = _value(match)
        yield Quantity(
            value=value,
            unit=match["unit"] or match["kind"],
            text=match[0],
            sentence=words,
            start=match.start(),
            end=match.end(),
            section=plain.section,
            span=plain.span(at + match.start(), at + match.end()),
            year=year,
            sentence_at=number,
            context=context,
            is_about=bool(match["more"] or match["also"] or ABOUT.search(words[: match.start()])),
            decimals=len(match["decimals"] or ".") - 1,
        )


def _value(match: re.Match[str]) -> Number:
    if match["written"]:
        return written_number(match["written"])
    digits = match["digits"].replace(",", "")
    number: Number = float(digits + match["decimals"]) if match["decimals"] else int(digits)
    scaled = number * SCALES.get(match["scale"] or "", 1)
    return int(scaled) if float(scaled).is_integer() and not match["decimals"] else scaled


def written_number(text: str) -> int:
    """Return the number that Chinese numerals write: 二十四, 一百零三."""
    total, digit = 0, 0
    for char in text:
        if char in TENS:
            total += (digit or 1) * TENS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit
