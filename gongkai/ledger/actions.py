"""What can be done with the ledger; the only writer of its tables."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.core.files import File
from django.db import transaction
from django.db.models import Sum

from gongkai.bodies.models import Unit, User
from gongkai.common.uploads import DOCUMENTS, check_upload, store_upload
from gongkai.ledger.errors import CorrectsTooMuch, MonthNotBegun, NotYourLedger, QuantityNotCountable
from gongkai.ledger.models import LedgerDuty, LedgerEntry, LedgerMonth, stored_name
from gongkai.ledger.months import SheetLine, first_of, last_of, sheet_of
from gongkai.rules.calendar import Calendar
from gongkai.rules.ledger import LedgerKind, month_after, month_due_on

BY_SHEET = "按月登记"
SHEETS_KEPT_OPEN = timedelta(days=400)  # what was owed earlier has been reported in some other way


@transaction.atomic
def record_entry(
    unit: Unit,
    *,
    kind: LedgerKind,
    on: date,
    quantity: Decimal,
    note: str = "",
    evidence: File[bytes] | None = None,
    by: User,
) -> LedgerEntry:
    """
    Record a quantity of one kind for one day.

    :param on: the day on which it happened, which may lie in the past
    :param quantity: in the kind's unit (件, 人次, 元), with no more decimals than the kind has
    :raises QuantityNotCountable: nothing, less than nothing, or too many decimals
    :raises NotYourLedger: the user holds no role in the body
    :raises UploadRefused: the evidence is no document
    """
    _check_reach(unit, by)
    _check_quantity(kind, quantity)
    if quantity < 0 or not (quantity or kind.is_standing):
        raise QuantityNotCountable("数量应当大于零；登记错了的，请用更正。")
    entry = LedgerEntry(
        body=unit.body, unit=unit, kind=kind, on=on, quantity=quantity, note=note, recorded_by=by
    )
    return _keep(entry, evidence)


@transaction.atomic
def record_entries(
    lines: Iterable[tuple[Unit, LedgerKind, date, Decimal, str]], *, by: User
) -> list[LedgerEntry]:
    """
    Record several quantities, all or none: unit, kind, day, quantity and note of each.

    :raises Refused: what `record_entry` refuses
    """
    return [
        record_entry(unit, kind=kind, on=on, quantity=quantity, note=note, by=by)
        for unit, kind, on, quantity, note in lines
    ]


@transaction.atomic
def correct_entry(entry: LedgerEntry, *, quantity: Decimal, reason: str, by: User) -> LedgerEntry:
    """
    Say what the quantity should have been: a further entry for the same day carries the difference.

    :param quantity: the right quantity, zero when there was nothing
    :raises QuantityNotCountable: no reason, no difference, or a quantity the kind cannot have
    :raises CorrectsTooMuch: less than zero
    """
    entry = LedgerEntry.objects.select_for_update().get(pk=entry.corrects_id or entry.pk)
    _check_reach(entry.unit, by)
    _check_quantity(LedgerKind(entry.kind), quantity)
    corrected = entry.corrections.aggregate(sum=Sum("quantity"))["sum"] or Decimal(0)
    difference = quantity - entry.quantity - corrected
    if quantity < 0:
        raise CorrectsTooMuch("更正后的数量不能小于零。")
    if not difference:
        raise QuantityNotCountable("更正后的数量与现在的数量相同，不需要更正。")
    if not reason.strip():
        raise QuantityNotCountable("请写明更正的原因。")
    return _keep(
        LedgerEntry(
            body=entry.body,
            unit=entry.unit,
            kind=entry.kind,
            on=entry.on,
            quantity=difference,
            note=reason,
            recorded_by=by,
            corrects=entry,
        )
    )


@transaction.atomic
def set_duties(unit: Unit, kinds: Collection[LedgerKind], *, by: User, on: date) -> None:
    """
    Say which kinds a unit owes each month, from the month of `on`; earlier months stay as they were.

    :raises NotYourLedger: the user holds no role in the body
    """
    _check_reach(unit, by)
    month, wanted = first_of(on), set(kinds)
    running = LedgerDuty.objects.select_for_update().filter(unit=unit, until=None)
    for duty in running:
        if duty.kind in wanted:
            wanted.discard(LedgerKind(duty.kind))
        elif duty.since >= month:
            duty.delete()  # it has never held for a month that is over
        else:
            duty.until = first_of(month - timedelta(days=1))
            duty.save()
    LedgerDuty.objects.bulk_create(
        LedgerDuty(body=unit.body, unit=unit, kind=kind, since=month, set_by=by)
        for kind in LedgerKind.all()
        if kind in wanted
    )


def open_months(calendar: Calendar, *, on: date) -> list[LedgerMonth]:
    """Make the sheets of months that are over, for each unit that owes something; return the new ones."""
    oldest = first_of(on - SHEETS_KEPT_OPEN)
    known = set(LedgerMonth.objects.filter(month__gte=oldest).values_list("unit", "month"))
    new: dict[tuple[int, date], LedgerMonth] = {}
    duties = LedgerDuty.objects.filter(since__lt=first_of(on)).order_by("unit")
    for body, unit, since, until in duties.values_list("body", "unit", "since", "until").distinct():
        month = max(since, oldest)
        while last_of(month) < on and (until is None or month <= until):
            if (unit, month) not in known:
                new.setdefault((unit, month), _sheet(body, unit, month, calendar))
            month = month_after(month)
    return LedgerMonth.objects.bulk_create(list(new.values()))


@transaction.atomic
def file_month(
    unit: Unit,
    month: date,
    quantities: Mapping[LedgerKind, Decimal],
    *,
    calendar: Calendar,
    reason: str = "",
    by: User,
    on: date,
) -> LedgerMonth:
    """
    Take in the sheet of a unit for a month: what was not recorded yet, and corrections of what was.

    :param month: the first day of the month
    :param quantities: what the month amounts to by kind; kinds that are left out stay as they are
    :param reason: why numbers change that were recorded before
    :raises QuantityNotCountable: a quantity that the kind cannot have, or a change without a reason
    :raises NotYourLedger: the user holds no role in the body
    :raises MonthNotBegun: the month lies in the future
    """
    _check_reach(unit, by)
    if month > on:
        raise MonthNotBegun(f"{month.year}年{month.month}月还没有到。")
    for line in sheet_of(unit, month):
        if (quantity := quantities.get(line.kind)) is not None and line.entries:
            _settle(line, quantity, reason, by)
    recorded = {line.kind for line in sheet_of(unit, month) if line.entries}
    for kind, quantity in quantities.items():
        _check_quantity(kind, quantity)
        if kind not in recorded and (quantity or kind.is_standing):
            day = min(last_of(month), on)
            record_entry(unit, kind=kind, on=day, quantity=quantity, note=BY_SHEET, by=by)
    sheet = LedgerMonth.objects.filter(unit=unit, month=month).first() or _sheet(
        unit.body_id, unit.pk, month, calendar
    )
    if sheet.filed_on is None:
        sheet.filed_on, sheet.filed_by = on, by
        sheet.save()
    return sheet


def note_reminded(months: Iterable[LedgerMonth], *, on: date) -> None:
    """Note that people were reminded of sheets."""
    for sheet in months:
        sheet.reminded_on = on
        sheet.save(update_fields=["reminded_on"])


def _sheet(body: int, unit: int, month: date, calendar: Calendar) -> LedgerMonth:
    return LedgerMonth(body_id=body, unit_id=unit, month=month, due_on=month_due_on(month, calendar))


def _settle(line: SheetLine, quantity: Decimal, reason: str, by: User) -> None:
    """Correct the newest entries until the month amounts to the quantity."""
    difference = quantity - (line.quantity or Decimal(0))
    if not difference:
        return
    if not reason.strip():
        raise QuantityNotCountable(f"“{line.kind.label}”与已经登记的数不同，请写明更正的原因。")
    for entry in reversed([each for each in line.entries if each.corrects_id is None]):
        now = entry.quantity + sum(
            (each.quantity for each in line.entries if each.corrects_id == entry.pk), Decimal(0)
        )
        step = max(difference, -now)
        if step:
            correct_entry(entry, quantity=now + step, reason=reason, by=by)
        difference -= step


def _check_reach(unit: Unit, by: User) -> None:
    if not by.bodies().filter(pk=unit.body_id).exists():
        raise NotYourLedger(f"只有{unit.body.short_name}的人员可以登记该机关的台账。")


def _check_quantity(kind: LedgerKind, quantity: Decimal) -> None:
    if quantity != round(quantity, kind.decimals):
        places = f"至多{kind.decimals}位小数" if kind.decimals else "整数"
        raise QuantityNotCountable(f"“{kind.label}”的数量应当是{places}（单位：{kind.unit}）。")


def _keep(entry: LedgerEntry, evidence: File[bytes] | None = None) -> LedgerEntry:
    if evidence is None:
        entry.save()
        return entry
    facts = check_upload(evidence, kinds=DOCUMENTS)
    entry.evidence_name = facts.name
    with store_upload(evidence, stored_name(entry, facts.name)) as stored:
        entry.evidence.name = stored
        entry.save()
    return entry
