"""Mails and messages whose time has passed: blanked and deleted with the identity data of their case."""

from datetime import date

from django.db import models, transaction
from django.db.models import Q

from gongkai.common.sealed import blank
from gongkai.common.sealed_files import sealed_storage
from gongkai.mail.models import IncomingMail, Message
from gongkai.rules.retention import retention


@transaction.atomic
def purge_mail(*, on: date) -> list[IncomingMail | Message]:
    """
    Blank and delete mails of purged cases, and others as old (个人信息保护法第四十七条).

    A second run finds nothing left.
    """
    before = retention("identity").starts_before(on)
    of_purged = Q(request__applicant__purged_on__isnull=False)
    old = Q(request=None, kept_at__date__lt=before) & ~Q(state=IncomingMail.State.NEW)
    mails = list(IncomingMail.objects.filter(of_purged | old, purged_on=None).prefetch_related("files"))
    messages = list(Message.objects.filter(of_purged, purged_on=None))
    found: list[IncomingMail | Message] = [*mails, *messages]
    for row in found:
        _purge(row, on)
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
