"""补正: when the applicant may be asked to correct a request, and when silence ends it (条例第三十条)."""

from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import User
from gongkai.casework import errors
from gongkai.casework.models import Correction, DisclosureRequest
from gongkai.design.words import cn_date, cn_last
from gongkai.rules import deadlines
from gongkai.rules.versions import NotInForce
from gongkai.workflow import condition

NOTICE_RULE = "request_correction_notice"


def last_day_for_notice(case: DisclosureRequest) -> date | None:
    """Return the last day on which a correction may be asked for; none under the law of 2007."""
    start = case.clock_from or case.submitted_on
    try:
        return deadlines.due(NOTICE_RULE, start, current_calendar()).due_on
    except NotInForce:
        return None


def is_notice_late(case: DisclosureRequest, on: date) -> bool:
    """Whether a correction notice sent on a day goes out after the last day for it."""
    last = last_day_for_notice(case)
    return last is not None and on > last


@condition("没有告知过补正；补正只能一次性告知（条例第三十条）。")
def check_not_corrected(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse a second correction notice (条例第三十条).

    :raises AlreadyCorrected: one was sent before
    """
    if Correction.objects.filter(request=case).exists():
        raise errors.AlreadyCorrected("补正只能一次性告知，本申请已经告知过（条例第三十条）。")


@condition("在收到申请之日起7个工作日内告知；超过的，写明理由后才能告知，理由记入办理记录（条例第三十条）。")
def check_notice_in_time(case: DisclosureRequest, reason: str, on: date) -> None:
    """
    Refuse a late correction notice for which nobody gives a reason (条例第三十条).

    :raises CorrectionNoticeTooLate: more than seven working days after receipt
    """
    if is_notice_late(case, on) and not reason:
        raise errors.CorrectionNoticeTooLate(
            f"告知补正应当在收到申请之日起7个工作日内，最后一日是{cn_date(last_day_for_notice(case))}，"
            "已经超过；确须告知的，请写明逾期告知的理由（条例第三十条）。"
        )


@condition("补正期限已经届满（条例第三十条）。")
def check_correction_lapsed(case: DisclosureRequest, _by: User | None, on: date) -> None:
    """
    Refuse to end a request while the applicant may still correct it (条例第三十条).

    :raises CorrectionPeriodRuns: the period has not passed
    """
    until = case.correction.until_on
    if on <= until:
        last = cn_last(until, current_calendar())
        raise errors.CorrectionPeriodRuns(f"补正期限到{last}，届满后才能终止办理（条例第三十条）。")


@condition("申请人没有在期限内网上提交补正（条例第三十条）。")
def check_no_correction_sent(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to end a request whose applicant sent the correction online in time (条例第三十条).

    :raises CorrectionSent: it waits to be accepted
    """
    sent = case.events.filter(step="send_correction", on__lte=case.correction.until_on).first()
    if sent:
        raise errors.CorrectionSent(
            f"申请人已于{cn_date(sent.on)}网上提交补正，请办理“收到补正”（条例第三十条）。"
        )
