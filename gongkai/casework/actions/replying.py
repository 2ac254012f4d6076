"""Replying: the draft, the reviews, the issue and the service (条例第三十六条、第三十七条)."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from gongkai.bodies.models import Unit, User
from gongkai.casework.abuse import check_abuse_found
from gongkai.casework.actions.drafting import end_drafts
from gongkai.casework.actions.numbering import next_doc_no
from gongkai.casework.actions.withholding import follow_reply
from gongkai.casework.completeness import check_reply
from gongkai.casework.errors import DateOutOfOrder, ReplyChanged, RequestIncomplete
from gongkai.casework.facts import ReplyFacts
from gongkai.casework.guards import STAGE_STEPS, check_allowed, check_ready_to_issue, unissued_reply
from gongkai.casework.models import (
    CaseworkPolicy,
    Delivery,
    DisclosureRequest,
    Reply,
    ReplyReview,
    RequestFile,
    Stage,
)
from gongkai.casework.models.reply import REVIEWED
from gongkai.casework.objections import check_override
from gongkai.casework.progress import conclude, locked, take
from gongkai.casework.states import State
from gongkai.design.words import cn_date
from gongkai.rules.outcomes import Outcome


@transaction.atomic
def draft_reply(case: DisclosureRequest, *, facts: ReplyFacts, by: User, on: date) -> Reply:
    """
    Write the reply, or rewrite one that was returned, and send it to review (条例第三十六条、第三十七条).

    A request answered on the spot is handled by the disclosure office itself (第三十三条第一款).

    :raises ReplyIncomplete: it lacks what its kind must say
    :raises ConsultationOpen: somebody asked may still answer
    :raises OverrideUnreasoned: a third party refused and no reason of public interest is given (第三十二条)
    """
    case = locked(case)
    step = check_allowed(case, "draft_reply", by=by, on=on)
    check_reply(facts)
    check_abuse_found(case, facts.outcome)
    check_override(case, facts.outcome, facts.override_reasons)
    if case.state == State.REGISTERED and case.handling_unit is None:
        case.handling_unit = Unit.objects.get(body=case.body, is_disclosure_office=True)
        case.handler = by
    reply = case.replies.unissued().first() or Reply(request=case, draft_no=0)
    before = {name: getattr(reply, name) for name in REVIEWED} if reply.pk else {}
    for name, value in asdict(facts).items():
        setattr(reply, name, list(value) if isinstance(value, tuple) else value)
    reply.draft_no += 1
    reply.stage, reply.drafted_by, reply.drafted_on = Stage.UNIT, by, on
    reply.save()
    end_drafts(case, on=on)
    take(case, step, by=by, on=on, reply=reply.pk, draft_no=reply.draft_no, before=before)
    return _with(reply, case)


@transaction.atomic
def approve_reply(
    reply: Reply, *, stage: Stage, opinion: str = "", seen: str = "", by: User, on: date
) -> Reply:
    """
    Pass the reply at one stage of its review (条例第十七条); the opinion is tied to the exact content.

    Unit head, secrecy reviewer, legal reviewer where the body's policy asks for it, leader: in this order.

    :param seen: fingerprint of what the reviewer read; empty is not compared
    :raises NotThisReviewersTurn: another stage comes first
    :raises OwnDraft: the reviewer wrote it
    :raises ReplyChanged: it changed after an earlier review, or after the reviewer opened it
    """
    case = locked(reply.request)
    step = check_allowed(case, STAGE_STEPS[stage], by=by, on=on)
    reply = unissued_reply(case)
    if seen and seen != reply.fingerprint():
        raise ReplyChanged("您查看之后答复内容或者文件有改动，请重新查看后再提出意见。")
    _add_review(reply, opinion, passed=True, by=by, on=on)
    reply.stage = _next_stage(reply)
    if reply.stage == Stage.SIGNED:
        reply.signed_by = by
    reply.save()
    take(case, step, by=by, on=on, note=opinion, reply=reply.pk, draft_no=reply.draft_no)
    return _with(reply, case)


@transaction.atomic
def return_reply(reply: Reply, *, opinion: str, by: User, on: date) -> Reply:
    """
    Send the reply back to the handler; what was passed before must be reviewed again.

    :raises RequestIncomplete: no opinion
    :raises StepNotAllowed: it is another reviewer's turn
    """
    case = locked(reply.request)
    step = check_allowed(case, "return_reply", by=by, on=on)
    if not opinion.strip():
        raise RequestIncomplete("请写明退回的意见。")
    reply = unissued_reply(case)
    _add_review(reply, opinion.strip(), passed=False, by=by, on=on)
    reply.stage, reply.signed_by = Stage.DRAFT, None
    reply.save()
    take(case, step, by=by, on=on, note=opinion.strip(), reply=reply.pk, draft_no=reply.draft_no)
    return _with(reply, case)


@transaction.atomic
def issue_reply(reply: Reply, *, by: User, on: date) -> Reply:
    """
    Issue the signed reply under its own number; this day decides whether it was in time (条例第三十三条).

    :raises ReplyNotReviewed: signature or secrecy review is missing (条例第十七条)
    :raises ReplyChanged: it changed after a review
    :raises ConsultationOpen: somebody asked may still answer
    :raises DateOutOfOrder: before it was drafted
    """
    case = locked(reply.request)
    step = check_allowed(case, "issue_reply", by=by, on=on)
    reply = unissued_reply(case)
    if on < reply.drafted_on:
        raise DateOutOfOrder(f"制发日期不能早于拟稿日期（{cn_date(reply.drafted_on)}）。")
    reply.doc_no = reply.doc_no or next_doc_no(case, on)
    reply.stage, reply.issued_on, reply.due_on = Stage.ISSUED, on, case.due_on
    reply.save()
    case.files.filter(purpose=RequestFile.Purpose.SUPPLIED, reply=None).update(reply=reply)
    conclude(case, Outcome(reply.outcome), reply.flag, on=on)
    take(case, step, by=by, on=on, note=reply.doc_no, reply=reply.pk, outcome=reply.outcome)
    follow_reply(_with(reply, case), by=by, on=on)
    return reply


@transaction.atomic
def record_service(
    reply: Reply, *, method: Delivery, served_on: date | None = None, by: User, on: date
) -> Reply:
    """
    Record that the reply reached the applicant.

    :raises AlreadyServed: it is recorded
    :raises DateOutOfOrder: before it was issued, or after `on`
    """
    case = locked(reply.request)
    step = check_allowed(case, "record_service", by=by, on=on)
    reply = case.replies.issued().get(pk=reply.pk)
    served_on = served_on or on
    if not reply.issued_on or not reply.issued_on <= served_on <= on:
        raise DateOutOfOrder(f"送达日期应当在制发之后、{cn_date(on)}之前。")
    reply.served_on, reply.service_method = served_on, method
    reply.save()
    take(case, step, by=by, on=on, note=reply.get_service_method_display(), served_on=served_on.isoformat())
    return _with(reply, case)


@transaction.atomic
def number_reply(reply: Reply, *, doc_no: str = "", by: User, on: date) -> Reply:
    """
    Give the signed reply the number under which its letter is printed; it keeps it when it is issued.

    A reply that is returned afterwards keeps its number too, so that none is lost.

    :param doc_no: the number of a letter that was written elsewhere; without it the next one is taken
    :raises ReplyNotReviewed: not signed yet, or the secrecy review is missing (条例第十七条)
    :raises ReplyChanged: it changed after a review
    """
    case = locked(reply.request)
    check_ready_to_issue(case, by, on)
    reply = unissued_reply(case)
    reply.doc_no = doc_no or reply.doc_no or next_doc_no(case, on)
    reply.save(update_fields=["doc_no"])
    return _with(reply, case)


def _add_review(reply: Reply, opinion: str, *, passed: bool, by: User, on: date) -> None:
    ReplyReview.objects.create(
        reply=reply,
        stage=reply.stage,
        draft_no=reply.draft_no,
        passed=passed,
        opinion=opinion,
        fingerprint=reply.fingerprint(),
        by=by,
        on=on,
    )


def _next_stage(reply: Reply) -> Stage:
    policy = CaseworkPolicy.objects.for_body(reply.request.body)
    needs_legal = policy.needs_legal_review(Outcome(reply.outcome))
    order = [Stage.UNIT, Stage.SECRECY, *([Stage.LEGAL] if needs_legal else []), Stage.LEADER, Stage.SIGNED]
    return order[order.index(Stage(reply.stage)) + 1]


def _with(reply: Reply, case: DisclosureRequest) -> Reply:
    reply.request = case
    return reply
