"""Looking at what people wrote: only those who sort mails do, and never without a trace."""

from datetime import date

from gongkai.bodies.models import User
from gongkai.mail.actions.sorting import check_sorter
from gongkai.mail.models import IncomingMail, MailLook


def look_at_mail(mail: IncomingMail, *, what: MailLook.What, by: User, on: date) -> MailLook:
    """
    Note that somebody opens a mail, as it came or one of its attachments (个人信息保护法第五十一条).

    :raises StepNotAllowed: `by` sorts no mail in this body
    """
    check_sorter(mail, by, on)
    look = MailLook(mail=mail, what=MailLook.What(what), by=by, on=on)
    look.save()
    return look
