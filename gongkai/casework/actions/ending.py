"""How a request ends, and how it is taken up again after a review or suit."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.actions.numbering import next_doc_no
from gongkai.casework.completeness import check_reply
from gongkai.casework.errors import RequestIncomplete
from gongkai.casework.facts import ReplyFacts
from gongkai.casework.filing import check_complete, missing_of, papers_of
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest, Reply, Stage
from gongkai.casework.progress import conclude, locked, take
from gongkai.rules.outcomes import Outcome


@transaction.atomic
def withdraw_request(case: DisclosureRequest, *, reason: str, by: User | None, on: date) -> DisclosureRequest:
    """
    End a request that the applicant withdrew in writing; without `by` it was done online.

    It counts among 其他处理 when it was received; before that it never was a request.
    """
    case = locked(case)
    step = check_allowed(case, "withdraw", by=by, on=on)
    if case.received_on:
        conclude(case, Outcome.OTHER_MISC, "withdrawn", on=on)
    take(case, step, by=by, on=on, note=reason.strip())
    return case


@transaction.atomic
def transfer_petition(
    case: DisclosureRequest, *, reasons: str, advice: str, doc_no: str = "", by: User, on: date
) -> DisclosureRequest:
    """
    Tell the applicant that a petition or complaint is not handled as a request (条例第三十九条第一款).

    :param advice: the channel where the applicant may turn to
    :param doc_no: the number under which the notice is printed; without it the next one is taken
    :raises ReplyIncomplete: no reasons or no text
    """
    case = locked(case)
    step = check_allowed(case, "transfer_petition", by=by, on=on)
    facts = ReplyFacts(outcome=Outcome.REFUSED_PETITION, text=advice, reasons=reasons)
    check_reply(facts)
    reply = Reply.objects.create(
        request=case,
        outcome=facts.outcome,
        text=advice.strip(),
        reasons=reasons.strip(),
        basis=["条例第三十九条第一款"],
        stage=Stage.ISSUED,
        drafted_by=by,
        drafted_on=on,
        signed_by=by,
        doc_no=doc_no or next_doc_no(case, on),
        issued_on=on,
        due_on=case.due_on,
    )
    conclude(case, Outcome.REFUSED_PETITION, on=on)
    take(case, step, by=by, on=on, note=reasons.strip(), reply=reply.pk)
    return case


@transaction.atomic
def close_request(case: DisclosureRequest, *, by: User, on: date) -> DisclosureRequest:
    """
    Close a request that has ended (条例第四十五条).

    :raises NotServed: the reply is not served
    :raises ThirdPartyNotTold: a third party was overruled and not told (条例第三十二条)
    """
    return _simply("close", case, by=by, on=on)


@transaction.atomic
def archive_request(
    case: DisclosureRequest, *, gap_reason: str = "", by: User, on: date
) -> DisclosureRequest:
    """
    Put the file of a closed request into the archive (条例第四十五条).

    :param gap_reason: why papers are missing; kept with what is missing
    :raises CaseFileIncomplete: papers are missing, and no reason
    """
    case = locked(case)
    step = check_allowed(case, "archive", by=by, on=on)
    missing, reason = missing_of(papers_of(case)), gap_reason.strip()
    check_complete(missing, reason)
    if missing:
        take(case, step, by=by, on=on, note=reason, missing=missing)
    else:
        take(case, step, by=by, on=on)
    return case


@transaction.atomic
def challenge_request(case: DisclosureRequest, *, note: str, by: User, on: date) -> DisclosureRequest:
    """Note that a review or a suit about the answer is pending (条例第五十一条)."""
    return _simply("challenge", case, note=note, by=by, on=on)


@transaction.atomic
def end_challenge(case: DisclosureRequest, *, note: str, by: User, on: date) -> DisclosureRequest:
    """Note that the last review or suit about the answer is over, and nothing is to be redone."""
    return _simply("end_challenge", case, note=note, by=by, on=on)


@transaction.atomic
def redo_request(
    case: DisclosureRequest,
    *,
    order: str,
    days: int | None = None,
    from_on: date | None = None,
    by: User,
    on: date,
) -> DisclosureRequest:
    """
    Take a request up again because a decision or judgment orders it; a new clock starts.

    :param order: the decision that orders it
    :param days: working days that it sets; the statutory period when it sets none
    :param from_on: the day on which the order reached the body; `on` when not given
    :raises RequestIncomplete: the order is not named, or sets no real period
    """
    case = locked(case)
    step = check_allowed(case, "redo", by=by, on=on)
    if not order.strip() or (days is not None and days < 1):
        raise RequestIncomplete("请写明责令重新处理的决定或者判决；期限按决定填写，没有写明的留空。")
    start = (from_on or on).isoformat()
    take(case, step, moves_clock=True, by=by, on=on, note=order.strip(), days=days, from_on=start)
    return case


def _simply(code: str, case: DisclosureRequest, *, note: str = "", by: User, on: date) -> DisclosureRequest:
    case = locked(case)
    step = check_allowed(case, code, by=by, on=on)
    take(case, step, by=by, on=on, note=note.strip())
    return case
