"""
The prose of a report: paragraphs with live figures, `{{requests.new}}`, never typed numbers.

A reference names a figure, its arguments and perhaps a filter: `{{requests.new applicant=research}}`,
`{{requests.in_time|share:requests.replied}}`, `{{proactive.items|growth}}`, `{{proactive.items|before}}`; or
a fact of the report: `{{year}}`, `{{body}}`. The Chinese names of figures, filters and facts do as well:
`{{本年新收政府信息公开申请|比上年}}`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongkai.reports.document import Segment, number_text
from gongkai.reports.errors import UnknownReference
from gongkai.statistics.answers import growth, share
from gongkai.statistics.figures import UnknownArgument, UnknownFigure, call_name, figure, figures

REFERENCE = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*([a-z]+|[一-鿿]+)\s*(?:[:：]\s*([^{}|]+?)\s*)?)?\}\}")
BRACES = re.compile(r"\{\{|\}\}")

NOW, BEFORE = 0, -1
FEW = 10  # a per cent of fewer things misleads, so that the difference is written
Ask = tuple[str, int]  # a figure with its arguments, and whether of this year or the year before
Numbers = Mapping[Ask, Decimal]


@dataclass(frozen=True)
class Reference:
    """One `{{…}}`: the figure, and what is made of its number."""

    name: str
    filter: str = ""
    other: str = ""

    @property
    def asks(self) -> tuple[Ask, ...]:
        """The numbers it needs."""
        if self.filter == "share":
            return ((self.name, NOW), (self.other, NOW))
        if self.filter == "growth":
            return ((self.name, NOW), (self.name, BEFORE))
        return ((self.name, BEFORE if self.filter == "before" else NOW),)

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        return figure(self.name.partition("?")[0]).unit

    def written(self, numbers: Numbers) -> str:
        """Write the number, the share or the change."""
        return FILTERS[self.filter](self, numbers)


@dataclass(frozen=True)
class Fact:
    """A `{{…}}` that is a fact of the report and no figure: its year, its body."""

    name: str


Part = str | Reference | Fact
FACTS = ("year", "previous_year", "next_year", "body")
FACT_WORDS = {"报告年度": "year", "上一年度": "previous_year", "下一年度": "next_year", "本机关名称": "body"}
FILTER_WORDS = {"比上年": "growth", "上年数": "before", "占比": "share"}


def parse(text: str) -> tuple[Part, ...]:
    """
    Read a paragraph into text and references.

    :raises UnknownReference: a reference that nothing can answer
    """
    parts: list[Part] = []
    position = 0
    for match in REFERENCE.finditer(text):
        parts += [_plain(text[position : match.start()]), _reference(match)]
        position = match.end()
    parts.append(_plain(text[position:]))
    return tuple(part for part in parts if part != "")


def references(paragraphs: Iterable[str]) -> Iterator[Reference]:
    """Go through the figures that paragraphs refer to."""
    for text in paragraphs:
        yield from (part for part in parse(text) if isinstance(part, Reference))


def segments(
    text: str, numbers: Numbers, facts: Mapping[str, str], method_of: Callable[[str], int]
) -> tuple[Segment, ...]:
    """Write a paragraph out: runs of text, and numbers that remember their figure."""
    written = []
    for part in parse(text):
        if isinstance(part, Reference):
            written.append(Segment(part.written(numbers), part.name, method_of(part.name)))
        else:
            written.append(Segment(facts[part.name] if isinstance(part, Fact) else part))
    return tuple(written)


def _plain(text: str) -> str:
    if odd := BRACES.search(text):
        raise UnknownReference(f"“{text[max(0, odd.start() - 8) : odd.end() + 8]}”处的花括号不成对。")
    return text


def _reference(match: re.Match[str]) -> Reference | Fact:
    name, kind, other = match[1], match[2] or "", match[3] or ""
    name, kind = FACT_WORDS.get(name, name), FILTER_WORDS.get(kind, kind)
    if name in FACTS and not kind:
        return Fact(name)
    if kind not in FILTERS or (kind == "share") != bool(other):
        raise UnknownReference(f"不认识“{match[0]}”的写法，可用的有 比上年、上年数、占比:指标。")
    return Reference(_call(name), kind, _call(other) if other else "")


def _call(written: str) -> str:
    code, *pairs = written.split()
    code = _codes_by_label().get(code, code)
    try:
        arguments = dict(pair.split("=", 1) for pair in pairs)
        figure(code).with_arguments(arguments)
    except (UnknownFigure, UnknownArgument) as error:
        raise UnknownReference(str(error)) from error
    except ValueError:
        raise UnknownReference(f"“{written}”中的参数应写作 名称=值。") from None
    return call_name(code, arguments)


@cache
def _codes_by_label() -> dict[str, str]:
    """Return the codes of the figures whose Chinese name is that of no other."""
    labels = Counter(one.label for one in figures().values())
    return {one.label: code for code, one in figures().items() if labels[one.label] == 1}


def _number(reference: Reference, numbers: Numbers) -> str:
    return number_text(numbers[reference.asks[0]])


def _share(reference: Reference, numbers: Numbers) -> str:
    part, whole = (numbers[ask] for ask in reference.asks)
    percent = share(part, whole)
    return "0%" if percent is None else f"{number_text(percent)}%"


def _growth(reference: Reference, numbers: Numbers) -> str:
    now, before = (numbers[ask] for ask in reference.asks)
    percent = growth(now, before)
    if now == before:
        return "持平"
    if percent is None or before < FEW:
        return f"{'增加' if now > before else '减少'}{number_text(abs(now - before))}{reference.unit}"
    return f"{'增长' if percent > 0 else '下降'}{number_text(abs(percent))}%"


FILTERS: Mapping[str, Callable[[Reference, Numbers], str]] = {
    "": _number,
    "before": _number,
    "share": _share,
    "growth": _growth,
}
