"""Who sees what of an applicant: as much as the work needs, and no more (个人信息保护法第六条)."""

from collections.abc import Collection

from gongkai.casework.actions.looking import LOOKERS
from gongkai.casework.models import RequestFile
from gongkai.rules.roles import Role

PRIVATE_PURPOSES = frozenset({RequestFile.Purpose.IDENTITY, RequestFile.Purpose.AGENCY})
R = Role
SEE_CONTACT = LOOKERS
# These read the reply, in which the name stands.
SEE_NAME = SEE_CONTACT | {R.UNIT_HEAD, R.LEADER}


def sees_contact(roles: Collection[R]) -> bool:
    """Whether these roles see, masked or after a look, how the applicant is reached and who they are."""
    return not SEE_CONTACT.isdisjoint(roles)


def sees_name(roles: Collection[R]) -> bool:
    """Whether these roles see the applicant's name, masked or after a look."""
    return not SEE_NAME.isdisjoint(roles)
