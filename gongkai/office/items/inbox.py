"""审核收件箱: what waits for a reviewer, and for what; which contents the check refused."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from gongkai.bodies.models import User
from gongkai.office.desk import Desk
from gongkai.publishing.models import (
    Comment,
    EmergencyPublication,
    InformationItem,
    ItemCheck,
    ItemEvent,
    Mode,
    SecretRefusal,
)
from gongkai.publishing.states import BEFORE_PUBLICATION, IN_REVIEW
from gongkai.publishing.topic_reviews import waiting_for
from gongkai.rules.roles import Role

LOOKED_AT = 100  # checks of the newest drafts among which one looks for what may be let pass
LISTED = 50
SEE_REFUSALS = frozenset({Role.SECRECY_REVIEWER, Role.OFFICE_HEAD, Role.AUDITOR})


@dataclass(frozen=True)
class Barred:
    """A draft that cannot go out, and how many findings bar it."""

    item: InformationItem
    count: int


def inbox_of(desk: Desk) -> dict[str, Any]:
    """Return what waits for whoever asks: reviews, now and afterwards, what may be let pass, comments."""
    ours = InformationItem.objects.of(desk.body).select_related("column", "owner_unit", "draft_version__by")
    mine = ours.awaiting(desk.user, desk.today).filter(state__in=IN_REVIEW)
    commented = ours.filter(pk__in=_with_open_comments(desk)).order_by("-pk")
    is_reviewer = Role.SECRECY_REVIEWER in desk.roles
    urgent = EmergencyPublication.objects.of(desk.body).open().select_related("item", "by")
    return {
        "reviews": list(mine.order_by("publish_due_on", "pk")[:LISTED]),
        "barred": _barred(desk) if is_reviewer else [],
        "topics": list(waiting_for(desk.user, desk.body, desk.today)),
        "urgent": list(urgent.exclude(by=desk.user)) if is_reviewer else [],
        "commented": list(commented[:LISTED]),
        "sees_refusals": bool(SEE_REFUSALS & desk.roles),
    }


def _with_open_comments(desk: Desk) -> Any:
    open_ones = Comment.objects.open().filter(item__body=desk.body, item__state__in=BEFORE_PUBLICATION)
    return open_ones.filter(item__author=desk.user).values("item")


def _barred(desk: Desk) -> list[Barred]:
    """Return drafts whose present content the check bars; as many queries whatever there is."""
    checks = ItemCheck.objects.filter(
        item__body=desk.body,
        item__state__in=BEFORE_PUBLICATION,
        item__disclosure_mode=Mode.PUBLIC,
        digest=F("item__draft_version__digest"),
    ).select_related("item__column", "item__owner_unit", "item__draft_version__by")
    newest = {check.item_id: check for check in checks.order_by("-pk")[:LOOKED_AT]}
    passed = _passed(newest)
    counts = {
        check.item: sum(
            finding.blocks and (finding.is_secret or (check.digest, finding.key) not in passed)
            for finding in check.findings
        )
        for check in newest.values()
    }
    return [Barred(item, count) for item, count in counts.items() if count]


def _passed(items: Collection[int]) -> set[tuple[str, str]]:
    """Return what was let pass in some items: the digest of the content and the key of the finding."""
    events = ItemEvent.objects.filter(item__in=items, step="override").values_list("digest", "data")
    return {(digest, found["key"]) for digest, data in events for found in data["findings"]}


def refusals_of(desk: Desk) -> Any:
    """Return the contents that were refused for a mark of secrecy, of people of the body, newest first."""
    people = User.objects.filter(assignments__unit__body=desk.body)
    return SecretRefusal.objects.filter(by__in=people).select_related("by").order_by("-pk")
