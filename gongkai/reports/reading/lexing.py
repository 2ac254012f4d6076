"""Tables flattened into running text: labels are found, and what stands between them are the numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.reports.reading import labels
from gongkai.reports.reading.labels import Label
from gongkai.reports.reading.rows import PrintedRow

SIGN = r"(?<=[\s|])(?:增加|新增|减少|增|减)(?=\s*\d)"
FIGURES = re.compile(rf"(?:[\s|\d.,+\-/—]|{SIGN}|(?<=\d)(?:[亿万千]?元|[亿万]|[件个项条笔份]))*")
EXPLANATION = re.compile(r"\s*\([^()\d|][^()|]{0,200}(?:\)|$)")
PAGE_NUMBER = re.compile(r"(?m)^\s*(?:[-—–]\s*\d+\s*[-—–]|第\s*\d+\s*页.*)\s*$")
LOST_LABEL = re.compile(
    r"(?P<words>(?:\d\s*[.、])?[^\d|]{3,60}?)(?P<figures>[\s|\d.,+\-/—]*\d[\s|\d.,+\-/—]*)"
)
CONTINUED = re.compile(r"[^\d|。；;]{1,40}?(?P<figures>[\s|\d.,+\-/—]*\d[\s|\d.,+\-/—]*)")
LABEL_NUMBER = re.compile(r"(?P<number>\d\s*[.,、])\s*$")


@dataclass(frozen=True)
class Token:
    """A label found in the text, and the figures that follow it before anything else does."""

    label: Label
    start: int
    end: int
    figures: str
    rest: str  # what stands between the figures and the next label

    @property
    def is_followed(self) -> bool:
        """Say whether figures, or at once another label, follow: then it may be a row and is not prose."""
        return bool(re.search(r"\d|[|]", self.figures)) or not self.rest.strip()


def tokens(text: str) -> list[Token]:
    """Find all labels in a narrowed text, in order, with what follows each."""
    text = PAGE_NUMBER.sub(lambda match: " " * len(match[0]), text)
    found: list[tuple[re.Match[str], int]] = []
    at = 0
    while match := labels.search(text, at):
        at = _behind_explanation(text, match.end())
        found.append((match, at))
    starts = [*(match.start() for match, _ in found), len(text)]
    return [
        _token(match, text[after:end], after) for (match, after), end in zip(found, starts[1:], strict=True)
    ]


def figures_behind_words(token: Token) -> str:
    """Return figures that follow only after the label's words go on in a way nobody knows."""
    match = None if token.figures.strip() else CONTINUED.match(token.rest)
    if match is None:
        return ""
    number = _lost_number(match["figures"], token.rest[match.end() :])
    return match["figures"][: len(match["figures"]) - len(number)]


def _behind_explanation(text: str, at: int) -> int:
    explanation = EXPLANATION.match(text, at)
    if explanation is None or labels.begins(text, at):
        return at
    return explanation.end()


def _token(match: re.Match[str], after: str, end: int) -> Token:
    figures_found = FIGURES.match(after)
    figures = figures_found[0] if figures_found else ""
    rest = after[len(figures) :]
    if number := _lost_number(figures, rest):
        figures, rest = figures[: -len(number)], number + rest
    return Token(labels.of(match), match.start(), end, figures, rest)


def _lost_number(figures: str, rest: str) -> str:
    # “0000000” + “2.” + a misprinted label: the 2 is the label's.
    match = LABEL_NUMBER.search(figures)
    return match[0] if match and re.match(r"[一-鿿]", rest) else ""


def printed_row(label: str, figures: str) -> PrintedRow:
    """Turn the figures behind a label into a row; bars between them keep blank cells apart."""
    if "|" in figures:
        first, *inner, last = (cell.strip() for cell in figures.split("|"))
        ends = ([first] if first else [], [last] if last else [])  # where no bar stands outside
        return PrintedRow((label,), (*ends[0], *inner, *ends[1]), keeps_blanks=True)
    lines = [line.split() for line in figures.splitlines() if line.strip()]
    one_per_line = len(lines) > 1 and all(len(line) == 1 for line in lines)
    return PrintedRow((label,), tuple(figures.split()), keeps_blanks=False, one_per_line=one_per_line)


def lost_rows(token: Token) -> Iterator[tuple[str, str]]:
    """Go through labels nobody knows with figures behind them, between a row and the next known label."""
    number = ""
    for match in LOST_LABEL.finditer(token.rest):
        words, figures = number + match["words"].strip(), match["figures"]
        number = _lost_number(figures, token.rest[match.end() :])
        if re.search(r"[一-鿿]{2}", words) and not re.search(r"[。；;]", words):
            yield words, figures[: len(figures) - len(number)]


def longest_rising(places: Sequence[int]) -> list[int]:
    """Return the indexes of a longest strictly rising run: which of the rows found stand in their order."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(tail_at[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        tail_at[at : at + 1] = [index]
    run = []
    index = tail_at[-1] if tail_at else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]
