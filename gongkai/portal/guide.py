"""政府信息公开指南: the elements that 条例第十二条 asks for, from the body's own data."""

from dataclasses import dataclass
from datetime import date

from gongkai.bodies.models import Body, ReadingPlace, Unit
from gongkai.rules.outcomes import Outcome
from gongkai.rules.remedies import remedy_clause


@dataclass(frozen=True)
class Guide:
    """What the guide says of one body; every text may be missing, and is then left out."""

    body: Body
    office: Unit | None
    places: list[ReadingPlace]
    remedies: str
    withheld_remedies: str


def disclosure_office(body: Body) -> Unit | None:
    """Return the unit that runs the body's disclosure (条例第四条)."""
    return body.units.filter(is_disclosure_office=True, is_active=True).first()


def guide_of(body: Body, today: date) -> Guide:
    """Return the guide of a body as it stands today."""
    return Guide(
        body=body,
        office=disclosure_office(body),
        places=list(body.reading_places.all()),
        remedies=_remedies(body, Outcome.GRANTED, today),
        withheld_remedies=_remedies(body, Outcome.DENIED_STATE_SECRET, today),
    )


def _remedies(body: Body, outcome: Outcome, today: date) -> str:
    """Return the remedy clause that a reply of today would carry; nothing where the organs are not known."""
    if not (body.review_organ and body.court):
        return ""
    return remedy_clause(outcome.group, today, review_body=body.review_organ, court=body.court).text
