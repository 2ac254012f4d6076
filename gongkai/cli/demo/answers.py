"""What the demo's replies say for each outcome: reasons, basis, and whatever else the kind needs."""

from typing import Any

from gongkai.casework.facts import ReplyFacts, Segment
from gongkai.rules.outcomes import Outcome, OutcomeGroup

REASONS = {
    Outcome.DENIED_STATE_SECRET: "该信息标有密级且在保密期限内，依法确定为国家秘密。",
    Outcome.DENIED_OTHER_LAW: "统计调查中获得的单个调查对象的资料，统计法规定应当保密。",
    Outcome.DENIED_SAFETY_STABILITY: "该信息公开后可能影响基金安全和经办秩序。",
    Outcome.DENIED_THIRD_PARTY: "涉及第三方合法权益，第三方不同意公开，不公开不会对公共利益造成重大影响。",
    Outcome.DENIED_INTERNAL: "该信息属于内部管理信息，不对外产生约束力。",
    Outcome.DENIED_PROCESS: "该信息形成于履行职责过程中，属于讨论记录、过程稿，尚未形成最终意见。",
    Outcome.DENIED_ENFORCEMENT_FILE: "该信息属于行政执法案卷，当事人可以依照有关规定查阅。",
    Outcome.DENIED_SPECIAL_QUERY: "人事档案的查阅另有规定，请依照其规定办理。",
    Outcome.UNAVAILABLE_NOT_READY: "该信息需要对现有信息进行加工、分析，本机关没有现成信息。",
    Outcome.UNAVAILABLE_UNCLEAR: "经补正，申请内容仍不能指向特定的政府信息。",
    Outcome.REFUSED_PETITION: "申请内容为投诉举报，不作为政府信息公开申请处理。",
    Outcome.REFUSED_REPEAT: "本机关已就同一内容作出答复，不再重复处理。",
    Outcome.REFUSED_PUBLICATION: "该信息为公开出版物，可以通过图书馆查阅或者购买。",
    Outcome.REFUSED_ABUSE: "申请的数量、频次明显超过合理范围，说明的理由不合理。",
    Outcome.REFUSED_CONFIRM: "申请内容为要求确认已经获取的信息，不属于提供政府信息。",
}
NOT_HELD = {
    "not_existing": "经检索，本机关没有制作或者保存该信息。",
    "not_responsible": "该信息不由本机关负责公开。",
}
ELSEWHERE = {
    "医疗": ("明江市医疗保障局", "0999-8300001"),
    "公积金": ("明江市住房公积金管理中心", "0999-8300002"),
    "教师": ("明江市教育局", "0999-8300003"),
}
BASIS = {
    Outcome.DENIED_THIRD_PARTY: "《中华人民共和国政府信息公开条例》第十五条、第三十二条",
    Outcome.DENIED_INTERNAL: "《中华人民共和国政府信息公开条例》第十六条第一款",
    Outcome.DENIED_PROCESS: "《中华人民共和国政府信息公开条例》第十六条第二款",
    Outcome.DENIED_ENFORCEMENT_FILE: "《中华人民共和国政府信息公开条例》第十六条第二款",
    Outcome.DENIED_SPECIAL_QUERY: "《中华人民共和国政府信息公开条例》第三十六条第七项",
}
ARTICLE_14 = "《中华人民共和国政府信息公开条例》第十四条"


def facts_for(outcome: Outcome, case: dict[str, Any]) -> ReplyFacts:
    """Return a lawful reply to a case of the story with this outcome."""
    flag = case.get("flag", "privacy" if outcome is Outcome.DENIED_THIRD_PARTY else "")
    other, contact = _other_body(case["matter"]) if flag == "not_responsible" else ("", "")
    return ReplyFacts(
        outcome=outcome,
        flag=flag,
        text=f"您申请公开的“{case['matter']}”，本机关经审查，决定：{outcome.short}。",
        reasons=NOT_HELD.get(flag) or REASONS.get(outcome, "依据政府信息公开条例作出处理。"),
        basis=(BASIS.get(outcome, ARTICLE_14),) if outcome.group is OutcomeGroup.DENIED else (),
        route="本机关门户网站“政府信息公开”专栏，可按名称检索。"
        if outcome is Outcome.GRANTED_ALREADY_PUBLIC
        else "",
        search_log="办公室以名称、年度为关键词检索电子档案系统和档案室目录，未查到。"
        if flag == "not_existing"
        else "",
        other_body=other,
        other_body_contact=contact,
        segments=(_segment(),) if outcome is Outcome.PARTIAL else (),
        override_reasons="涉及公共资金的使用，不公开会对公共利益造成重大影响。"
        if outcome in (Outcome.GRANTED, Outcome.PARTIAL)
        else "",
    )


def _segment() -> Segment:
    return {
        "where": "第3页表格中的身份证件号码和银行账号",
        "basis": "条例第十五条",
        "reason": "涉及个人隐私。",
    }


def _other_body(matter: str) -> tuple[str, str]:
    return next(
        (body for word, body in ELSEWHERE.items() if word in matter), ("明江市人民政府", "0999-8300000")
    )
