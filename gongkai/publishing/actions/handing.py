"""Drafts of somebody who leaves, put into other hands; nothing else about them changes."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from gongkai.bodies.models import Body, User
from gongkai.publishing.actions.recording import lock, record
from gongkai.publishing.errors import NotAWriter
from gongkai.publishing.models import InformationItem
from gongkai.publishing.reach import WRITERS, roles_over
from gongkai.publishing.states import BEFORE_PUBLICATION
from gongkai.rules.roles import Role
from gongkai.workflow import Refusal, StepNotAllowed

WHO_MAY = (Role.ADMINISTRATOR, Role.OFFICE_HEAD)


def open_items(user: User, body: Body) -> QuerySet[InformationItem]:
    """Return what a person began in a body and nobody has published yet."""
    return InformationItem.objects.filter(body=body, author=user, state__in=BEFORE_PUBLICATION)


@transaction.atomic
def hand_over_items(
    leaver: User, *, body: Body, to: User, note: str = "", by: User, on: date
) -> list[InformationItem]:
    """
    Make another the author of everything that a person began in a body, all or nothing.

    Who has become the author does not review it (条例第十七条), and finds it among the drafts.

    :raises NotAWriter: the other person does not write for one of the units
    :raises StepNotAllowed: `by` is neither administrator nor head of the disclosure office
    """
    if not set(WHO_MAY) & by.roles_in(body, on):
        names = "、".join(role.label for role in WHO_MAY)
        raise StepNotAllowed(Refusal("role", f"移交由{names}办理。"))
    moved = []
    for item in map(lock, open_items(leaver, body).order_by("pk")):
        if not set(WRITERS) & roles_over(to, item, on):
            raise NotAWriter(f"{to}不能编写{item.owner_unit or body}的信息，不能接手“{item.title}”。")
        item.author = to
        item.save(update_fields=["author"])
        record(
            item,
            "hand_over",
            item.state,
            by=by,
            on=on,
            opinion=note.strip(),
            data={"author": [leaver.pk, to.pk]},
        )
        moved.append(item)
    return moved
