"""The small numbers in the menu: how much is new, how much waits for an opinion."""

from collections.abc import Callable

from gongkai.mail.models import IncomingMail
from gongkai.office.desk import Desk
from gongkai.office.inbox import count_new
from gongkai.office.requests.signing import to_sign

COUNTS: dict[str, Callable[[Desk], int]] = {
    "inbox": count_new,
    "mail": lambda desk: IncomingMail.objects.of(desk.body).visible_to(desk.user).waiting().count(),
    "signing": lambda desk: int(to_sign(desk).count()),
}


def count_for(code: str, desk: Desk) -> int:
    """Return the number beside a section of the menu; 0 where none is shown."""
    return COUNTS[code](desk) if code in COUNTS else 0
