"""Reviews before publication (条例第十七条): each opinion holds for the digest it was given on."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.recording import lock, move, version_now
from gongkai.publishing.chains import state_after
from gongkai.publishing.errors import (
    Incomplete,
    ModeNotAgreed,
    NotForPublication,
    NotProofread,
    ReasonMissing,
)
from gongkai.publishing.guards import check_allowed, check_seen, check_step
from gongkai.publishing.models import (
    Carrier,
    InformationItem,
    ItemEvent,
    ItemVersion,
    Mode,
    SecrecyFacts,
    SecrecyReview,
)
from gongkai.publishing.snapshot import current_draft
from gongkai.publishing.workflow import PUBLISHING, RETURNS
from gongkai.rules.review_chains import Stage
from gongkai.rules.review_points import review_points
from gongkai.workflow import StepNotAllowed


@transaction.atomic
def approve_stage(
    item: InformationItem,
    *,
    stage: Stage,
    opinion: str = "同意公开",
    proofread: bool = False,
    digest: str = "",
    by: User,
    on: date,
) -> InformationItem:
    """
    Approve in one review of the chain, other than the secrecy review.

    :param proofread: whether the reviewer has proofread the whole text (三审三校)
    :param digest: of the version the reviewer has read; refused when it is not the current one
    :raises OwnVersion: the reviewer wrote some of it
    :raises SamePerson: the reviewer has given an opinion in this chain already
    :raises NotProofread: the chain asks for it
    :raises ChangedSinceApproval: the content changed while the reviewer was reading
    """
    item = lock(item)
    check_allowed(item, f"approve_{stage}", by=by, on=on)
    check_seen(item, digest)
    _pass_on(item, stage, opinion=opinion, proofread=proofread, by=by, on=on)
    return item


def approve_unit(item: InformationItem, *, by: User, on: date, **facts: Any) -> InformationItem:
    """Approve as head of the unit, as `approve_stage` does."""
    return approve_stage(item, stage=Stage.UNIT, by=by, on=on, **facts)


def _pass_on(
    item: InformationItem,
    stage: Stage,
    *,
    opinion: str,
    proofread: bool,
    by: User,
    on: date,
    data: dict[str, Any] | None = None,
) -> ItemEvent:
    """Send a locked item to the next review of its chain, or say that all are passed."""
    if item.proofread and not proofread:
        raise NotProofread("这类信息逐级校对：请校对全文和附件后勾选“已校对”。")
    facts = {**(data or {}), "proofread": proofread}
    code, chosen = f"approve_{stage}", state_after(item)
    event = move(item, code, by=by, on=on, opinion=opinion, data=facts, chosen=chosen)
    item.save(update_fields=["state"])
    return event


def usual_facts(item: InformationItem) -> SecrecyFacts:
    """Return what the form says where nothing special was found."""
    return SecrecyFacts(carrier=Carrier.OFFICIAL if current_draft(item)["doc_no"] else Carrier.OTHER)


def keep_form(event: ItemEvent, version: ItemVersion, facts: SecrecyFacts) -> SecrecyReview:
    """Keep the form of a secrecy review with the version that was read."""
    check = version.item.checks.filter(digest=version.digest).order_by("pk").last()
    return SecrecyReview.objects.create(
        item=version.item, version=version, event=event, check_made=check, **asdict(facts)
    )


@transaction.atomic
def approve_secrecy(
    item: InformationItem,
    *,
    checked: Collection[str],
    disclosure_mode: str,
    reason: str = "",
    found: Collection[str] = (),
    facts: SecrecyFacts | None = None,
    opinion: str = "经审查，可以公开",
    proofread: bool = False,
    digest: str = "",
    by: User,
    on: date,
) -> InformationItem:
    """
    Approve in the secrecy review, with the form filled in (保密审查表; 条例第十四条至第十七条).

    :param checked: codes of `rules.review_points` that were looked at; all of them are needed
    :param disclosure_mode: what the reviewer decided; must be what the item was submitted with
    :param found: codes of points that apply to the content
    :param facts: what else the form asks; the usual words when nothing is given
    :raises Incomplete: a point was not looked at
    :raises ModeNotAgreed: the reviewer decided on another mode
    :raises NotForPublication: something was found that bars publication
    :raises ReasonMissing: a mode other than proactive, or a point found, without a reason
    :raises OwnVersion, SamePerson, NotProofread, ChangedSinceApproval: as in `approve_stage`
    """
    item = lock(item)
    check_allowed(item, "approve_secrecy", by=by, on=on)
    check_seen(item, digest)
    check_form(checked, found)
    _check_mode(item, disclosure_mode, reason, found)
    data = {"checked": sorted(checked), "found": sorted(found), "mode": disclosure_mode, "reason": reason}
    event = _pass_on(item, Stage.SECRECY, opinion=opinion, proofread=proofread, by=by, on=on, data=data)
    keep_form(event, version_now(item), facts or usual_facts(item))
    return item


def check_form(checked: Collection[str], found: Collection[str]) -> None:
    """
    Check that every point of the form was looked at.

    :raises Incomplete: naming what was not, or what is no point of the form
    """
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
