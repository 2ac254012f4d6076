"""收到申请之日: on which day a request counts as received, by the way it came in (条例第三十一条)."""

from datetime import date

from gongkai.casework.errors import DateOutOfOrder, ReceiptNotConfirmed
from gongkai.casework.models import Channel

# Ways in which the day counts only when both sides have confirmed it.
CONFIRMED_CHANNELS = (Channel.ORDINARY_MAIL, Channel.FAX, Channel.EMAIL, Channel.WEBSITE)

SIGNED = "邮寄并签收的申请，以签收之日为收到申请之日，请填写签收日期（条例第三十一条第二项）。"
CONFIRMED = (
    "平常信函、传真、电子邮件和网上提交的申请，以双方确认之日为收到申请之日，"
    "请先与申请人确认，再填写确认日期（条例第三十一条）。"
)


def needs_confirmation(channel: str) -> bool:
    """Whether the office must confirm receipt with the applicant before the day counts."""
    return channel in CONFIRMED_CHANNELS


def date_of_receipt(
    channel: str,
    *,
    submitted_on: date,
    signed_for_on: date | None = None,
    confirmed_on: date | None = None,
) -> date:
    """
    Return the day of receipt (条例第三十一条).

    In person: the day of submission. By post with signature: the day it was signed for. By ordinary mail,
    fax, e-mail or website: the day on which office and applicant confirmed it.

    :raises ReceiptNotConfirmed: the day that this channel needs is not known
    :raises DateOutOfOrder: it lies before the submission
    """
    if channel == Channel.COUNTER:
        return submitted_on
    day = signed_for_on if channel == Channel.SIGNED_MAIL else confirmed_on
    if day is None:
        raise ReceiptNotConfirmed(SIGNED if channel == Channel.SIGNED_MAIL else CONFIRMED)
    if day < submitted_on:
        raise DateOutOfOrder(f"收到申请之日（{day}）不能早于提交日期（{submitted_on}）。")
    return day
