"""What the law asks of each kind of reply (条例第三十六条至第三十九条); a reply without it is refused."""

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.casework.errors import ReplyIncomplete
from gongkai.casework.facts import ReplyFacts, Search
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.workflow import condition

# What ends a request without a reply is set by its own step, never by a draft.
ENDED_WITHOUT_REPLY = (Outcome.OTHER_NO_CORRECTION, Outcome.OTHER_NO_PAYMENT)


@dataclass(frozen=True)
class Demand:
    """Something a reply must say, and what is answered when it does not."""

    is_met: Callable[[ReplyFacts], bool]
    refusal: str


def _is_recorded(search: Search) -> bool:
    return all(str(value).strip() for value in search.values())


REASONS = Demand(lambda reply: bool(reply.reasons.strip()), "请说明理由（条例第三十六条）。")
BASIS = Demand(lambda reply: any(each.strip() for each in reply.basis), "不予公开应当写明法律依据。")
ROUTE = Demand(
    lambda reply: bool(reply.route.strip()),
    "已主动公开的，应当告知获取该信息的方式、途径（条例第三十六条第一项）。",
)
SEGMENTS = Demand(
    lambda reply: bool(reply.segments) and all(_is_reasoned(dict(each)) for each in reply.segments),
    "部分公开应当逐处写明不予公开的部分、依据和理由（条例第三十七条）。",
)
SEARCH_LOG = Demand(
    lambda reply: bool(reply.search_log.strip() or reply.searches) and all(map(_is_recorded, reply.searches)),
    "告知信息不存在，应当逐次记录检索情况：由谁、在何处、用什么关键词、查找哪些年份、结果如何"
    "（条例第三十六条第四项）。",
)
OTHER_BODY = Demand(
    lambda reply: bool(reply.other_body_contact.strip()) or not reply.other_body.strip(),
    "能够确定负责公开的机关的，应当同时告知其联系方式（条例第三十六条第五项）。",
)

BY_GROUP: dict[OutcomeGroup, tuple[Demand, ...]] = {
    OutcomeGroup.GRANTED: (),
    OutcomeGroup.PARTIAL: (SEGMENTS,),
    OutcomeGroup.DENIED: (REASONS, BASIS),
    OutcomeGroup.UNAVAILABLE: (REASONS,),
    OutcomeGroup.REFUSED: (REASONS,),
    OutcomeGroup.OTHER: (REASONS,),
}
BY_OUTCOME: dict[tuple[Outcome, str], tuple[Demand, ...]] = {
    (Outcome.GRANTED_ALREADY_PUBLIC, ""): (ROUTE,),
    (Outcome.UNAVAILABLE_NOT_HELD, "not_existing"): (SEARCH_LOG,),
    (Outcome.UNAVAILABLE_NOT_HELD, "not_responsible"): (OTHER_BODY,),
}


@condition(
    "答复内容完整：部分公开的，逐处写明不予公开的部分、依据和理由（条例第三十七条）；不予公开的，写明理由和法律依据（第三十六条第三项）；"
    "信息不存在的，有逐次的检索记录（第三十六条第四项）；已经主动公开的，写明获取的方式、途径（第三十六条第一项）；"
    "能够确定负责机关的，写明其联系方式（第三十六条第五项）。"
)
def check_reply(reply: ReplyFacts) -> None:
    """
    Refuse a reply that lacks what its kind must say.

    :raises ReplyIncomplete: with the article
    """
    outcome = reply.outcome
    if outcome in ENDED_WITHOUT_REPLY:
        raise ReplyIncomplete(f"“{outcome.short}”由终止办理的步骤登记，不能作为答复拟写。")
    _check_flag(outcome, reply.flag)
    if not reply.text.strip():
        raise ReplyIncomplete("请填写答复内容。")
    for demand in (*BY_GROUP[outcome.group], *BY_OUTCOME.get((outcome, reply.flag), ())):
        if not demand.is_met(reply):
            raise ReplyIncomplete(demand.refusal)


def _check_flag(outcome: Outcome, flag: str) -> None:
    choices = "、".join(detail.label for detail in outcome.details.values())
    if outcome.detail_required and flag not in outcome.details:
        raise ReplyIncomplete(f"“{outcome.short}”应当分清情形：{choices}。")
    if flag and not outcome.details:
        raise ReplyIncomplete(f"“{outcome.short}”不分情形。")


def _is_reasoned(segment: dict[str, object]) -> bool:
    return all(str(segment.get(key, "")).strip() for key in ("where", "basis", "reason"))
