"""What can be done with the ledger; the only writer of its table."""

from datetime import date
from decimal import Decimal

from django.core.files import File
from django.db import transaction
from django.db.models import Sum

from gongkai.bodies.models import Unit, User
from gongkai.common.uploads import DOCUMENTS, check_upload, store_upload
from gongkai.ledger.errors import CorrectsTooMuch, NotYourLedger, QuantityNotCountable
from gongkai.ledger.models import LedgerEntry, stored_name
from gongkai.rules.ledger import LedgerKind


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
