"""What a person puts right in a reading, or answers to what was found."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.proofing.actions.recording import count, locked
from gongkai.proofing.errors import NoSuchCell, NothingChanged, ReasonMissing
from gongkai.proofing.models import CellCorrection, FindingAnswer, Reading
from gongkai.proofing.revising import revise, standing_answers
from gongkai.reports.checks import Number
from gongkai.reports.reading.result import SURE, ReadRow

CONFIRMED = "与原件核对无误"


@transaction.atomic
def correct_row(
    reading: Reading,
    *,
    table: str,
    row: int,
    values: Mapping[str, Decimal | None],
    reason: str,
    by: User,
    on: date,
) -> list[CellCorrection]:
    """
    Put numbers right, or confirm a row that was not sure; what was read stays beside them.

    :param row: its number in the table as read, from 0
    :param values: by column; all of the row
    :raises NoSuchCell: the table has no such row, or the row no such columns
    :raises NothingChanged: the row is sure, and every number stands there already
    :raises ReasonMissing: a number is changed without saying why
    :raises NotYourBatch: the user makes no reports in the body
    """
    reading = locked(reading, by, on)
    line = _line(reading, table, row)
    if set(values) != set(line.columns):
        raise NoSuchCell("表中没有这些格，请刷新页面后再改。")
    stands = dict(zip(line.columns, map(_exact, line.values), strict=True))
    changed = [column for column in line.columns if values[column] != stands[column]]
    is_sure = line.confidence >= SURE
    if not changed and is_sure:
        raise NothingChanged("数字没有改动。")
    if changed and not reason.strip():
        raise ReasonMissing("更正数字应写明理由，例如“原件第3页为18”。")
    words = {"reason": reason.strip() or CONFIRMED, "by": by}
    made = [
        CellCorrection(
            table=table, row=row, column=column, found=stands[column], value=values[column], **words
        )
        for column in (changed if is_sure else line.columns)
    ]
    reading.corrections.add(*made, bulk=False)
    count(reading)
    return made


@transaction.atomic
def answer_finding(reading: Reading, *, finding: str, note: str, by: User, on: date) -> FindingAnswer:
    """
    Say why a finding is no mistake, or that the paper itself is wrong; it stays, and counts no longer.

    :param finding: its `revising.key_of`
    :raises ReasonMissing: no words
    :raises NotYourBatch: the user makes no reports in the body
    """
    reading = locked(reading, by, on)
    if not note.strip():
        raise ReasonMissing("请写明核对的结果，例如“已与原机关核实，原件如此”。")
    answer = FindingAnswer.objects.create(reading=reading, finding=finding, note=note.strip(), by=by)
    count(reading)
    return answer


@transaction.atomic
def withdraw_answer(reading: Reading, *, finding: str, by: User, on: date) -> FindingAnswer:
    """
    Take back what was answered to a finding; it counts again, and the record keeps both.

    :raises NothingChanged: nothing is answered
    :raises NotYourBatch: the user makes no reports in the body
    """
    reading = locked(reading, by, on)
    if finding not in standing_answers(reading.answers.all()):
        raise NothingChanged("这个问题没有说明，不用撤回。")
    answer = FindingAnswer.objects.create(reading=reading, finding=finding, note="", by=by)
    count(reading)
    return answer


def _line(reading: Reading, table: str, row: int) -> ReadRow:
    now = revise(reading.data, reading.corrections.all())
    lines = now.tables[table].rows if table in now.tables else ()
    if not 0 <= row < len(lines):
        raise NoSuchCell("表中没有这一行，请刷新页面后再改。")
    return lines[row]


def _exact(number: Number | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
