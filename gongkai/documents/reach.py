"""How far a role reaches: over the documents of one unit, or over all documents of the body."""

from datetime import date
from typing import TYPE_CHECKING

from gongkai.bodies.models import Assignment, Body, Unit, User
from gongkai.rules.roles import Role

if TYPE_CHECKING:
    from gongkai.documents.models import NormativeDocument

BODY_WIDE = (Role.LEGAL_REVIEWER, Role.OFFICE_HEAD, Role.LEADER)


def roles_over(user: User, document: "NormativeDocument", on: date) -> frozenset[Role]:
    """
    Return the roles in which the user may act on the document on a day.

    A role held in a unit reaches that unit's documents; held in the disclosure office, or body-wide by its
    nature, it reaches every document of the body.
    """
    return roles_in(user, document.body, document.unit, on)


def roles_in(user: User, body: Body, unit: Unit, on: date) -> frozenset[Role]:
    """Return the roles in which the user may act on the documents of a unit on a day."""
    held = Assignment.objects.held(on).filter(user=user, unit__body=body)
    return frozenset(
        Role(role)
        for role, where, office in held.values_list("role", "unit", "unit__is_disclosure_office")
        if office or role in BODY_WIDE or where == unit.pk
    )
