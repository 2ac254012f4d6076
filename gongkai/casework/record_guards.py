"""What each step of correcting somebody's records needs besides state and role (条例第四十一条)."""

from collections.abc import Mapping
from datetime import date

from gongkai.casework.errors import DateOutOfOrder, RequestIncomplete
from gongkai.casework.models.record import RecordCorrection
from gongkai.casework.record_workflow import RECORDS
from gongkai.design.words import cn_date
from gongkai.workflow import Condition, Manual, condition

REACHED_BY = ("phone", "email", "address")


@condition(
    "有姓名或者名称和联系方式；写明哪一项信息、哪里不准确、应当更正为什么，有证据证明（条例第四十一条）。"
)
def check_complete(person: Mapping[str, str], record: str, wrong: str, right: str, evidence: str) -> None:
    """
    Refuse what nobody could check or answer (条例第四十一条).

    :raises RequestIncomplete: record, error, correction, evidence, name or contact is missing
    """
    if not person.get("name", "").strip() or not any(person.get(way, "").strip() for way in REACHED_BY):
        raise RequestIncomplete("请填写申请人的姓名或者名称和联系方式。")
    if not record.strip() or not wrong.strip() or not right.strip():
        raise RequestIncomplete("请写明哪一项信息、哪里不准确、应当更正为什么（条例第四十一条）。")
    if not evidence.strip():
        raise RequestIncomplete("要求更正本人信息的，应当有证据证明记录不准确（条例第四十一条）。")


@condition("写明核查和处理的情况、理由；处理日期不早于收到日期（条例第四十一条）。")
def check_decided(record: RecordCorrection, decision: str, on: date) -> None:
    """
    Refuse a decision without a word of why, or from before the request.

    :raises RequestIncomplete: no reasons
    :raises DateOutOfOrder: before it was received
    """
    if not decision.strip():
        raise RequestIncomplete("请写明核查和处理的情况、理由（条例第四十一条）。")
    if on < record.received_on:
        raise DateOutOfOrder(f"处理日期不能早于收到日期（{cn_date(record.received_on)}）。")


@condition("写明有权处理的机关（条例第四十一条）。")
def check_organ_named(other_body: str) -> None:
    """
    Refuse to send somebody or something to nobody.

    :raises RequestIncomplete: the organ is not named
    """
    if not other_body.strip():
        raise RequestIncomplete("请写明有权处理的机关（条例第四十一条）。")


@condition("告知日期不早于处理日期（条例第四十一条）。")
def check_told_after(record: RecordCorrection, on: date) -> None:
    """
    Refuse to have told what was not decided yet.

    :raises DateOutOfOrder: before it was decided
    """
    if record.decided_on and on < record.decided_on:
        raise DateOutOfOrder(f"告知日期不能早于处理日期（{cn_date(record.decided_on)}）。")


CONDITIONS: dict[str, tuple[Condition[...], ...]] = {
    "file": (check_complete,),
    "correct": (check_decided,),
    "transfer": (check_decided, check_organ_named),
    "refer": (check_decided, check_organ_named),
    "refuse": (check_decided,),
    "tell": (check_told_after,),
}
MANUAL = Manual(RECORDS, CONDITIONS)
