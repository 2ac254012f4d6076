"""Answers: a figure's number together with the records it counts, from one and the same query."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from django.db.models import Aggregate, Avg, Case, Count, Q, QuerySet, Sum, Value, When
from pyroaring import BitMap64

from gongkai.bodies.calendar import current_calendar
from gongkai.common.key_lists import KeyList
from gongkai.rules.ledger import yuan_to_wan
from gongkai.statistics.figures import Figure, call_name, figure, parse_call
from gongkai.statistics.questions import QUESTIONS, Question
from gongkai.statistics.scope import Scope

TENTH = Decimal("0.1")
AT_ONCE = 20_000  # records asked for in one go


@dataclass(frozen=True)
class Answer:
    """What a figure is in a scope: `value`, and the `records` it counts."""

    figure: Figure
    arguments: Mapping[str, str]
    scope: Scope
    records: QuerySet[Any]

    @cached_property
    def value(self) -> Decimal:
        """The number, in the figure's unit; an amount or an average is 0 where there are no records."""
        if self.figure.measure == "mean_working_days":
            return _mean_working_days(self.records)
        return as_number(self.figure, self.records.aggregate(number=measured(self.figure))["number"])

    @property
    def name(self) -> str:
        """The figure with its arguments: "requests.new?applicant=research"."""
        return call_name(self.figure.code, self.arguments)

    @property
    def kind(self) -> str:
        """What is counted: "casework.disclosurerequest", "publishing.informationitem" …"""
        return str(self.records.model._meta.label_lower)

    def keys(self) -> list[int]:
        """Return the primary keys of the records, in order."""
        return list(self.records.order_by("pk").values_list("pk", flat=True))

    def newest_first(self) -> QuerySet[Any]:
        """Return the records, the newest first: in an order that an index has, however many they are."""
        return self.records.order_by(*(f"-{name}" for name in self.figure.asked().order), "-pk")


def answer(code: str, scope: Scope, **arguments: str) -> Answer:
    """
    Answer a figure in a scope, narrowed by arguments such as `applicant="research"`.

    :raises UnknownFigure: no figure bears the code
    :raises UnknownArgument: the figure cannot be narrowed so
    """
    asked = figure(code)
    records = asked.asked().narrowed(scope, asked.with_arguments(arguments))
    return Answer(asked, dict(arguments), scope, records)


def answer_call(name: str, scope: Scope) -> Answer:
    """Answer a figure given by its name with arguments: "requests.new?applicant=research"."""
    code, arguments = parse_call(name)
    return answer(code, scope, **arguments)


def values(names: Iterable[str], scope: Scope) -> dict[str, Decimal]:
    """
    Return the number of each named figure: one grouped query per question, however many cells ask it, and
    one for all questions that ask for parts of the same.

    The numbers are those of `answer_call`, figure by figure.

    :raises UnknownFigure: no figure bears a code
    :raises UnknownArgument: a figure cannot be narrowed so
    """
    asked = list(dict.fromkeys(names))
    found = {name: answer_call(name, scope).value for name in asked if not _is_added_up(name)}
    families: dict[tuple[str, str], dict[str, dict[str, dict[str, str]]]] = defaultdict(dict)
    for (question, measure), calls in _by_question(asked).items():
        families[QUESTIONS[question].whole or question, measure][question] = calls
    for (whole, measure), family in families.items():
        alone = next(iter(family)) if len(family) == 1 else whole
        found |= _ask_once(alone, measure, family, scope)
    return found


def values_by_body(names: Iterable[str], scope: Scope) -> dict[int, dict[str, Decimal]]:
    """
    Return the number of each named figure for each body of a scope: one grouped query per question.

    Figures that do not add up (averages, shares) are left out; a body without records is not there.

    :raises UnknownFigure: no figure bears a code
    :raises UnknownArgument: a figure cannot be narrowed so
    """
    grouped = _by_question(names)
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for (code, measure), calls in grouped.items():
        question = QUESTIONS[code]
        fields = _fields(question, calls)
        number = Count("pk") if measure == "count" else Sum(question.amount)
        rows = question.records(scope).order_by().values(question.body, *fields).annotate(number=number)
        by_body: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            by_body[row[question.body]].append(row)
        for body, groups in by_body.items():
            sums = {name: _add_up(question, groups, arguments) for name, arguments in calls.items()}
            found[body] |= {name: _in_unit(measure, number) for name, number in sums.items()}
    return found


def record_keys(names: Iterable[str], scope: Scope) -> dict[str, KeyList]:
    """
    Return the primary keys of the records behind each named figure, in order: one query per question.

    :raises UnknownFigure: no figure bears a code
    :raises UnknownArgument: a figure cannot be narrowed so
    """
    asked: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for name in dict.fromkeys(names):
        code, arguments = parse_call(name)
        asked[figure(code).question][name] = figure(code).with_arguments(arguments)
    found: dict[str, KeyList] = {}
    for code, calls in asked.items():
        found |= _keys_once(QUESTIONS[code], calls, scope)
    return found


def measured(asked: Figure) -> Aggregate:
    """Return what the database works out for a figure over its records, or over each group of them."""
    amount = asked.asked().amount
    if asked.measure == "count":
        return Count("pk")
    if asked.measure == "mean":
        return Avg(amount)
    if asked.measure == "share":
        part = Q(**asked.asked().conditions(asked.part))
        return Avg(Case(When(part, then=Value(100.0)), default=Value(0.0)))
    return Sum(amount)


