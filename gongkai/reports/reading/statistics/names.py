"""Labels of the statistics before 2019: which row, column or unit a printed label means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from gongkai.reports.reading.cleaning import squash
from gongkai.rules import formats

TABLE = "statistics"
CLOSE_ENOUGH = 0.8  # a misprint that loses one character in five is still the label
CLEAR = 0.02  # likenesses that differ by less are alike
SHORT = 4  # a shorter label must be right to the letter
NUMERALS = "一二三四五六七八九十"
LEAD = re.compile(
    rf"(?:其中[:,、;]?|含[:]|[{NUMERALS}]{{1,3}}[、.,]|\([{NUMERALS}\d]{{1,3}}\)[、.]?|\d{{1,2}}[.、,:)](?!\d))+"
)
ORDINAL = re.compile(rf"(?:\(([{NUMERALS}\d]{{1,3}})\)|(\d{{1,2}})[.、,:)])[^()\d]*$")
NOTE = re.compile(r"\([^()]*\)|\([^()]*$")
MARKS = re.compile(r"[\"'*:;,.]+")
DENIALS = "不否非未"

UNITS = (
    "人次", "万元", "条", "件", "次", "篇", "个", "人", "元", "份", "期", "场", "起", "宗", "项", "部", "%",
)  # fmt: skip
UNIT = re.compile("(?:" + "|".join(UNITS) + r")(?:[/、(](?:" + "|".join(UNITS) + r")\)?)?")
STUBS = frozenset(
    (
        "指标", "指标名称", "指标项", "指标内容", "项目", "项目名称", "名称", "内容", "类别", "事项",
        "统计指标", "统计项目", "统计内容",
    )
)  # fmt: skip
UNIT_HEADS = frozenset(("单位", "计量单位"))
CODES = frozenset(("序号", "代码", "编号", "指标代码", "行号", "代号"))
NOTES = frozenset(("备注", "说明"))
COLUMN_PATTERNS = (
    ("year", re.compile(r"(?:20\d\d|20XX)年?度?(?:全年|合计|累计|统计)?(?:数|数量|数据)?")),
    (
        "cumulative",
        re.compile(
            r"历年(?:累计|合计|总计|总)?(?:数|数量)?|截[至止].*累计.*|20\d\d年?[至—–-]20\d\d年?.*累计.*"
        ),
    ),
    ("month", re.compile(r"(?:本|当|\d{1,2})月(?:份|累计|数|数量)*")),
    ("year", re.compile(r"(?:本|当|全)年度?(?:合计|累计|实际|统计)?(?:数|数量|数据)?|年度(?:数|数量|统计)?")),
    ("value", re.compile(r".{0,4}(?:统计|数量|数据|数值|数目|合计|总数)(?:数|数据)?")),
)


@dataclass(frozen=True)
class Name:
    """A spelling of a row: its words, and the number printed before it where the format has one."""

    id: str
    words: str
    ordinal: str


@dataclass(frozen=True)
class Match:
    """Which row a label means and how sure that is; `lost` when words of it are missing."""

    id: str
    sureness: float
    lost: bool = False


def words_of(text: str) -> str:
    """Return the words of a label: no 其中, no number before it, no explanation, no quotation marks."""
    plain = squash(text)
    lead = LEAD.match(plain)
    words = MARKS.sub("", NOTE.sub("", plain[lead.end() if lead else 0 :]))
    return words or MARKS.sub("", plain)


def ordinal_of(text: str) -> str:
    """Return the number printed before the words of a label: "5" of （5）, nothing where there is none."""
    lead = LEAD.match(squash(text))
    found = ORDINAL.search(lead[0]) if lead else None
    return (found[1] or found[2]) if found else ""


@cache
def names() -> tuple[Name, ...]:
    """Return every spelling of every row of the formats before 2019, once."""
    found: dict[Name, None] = {}
    for report in formats.with_table(TABLE):
        for row in report.table(TABLE).rows:
            for spelling in (row.label, *row.aliases) if row.columns else ():
                found[Name(row.id, words_of(spelling), ordinal_of(row.label))] = None
    return tuple(found)


@cache
def by_words() -> dict[str, tuple[str, ...]]:
    """Return words → the rows they may mean; 被依法纠错数 stands under reviews and under suits."""
    found: dict[str, dict[str, None]] = {}
    for name in names():
        found.setdefault(name.words, {})[name.id] = None
    return {words: tuple(ids) for words, ids in found.items()}


@cache
def headings() -> frozenset[str]:
    """Return the words of the rows that are only headings."""
    rows = (row for report in formats.with_table(TABLE) for row in report.table(TABLE).rows)
    return frozenset(words_of(row.label) for row in rows if not row.columns)


def match(label: str, done: Sequence[str] = ()) -> Match | None:
    """
    Return the row that a printed label means, or None.

    :param done: the rows found before it, in order; a row stands once, and near those it belongs to
    """
    words = words_of(label)
    if exact := by_words().get(words):
        left = [name for name in exact if name not in done]
        return Match(_nearest(left, done), 1.0) if left else None  # printed twice
    if len(words) < SHORT:
        return None
    return _truncated(label, words, done) or _misprinted(words, done)


def _nearest(ids: Sequence[str], done: Sequence[str]) -> str:
    """Return which of the rows comes soonest after the last one found, in any format."""
    if len(ids) == 1 or not done:
        return ids[0]
    distances = {name: _distance(done[-1], name) for name in ids}
    return min(ids, key=lambda name: distances[name])


@cache
def _orders() -> tuple[dict[str, int], ...]:
    tables = (report.table(TABLE) for report in formats.with_table(TABLE))
    return tuple({row.id: place for place, row in enumerate(table.rows)} for table in tables)


def _distance(before: str, name: str) -> int:
    gaps = [order[name] - order[before] for order in _orders() if name in order and before in order]
    return min((gap for gap in gaps if gap > 0), default=1000)


def _truncated(label: str, words: str, done: Sequence[str]) -> Match | None:
    """A label that has lost its end: the number before it says which it was, if more than one begins so."""
    begun = {name.id: name for name in names() if name.words.startswith(words) and name.id not in done}
    ordinal = ordinal_of(label)
    ids = [name.id for name in begun.values() if len(begun) == 1 or (ordinal and name.ordinal == ordinal)]
    return Match(ids[0], 0.95, lost=True) if len(ids) == 1 else None


def _misprinted(words: str, done: Sequence[str]) -> Match | None:
    scored = {row: likeness for row, likeness in _likenesses(words).items() if row not in done}
    best = max(scored.values(), default=0.0)
    near = [row for row, likeness in scored.items() if likeness > best - CLEAR]
    if len(near) > 1:  # characters are lost more often than added
        near = [name.id for name in names() if name.id in near and _is_within(words, name.words)]
    return Match(near[0], 0.95) if best >= CLOSE_ENOUGH and len(set(near)) == 1 else None


@lru_cache(maxsize=1024)
def _likenesses(words: str) -> dict[str, float]:
    """Return how like the words are to each row; only a row that denies as they do can be meant."""
    scored: dict[str, float] = {}
    for name in names():
        if len(name.words) >= SHORT and _denies(name.words) == _denies(words):
            likeness = SequenceMatcher(None, words, name.words, autojunk=False).ratio()
            scored[name.id] = max(likeness, scored.get(name.id, 0.0))
    return scored


def _is_within(words: str, others: str) -> bool:
    """Say whether the characters of some words stand in others, in the same order."""
    rest = iter(others)
    return all(char in rest for char in words)


def _denies(words: str) -> bool:
    return any(sign in words for sign in DENIALS)


def is_unit(text: str) -> bool:
    """Say whether a cell holds a unit: 条, 人次, （件）."""
    return UNIT.fullmatch(squash(text).strip("()")) is not None


def unit_of(text: str) -> str:
    """Return the unit of a cell without brackets."""
    return squash(text).strip("()")


def role_of(text: str) -> str | None:
    """Return what a heading cell announces: label, unit, code, note or the id of a column; else None."""
    plain = NOTE.sub("", squash(text))
    for role, known in (("label", STUBS), ("unit", UNIT_HEADS), ("code", CODES), ("note", NOTES)):
        if plain in known:
            return role
    if known_column := _columns().get(plain):
        return known_column
    return next((name for name, pattern in COLUMN_PATTERNS if pattern.fullmatch(plain)), None)


@cache
def _columns() -> dict[str, str]:
    return {
        squash(spelling): column.id
        for report in formats.with_table(TABLE)
        for column in report.table(TABLE).columns
        for spelling in (column.label, *column.aliases)
    }


def years_in(heading: str) -> set[int]:
    """Return the years that a heading names."""
    return {int(year) for year in re.findall(r"20\d\d", squash(heading))}


def columns_in(roles: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the number columns among the roles of a heading."""
    return tuple(role for role in roles if role not in ("", "label", "unit", "code", "note"))


