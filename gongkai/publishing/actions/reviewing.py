"""Reviews before publication (条例第十七条): each opinion holds for the digest it was given on."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.recording import lock, move
from gongkai.publishing.errors import Incomplete, ModeNotAgreed, NotForPublication, ReasonMissing
from gongkai.publishing.guards import check_allowed, check_seen, check_step
from gongkai.publishing.models import InformationItem, Mode
from gongkai.publishing.snapshot import current_draft
from gongkai.publishing.workflow import PUBLISHING, RETURNS
from gongkai.rules.review_points import review_points
from gongkai.workflow import StepNotAllowed


@transaction.atomic
def approve_unit(
    item: InformationItem, *, opinion: str = "同意公开", digest: str = "", by: User, on: date
) -> InformationItem:
    """
    Approve as head of the unit.

    :param digest: of the version the reviewer has read; refused when it is not the current one
    :raises OwnVersion: the version was written by the reviewer
    :raises ChangedSinceApproval: the content changed while the reviewer was reading
    """
    item = lock(item)
    check_allowed(item, "approve_unit", by=by, on=on)
    check_seen(item, digest)
    move(item, "approve_unit", by=by, on=on, opinion=opinion)
    item.save(update_fields=["state"])
    return item


@transaction.atomic
def approve_secrecy(
    item: InformationItem,
    *,
    checked: Collection[str],
    disclosure_mode: str,
    reason: str = "",
    found: Collection[str] = (),
    opinion: str = "经审查，可以公开",
    digest: str = "",
    by: User,
    on: date,
) -> InformationItem:
    """
    Approve in the secrecy review, with the form filled in (保密审查表; 条例第十四条至第十七条).

    :param checked: codes of `rules.review_points` that were looked at; all of them are needed
    :param disclosure_mode: what the reviewer decided; must be what the item was submitted with
    :param found: codes of points that apply to the content
    :raises Incomplete: a point was not looked at
    :raises ModeNotAgreed: the reviewer decided on another mode
    :raises NotForPublication: something was found that bars publication
    :raises ReasonMissing: a mode other than proactive, or a point found, without a reason
    :raises OwnVersion, ChangedSinceApproval: as in `approve_unit`
    """
    item = lock(item)
    check_allowed(item, "approve_secrecy", by=by, on=on)
    check_seen(item, digest)
    _check_form(checked, found)
    _check_mode(item, disclosure_mode, reason, found)
    data = {"checked": sorted(checked), "found": sorted(found), "mode": disclosure_mode, "reason": reason}
    move(item, "approve_secrecy", by=by, on=on, opinion=opinion, data=data)
    item.save(update_fields=["state"])
    return item


def _check_form(checked: Collection[str], found: Collection[str]) -> None:
    points = review_points()
    if left := [point.label for code, point in points.items() if code not in checked]:
        raise Incomplete(f"保密审查表还有未审查的要点：{'、'.join(left)}。")
    if odd := sorted({*checked, *found} - set(points)):
        raise Incomplete(f"保密审查表中没有这样的要点：{'、'.join(odd)}。")


def _check_mode(item: InformationItem, mode: str, reason: str, found: Collection[str]) -> None:
    submitted = Mode(current_draft(item)["disclosure_mode"])
    if mode != submitted:
        raise ModeNotAgreed(f"送审的公开属性是“{submitted.label}”，与审查意见不一致，请退回修改属性。")
    bars = [point.label for code, point in review_points().items() if code in found and point.bars]
    if mode == Mode.PUBLIC and bars:
        raise NotForPublication(f"审查发现{'、'.join(bars)}，不得主动公开，请退回。")
    if (mode != Mode.PUBLIC or found) and not reason.strip():
        raise ReasonMissing("请填写理由和依据。")


@transaction.atomic
def return_item(item: InformationItem, *, opinion: str, by: User, on: date) -> InformationItem:
    """
    Send an item under review, or approved, back to its author.

    :raises ReasonMissing: no opinion says what is to be mended
    :raises StepNotAllowed: it is not under review, or the reviewer is another
    """
    item = lock(item)
    code = RETURNS.get(item.state)  # type: ignore[call-overload]
    if code is None:
        raise StepNotAllowed(PUBLISHING.refusal("return_unit", item.state, ()))  # type: ignore[arg-type]
    check_step(item, code, by=by, on=on)
    if not opinion.strip():
        raise ReasonMissing("请写明退回的原因，以便起草人修改。")
    move(item, code, by=by, on=on, opinion=opinion)
    item.save(update_fields=["state"])
    return item
