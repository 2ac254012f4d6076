"""How a request comes to each outcome: what happens between assignment and reply, and what the reply says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.rules.outcomes import Outcome

R = Outcome
DENIAL = {"text": "您申请的信息不予公开。", "reasons": "属于法律规定不予公开的情形。"}
REFUSAL = {"text": "本机关对您的申请不予处理。", "reasons": "不属于应当答复的情形。"}
PARTY = {"party": "明远公司", "contact": "海城市解放路6号"}


@dataclass(frozen=True)
class Turn:
    """Something done with the case: who, which step, what is typed, how many days later."""

    who: str
    step: str
    typed: Mapping[str, Any] = field(default_factory=dict)
    later: int = 0


@dataclass(frozen=True)
class Way:
    """The way to one outcome; without `reply` the last turn ends the request."""

    outcome: Outcome
    reply: Mapping[str, Any] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    before: tuple[Turn, ...] = ()  # while the request is registered, before it is assigned
    words: str = "已答复"  # what the citizen reads

    @property
    def flag(self) -> str:
        """The finer ground."""
        return str(self.reply.get("flag", ""))


CORRECTION = Turn("registrar", "ask_to_correct", {"items": "请写明年份和县区。"})
WAYS = (
    Way(R.GRANTED_ALREADY_PUBLIC, {"text": "已经主动公开。", "route": "本机关网站政府信息公开专栏。"}),
    Way(R.GRANTED, {"text": "现予公开，随函附上。"}),
    Way(
        R.PARTIAL,
        {
            "text": "区分处理后公开。",
            "segment-0-where": "第2页表格",
            "segment-0-basis": "条例第十五条",
            "segment-0-reason": "涉及个人隐私",
        },
        (
            Turn("handler", "consult_peer", {"party": "市统计局", "contact": "市统计局办公室"}),
            Turn("handler", "record_opinion", {"opinion": "partly"}, later=3),
        ),
    ),
    Way(R.DENIED_STATE_SECRET, DENIAL),
    Way(R.DENIED_OTHER_LAW, {**DENIAL, "basis": "统计法第十一条"}),
    Way(R.DENIED_SAFETY_STABILITY, DENIAL),
    Way(
        R.DENIED_THIRD_PARTY,
        {**DENIAL, "flag": "trade_secret"},
        (
            Turn("handler", "consult_third_party", PARTY),
            Turn("handler", "record_delivery", later=2),
            Turn("handler", "record_opinion", {"opinion": "refuse", "note": "涉及商业秘密。"}, later=5),
        ),
    ),
    Way(R.DENIED_INTERNAL, DENIAL),
    Way(R.DENIED_PROCESS, DENIAL),
    Way(R.DENIED_ENFORCEMENT_FILE, DENIAL),
    Way(R.DENIED_SPECIAL_QUERY, DENIAL),
    Way(
        R.UNAVAILABLE_NOT_HELD,
        {
            "flag": "not_existing",
            "text": "经检索，信息不存在。",
            "reasons": "本机关没有制作。",
            "search-0-who": "李经办",
            "search-0-where": "公文系统",
            "search-0-keywords": "稳岗返还",
            "search-0-period": "2024至2025年",
            "search-0-result": "未检索到",
            "other_body": "市医疗保障局",
            "other_body_contact": "0515-81000000",
        },
    ),
    Way(R.UNAVAILABLE_NOT_READY, {**DENIAL, "text": "没有现成信息，需要另行制作。"}),
    Way(
        R.UNAVAILABLE_UNCLEAR,
        {**DENIAL, "text": "补正后申请内容仍不明确。"},
        before=(CORRECTION, Turn("registrar", "accept_correction", {"text": "所有的。"}, later=3)),
    ),
    Way(
        R.REFUSED_PETITION,
        before=(
            Turn(
                "office_head",
                "transfer_petition",
                {"reasons": "以申请名义进行信访。", "advice": "请向市信访局反映。"},
            ),
        ),
        words="不作为申请处理，已告知",
    ),
    Way(R.REFUSED_REPEAT, {**REFUSAL, "text": "与此前的申请重复，不再处理。"}),
    Way(R.REFUSED_PUBLICATION, {**REFUSAL, "text": "公开出版物请向出版单位获取。"}),
    Way(
        R.REFUSED_ABUSE,
        {**REFUSAL, "text": "理由不合理，不予处理。"},
        before=(
            Turn("office_head", "request_reasons", {"grounds": "一个月内申请42件。"}),
            Turn("registrar", "record_reasons", {"text": "了解情况。"}, later=2),
            Turn("office_head", "judge_reasons", {"reasonable": "no", "finding": "与数量不相称。"}),
        ),
    ),
    Way(R.REFUSED_CONFIRM, {**REFUSAL, "text": "不予重新出具。"}),
    Way(
        R.OTHER_NO_CORRECTION,
        before=(CORRECTION, Turn("office_head", "lapse_correction", later=40)),
        words="逾期不补正，已终止",
    ),
    Way(
        R.OTHER_NO_PAYMENT,
        turns=(
            Turn("office_head", "notify_fee", {"ladder": "by_volume", "quantity": 60}),
            Turn("registrar", "record_fee_service", later=1),
            Turn("office_head", "lapse_payment", later=40),
        ),
        words="逾期未缴费，已终止",
    ),
    Way(
        R.OTHER_MISC,
        {**REFUSAL, "flag": "not_government_information", "text": "不属于政府信息。", "basis": "条例第二条"},
    ),
)
