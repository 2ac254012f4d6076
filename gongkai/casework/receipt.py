"""收到申请之日: on which day a request counts as received, and when entering it is late (条例第三十一条)."""

from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body, User
from gongkai.casework.errors import DateOutOfOrder, EnteredLate, ReceiptNotConfirmed
from gongkai.casework.models import CaseworkPolicy, Channel, DisclosureRequest
from gongkai.design.words import cn_date
from gongkai.rules.receipt import DayThatCounts, receipt_rule
from gongkai.workflow import condition

SIGNED = "邮寄并签收的申请，以签收之日为收到申请之日，请填写签收日期（条例第三十一条第二项）。"
CONFIRMED = {
    "条例第三十一条": (
        "平常信函、传真、电子邮件和网上提交的申请，以双方确认之日为收到申请之日，"
        "请先与申请人确认，再填写确认日期（条例第三十一条）。"
    )
}
CONFIRMED_BEFORE = "平常信函以与申请人确认之日为收到申请之日，请填写确认日期（{basis}）。"


def day_that_counts(channel: str, submitted_on: date) -> DayThatCounts:
    """Return which day fixes the receipt, by the law of the day of submission."""
    return receipt_rule(channel, submitted_on).counts


def needs_confirmation(channel: str, submitted_on: date) -> bool:
    """Whether the office must confirm receipt with the applicant before the day counts."""
    return day_that_counts(channel, submitted_on) is DayThatCounts.CONFIRMED


def words_for(channel: str, submitted_on: date) -> str:
    """Say what day must be known before the request counts as received."""
    rule = receipt_rule(channel, submitted_on)
    if rule.counts is DayThatCounts.SIGNED:
        return SIGNED
    return CONFIRMED.get(rule.basis) or CONFIRMED_BEFORE.format(basis=rule.basis)


def date_of_receipt(
    channel: str,
    *,
    submitted_on: date,
    signed_for_on: date | None = None,
    confirmed_on: date | None = None,
) -> date:
    """
    Return the day of receipt (条例第三十一条; before 15 May 2019 国办公开办函〔2015〕207号).

    In person: the day of submission. By post with signature: the day it was signed for. By ordinary mail,
    fax, e-mail or website: the day on which office and applicant confirmed it; before 2019 fax and e-mail
    counted from the day on which they arrived.

    :raises ReceiptNotConfirmed: the day that this channel needs is not known
    :raises DateOutOfOrder: it lies before the submission
    """
    counts = day_that_counts(channel, submitted_on)
    if counts is DayThatCounts.SUBMITTED:
        return submitted_on
    day = signed_for_on if counts is DayThatCounts.SIGNED else confirmed_on
    if day is None:
        raise ReceiptNotConfirmed(words_for(channel, submitted_on))
    if day < submitted_on:
        raise DateOutOfOrder(f"收到申请之日（{cn_date(day)}）不能早于提交日期（{cn_date(submitted_on)}）。")
    return day


@condition("书面申请录入不迟于本机关规定的工作日数；补录的，写明原因（条例第三十一条）。")
def check_entered_in_time(body: Body, channel: str, received_on: date, *, reason: str, on: date) -> None:
    """
    Refuse a paper request that is entered late without a word why.

    :raises EnteredLate: naming after how many working days
    """
    if not reason and is_entered_late(body, channel, received_on, on=on):
        days = CaseworkPolicy.objects.for_body(body).entry_days
        raise EnteredLate(
            f"收到之日（{cn_date(received_on)}）已经过了{days}个工作日以上，补录的须写明原因（条例第三十一条）。"
        )


def is_entered_late(body: Body, channel: str, received_on: date, *, on: date) -> bool:
    """Whether a paper request is entered late; the body says from how many working days on that is."""
    days = CaseworkPolicy.objects.for_body(body).entry_days
    return channel != Channel.WEBSITE and on > current_calendar().add_working_days(received_on, days).on


@condition(
    "以双方确认之日为收到之日的：平常信函、传真、电子邮件、网上提交的申请（条例第三十一条第二项、第三项）。"
)
def check_channel_confirms(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to confirm what needs no confirmation (条例第三十一条第一项、第二项).

    :raises ReceiptNotConfirmed: handed in, or signed for
    """
    if not needs_confirmation(case.channel, case.submitted_on):
        raise ReceiptNotConfirmed("当面提交和签收邮件的申请直接登记，不需要与申请人确认收到日期。")


@condition("收到之日不需要确认的：当面提交的申请、签收的邮件（条例第三十一条第一项、第二项）。")
def check_channel_needs_no_word(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to register what must be confirmed with the applicant (条例第三十一条第二项、第三项).

    :raises ReceiptNotConfirmed: ordinary mail, fax, e-mail or website
    """
    if needs_confirmation(case.channel, case.submitted_on):
        raise ReceiptNotConfirmed(words_for(case.channel, case.submitted_on))
