"""The receipt of a figure: how it is counted, its number by unit and by month, and the records behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse

from gongkai.casework.models import FeeNotice
from gongkai.design.words import cn_date
from gongkai.office.outcome_words import outcome_words
from gongkai.statistics.answers import Answer, answer, values
from gongkai.statistics.figures import Figure, figures
from gongkai.statistics.scope import Scope

GROUPS = {
    "requests": "依申请公开",
    "proactive": "主动公开",
    "fees": "信息处理费",
    "remedies": "行政复议、行政诉讼",
    "ledger": "台账",
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
    def months(self) -> list[Part]:
        """The figure month by month; for what is carried over, how much there was in each month."""
        name, scope = self.answer.name, self.answer.scope
        return _parts([(f"{part.since.month}月", values([name], part)[name]) for part in scope.months()])

    @cached_property
    def units(self) -> list[Part]:
        """The number split by unit, where the records have one."""
        dimension = self.figure.asked().dimensions.get("unit")
        if dimension is None or self.figure.measure == "mean_working_days":
            return []
        name = dimension.field.replace("__code", "__name")
        counted = Count("pk") if self.figure.measure == "count" else Sum(self.figure.asked().amount)
        rows = self.answer.records.order_by().values_list(name).annotate(number=counted)
        split = sorted(((label or "尚未转办", found or 0) for label, found in rows), key=lambda row: -row[1])
        return _parts([(label, Decimal(found)) for label, found in split])

    def lines(self, records: Any) -> Iterator[Record]:
        """Write records as lines; what belongs to another body is no link."""
        write = WRITERS.get(self.answer.kind, _plain)
        for record in records:
            line = write(record)
            yield line if self._is_own(record) else replace(line, url="")

    def _is_own(self, record: Any) -> bool:
        holder = record.request if isinstance(record, FeeNotice) else record
        return bool(holder.body_id == self.answer.scope.body.pk)

    @property
    def records(self) -> Any:
        """The records, newest first, with what their lines say."""
        return self.answer.records.select_related(*RELATED.get(self.answer.kind, ())).order_by("-pk")


def receipt_of(code: str, scope: Scope, arguments: dict[str, str]) -> Receipt:
    """
    Return the receipt of a figure in a scope.

    :raises UnknownFigure: no figure bears the code
    :raises UnknownArgument: the figure cannot be narrowed so
    """
    return Receipt(answer(code, scope, **arguments))


def overview(scope: Scope) -> list[tuple[str, list[tuple[Figure, str]]]]:
    """Return all figures of a scope with their numbers, by group; one query for each question."""
    found = values(figures(), scope)
    groups: dict[str, list[tuple[Figure, str]]] = {label: [] for label in (*GROUPS.values(), OTHERS)}
    for code, asked in figures().items():
        groups[GROUPS.get(code.partition(".")[0], OTHERS)].append((asked, number(found[code])))
    return [(label, lines) for label, lines in groups.items() if lines]


def number(value: Decimal) -> str:
    """Write 1,234 or 12.5, never 1E+3."""
    whole = value == value.to_integral_value()
    return f"{int(value):,}" if whole else f"{value.normalize():,f}"


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


def _item(record: Any) -> Record:
    notes = (record.column.name, f"{cn_date(record.published_on)}发布" if record.published_on else "尚未发布")
    return Record(record.title, reverse("office:item", args=[record.pk]), notes)


def _remedy(record: Any) -> Record:
    notes = (record.get_kind_display(), record.get_outcome_display(), f"{cn_date(record.accepted_on)}受理")
    return Record(f"{record.case_no}　{record.organ}", reverse("office:remedy", args=[record.pk]), notes)


def _entry(record: Any) -> Record:
    notes = (cn_date(record.on), f"数量 {number(record.quantity)}", record.unit.name)
    return Record(f"{record.get_kind_display()}{'：' + record.note if record.note else ''}", "", notes)


def _plain(record: Any) -> Record:
    return Record(str(record), "", ())


WRITERS: dict[str, Callable[[Any], Record]] = {
    "casework.disclosurerequest": _request,
    "casework.feenotice": _fee,
    "publishing.informationitem": _item,
    "remedies.remedy": _remedy,
    "ledger.ledgerentry": _entry,
}
RELATED = {
    "casework.disclosurerequest": ("applicant",),
    "casework.feenotice": ("request",),
    "publishing.informationitem": ("column",),
    "ledger.ledgerentry": ("unit",),
}
