"""
A small sum that a browser does before it files (ALTCHA's proof of work).

It costs a robot time and a person nothing. The package `altcha` sets and checks it; our own script solves it,
because the package's widget needs inline styles and blob workers, which our content policy forbids. Whoever
has no script may file all the same, only less often: nobody is shut out (条例第二十八条、第四十三条).
"""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from datetime import timedelta

import altcha
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.timezone import now

HARDNESS = 50_000  # numbers to try at most; a phone needs about a second
VALID_FOR = timedelta(hours=4)


def new_sum() -> str:
    """Return a sum to be done, as JSON for the script."""
    options = altcha.ChallengeOptions(hmac_key=_key(), max_number=HARDNESS, expires=now() + VALID_FOR)
    made = altcha.create_challenge(options)
    return json.dumps(
        {"salt": made.salt, "challenge": made.challenge, "signature": made.signature, "max": HARDNESS}
    )


def is_done(answer: str) -> bool:
    """Whether an answer solves a sum of ours that has not expired; anything else is no answer."""
    try:
        payload = json.loads(b64decode(answer, validate=True))
        solved, _ = altcha.verify_solution(payload, _key(), check_expires=True)
    except (NotBase64, ValueError, TypeError, KeyError, AttributeError):
        return False
    return bool(solved)


def _key() -> str:
    return salted_hmac("gongkai.portal.proof", settings.SECRET_KEY, algorithm="sha256").hexdigest()
