"""年报正文的说法: which words of a report's prose mean which cells of its tables."""

import re
from dataclasses import dataclass
from functools import cache

from gongkai.rules.tables import Row, read_file

FILE = "reports/prose/counts.toml"
UNITS = "件起宗份条项"
NEVER = "(?!)"  # matches nothing
CITED = re.compile(r"<([a-z_]+)>")

Cell = tuple[str, str, str]  # table, row, column
REQUESTS, STATISTICS, TOTAL, YEAR = "requests", "statistics", "total", "year"
OF_APPLICANTS = (("new",), ("total",), ("new", "carried_in"))  # what a count of applicants may be of


@dataclass(frozen=True)
class SaidCount:
    """
    A way to say a count, and what it may mean: sums of cells, one of which it has to equal.

    :param before: pattern of the words right before the number
    :param after: pattern of the words right after it, where `lead` stands right before it
    :param needs: pattern of what the sentence or its heading has to speak of
    :param unless: pattern of what stands before it in its clause and makes it another count
    :param unless_after: pattern of what stands right after it and makes it another count
    """

    label: str
    means: tuple[tuple[Cell, ...], ...]
    before: str = NEVER
    lead: str = NEVER
    after: str = NEVER
    needs: str = ""
    unless: str = NEVER
    unless_after: str = NEVER
    units: str = UNITS


@dataclass(frozen=True)
class SaidOutcome:
    """
    How one outcome of requests, or a group of them, is spoken of.

    :param means: the sums of cells that it may be
    :param follows: outcomes after which alone the words mean this one
    :param is_group: it stands for all outcomes of its group
    """

    label: str
    said: str
    rows: tuple[str, ...]
    group: str
    means: tuple[tuple[Cell, ...], ...]
    follows: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Say whether all outcomes of a group are meant."""
        return len(self.rows) > 1


@dataclass(frozen=True)
class OutcomeWords:
    """The outcomes in the order in which they are looked for, and the words around them."""

    kinds: tuple[SaidOutcome, ...]
    about: str
    unless: str
    behind: str
    before: str
    joined: str
    part_of: str


@dataclass(frozen=True)
class ScopeWords:
    """What says that a number is of the whole area, of the office alone, or of those below."""

    region: str
    office: str
    others: str


@dataclass(frozen=True)
class Prose:
    """All that the rule file says about the words of reports."""

    outcomes: OutcomeWords
    counts: tuple[SaidCount, ...]
    scopes: ScopeWords


@cache
def load() -> Prose:
    """
    Read the ways to say a count.

    :raises BadRuleFile: the file is damaged or cites words that it does not have
    """
    file = read_file(FILE)
    words = {name: str(pattern) for name, pattern in file.mapping("words").items()}
    scopes = Row(FILE, "scopes", file.mapping("scopes"))
    outcomes = Row(FILE, "outcomes", file.mapping("outcomes"))
    applicants = [_applicant(row, words) for row in file.rows("applicants")]
    prose = Prose(
        _outcomes(outcomes, words),
        (*applicants, *(_count(row, words) for row in file.rows("counts"))),
        ScopeWords(*(scopes.text(name) for name in ("region", "office", "others"))),
    )
    for row in (scopes, outcomes, file):
        row.close()
    return prose


def _pattern(row: Row, key: str, words: dict[str, str], default: str | None = None) -> str:
    """Return a pattern with the words that it cites."""
    written = row.text(key, default)
    if odd := sorted(set(CITED.findall(written)) - set(words)):
        raise row.error(f"“{key}”引用了没有的词：{'、'.join(odd)}")
    whole = CITED.sub(lambda match: words[match[1]], written)
    try:
        re.compile(whole)
    except re.error as error:
        raise row.error(f"“{key}”不是正则表达式：{error}") from error
    return whole


def _cell(row: Row, written: str) -> Cell:
    parts = written.split(".")
    if len(parts) != 3:
        raise row.error(f"“{written}”应当写作“表.行.列”")
    return parts[0], parts[1], parts[2]


def _count(row: Row, words: dict[str, str]) -> SaidCount:
    sums = row.values.get("means", [])
    row.asked.add("means")
    said = SaidCount(
        label=row.text("label"),
        means=tuple(tuple(_cell(row, cell) for cell in cells) for cells in sums),
        before=_pattern(row, "before", words, NEVER),
        lead=_pattern(row, "lead", words, NEVER),
        after=_pattern(row, "after", words, NEVER),
        needs=_pattern(row, "needs", words, ""),
        unless=_pattern(row, "unless", words, NEVER),
        unless_after=_pattern(row, "unless_after", words, NEVER),
        units=row.text("units", UNITS),
    )
    row.close()
    return said


def _applicant(row: Row, words: dict[str, str]) -> SaidCount:
    columns = row.texts("columns")
    means = tuple(
        tuple((REQUESTS, name, column) for name in names for column in columns) for names in OF_APPLICANTS
    )
    said = SaidCount(row.text("label"), means, _pattern(row, "before", words), needs="申请")
    row.close()
    return said


def _outcomes(row: Row, words: dict[str, str]) -> OutcomeWords:
    kinds = tuple(_outcome(kind, words) for kind in row.rows("kinds"))
    around = {
        name: _pattern(row, name, words)
        for name in ("about", "unless", "behind", "before", "joined", "part_of")
    }
    return OutcomeWords(kinds, **around)


def _outcome(row: Row, words: dict[str, str]) -> SaidOutcome:
    rows, earlier, older = row.texts("rows"), row.texts("earlier", ()), row.texts("older", ())
    sums = [rows, *([earlier] if earlier else [])]
    means = [tuple((REQUESTS, name, TOTAL) for name in names) for names in sums]
    means += [((STATISTICS, name, YEAR),) for name in older]
    said = SaidOutcome(
        label=row.text("label"),
        said=_pattern(row, "said", words),
        rows=rows,
        group=row.text("group"),
        means=tuple(means),
        follows=row.texts("follows", ()),
    )
    row.close()
    return said
