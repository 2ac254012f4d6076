"""掩码: how much of a number or a name may be shown."""

import re

KEEP = {  # signs shown at the beginning and at the end
    "id_card": (6, 4),
    "mobile": (3, 4),
    "bank": (0, 4),
    "passport": (1, 2),
    "plate": (2, 1),
}
STREET = re.compile(r"^.*?(?:街道|[镇乡]|[路街巷道村])")


def keep_ends(kind: str, number: str) -> str:
    """Return a number with stars in its middle; as many signs as it has."""
    return keep_signs(number, *KEEP[kind])


def keep_signs(number: str, first: int, last: int) -> str:
    """Return a number with stars between its first and its last signs; nothing of one that is too short."""
    if len(number) <= first + last:
        return "*" * len(number)
    return number[:first] + "*" * (len(number) - first - last) + number[len(number) - last :]


def of_address(address: str) -> str:
    """Return an address down to its township or street."""
    street = STREET.match(address)
    return f"{street.group() if street else address[:4]}***"


def of_phone(number: str) -> str:
    """Return a landline with its last four digits covered."""
    return f"{number[:-4]}****"


def of_name(name: str, surname: str) -> str:
    """Return a name as surname and 某."""
    return surname + "某" * max(1, len(name) - len(surname))
