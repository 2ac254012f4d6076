"""要求说明理由: the question, the answer, what is found, and a delayed period (条例第三十五条)."""

from datetime import date

from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Unit, User
from gongkai.casework.abuse import PERIOD_RULE, asked_in_a_year, check_delay
from gongkai.casework.errors import DateOutOfOrder, RequestIncomplete
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import AbuseReview, CaseworkPolicy, DisclosureRequest
from gongkai.casework.progress import locked, take
from gongkai.design.words import cn_date
from gongkai.rules import deadlines


@transaction.atomic
def request_reasons(
    case: DisclosureRequest, *, grounds: str, until_on: date | None = None, by: User, on: date
) -> DisclosureRequest:
    """
    Ask the applicant why so much is asked; the notice says how many requests there were in twelve months.

    The clock goes on unless the body has chosen otherwise: the law does not say (条例第三十五条).

    :param grounds: facts that show number or frequency to be clearly beyond reason
    :param until_on: the last day for an answer; by default that of the rule
    :raises ReasonsAsked: they were asked for before
    :raises ReasonsNotForeseen: the request falls under the law of 2007
    :raises ReasonsTooLate: the reply period is over
    :raises RequestIncomplete: no facts
    :raises DateOutOfOrder: the period would be over at once
    """
    case = locked(case)
    step = check_allowed(case, "request_reasons", by=by, on=on)
    if not grounds.strip():
        raise RequestIncomplete("请写明认为申请数量、频次明显超过合理范围的事实（条例第三十五条）。")
    until_on = until_on or deadlines.due(PERIOD_RULE, on, current_calendar()).due_on
    if until_on <= on:
        raise DateOutOfOrder("说明理由的期限应当晚于告知的日期。")
    count, pauses = asked_in_a_year(case, on), CaseworkPolicy.objects.for_body(case.body).reasons_pause
    AbuseReview.objects.create(
        request=case, asked_on=on, grounds=grounds.strip(), count=count, until_on=until_on, pauses=pauses
    )
    take(
        case,
        step,
        moves_clock=True,
        by=by,
        on=on,
        note=grounds.strip(),
        asked_on=on.isoformat(),
        until_on=until_on.isoformat(),
        not_counted_until=(until_on if pauses else on).isoformat(),
        count=count,
    )
    return case


@transaction.atomic
def record_reasons(
    case: DisclosureRequest, *, text: str, received_on: date | None = None, by: User, on: date
) -> DisclosureRequest:
    """
    Record what the applicant explained; a late explanation may be taken while nothing was found.

    :raises ReasonsGiven: it is recorded
    :raises RequestIncomplete: nothing was said
    :raises DateOutOfOrder: received before it was asked for, or after `on`
    """
    case = locked(case)
    step = check_allowed(case, "record_reasons", by=by, on=on)
    asked = case.abuse_review
    received_on = received_on or on
    if not text.strip():
        raise RequestIncomplete("请写明申请人说明的理由；没有说明的，期满后认定（条例第三十五条）。")
    if not asked.asked_on <= received_on <= on:
        raise DateOutOfOrder(f"收到说明的日期应当在{cn_date(asked.asked_on)}（告知）和{cn_date(on)}之间。")
    asked.text, asked.received_on = text.strip(), received_on
    asked.save()
    take(case, step, moves_clock=True, by=by, on=on, note=asked.text, received_on=received_on.isoformat())
    return case


@transaction.atomic
def judge_reasons(
    case: DisclosureRequest, *, reasonable: bool, finding: str, by: User, on: date
) -> DisclosureRequest:
    """
    Find the reasons reasonable or not; then the request is handled, or may be refused (条例第三十五条).

    What nobody handles yet stays with the disclosure office.

    :raises ReasonsPeriodRuns: the applicant may still explain
    :raises RequestIncomplete: no finding, or silence found reasonable
    """
    case = locked(case)
    step = check_allowed(case, "judge_reasons", by=by, on=on)
    asked = case.abuse_review
    if not finding.strip():
        raise RequestIncomplete("请写明认定的意见和依据的事实（条例第三十五条）。")
    if reasonable and asked.received_on is None:
        raise RequestIncomplete(
            "申请人没有说明理由，不能认定为合理；已经说明的，请先登记（条例第三十五条）。"
        )
    asked.reasonable, asked.finding, asked.judged_on = reasonable, finding.strip(), on
    asked.save()
    if case.handling_unit is None:
        case.handling_unit = Unit.objects.get(body=case.body, is_disclosure_office=True)
    take(case, step, by=by, on=on, note=asked.finding, reasonable=reasonable)
    return case


@transaction.atomic
def set_delay(
    case: DisclosureRequest, *, delayed_to: date, reason: str, by: User, on: date
) -> DisclosureRequest:
    """
    Tell the applicant a reasonable delayed period, which takes the place of the last day (条例第三十五条).

    :raises DelayNotDue: the reasons were not found reasonable, a delay was told before, or too late
    :raises DelayTooShort: not after the present last day, or a day of rest
    :raises RequestIncomplete: no reason that the applicant can be told
    """
    case = locked(case)
    step = check_allowed(case, "set_delay", by=by, on=on)
    check_delay(case, delayed_to)
    if not reason.strip():
        raise RequestIncomplete("请写明不能在规定期限内答复的原因，并告知申请人（条例第三十五条）。")
    asked = case.abuse_review
    asked.told_on, asked.delayed_to = on, delayed_to
    asked.save()
    told, last = on.isoformat(), delayed_to.isoformat()
    take(case, step, moves_clock=True, by=by, on=on, note=reason.strip(), told_on=told, delayed_to=last)
    return case
