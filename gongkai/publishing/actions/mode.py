"""公开属性的评估: what is not disclosed on its own is looked at again, and may be (条例第十八条)."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.drafting import take_draft, with_facts
from gongkai.publishing.actions.recording import lock, move
from gongkai.publishing.errors import NothingToReview, ReasonMissing, TooEarly
from gongkai.publishing.guards import check_step
from gongkai.publishing.models import InformationItem, Mode
from gongkai.publishing.period import next_mode_review
from gongkai.publishing.snapshot import current_draft


@transaction.atomic
def review_mode(
    item: InformationItem,
    *,
    keeps: bool,
    reason: str,
    next_review_on: date | None = None,
    by: User,
    on: date,
) -> InformationItem:
    """
    Decide whether an item stays undisclosed until a next look, or becomes a draft to be disclosed.

    :param next_review_on: by default as many months on as the rule says
    :raises NothingToReview: the item is to be disclosed anyway
    :raises ReasonMissing: no reason
    :raises TooEarly: the next look would not be later
    :raises StepNotAllowed: not for `by` to decide
    """
    item = lock(item)
    check_step(item, "review_mode", by=by, on=on)
    draft = current_draft(item)
    if draft["disclosure_mode"] == Mode.PUBLIC:
        raise NothingToReview("这条信息是主动公开的，不需要评估。")
    if not reason.strip():
        raise ReasonMissing("请写明评估的理由：哪些情况没有变化，或者发生了什么变化（条例第十八条）。")
    next_review_on = next_review_on or next_mode_review(on)
    if keeps and (next_review_on is None or next_review_on <= on):
        raise TooEarly("下次评估日期应当晚于本次评估日期。")
    told: dict[str, object] = {"keeps": keeps, "mode": draft["disclosure_mode"]}
    if keeps and next_review_on:
        told["next"] = next_review_on.isoformat()
    move(item, "review_mode", by=by, on=on, opinion=reason.strip(), data=told)
    if keeps:
        item.mode_review_on = next_review_on
        item.save(update_fields=["mode_review_on"])
    else:
        facts = {"disclosure_mode": Mode.PUBLIC.value, "mode_reason": ""}
        take_draft(item, with_facts(item, draft, facts), by=by, on=on, data={"reviewed": True})
    return item
