"""Why the last day of a request is what it is: each time it was set, moved or stopped, in a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.design.words import cn_date

WHY = {
    "register": "收到申请，自次日起计算答复期限（条例第三十三条）",
    "confirm_receipt": "双方确认收到申请，自次日起计算答复期限（条例第三十一条、第三十三条）",
    "ask_to_correct": "告知补正，收到补正之前不计算期限（条例第三十条）",
    "accept_correction": "收到补正，自次日起重新计算期限（条例第三十条）",
    "consult_third_party": "征求第三方意见，所需时间不计算在期限内（条例第三十三条第三款）",
    "consult_peer": "征求其他机关意见，所需时间不计算在期限内（条例第三十三条第三款）",
    "record_delivery": "被征求意见方收到征求意见书，其提出意见的期限随之确定（条例第三十三条第三款）",
    "record_opinion": "收到被征求意见方的意见，恢复计算期限（条例第三十三条第三款）",
    "expire_consultation": "征求意见期满，恢复计算期限（条例第三十三条第三款）",
    "notify_fee": "告知收取信息处理费，等待缴费期间不计算期限（国办函〔2020〕109号）",
    "request_reasons": "告知说明申请理由（条例第三十五条）",
    "record_reasons": "收到理由说明（条例第三十五条）",
    "set_delay": "告知延迟答复的合理期限（条例第三十五条）",
    "extend": "经批准延长答复期限（条例第三十三条第二款）",
    "redo": "复议决定或者判决要求重新处理，另行计算期限（条例第五十一条）",
    "split": "按申请事项拆分，各件仍按原来的收到日期计算期限",
    "redate": "放假安排有变动，期限按新的安排重新计算",
}
PAID = {
    True: "收到缴费，自缴费次日起重新计算答复期限（国办函〔2020〕109号）",
    False: "收到缴费，自缴费次日起继续计算剩余的答复期限（国办函〔2020〕109号）",
}
OTHERWISE = "期限有变动"


@dataclass(frozen=True)
class Move:
    """One change of the last day: when, why, and what came of it."""

    on: date
    why: str
    became: str


def moves_of(case: DisclosureRequest) -> list[Move]:
    """Return each change of the last day of a request, oldest first."""
    return [
        Move(event.on, _why(event), _became(event, old, new))
        for event, old, new in _changes(case.events.all())
    ]


def _changes(events: Iterable[RequestEvent]) -> Iterable[tuple[RequestEvent, date | None, date | None]]:
    for event in events:
        old, new = (each and date.fromisoformat(each) for each in event.data.get("due_on", (None, None)))
        if old != new:
            yield event, old, new


def _why(event: RequestEvent) -> str:
    # What payment does is said by the rules of its day, and kept with it.
    return PAID[event.data["restarts"]] if event.step == "record_payment" else WHY.get(event.step, OTHERWISE)


def _became(event: RequestEvent, old: date | None, new: date | None) -> str:
    if event.step == "split":
        return "本件不再计算期限，见拆分后的各件"
    if new is None:
        return "暂停计算，恢复以后另行确定最迟答复日期"
    if old is None:
        return f"最迟{cn_date(new)}答复"
    return f"最迟答复日期由{cn_date(old)}改为{cn_date(new)}"
