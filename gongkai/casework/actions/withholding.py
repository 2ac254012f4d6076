"""What is withheld is looked at again from time to time, and may be disclosed then (条例第十八条)."""

from datetime import date

from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body, User
from gongkai.casework.models import CaseworkPolicy, Reply
from gongkai.casework.models.withholding import Withholding, WithholdingReview
from gongkai.casework.progress import roles_for
from gongkai.casework.withholding_guards import check_looks_again, check_reviewed
from gongkai.casework.withholding_workflow import WITHHOLDING
from gongkai.rules import deadlines
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.rules.versions import NotInForce

Decision = WithholdingReview.Decision
# Access goes by another law (条例第三十六条第七项): the body withholds nothing that it could disclose later.
BY_OTHER_LAW = (Outcome.DENIED_SPECIAL_QUERY,)


def follow_reply(reply: Reply, *, by: User, on: date) -> Withholding | None:
    """
    Enter what an issued reply withholds; a later reply to the same request keeps the entry or ends it.

    Called by the action that issues the reply, inside its transaction.
    """
    withheld = Withholding.objects.open().filter(request=reply.request).first()
    outcome = Outcome(reply.outcome)
    withholds = outcome.group in (OutcomeGroup.DENIED, OutcomeGroup.PARTIAL) and outcome not in BY_OTHER_LAW
    if withheld is None:
        return _enter(reply, on) if withholds else None
    if not withholds and outcome.group is not OutcomeGroup.GRANTED:
        return withheld
    decision = Decision.KEEP if withholds else Decision.DISCLOSE
    if withholds:
        withheld.reply = reply
    return _decide(withheld, decision, f"重新答复（{reply.doc_no}）", None, by=by, on=on)


@transaction.atomic
def review_withholding(
    withheld: Withholding,
    *,
    decision: WithholdingReview.Decision,
    reason: str,
    next_review_on: date | None = None,
    by: User,
    on: date,
) -> Withholding:
    """
    Decide whether information stays withheld, until a next day, or may be disclosed (条例第十八条).

    :param next_review_on: the next look at it; by default as many months on as the body has chosen
    :raises StepNotAllowed: it was disclosed before, or `by` does not judge this
    :raises RequestIncomplete: no reason
    :raises DateOutOfOrder: decided before it was withheld, or the next look would not be later
    """
    withheld = (
        Withholding.objects.select_for_update(of=("self",)).select_related("request").get(pk=withheld.pk)
    )
    WITHHOLDING.check(decision, state=withheld.state, roles=roles_for(withheld.request, by, on))
    check_reviewed(withheld, reason, on)
    return _decide(withheld, decision, reason.strip(), next_review_on, by=by, on=on)


def next_review(body: Body, on: date) -> date:
    """
    Return when what is withheld on a day must be looked at again.

    :raises NotInForce: nothing asked for it then
    """
    months = CaseworkPolicy.objects.for_body(body).withholding_months
    return deadlines.due("withholding_review", on, current_calendar(), value=months).due_on


def _enter(reply: Reply, on: date) -> Withholding | None:
    try:
        next_on = next_review(reply.request.body, on)
    except NotInForce:  # 2019年以前没有这项要求
        return None
    return Withholding.objects.create(request=reply.request, reply=reply, since_on=on, next_review_on=next_on)


def _decide(
    withheld: Withholding,
    decision: WithholdingReview.Decision,
    reason: str,
    next_review_on: date | None,
    *,
    by: User,
    on: date,
) -> Withholding:
    due_on = withheld.next_review_on
    keeps = decision == Decision.KEEP
    if keeps:
        withheld.next_review_on = next_review_on or next_review(withheld.request.body, on)
        check_looks_again(withheld.next_review_on, on)
    else:
        withheld.disclosed_on = on
    withheld.save()
    WithholdingReview.objects.create(
        withholding=withheld,
        decision=decision,
        reason=reason,
        due_on=due_on,
        next_review_on=withheld.next_review_on if keeps else None,
        by=by,
        on=on,
    )
    return withheld
