"""The remedy clause that a reply will carry, as far as the body has said where its applicants may turn."""

from datetime import date

from gongkai.bodies.models import Body
from gongkai.rules.outcomes import Outcome
from gongkai.rules.remedies import RemedyClause, remedy_clause

UNKNOWN_ORGAN, UNKNOWN_COURT = "（本机关尚未填写行政复议机关）", "（本机关尚未填写有管辖权的人民法院）"


def clause_for(body: Body, outcome: Outcome, on: date) -> RemedyClause:
    """Return the clause for a reply of a body with this outcome, made on a day (行政复议法第二十三条)."""
    return remedy_clause(
        outcome.group, on, review_body=body.review_organ or UNKNOWN_ORGAN, court=body.court or UNKNOWN_COURT
    )
