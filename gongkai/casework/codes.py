"""Query codes: what an applicant types, with the name, to see how far a request is."""

import secrets

# No 0 and O, 1, I and L: people copy the code from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def new_query_code() -> str:
    """Return a code of ten characters that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal_query_code(typed: str) -> str:
    """Return the code as stored, whatever case, blanks and hyphens were typed."""
    return "".join(typed.split()).replace("-", "").upper()
