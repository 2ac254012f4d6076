"""The statistics where they were flattened into running text: label, unit and numbers one after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.reports.reading.lexing import PAGE_NUMBER
from gongkai.reports.reading.rows import PrintedRow
from gongkai.reports.reading.statistics import names
from gongkai.reports.reading.statistics.lines import Line, Lines, named, without_codes

FEWEST, MOST = 3, 300  # known rows; fewer are prose, the longest table has 70
FARTHEST = 300  # characters between two rows of one table
HEADING = 120  # characters in which the heading above a table stands
FLEXIBLE = {
    "(": "[(]?", ")": "[)]?", "、": "[、,/]?", "他": "[他它]", "《": "[《<〈]?", "》": "[》>〉]?",
}  # fmt: skip
LEAD = re.compile(
    rf"(?:其中\s*[:,、;]?\s*)?(?:(?:\(\s*(?:[{names.NUMERALS}]{{1,3}}|\d{{1,2}})\s*\)|[{names.NUMERALS}]{{1,3}}\s*[、.]"
    r"|(?<=\s)\d\d\s*[.、,]|\d\s*[.、,])\s*[.、]?\s*)?(?:其中\s*[:,、]?\s*)?[\"']?$"
)
EXPLANATION = re.compile(r"[\"']?数?\s*(?:\([^()|]{3,60}\)|\[[^\]|]{3,60}\])")
UNIT = re.compile(r"[\"']?[\s|]*[(]?(" + "|".join(names.UNITS) + r")[)]?(?=[\s|\d\-—–/+.]|$|无|[一-鿿(\"])")
SIGNED = r"(?:[亿万千]?元|[亿万]|人次|[条件次篇个人份期场起宗项笔部])"
FIGURES = re.compile(rf"(?:[\s|,.+\-—–/\d]|(?<=\d){SIGNED}|无(?=[\s|]|$)|(?<=[\d元条件])\([^()|]{{1,20}}\))*")
STUB = re.compile(r"指\s*标\s*名\s*称|指\s*标|项\s*目|名\s*称")
UNIT_HEADING = re.compile(r"(?:计\s*量\s*)?单\s*位|\|")
COLUMN = re.compile(r"(20\d\d年?度?|历年累计|本月累计|年度累计|本年累计|年末统计)")
NEXT_NUMBER = re.compile(r"(?<=[\d\s|])(?:\d\s*[.、,]|\(\s*\d{1,2}\s*\))\s*$|[(]\s*$")
UNKNOWN = re.compile(
    r"(?P<label>(?:\(\d{1,2}\)|\d{1,2}[.、,])?[^|\d。;:\s][^|。;\n]{1,50}?)"
    rf"[\s|]*[(]?(?P<unit>{'|'.join(names.UNITS)})[)]?(?P<figures>[\s|]*(?:\d[\d.,]*|[-—–/]|(?=\|))[\s|\d.,\-—–/]*)"
)
WORDS = re.compile(r"[一-鿿]{2}")


@dataclass(frozen=True)
class _Found:
    """A label that figures follow: where it begins, ends, and where what belongs to it ends."""

    start: int
    label: str
    after: int
    unit: str
    figures: str

    @property
    def end(self) -> int:
        return self.after + len(self.figures)


def find(text: str, kept: str) -> Lines:
    """
    Find the rows in narrowed text; none where too few stand together.

    :param kept: the text as printed, of the same length, for the labels
    """
    text = PAGE_NUMBER.sub(lambda match: " " * len(match[0]), text)
    run = _longest_run(_rows(text))[:MOST]
    if len(run) < FEWEST:
        return Lines([], [])
    lines: list[Line] = []
    columns: tuple[str, ...] = ()
    years: set[int] = set()
    before = max(0, run[0].start - HEADING)
    has_heading = False
    for row in run:
        between = text[before : row.start]
        if heading := _heading(between):
            columns, has_heading = heading, True
            years |= names.years_in(STUB.split(between)[-1])
        lines += [_line(one, columns, kept) for one in _unknown(between, before) if lines]
        lines.append(_line(row, columns, kept))
        before = row.end
    lines += [_line(one, columns, kept) for one in _unknown(_tail(text[before:]), before)]
    lines = without_codes(lines)
    span = (_heading_start(text, run[0].start), run[-1].end)
    found = Lines(named(lines), [span], has_heading, years=frozenset(years))
    found.is_cut = not text[run[-1].end :].strip() and not run[-1].figures.strip(" |\n")
    return found


def _rows(text: str) -> list[_Found]:
    """Find the known labels with a unit or figures behind them, each up to the next."""
    places = list(_labels(text))
    ends = [start for start, _, _ in places[1:]] + [len(text)]
    rows = [_row(text, place, until) for place, until in zip(places, ends, strict=False)]
    return [row for row in rows if row is not None]


def _labels(text: str) -> Iterator[tuple[int, int, int]]:
    """Go through the known labels: where the number before each begins, it ends, and its unit may begin."""
    at = 0
    patterns = _patterns()
    for first in _beginnings().finditer(text):
        if first.start() < at:
            continue
        if found := patterns[first[0]].match(text, first.start()):
            lead = LEAD.search(text, max(at, first.start() - 16), first.start())
            at = found.end()
            if explanation := EXPLANATION.match(text, at):
                at = explanation.end()
            yield lead.start() if lead else first.start(), found.end(), at


def _row(text: str, place: tuple[int, int, int], until: int) -> _Found | None:
    start, _, after = place
    unit = UNIT.match(text, after, until)
    begins = unit.end() if unit else after
    found = FIGURES.match(text, begins, until)
    figures = found[0] if found else ""
    if not unit and re.search(r"\d", figures) and (late := UNIT.match(text, begins + len(figures), until)):
        # A page number, or whatever else it is, between label and unit: to be looked at as a whole.
        found = FIGURES.match(text, late.end(), until)
        figures = text[begins : found.end() if found else late.end()]
    rest = text[begins + len(figures) : until]
    if rest and (number := NEXT_NUMBER.search(figures)):
        figures = figures[: number.start()]
    is_sentence = rest[:1] in tuple("、。;") if rest else False
    if is_sentence or re.search(r"[,;]\s*$", figures):
        return None
    has_more = bool(re.search(r"[\d|]", figures)) or bool(re.search(r"[-—–/无]", figures) and unit)
    ends = not rest.strip() and unit is not None
    if not has_more and not ends:
        return None
    return _Found(start, text[start:after], begins, unit[1] if unit else "", figures)


def _longest_run(rows: Sequence[_Found]) -> list[_Found]:
    """Return the largest group of rows that stand close together, with a unit or alone on their lines."""
    runs: list[list[_Found]] = []
    for row in rows:
        if runs and row.start - runs[-1][-1].end <= FARTHEST:
            runs[-1].append(row)
        else:
            runs.append([row])
    return max(runs, key=len, default=[])


def _heading(between: str) -> tuple[str, ...]:
    """Return the columns that a heading in this text announces; 本年 累计 are two, 本年累计 is one."""
    starts = [match.end() for match in STUB.finditer(between)]
    if not starts:
        return ()
    words = UNIT_HEADING.sub(" ", between[starts[-1] :])
    together = COLUMN.sub(r" \1 ", re.sub(r"\s+", "", words))
    return max(_columns(words), _columns(together), key=len)


def _columns(words: str) -> tuple[str, ...]:
    """Return the columns that these words announce, each a heading of its own; none if one is unknown."""
    roles = [names.role_of(piece) for piece in words.split()]
    known = names.columns_in([role for role in roles if role])
    return known if len(known) == len(roles) == len(set(known)) else ()


def _heading_start(text: str, start: int) -> int:
    above = text[max(0, start - HEADING) : start]
    found = list(STUB.finditer(above))
    return start - len(above) + found[-1].start() if found else start


def _unknown(between: str, offset: int) -> Iterator[_Found]:
    """Go through the rows that no format has, in the text between two that one has."""
    for match in UNKNOWN.finditer(between):
        if WORDS.search(match["label"]) and not _heading(match["label"]):
            after = offset + match.start("figures")
            yield _Found(offset + match.start(), match["label"], after, match["unit"], match["figures"])


def _tail(text: str) -> str:
    """Return the text behind the last known row as far as rows may go on: up to the first sentence."""
    return re.split(r"[。;]|\n\s*\n", text[:FARTHEST])[0]


def _line(row: _Found, columns: tuple[str, ...], kept: str) -> Line:
    label = " ".join(kept[row.start : row.start + len(row.label)].replace("|", " ").split())
    return Line(label, row.unit, _printed(label, row.figures), columns, at=row.after)


def _printed(label: str, figures: str) -> PrintedRow:
    """Turn figures into cells; bars between them keep the blank ones."""
    if "|" in figures:
        cells = [" ".join(cell.split()) for cell in figures.split("|")]
        inner = cells[1:] if not cells[0] else cells
        return PrintedRow(
            (label,), tuple(inner[:-1] if inner and not inner[-1] else inner), keeps_blanks=True
        )
    lines = [line.split() for line in figures.splitlines() if line.strip()]
    one_per_line = len(lines) > 1 and all(len(line) == 1 for line in lines)
    return PrintedRow((label,), tuple(figures.split()), keeps_blanks=False, one_per_line=one_per_line)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return for each first character a pattern of the labels that begin with it, longest first."""
    begun: dict[str, list[str]] = {}
    for words in sorted({name.words for name in names.names()}, key=len, reverse=True):
        begun.setdefault(words[0], []).append(r"[\s\"']*".join(FLEXIBLE.get(c, re.escape(c)) for c in words))
    begun.setdefault("免", []).append(r"免[予于]公开范围")
    return {char: re.compile("(?:" + "|".join(patterns) + r")[\"']?数?") for char, patterns in begun.items()}


@cache
def _beginnings() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(_patterns())) + "]")
