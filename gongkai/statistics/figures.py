"""The catalogue of figures: each names a question, its arguments, a unit, a basis and how it is counted."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.rules import ledger
from gongkai.rules.ledger import LedgerKind
from gongkai.statistics.questions import QUESTIONS, Question

FILE = Path(__file__).parent / "figures.toml"
OLDER_TABLES = Path(__file__).parent / "older_tables.toml"
CUMULATIVE = ".cumulative"
MEASURES = ("count", "sum", "sum_wan", "mean_working_days", "mean", "share")
ADDED_UP = ("count", "sum", "sum_wan")  # of these the parts make the whole


class UnknownFigure(LookupError):
    """No figure bears this code."""


class UnknownArgument(LookupError):
    """The figure's question cannot be narrowed in this way, or the figure has fixed the argument already."""


class BadFigure(ValueError):
    """The catalogue names a question or an argument that does not exist."""


@dataclass(frozen=True)
class Figure:
    """A named question over the registers (统计指标)."""

    code: str
    label: str
    unit: str
    basis: str
    counted: str
    question: str
    measure: str = "count"
    arguments: Mapping[str, str] = field(default_factory=dict)
    part: Mapping[str, str] = field(default_factory=dict)  # whose share is measured
    cumulative: str = ""  # the question that counts from the beginning up to the end of the period

    @property
    def is_added_up(self) -> bool:
        """Whether the numbers of the parts make that of the whole."""
        return self.measure in ADDED_UP

    def asked(self) -> Question:
        """Return the question behind the figure."""
        return QUESTIONS[self.question]

    def with_arguments(self, more: Mapping[str, str]) -> dict[str, str]:
        """
        Return the figure's own arguments together with those of a cell or a sentence.

        :raises UnknownArgument: no such dimension, or it is fixed by the figure
        """
        for name in more:
            if name not in self.asked().dimensions or name in self.arguments:
                raise UnknownArgument(f"指标“{self.label}”（{self.code}）不能按“{name}”细分。")
            try:
                self.asked().dimensions[name].members(more[name])
            except ValueError:
                raise UnknownArgument(f"指标“{self.label}”没有“{more[name]}”这一类。") from None
        return {**self.arguments, **more}


@cache
def figures() -> Mapping[str, Figure]:
    """
    Return all figures by code, in the order of the files; those of the ledger follow from its kinds.

    :raises BadFigure: a file contradicts the program or itself
    """
    data = tomllib.loads(FILE.read_text("utf-8"))
    older = tomllib.loads(OLDER_TABLES.read_text("utf-8"))
    asked = {entry["code"]: entry for entry in data["questions"]}
    if odd := sorted(set(asked) ^ set(QUESTIONS)):
        raise BadFigure(f"figures.toml 的 questions 与程序不一致：{'、'.join(odd)}")
    entries = [*data["figures"], *_of_ledger(asked), *older["figures"]]
    written = [_figure(entry, asked) for entry in entries]
    read = [each for one in written for each in _with_cumulative(one, asked)]
    if len({figure.code for figure in read}) != len(read):
        raise BadFigure("figures.toml 有重复的指标代码")
    return {figure.code: figure for figure in read}


def figure(code: str) -> Figure:
    """
    Return the figure with this code.

    :raises UnknownFigure: there is none
    """
    try:
        return figures()[code]
    except KeyError:
        raise UnknownFigure(f"没有名为“{code}”的统计指标。") from None


def _figure(entry: dict[str, Any], asked: Mapping[str, dict[str, Any]]) -> Figure:
    question = asked.get(entry["question"])
    if question is None:
        raise BadFigure(f"指标 {entry['code']} 的问题 {entry['question']} 不存在")
    defaults = {key: question[key] for key in ("unit", "basis", "counted")}
    made = Figure(**{**defaults, **entry})
    named = {*made.arguments, *made.part}
    if made.measure not in MEASURES or not named <= set(made.asked().dimensions):
        raise BadFigure(f"指标 {made.code} 的 measure 或 arguments 有误")
    return made


def _of_ledger(asked: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Return a figure for each kind of the ledger, and one for each group of kinds."""
    for kind in LedgerKind.all():
        yield _ledger_figure(asked, kind.figure, kind.label, str(kind), kind)
    for group in ledger.groups().values():
        yield _ledger_figure(asked, group.figure, group.label, group.code, group.kinds[0])


def _ledger_figure(
    asked: Mapping[str, dict[str, Any]], figure: str, label: str, code: str, kind: LedgerKind
) -> dict[str, Any]:
    question = "ledger.standing" if kind.is_standing else "ledger.entries"
    return {
        "code": f"ledger.{figure}",
        "label": label,
        "unit": kind.unit,
        "question": question,
        "measure": "sum",
        "arguments": {"kind": code},
        "counted": asked[question]["counted"] + (kind.explanation if code == kind else ""),
        "basis": kind.basis or asked[question]["basis"],
        "cumulative": "" if kind.is_standing else "ledger.until",
    }


def _with_cumulative(made: Figure, asked: Mapping[str, dict[str, Any]]) -> Iterator[Figure]:
    yield made
    if question := made.cumulative:
        yield replace(
            made,
            code=made.code + CUMULATIVE,
            label=f"{made.label}（历年累计）",
            question=question,
            counted=asked[question]["counted"],
            cumulative="",
        )


def call_name(code: str, arguments: Mapping[str, str]) -> str:
    """Write a figure with its arguments as one name: "requests.new?applicant=research"."""
    written = "&".join(f"{key}={value}" for key, value in sorted(arguments.items()))
    return f"{code}?{written}" if written else code


def parse_call(name: str) -> tuple[str, dict[str, str]]:
    """Read back what `call_name` wrote: the code and the arguments."""
    code, _, written = name.partition("?")
    return code, dict(pair.split("=", 1) for pair in written.split("&") if "=" in pair)
