"""The remedy clause that a reply will carry, as far as the body has said where its applicants may turn."""

from datetime import date

from gongkai.casework.models import Delivery, DisclosureRequest
from gongkai.rules.outcomes import Outcome
from gongkai.rules.remedies import RemedyClause, needs_online_channel, remedy_clause

UNKNOWN_ORGAN, UNKNOWN_COURT = "（本机关尚未填写行政复议机关）", "（本机关尚未填写有管辖权的人民法院）"


UNKNOWN_CHANNEL = "（本机关尚未填写网上申请行政复议的地址）"


def clause_for(case: DisclosureRequest, outcome: Outcome, on: date) -> RemedyClause:
    """Return the clause for a reply to a case with this outcome, made on a day (行政复议法第二十三条)."""
    body = case.body
    is_online = case.delivery in (Delivery.ONLINE, Delivery.EMAIL) and needs_online_channel(on)
    return remedy_clause(
        outcome.group,
        on,
        review_body=body.review_organ or UNKNOWN_ORGAN,
        court=body.court or UNKNOWN_COURT,
        online_review=(body.online_review or UNKNOWN_CHANNEL) if is_online else "",
    )
