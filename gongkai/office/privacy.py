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


def masked_name(text: str) -> str:
    """Return the family name's first character and stars: 张*、欧**."""
    return text[:1] + "*" * max(len(text) - 1, 1)


def masked_number(text: str) -> str:
    """Return the beginning and the last four of a long number; of a short one the last two at most."""
    if len(text) >= 11:
        return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"
    return "*" * max(len(text) - 2, 1) + (text[-2:] if len(text) > 4 else "")


def masked_email(text: str) -> str:
    """Return the first character and the domain."""
    if "@" not in text:
        return "***"
    return f"{text[:1]}***@{text.rpartition('@')[2]}"


def masked_address(text: str) -> str:
    """Return the town and nothing of the street."""
    return f"{text[:3]}***" if len(text) > 6 else "***"
