"""Ready paragraphs for replies to repeated and to excessive requests (条例第三十五条、第三十六条第六项)."""

from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.casework.repeats import Frequency
from gongkai.design.words import cn_date
from gongkai.rules.outcomes import Outcome


def repeat_paragraph(case: DisclosureRequest, earlier: Reply) -> str:
    """Say that the same was asked for and answered before, with its document number (第三十六条第六项)."""
    asked = earlier.request
    return (
        f"您申请公开的“{case.matter}”，与本机关{cn_date(asked.received_on)}收到的申请"
        f"（编号{asked.number}，“{asked.matter}”）所申请的政府信息相同，"
        f"本机关已于{cn_date(earlier.issued_on)}作出答复（{earlier.doc_no}）。"
        "根据《中华人民共和国政府信息公开条例》第三十六条第六项，本机关不再重复处理。"
    )


def frequency_paragraph(case: DisclosureRequest, counts: Frequency, alike: int) -> str:
    """Say how often the applicant has asked, and ask for the reasons (第三十五条)."""
    similar = f"，其中与本次申请内容相近的{alike}件" if alike else ""
    return (
        f"您自{cn_date(counts.first)}至{cn_date(counts.last)}向本机关提出政府信息公开申请{counts.in_year}件"
        f"（{counts.last.month}月{counts.in_month}件）{similar}，申请公开政府信息的数量、频次明显超过合理范围。"
        "根据《中华人民共和国政府信息公开条例》第三十五条，请您说明理由。理由不合理的，本机关不予处理；"
        "理由合理，但是无法在规定期限内答复的，本机关将确定并告知您延迟答复的合理期限。"
    )


def suggested_repeat(case: DisclosureRequest, earlier: Reply) -> dict[str, object]:
    """Return what a reply to a repeated request begins with, by the field names of a reply."""
    outcome = Outcome.REFUSED_REPEAT
    return {
        "outcome": outcome.value,
        "text": repeat_paragraph(case, earlier),
        "reasons": f"本机关已于{cn_date(earlier.issued_on)}以{earlier.doc_no}答复。",
        "basis": [outcome.basis],
    }


def suggested_refusal(case: DisclosureRequest, counts: Frequency, alike: int) -> dict[str, object]:
    """Return what a reply to excessive requests begins with, once the reasons were found wanting."""
    outcome = Outcome.REFUSED_ABUSE
    return {
        "outcome": outcome.value,
        "text": "您说明的理由不合理，本机关对本次申请不予处理。",
        "reasons": frequency_paragraph(case, counts, alike).split("根据《")[0],
        "basis": [outcome.basis],
    }
