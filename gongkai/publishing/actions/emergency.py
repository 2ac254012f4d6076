"""应急发布: publishing before the review, said openly, and the review afterwards (条例第六条、第十七条)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import User
from gongkai.publishing.actions.checking import check_before
from gongkai.publishing.actions.ending import end_item
from gongkai.publishing.actions.going_live import make_public
from gongkai.publishing.actions.recording import lock, move, version_now
from gongkai.publishing.actions.reviewing import check_form, keep_form, usual_facts
from gongkai.publishing.errors import NotForPublication, ReasonMissing
from gongkai.publishing.guards import check_allowed, missing_reviews, wrote
from gongkai.publishing.models import EmergencyPublication, InformationItem, ReviewPolicy, SecrecyFacts
from gongkai.publishing.states import Ending
from gongkai.rules import deadlines
from gongkai.rules.review_chains import emergency
from gongkai.rules.review_points import review_points


def publish_urgently(
    item: InformationItem, *, reason: str, by: User, on: date, at: datetime | None = None
) -> InformationItem:
    """
    Make a draft public before its reviews are done, because it cannot wait (条例第六条).

    The check before publication is not left out, nor is what the catalogue needs. That it happened, why, and
    which reviews are missing stays on record; a review afterwards has its last day.

    :raises ReasonMissing: no reason
    :raises Incomplete, NotForPublication, PublishedBeforeFormed, MustNotGoOut, StillChecking: as in
        `submit_item` and `publish_item`
    """
    check_before(item, "publish_urgently", by=by, on=on)
    return _publish_urgently(item, reason=reason, by=by, on=on, at=at)


@transaction.atomic
def _publish_urgently(
    item: InformationItem, *, reason: str, by: User, on: date, at: datetime | None
) -> InformationItem:
    item = lock(item)
    check_allowed(item, "publish_urgently", by=by, on=on)
    if not reason.strip():
        raise ReasonMissing("请写明为什么不能等审核完成后再发布。")
    missing = [stage.value for stage in missing_reviews(item)]
    due_on = review_due_on(item, on)
    EmergencyPublication.objects.create(
        item=item,
        version=version_now(item),
        reason=reason.strip(),
        missing=missing,
        own=wrote(item, by),
        by=by,
        on=on,
        review_due_on=due_on,
    )
    data = {"missing": missing, "review_due_on": due_on.isoformat()}
    move(item, "publish_urgently", by=by, on=on, opinion=reason.strip(), data=data)
    return make_public(item, on=on, at=at)


def review_due_on(item: InformationItem, on: date) -> date:
    """Return the last day for the review of what is published before it on a day."""
    days = ReviewPolicy.objects.for_body(item.body).emergency_days
    return deadlines.due(emergency().review, on, current_calendar(), value=days).due_on


@transaction.atomic
def pass_afterwards(
    item: InformationItem,
    *,
    checked: Collection[str],
    facts: SecrecyFacts | None = None,
    opinion: str = "经补审，可以公开",
    by: User,
    on: date,
) -> InformationItem:
    """
    Review afterwards, point by point, what was published before its review, and let it stand.

    :param checked: codes of `rules.review_points` that were looked at; all of them are needed
    :param facts: what else the form asks; the usual words when nothing is given
    :raises NotUrgent: nothing waits for this
    :raises Incomplete: a point was not looked at
    :raises OwnVersion, SamePerson: the reviewer wrote or published it
    """
    item = lock(item)
    check_allowed(item, "pass_afterwards", by=by, on=on)
    check_form(checked, ())
    version = item.emergencies.open().select_related("version")[0].version
    _close(item, passed=True, opinion=opinion, by=by, on=on)
    data = {"checked": sorted(checked)}
    event = move(item, "pass_afterwards", by=by, on=on, opinion=opinion, data=data)
    keep_form(event, version, facts or usual_facts(item))
    return item


@transaction.atomic
def stop_afterwards(
    item: InformationItem, *, found: Collection[str] = (), opinion: str, by: User, on: date
) -> InformationItem:
    """
    Find afterwards that what was published should not be, and withdraw it at once.

    :param found: codes of the points that apply
    :raises NotUrgent: nothing waits for this
    :raises ReasonMissing: no opinion says what is wrong
    :raises NotForPublication: a code is no point of the form
    :raises OwnVersion, SamePerson: the reviewer wrote or published it
    """
    item = lock(item)
    check_allowed(item, "stop_afterwards", by=by, on=on)
    if odd := sorted(set(found) - set(review_points())):
        raise NotForPublication(f"保密审查表中没有这样的要点：{'、'.join(odd)}。")
    if not opinion.strip():
        raise ReasonMissing("请写明补审不通过的原因，原网址据此向公众说明。")
    _close(item, passed=False, opinion=opinion.strip(), by=by, on=on)
    data = {"found": sorted(found)}
    return end_item(item, Ending.WITHDRAW, reason=opinion, by=by, on=on, data=data, step="stop_afterwards")


def _close(item: InformationItem, *, passed: bool, opinion: str, by: User, on: date) -> None:
    item.emergencies.open().update(passed=passed, opinion=opinion, reviewed_by=by, reviewed_on=on)
