"""How often one visitor may do something on the public site; all processes count together."""

from django.http import HttpRequest
from django.utils.timezone import now

from gongkai.common.attempts import count_attempt
from gongkai.common.visitors import visitor
from gongkai.portal.proof import is_done

HOUR = 60 * 60
DAY = 24 * HOUR
FILING = ("file", 20, HOUR)  # requests filed from one address by browsers that did the small sum
PLAIN_FILING = ("file-plain", 6, HOUR)  # and by those that did not: no script, or a robot
TRACKING = ("track", 30, HOUR)  # pairs of code and name tried from one address
PAPERS = ("paper", 60, HOUR)  # forms set as PDF for one address
CHECKING = ("check", 20, HOUR)  # annual reports read for one address
SENDING = ("send", 30, HOUR)  # corrections, proofs, withdrawals and opinions from one address


class TooOften(Exception):
    """The visitor has to wait; the message says so."""


def count(request: HttpRequest, limit: tuple[str, int, int]) -> None:
    """
    Count one more try of a visitor.

    :param limit: name, tries, seconds in which so many are allowed
    :raises TooOften: there were too many
    """
    name, tries, seconds = limit
    if count_attempt(name, visitor(request), seconds=seconds, now=now()) > tries:
        raise TooOften("您在短时间内操作的次数太多，请一小时后再试；急需办理的，可以电话、邮寄或者当面办理。")


def count_filing(request: HttpRequest, answer: str) -> None:
    """
    Count one more request filed; who did the small sum may file more, with each sum once.

    :raises TooOften: there were too many
    """
    is_new = is_done(answer) and count_attempt("sum", answer, seconds=DAY, now=now()) == 1
    count(request, FILING if is_new else PLAIN_FILING)