def as_number(asked: Figure, found: Any) -> Decimal:
    """Return what the database worked out in the figure's unit; averages and shares to one place."""
    if asked.is_added_up:
        return _in_unit(asked.measure, Decimal(found or 0))
    return Decimal(str(found or 0)).quantize(TENTH, ROUND_HALF_UP)


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return part ÷ whole in per cent, to one place; None when the whole is 0."""
    return (part * 100 / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None


def growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Return the change against the period before in per cent, to one place; None when that was 0."""
    return ((now - before) * 100 / before).quantize(TENTH, ROUND_HALF_UP) if before else None


def _is_added_up(name: str) -> bool:
    return figure(parse_call(name)[0]).is_added_up


def _by_question(names: Iterable[str]) -> dict[tuple[str, str], dict[str, dict[str, str]]]:
    """Return the figures that add up with their arguments, by question and measure."""
    grouped: dict[tuple[str, str], dict[str, dict[str, str]]] = defaultdict(dict)
    for name in filter(_is_added_up, names):
        code, arguments = parse_call(name)
        asked = figure(code)
        grouped[asked.question, asked.measure][name] = asked.with_arguments(arguments)
    return grouped


def _keys_once(
    question: Question, calls: Mapping[str, Mapping[str, str]], scope: Scope
) -> dict[str, KeyList]:
    # Each record is read once and goes to every list that counts it.
    fields = _fields(question, calls)
    wanted = {name: _wanted(question, arguments) for name, arguments in calls.items()}
    found = {name: BitMap64() for name in calls}
    takers: dict[tuple[Any, ...], list[Callable[[int], None]]] = {}
    records = question.records(scope).order_by("pk").values_list("pk", *fields)
    for key, *group in records.iterator(chunk_size=AT_ONCE):
        if (take := takers.get(tuple(group))) is None:
            row = dict(zip(fields, group, strict=True))
            names = [name for name in calls if _is_wanted(row, wanted[name])]
            take = takers[tuple(group)] = [found[name].add for name in names]
        for add in take:
            add(key)
    return {name: KeyList(keys) for name, keys in found.items()}


def _ask_once(
    code: str, measure: str, family: Mapping[str, Mapping[str, Mapping[str, str]]], scope: Scope
) -> dict[str, Decimal]:
    """Ask one question, and count the parts of its records that the others of its family ask for."""
    question = QUESTIONS[code]
    fields = _fields(question, {name: one for calls in family.values() for name, one in calls.items()})
    numbers: dict[str, Aggregate] = {}
    for place, asked in enumerate(family):
        when = None if asked == code else QUESTIONS[asked].part(scope)
        numbers[f"number_{place}"] = (
            Count("pk", filter=when) if measure == "count" else Sum(question.amount, filter=when)
        )
    records = question.records(scope).order_by()
    groups = _grouped(records, question, fields, numbers) if fields else [records.aggregate(**numbers)]
    sums = {
        name: _add_up(question, groups, arguments, number)
        for number, calls in zip(numbers, family.values(), strict=True)
        for name, arguments in calls.items()
    }
    return {name: _in_unit(measure, number) for name, number in sums.items()}


def _grouped(
    records: QuerySet[Any], question: Question, fields: Sequence[str], numbers: Mapping[str, Aggregate]
) -> list[dict[str, Any]]:
    """
    Return the numbers for each group of these fields.

    Groups that an index has in order are asked for day by day, and added up here: to bring ten million
    records into another order would take longer than everything else.
    """
    if not set(fields) <= set(question.order):
        return list(records.values(*fields).annotate(**numbers))
    depth = 1 + max(question.order.index(name) for name in fields)
    places = [question.order.index(name) for name in fields]
    sums: dict[tuple[Any, ...], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * len(numbers))
    for row in records.values_list(*question.order[:depth]).annotate(**numbers):
        group = tuple(row[place] for place in places)
        sums[group] = [
            so_far + Decimal(more or 0) for so_far, more in zip(sums[group], row[depth:], strict=True)
        ]
    return [dict(zip((*fields, *numbers), (*group, *found), strict=True)) for group, found in sums.items()]


def _add_up(
    question: Question,
    groups: Collection[Mapping[str, Any]],
    arguments: Mapping[str, str],
    number: str = "number",
) -> Decimal:
    wanted = _wanted(question, arguments)
    hits = (row[number] for row in groups if _is_wanted(row, wanted))
    return sum((Decimal(hit or 0) for hit in hits), Decimal(0))


def _is_wanted(row: Mapping[str, Any], wanted: Mapping[str, set[Any]]) -> bool:
    return all(row[field] in among for field, among in wanted.items())


def _fields(question: Question, calls: Mapping[str, Mapping[str, str]]) -> list[str]:
    used = {name for arguments in calls.values() for name in arguments}
    return sorted({question.dimensions[name].field for name in used})


def _wanted(question: Question, arguments: Mapping[str, str]) -> dict[str, set[Any]]:
    return {
        question.dimensions[name].field: set(question.dimensions[name].members(value))
        for name, value in arguments.items()
    }


def _in_unit(measure: str, number: Decimal) -> Decimal:
    return yuan_to_wan(number) if measure == "sum_wan" else number


def _mean_working_days(records: QuerySet[Any]) -> Decimal:
    # Days from the day after receipt to the day of the reply; equal pairs of days are worked out once.
    calendar = current_calendar()
    pairs = records.order_by().values_list("received_on", "concluded_on").annotate(number=Count("pk"))
    days = total = 0
    for received, concluded, number in pairs:
        days += calendar.count(received, concluded) * number
        total += number
    return (Decimal(days) / total).quantize(TENTH, ROUND_HALF_UP) if total else Decimal(0)
