"""Which mailboxes are fetched: the one of the deployment, and those that bodies have chosen."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from gongkai.bodies.models import Body
from gongkai.mail.actions.receiving import fetch_account
from gongkai.mail.errors import MailboxDown
from gongkai.mail.imap import Account, account_of, account_of_url
from gongkai.mail.models import IncomingMail, MailPreferences

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """What one mailbox gave: the mails that were new, or why it could not be read."""

    body: str
    account: str
    new: list[IncomingMail] = field(default_factory=list)
    trouble: str = ""


def accounts() -> Iterator[tuple[Body, Account]]:
    """
    Yield every mailbox with its body.

    :raises MailboxDown: GONGKAI_IMAP_URL cannot be read, or names no body
    """
    if settings.GONGKAI_IMAP_URL:
        account, code = account_of_url(settings.GONGKAI_IMAP_URL)
        bodies = Body.objects.active().order_by("path")
        body = bodies.filter(code=code).first() if code else bodies.first()
        if body is None:
            raise MailboxDown(f"GONGKAI_IMAP_URL 中的机关“{code}”不存在。")
        yield body, account
    for chosen in MailPreferences.objects.with_mailbox().select_related("body").order_by("body__path"):
        yield chosen.body, account_of(chosen)


def fetch_all(*, at: datetime) -> list[Round]:
    """
    Fetch from every mailbox; one that is down does not keep the others waiting.

    :raises MailboxDown: GONGKAI_IMAP_URL cannot be read
    """
    return [_fetch(body, account, at) for body, account in accounts()]


def fetch_quietly(*, at: datetime) -> list[IncomingMail]:
    """Fetch from every mailbox and return what was new; trouble goes to the log."""
    try:
        rounds = fetch_all(at=at)
    except MailboxDown as error:
        logger.error("%s", error)
        return []
    for each in rounds:
        if each.trouble:
            logger.error("%s", each.trouble)
    return [mail for each in rounds for mail in each.new]


def _fetch(body: Body, account: Account, at: datetime) -> Round:
    try:
        return Round(body.code, account.name, fetch_account(body, account, at=at))
    except MailboxDown as error:
        return Round(body.code, account.name, trouble=str(error))
