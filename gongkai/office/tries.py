"""How often a password, a code or a name may be tried at the door of the office, for all processes."""

from typing import NamedTuple

from django.utils.timezone import now

from gongkai.common.attempts import count_attempt, take_back_attempt

MINUTE = 60
HOUR = 60 * MINUTE


class Limit(NamedTuple):
    """So many tries in so many seconds."""

    name: str
    tries: int
    seconds: int


WRONG_BY_NAME = Limit("login-name", 5, 5 * MINUTE)  # wrong passwords for one account
WRONG_BY_VISITOR = Limit("login-visitor", 10, MINUTE)  # and from one address
WRONG_CODES = Limit("login-code", 5, 5 * MINUTE)  # wrong codes of a second factor for one account
WRONG_BY_OWNER = Limit("own-password", 5, 5 * MINUTE)  # wrong passwords in a session that is open
LINKS_BY_NAME = Limit("password-name", 3, HOUR)  # links for a new password, for one name whether known or not
LINKS_BY_VISITOR = Limit("password-visitor", 10, HOUR)  # and from one address


class TooManyTries(Exception):
    """Somebody has to wait; the message says so and tells nothing about the account."""


def count_try(limit: Limit, who: str) -> None:
    """
    Count one more try.

    :raises TooManyTries: there were too many
    """
    if count_attempt(limit.name, who, seconds=limit.seconds, now=now()) > limit.tries:
        wait = "一小时" if limit.seconds == HOUR else f"{limit.seconds // MINUTE}分钟"
        raise TooManyTries(f"尝试的次数太多，请{wait}后再试。")


def forget_try(limit: Limit, who: str) -> None:
    """Take back a try that was right."""
    take_back_attempt(limit.name, who, seconds=limit.seconds, now=now())
