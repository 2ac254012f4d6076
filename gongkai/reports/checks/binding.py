"""Each quantity of the prose bound to a cell, to a sum of cells, or to nothing that can be checked (T1)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gongkai.reports.checks.claims import (
    CUMULATIVE,
    OF_THE_YEAR,
    YEAR,
    Claim,
    cells_of,
    claim_of,
    number_in,
    total_of,
)
from gongkai.reports.checks.findings import WARNING, Finding, Number, Tables, Where, printed
from gongkai.reports.checks.quantities import Plain, Quantity, Role, Scope, Time, quantities_in, sentences_in
from gongkai.rules.prose import Cell

REGIONAL = re.compile(r"(?:政府|管委会|管理委员会|实验区|新区|市|县|区|省|镇|乡|街道|办事处)$")
MORE = 1.2  # 300余件 are more than 300 and surely fewer than 360

NOTHING = (
    r"(?:未|没有|无|尚未)(?:曾|新)?(?:收到|受理|接到|接收|发生|出现|产生|引发)(?:过)?(?P<what>[^,。;]{0,40})"
)
NOT_NOTHING = re.compile(
    r"纠正|纠错|败诉|撤销|超期|逾期|投诉|举报|收费|费用|泄|责任|不良|问题|舆情|违|过期|延期"
)
ALL_DONE = re.compile(
    r"(?:所有|全部)(?:的)?(?:政府信息公开|信息公开|依申请公开)?申请均?已[^,。;]{0,12}?(?:办结|办理完成|办理完毕|答复完毕)"
)
NOTHINGS = (
    ("行政复议", ("remedies", "count", "review_total"), ("statistics", "reviews", YEAR)),
    ("行政诉讼", ("remedies", "count", "direct_suit_total"), ("statistics", "suits", YEAR)),
    ("行政诉讼", ("remedies", "count", "suit_after_review_total"), ("statistics", "suits", YEAR)),
    ("申请", ("requests", "new", "total"), ("statistics", "requests_received", YEAR)),
)
REASONS = {
    Scope.REGION: "说的是全区域的数，表格是本机关的数",
    Scope.OFFICE: "说的是办公机构的数，表格是全部的数",
    Scope.OTHERS: "说的是所属单位的数",
}


@dataclass(frozen=True)
class Binding:
    """A quantity, the cells whose sum it is, and whether it agrees; without cells it cannot be checked."""

    said: Quantity
    cells: tuple[Cell, ...] = ()
    expected: Number | None = None
    agrees: bool | None = None
    label: str = ""
    why: str = "正文里的这个数在统计表中没有对应的格"

    def as_dict(self) -> dict[str, Any]:
        """Return what is known about the quantity, in the shape of the printed JSON."""
        said = self.said
        return {
            "section": said.section,
            "span": list(said.span),
            "text": said.text,
            "value": said.value,
            "unit": said.unit,
            "about": said.is_about,
            "words": said.words,
            "role": said.role.value,
            "scope": said.scope.value,
            "time": said.time.value,
            "cells": [{"table": t, "row": r, "column": c} for t, r, c in self.cells],
            "expected": self.expected,
            "agrees": self.agrees,
            "why": None if self.cells else self.why,
        }


@dataclass(frozen=True)
class Known:
    """What prose is held against: the tables of the year, of the year before, and who reports."""

    tables: Tables
    previous: Tables | None = None
    body: str | None = None

    @property
    def is_regional(self) -> bool:
        """Whether the body reports for a whole area."""
        return bool(self.body and REGIONAL.search(self.body))


def bind(said: Quantity, known: Known) -> Binding:
    """Bind one quantity."""
    if said.role is not Role.COUNT:
        return Binding(said, why="是占比、增减或者比率，按相关的数另行验算")
    claim = claim_of(said)
    if claim is None:
        return Binding(said)
    if said.time is Time.OTHER:
        return Binding(said, label=claim.label, why="说的是其他年度")
    tables = known.previous if said.time is Time.BEFORE else known.tables
    if tables is None:
        return Binding(said, label=claim.label, why="说的是上一年度，没有上一年度的表格可对")
    sums = {_named(cells, tables): total_of(cells, tables) for cells in cells_of(claim, said.time)}
    return _compared(said, claim, {cells: total for cells, total in sums.items() if total is not None}, known)


def _compared(said: Quantity, claim: Claim, sums: Mapping[tuple[Cell, ...], Number], known: Known) -> Binding:
    if not sums:
        return Binding(said, label=claim.label, why="表格中没有这个数，或者是空白")
    for cells, total in sums.items():
        if _is(said, total):
            return Binding(said, cells, total, agrees=True, label=claim.label)
    own = (Scope.OWN, Scope.REGION) if known.is_regional else (Scope.OWN,)
    if said.scope not in own:
        return Binding(said, label=claim.label, why=REASONS[said.scope])
    cells, total = next(iter(sums.items()))
    return Binding(said, cells, total, agrees=False, label=claim.label)


def _is(said: Quantity, total: Number) -> bool:
    if said.is_about:
        return said.value <= total <= said.value * MORE
    return abs(said.value - total) < 1e-6


def _named(cells: tuple[Cell, ...], tables: Tables) -> tuple[Cell, ...]:
    """Return the cells with the columns as the table calls them."""
    return tuple((table, row, _column(table, row, column, tables)) for table, row, column in cells)


def _column(table: str, row: str, column: str, tables: Tables) -> str:
    if column != YEAR:
        return column
    return next((name for name in OF_THE_YEAR if name in tables.get(table, {}).get(row, {})), YEAR)


def bindings(sections: Iterable[tuple[str, str]], year: int | None, known: Known) -> list[Binding]:
    """Bind all quantities of the sections, given as (heading, text)."""
    bound = [bind(said, known) for heading, text in sections for said in quantities_in(text, heading, year)]
    return _with_parts(bound)


def _with_parts(bound: Sequence[Binding]) -> list[Binding]:
    """Let numbers agree that a sentence gives apart and of which one cell is the sum: 商业秘密, 个人隐私."""
    sums: dict[object, Number] = {}
    for one in bound:
        if one.agrees is False:
            sums[_place_of(one)] = sums.get(_place_of(one), 0) + one.said.value
    return [
        replace(one, agrees=True) if one.agrees is False and sums[_place_of(one)] == one.expected else one
        for one in bound
    ]


def _place_of(one: Binding) -> object:
    return one.cells, one.said.section, one.said.sentence_at


def count_findings(bound: Iterable[Binding]) -> list[Finding]:
    """Report the counts that differ from their cells (T1)."""
    return [_finding(one) for one in bound if one.agrees is False]


def _finding(one: Binding) -> Finding:
    said = one.said
    table, row, column = one.cells[0]
    where = Where(table, row, column if len(one.cells) == 1 else None, said.section or None, said.span)
    last = "上一年度的" if said.time is Time.BEFORE else ""
    total = "累计" if column == CUMULATIVE else ""
    message = (
        f"正文写“{said.words}”，{last}表中{one.label}{total}为{printed(one.expected)}。"
        "请核对正文和表格，改为一致。"
    )
    return Finding("T1", WARNING, where, message, one.expected, said.value)


def nothing_findings(sections: Iterable[tuple[str, str]], year: int | None, known: Known) -> list[Finding]:
    """Report sentences that say there was nothing where the tables have something (T1)."""
    found: list[Finding] = []
    for heading, text in sections:
        plain = Plain.of(text, heading)
        for at, sentence in sentences_in(plain.text):
            if str(year or "") in sentence or not re.search(r"20\d\d年", sentence):
                found += _nothing(plain, at, sentence, known)
    return found


def _nothing(plain: Plain, at: int, sentence: str, known: Known) -> Iterable[Finding]:
    for match in re.finditer(NOTHING, sentence):
        what = match["what"]
        if not NOT_NOTHING.search(what) and not re.search("本级|各|所属|代表", sentence[: match.start()]):
            yield from _denied(plain, at, match, what, known.tables)
    for match in ALL_DONE.finditer(sentence):
        cell = ("requests", "carried_out", "total")
        _, number = number_in(cell, known.tables)
        if number:
            yield _nothing_finding(plain, at, match, cell, number, "结转下年度继续办理的申请")


def _denied(plain: Plain, at: int, match: re.Match[str], what: str, tables: Tables) -> Iterable[Finding]:
    about_remedies = re.search("复议|诉讼", what)
    for word, *cells in NOTHINGS:
        if word not in what or (word == "申请" and (about_remedies or "公开" not in what)):
            continue
        numbers = ((cell, number_in(cell, tables)[1]) for cell in cells)
        for cell, number in numbers:
            if number:
                yield _nothing_finding(plain, at, match, cell, number, f"{word}的数")


def _nothing_finding(
    plain: Plain, at: int, match: re.Match[str], cell: Cell, number: Number, label: str
) -> Finding:
    span = plain.span(at + match.start(), at + match.end())
    where = Where(*cell, plain.section or None, span)
    message = f"正文写“{match[0]}”，表中{label}为{printed(number)}。请核对正文和表格，改为一致。"
    return Finding("T1", WARNING, where, message, number, 0)
