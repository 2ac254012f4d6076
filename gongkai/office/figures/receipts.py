"""The receipt of a figure: how it is counted, its number by unit and by month, and the records behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse

from gongkai.casework.models import Feedback, FeeNotice
from gongkai.design.words import cn_date
from gongkai.office.requests.outcome_words import outcome_words
from gongkai.reports.filling import year_before
from gongkai.reports.models import AnnualReport
from gongkai.statistics.answers import Answer, answer, as_number, growth, measured, values
from gongkai.statistics.figures import CUMULATIVE, Figure, figures
from gongkai.statistics.scope import Scope

GROUPS = {
    "requests": "依申请公开",
    "proactive": "主动公开",
    "fees": "信息处理费",
    "feedback": "申请人满意度",
    "remedies": "行政复议、行政诉讼",
    "ledger": "台账",
    "statistics": "2018年以前的统计表",
}
OTHERS = "其他"


@dataclass(frozen=True)
class Part:
    """One part of a number: its name, its number, and how long its bar is in per cent of the greatest."""

    label: str
    value: str
    share: int


@dataclass(frozen=True)
class Record:
    """One record behind a figure, as a line: what it is called, where it is, what is said beside it."""

    label: str
    url: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Before:
    """The same number a year earlier: what it was, where that is from, and by how much it differs."""

    value: str
    source: str
    change: str


KEPT_FOR_OTHERS = Record("限定人员查看的申请", "", ())  # counted like any other, and shown to nobody here


@dataclass(frozen=True)
class Receipt:
    """Everything that stands behind one number."""

    answer: Answer

    @property
    def figure(self) -> Figure:
        """The figure that is asked."""
        return self.answer.figure

    @cached_property
    def value(self) -> str:
        """The number as people write it."""
        return number(self.answer.value)

    @cached_property
    def before(self) -> Before | None:
        """The number of the year before, as its report says or else as counted; None where there was none."""
        scope, name = self.answer.scope, self.answer.name
        year = scope.since.year
        said: dict[str, tuple[Decimal, AnnualReport]] = {}
        if scope.unit is None and scope == Scope.year(scope.body, year, below=scope.below):
            said = year_before(AnnualReport.of_year(scope.body, year, below=scope.below))
        if name in said:
            then, source = said[name][0], f"{year - 1}年的报告"
        else:
            then, source = values([name], scope.year_before())[name], "上年同期的登记"
        return Before(number(then), source, _change(self.answer.value, then)) if then or said else None

    @cached_property
    def months(self) -> list[Part]:
        """The figure month by month; for what is carried over, how much there was in each month."""
        name, scope = self.answer.name, self.answer.scope
        return _parts([(f"{part.since.month}月", values([name], part)[name]) for part in scope.months()])

    @cached_property
    def units(self) -> list[Part]:
        """The number split by unit, where the records have one."""
        dimension = self.figure.asked().dimensions.get("unit")
        name = dimension.field.replace("__code", "__name") if dimension else ""
        return self._split(name, lambda label: label or "尚未转办")

    @property
    def splits(self) -> list[tuple[str, list[Part]]]:
        """The number split by what else tells such records apart, under the name of the split."""
        rows = SPLITS.get(self.answer.kind, ())
        return [(label, self._split(name, write)) for label, name, write in rows]

    def _split(self, name: str, write: Callable[[Any], str]) -> list[Part]:
        """Return the number for each value of a field, the greatest first; a mean of days is not split."""
        if not name or self.figure.measure == "mean_working_days":
            return []
        rows = self.answer.records.order_by().values_list(name).annotate(number=measured(self.figure))
        split = [(write(value), as_number(self.figure, found)) for value, found in rows]
        return _parts(sorted(split, key=lambda row: -row[1]))

    def lines(self, records: Any) -> Iterator[Record]:
        """Write records as lines; what belongs to another body is no link."""
        for record in records:
            yield line_of(record, self.answer.kind, self.answer.scope.body.pk)

    def fetch(self, keys: Sequence[int]) -> list[Any]:
        """Return the records with these keys, in this order, with what their lines say."""
        related = RELATED.get(self.answer.kind, ())
        found = self.answer.records.filter(pk__in=keys).order_by().select_related(*related)
        return sorted(found, key=lambda record: keys.index(record.pk))


def line_of(record: Any, kind: str, body: int) -> Record:
    """
    Write a record as a line: a link where it is the body's own, and no word of what is kept for others.

    :param body: the key of the body that asks
    """
    if getattr(getattr(record, "request", record), "is_restricted", False):
        return KEPT_FOR_OTHERS
    holder = record.request if isinstance(record, (FeeNotice, Feedback)) else record
    line = WRITERS.get(kind, _plain)(record)
    return line if holder.body_id == body else replace(line, url="")


def receipt_of(code: str, scope: Scope, arguments: dict[str, str]) -> Receipt:
    """
    Return the receipt of a figure in a scope.

    :raises UnknownFigure: no figure bears the code
    :raises UnknownArgument: the figure cannot be narrowed so
    """
    return Receipt(answer(code, scope, **arguments))


def overview(scope: Scope, *, older: bool = False) -> list[tuple[str, list[tuple[Figure, str]]]]:
    """
    Return the figures of a scope with their numbers, by group; one query for each question.

    :param older: those of older tables and those counted from the beginning instead of the present ones
    """
    return in_groups(values(chosen(older=older), scope), older=older)


def chosen(*, older: bool) -> dict[str, Figure]:
    """Return the figures of today's tables and registers, or the older ones with those from the beginning."""
    return {code: asked for code, asked in figures().items() if _is_older(code) == older}