def roles_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return what the cells of a heading row announce; empty for a row that is none."""
    roles = [role_of(cell) if squash(cell) else "" for cell in cells]
    filled = [role for role in roles if role != ""]
    if any(role is None for role in filled) or len(filled) < 2:
        return ()
    found = [role or "" for role in roles]
    if not columns_in(found) or not ({"label", "unit"} & set(found)):
        return ()
    return _told_apart(found, cells)


def under_heading(roles: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """Return the roles with the columns of a second heading row below 数量; empty if the cells are none."""
    below = [role_of(cell) for cell in cells if squash(cell)]
    columns = columns_in([role for role in below if role])
    if not columns_in(roles) or not columns or len(columns) < len(below):
        return ()
    labels = tuple(role for role in roles if role not in columns_in(roles))
    return (*labels, *_told_apart(list(columns), [cell for cell in cells if squash(cell)]))


def _told_apart(roles: list[str], cells: Sequence[str]) -> tuple[str, ...]:
    """Of two columns with years the later is the year of the report; others of the same name are numbered."""
    years = [re.search(r"20\d\d", squash(cell)) for cell in cells]
    of_years = [int(year[0]) for role, year in zip(roles, years, strict=True) if role == "year" and year]
    told: list[str] = []
    for role, year in zip(roles, years, strict=True):
        if role == "year" and year and int(year[0]) < max(of_years):
            role = "last_year"
        told.append(role)
    return tuple(told)
