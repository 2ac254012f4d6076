"""Mails and messages whose time has passed: blanked and deleted with the identity data of their case."""

from datetime import date

from django.db import models, transaction
from django.db.models import Q, QuerySet

from gongkai.bodies.models import Body
from gongkai.common.sealed import blank
from gongkai.common.sealed_files import sealed_storage
from gongkai.mail.models import IncomingMail, MailLook, Message
from gongkai.rules.retention import retention


def old_mail(*, on: date, body: Body | None = None) -> list[IncomingMail | Message]:
    """Return the mails and messages of purged cases, and mails of no case that are as old."""
    own = Q(body=body) if body else Q()
    before = retention("identity").starts_before(on)
    of_purged = Q(request__applicant__purged_on__isnull=False)
    old = Q(request=None, kept_at__date__lt=before) & ~Q(state=IncomingMail.State.NEW)
    mails = IncomingMail.objects.filter(own, of_purged | old, purged_on=None).prefetch_related("files")
    return [*mails, *Message.objects.filter(own, of_purged, purged_on=None)]


def old_mail_looks(*, on: date, body: Body | None = None) -> QuerySet[MailLook]:
    """Return the openings of mails whose period has passed."""
    looks = MailLook.objects.of(body) if body else MailLook.objects.all()
    return looks.filter(on__lt=retention("looks").starts_before(on))


@transaction.atomic
def purge_mail(*, on: date, body: Body | None = None) -> list[IncomingMail | Message]:
    """
    Blank and delete mails and messages that are due, of one body or of all (个人信息保护法第四十七条).

    Who opened a mail goes by a period of its own. A second run finds nothing left.
    """
    found = old_mail(on=on, body=body)
    for row in found:
        _purge(row, on)
    old_mail_looks(on=on, body=body).delete()
    return found


def _purge(row: IncomingMail | Message, on: date) -> None:
    places = [str(row.raw.name)]
    if isinstance(row, IncomingMail):
        for part in row.files.all():
            places.append(str(part.file.name))
            _empty(part, file="")
    _empty(row, purged_on=on, raw="")
    for place in filter(None, places):
        transaction.on_commit(lambda place=place: sealed_storage.delete(place))  # type: ignore[misc]


def _empty(row: models.Model, **facts: object) -> None:
    blank(row)
    type(row)._base_manager.filter(pk=row.pk).update(**facts)
