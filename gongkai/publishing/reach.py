"""How far a role reaches: over the items of one unit, or over all items of the body."""

from datetime import date
from typing import TYPE_CHECKING

from gongkai.bodies.models import Assignment, User
from gongkai.rules.roles import Role

if TYPE_CHECKING:
    from gongkai.publishing.models import InformationItem

PUBLISHERS = (Role.INFORMATION_OFFICER, Role.OFFICE_HEAD, Role.LEADER)
WRITERS = (Role.HANDLER, Role.INFORMATION_OFFICER)
UNIT_HEAD = Role.UNIT_HEAD
REVIEWER = Role.SECRECY_REVIEWER
BODY_WIDE = (Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER, Role.OFFICE_HEAD, Role.LEADER)


def roles_over(user: User, item: "InformationItem", on: date) -> frozenset[Role]:
    """
    Return the roles in which the user may act on the item on a day.

    A role held in a unit reaches that unit's items; held in the disclosure office, or body-wide by its
    nature, it reaches every item of the body (条例第四条).
    """
    held = Assignment.objects.held(on).filter(user=user, unit__body=item.body_id)
    return frozenset(
        Role(role)
        for role, unit, office in held.values_list("role", "unit", "unit__is_disclosure_office")
        if office or role in BODY_WIDE or item.owner_unit_id in (None, unit)
    )
