"""明显超过合理范围: how much somebody has asked, and what each step about it needs (条例第三十五条)."""

from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import User
from gongkai.casework import errors
from gongkai.casework.models import AbuseReview, DisclosureRequest
from gongkai.casework.timing import law_day
from gongkai.design.words import cn_date, cn_last, due_words
from gongkai.rules import deadlines
from gongkai.rules.outcomes import Outcome
from gongkai.rules.versions import NotInForce
from gongkai.workflow import condition

PERIOD_RULE = "request_reasons_period"


def asked_in_a_year(case: DisclosureRequest, on: date) -> int:
    """Count the requests of the same applicant to the body in twelve months up to a day, with this one."""
    first = deadlines.add_months(on, -12)
    others = DisclosureRequest.objects.of(case.body).counted().received_between(first, on).exclude(pk=case.pk)
    return others.filter(case.applicant.same()).distinct().count() + 1


def review_of(case: DisclosureRequest) -> AbuseReview | None:
    """Return what was asked about the number of requests, if it was."""
    return AbuseReview.objects.filter(request=case).first()


@condition("没有要求说明过理由，答复期限没有届满；2019年5月15日以后收到的申请（条例第三十五条）。")
def check_may_ask_reasons(case: DisclosureRequest, _by: User | None, on: date) -> None:
    """
    Refuse to ask for reasons twice, too late, or under the law of 2007.

    :raises ReasonsAsked: they were asked for before
    :raises ReasonsNotForeseen: received before 2019-05-15
    :raises ReasonsTooLate: the reply period is over
    """
    if review_of(case):
        raise errors.ReasonsAsked("本申请已经要求申请人说明过理由，只要求一次（条例第三十五条）。")
    try:
        deadlines.rule(PERIOD_RULE).in_force(law_day(case))
    except NotInForce:
        raise errors.ReasonsNotForeseen(
            "2019年5月15日以前收到的申请适用2007年的条例，没有要求说明理由的程序（条例第三十五条）。"
        ) from None
    if case.due_on and on > case.due_on:
        raise errors.ReasonsTooLate(
            f"答复期限已于{cn_date(case.due_on)}届满，不能再要求说明理由，请尽快答复（条例第三十五条）。"
        )


@condition("申请人的说明还没有登记（条例第三十五条）。")
def check_reasons_awaited(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to record reasons twice.

    :raises ReasonsGiven: they are recorded
    """
    if received_on := case.abuse_review.received_on:
        raise errors.ReasonsGiven(f"申请人的说明已于{cn_date(received_on)}登记，请认定理由是否合理。")


@condition("已经登记申请人的说明，或者说明理由的期限届满而没有说明（条例第三十五条）。")
def check_reasons_ripe(case: DisclosureRequest, _by: User | None, on: date) -> None:
    """
    Refuse to judge while the applicant may still explain, or has and nobody recorded it.

    :raises ReasonsPeriodRuns: no reasons yet, and the time for them has not passed
    :raises ReasonsGiven: they were sent online, and wait to be recorded
    """
    review = case.abuse_review
    sent = case.events.filter(step="send_reasons").first()
    if review.received_on is None and sent:
        raise errors.ReasonsGiven(
            f"申请人已于{cn_date(sent.on)}网上说明理由，请先办理“登记申请人的说明”（条例第三十五条）。"
        )
    if review.received_on is None and on <= review.until_on:
        last = cn_last(review.until_on, current_calendar())
        raise errors.ReasonsPeriodRuns(
            f"申请人可以在{last}以前说明理由，收到说明或者期满后才能认定（条例第三十五条）。"
        )


@condition("申请人说明的理由认定为合理，没有告知过延迟，答复期限没有届满（条例第三十五条）。")
def check_may_delay(case: DisclosureRequest, _by: User | None, on: date) -> None:
    """
    Refuse a delayed period that the law does not give.

    :raises DelayNotDue: no reasonable reasons, told before, or the reply period is over
    """
    review = review_of(case)
    if review is None or not review.reasonable:
        raise errors.DelayNotDue("申请人说明的理由认定为合理后，才能确定延迟答复的期限（条例第三十五条）。")
    if review.delayed_to:
        raise errors.DelayNotDue(
            f"已经告知申请人延迟到{cn_date(review.delayed_to)}答复，不再延迟（条例第三十五条）。"
        )
    if case.due_on is None or on > case.due_on:
        raise errors.DelayNotDue("延迟答复的期限应当在答复期限届满以前确定并告知申请人（条例第三十五条）。")


@condition("延迟到的最后一日是工作日，晚于现在的答复期限（条例第三十五条）。")
def check_delay(case: DisclosureRequest, delayed_to: date) -> None:
    """
    Refuse a delayed last day that delays nothing, or on which nobody works.

    :raises DelayTooShort: not after the present last day, or a day of rest
    """
    if case.due_on is None or delayed_to <= case.due_on:
        raise errors.DelayTooShort(f"延迟答复的期限应当晚于现在的期限{due_words(case)}（条例第三十五条）。")
    if not current_calendar().day(delayed_to).counts:
        raise errors.DelayTooShort("延迟答复的期限应当是工作日。")


@condition(
    "以大量、反复申请为由不予处理的，已经要求说明理由，并认定理由不合理或者逾期未说明（条例第三十五条）。"
)
def check_abuse_found(case: DisclosureRequest, outcome: Outcome) -> None:
    """
    Refuse not to handle a request as abusive before its applicant could explain.

    :raises AbuseNotFound: no reasons asked for, or not found unreasonable
    """
    if outcome is not Outcome.REFUSED_ABUSE:
        return
    review = review_of(case)
    if review is None or review.reasonable is not False:
        raise errors.AbuseNotFound(
            "以数量、频次明显超过合理范围为由不予处理的，应当先要求申请人说明理由，"
            "并认定理由不合理或者逾期未说明（条例第三十五条）。"
        )
