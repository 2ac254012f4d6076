"""In what somebody who leaves is named: restricted requests and unread mentions, put to another."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.casework.actions.restricting import restrict_request
from gongkai.casework.actions.together import read_mention
from gongkai.casework.models import DisclosureRequest, Mention
from gongkai.casework.models.request import DisclosureRequestQuerySet
from gongkai.rules.roles import Role


def named_in(user: User, body: Body) -> DisclosureRequestQuerySet:
    """Return the restricted requests of a body that a person is named to read."""
    return DisclosureRequest.objects.of(body).filter(is_restricted=True, readers=user)


@transaction.atomic
def name_instead(
    leaver: User, *, body: Body, to: User, note: str = "", by: User, on: date
) -> list[DisclosureRequest]:
    """Name another in place of a reader, where `by` heads the office; nobody else names readers."""
    if Role.OFFICE_HEAD not in by.roles_in(body, on):
        return []
    reason = f"{leaver}的工作移交{to}。{note.strip()}"
    return [
        restrict_request(case, readers=[*case.readers.exclude(pk=leaver.pk), to], reason=reason, by=by, on=on)
        for case in named_in(leaver, body).order_by("pk")
    ]


@transaction.atomic
def pass_on_mentions(leaver: User, *, body: Body, to: User, on: date) -> int:
    """Let another read what a person was asked to read and has not; return how much that is."""
    seen = DisclosureRequest.objects.visible_to(to).order_by()
    waiting = Mention.objects.unread(leaver, body).filter(note__request__in=seen.values("pk"))
    found = list(waiting.exclude(note__by=to).select_related("note"))
    for mention in found:
        Mention.objects.get_or_create(note=mention.note, user=to)
        read_mention(mention, on=on)
    return len(found)