def in_groups(
    found: Mapping[str, Decimal], *, older: bool = False
) -> list[tuple[str, list[tuple[Figure, str]]]]:
    """Return figures with their numbers, by group; one that was not counted yet is left out."""
    groups: dict[str, list[tuple[Figure, str]]] = {label: [] for label in (*GROUPS.values(), OTHERS)}
    for code, asked in chosen(older=older).items():
        if code not in found:
            continue
        groups[GROUPS.get(code.partition(".")[0], OTHERS)].append((asked, number(found[code])))
    return [(label, lines) for label, lines in groups.items() if lines]


def _is_older(code: str) -> bool:
    return code.startswith("statistics.") or code.endswith(CUMULATIVE)


def number(value: Decimal) -> str:
    """Write 1,234 or 12.5, never 1E+3."""
    whole = value == value.to_integral_value()
    return f"{int(value):,}" if whole else f"{value.normalize():,f}"


def _change(now: Decimal, before: Decimal) -> str:
    if now == before:
        return "持平"
    rate = growth(now, before)
    percent = "" if rate is None else f"（{'+' if rate > 0 else '−'}{number(abs(rate))}%）"
    return f"{'增加' if now > before else '减少'}{number(abs(now - before))}{percent}"


def _parts(split: list[tuple[str, Decimal]]) -> list[Part]:
    most = max((abs(found) for _, found in split), default=Decimal(0)) or Decimal(1)
    return [Part(label, number(found), round(abs(found) * 100 / most)) for label, found in split]


def _request(record: Any) -> Record:
    notes = (
        record.applicant.get_kind_display(),
        f"{cn_date(record.received_on)}收到" if record.received_on else "尚未确定收到日期",
        f"{cn_date(record.concluded_on)}办结：{outcome_words(record.outcome, record.outcome_flag)}"
        if record.outcome
        else "尚未办结",
    )
    return Record(f"{record.number}　{record.matter}", reverse("office:request", args=[record.pk]), notes)


def _fee(record: FeeNotice) -> Record:
    notes = (
        f"{record.get_ladder_display()}，{record.amount}元",
        f"{cn_date(record.notified_on)}通知",
        f"{cn_date(record.paid_on)}缴费，票据{record.receipt_no}" if record.paid_on else "未缴费",
    )
    case = record.request
    return Record(f"{case.number}　{case.matter}", reverse("office:request", args=[case.pk]), notes)


def _feedback(record: Feedback) -> Record:
    case = record.request
    notes = (record.get_score_display(), f"{cn_date(record.given_on)}评价", record.words)
    return Record(
        f"{case.number}　{case.matter}",
        reverse("office:request", args=[case.pk]),
        tuple(note for note in notes if note),
    )


def _item(record: Any) -> Record:
    notes = (record.column.name, f"{cn_date(record.published_on)}发布" if record.published_on else "尚未发布")
    return Record(record.title, reverse("office:item", args=[record.pk]), notes)


def _remedy(record: Any) -> Record:
    notes = (record.get_kind_display(), record.get_outcome_display(), f"{cn_date(record.accepted_on)}受理")
    return Record(f"{record.case_no}　{record.organ}", reverse("office:remedy", args=[record.pk]), notes)


def _entry(record: Any) -> Record:
    counted = getattr(
        record, "signed", record.quantity
    )  # what held before the period counts less than nothing
    of = ("更正",) if record.corrects_id else ()  # it stands on the page of the entry that it corrects
    notes = (cn_date(record.on), f"数量 {number(counted)}", record.unit.name, *of)
    address = reverse("office:ledger_entry", args=[record.corrects_id or record.pk])
    return Record(f"{record.get_kind_display()}{'：' + record.note if record.note else ''}", address, notes)


def _plain(record: Any) -> Record:
    return Record(str(record), "", ())


WRITERS: dict[str, Callable[[Any], Record]] = {
    "casework.disclosurerequest": _request,
    "casework.feenotice": _fee,
    "casework.feedback": _feedback,
    "publishing.informationitem": _item,
    "remedies.remedy": _remedy,
    "ledger.ledgerentry": _entry,
}
RELATED = {
    "casework.disclosurerequest": ("applicant",),
    "casework.feenotice": ("request",),
    "casework.feedback": ("request",),
    "publishing.informationitem": ("column",),
    "remedies.remedy": ("request",),
    "ledger.ledgerentry": ("unit",),
}
# By what else records of a kind are told apart: the name of the split, the field, and its values in words.
SPLITS: dict[str, tuple[tuple[str, str, Callable[[Any], str]], ...]] = {
    "casework.feedback": (
        ("按评价", "score", lambda value: str(Feedback.Score(value).label)),
        ("按办理结果", "request__outcome", outcome_words),
    ),
}
