"""What sending and serving a letter means for its case, recorded there in the same transaction."""

from datetime import date

from gongkai.bodies.models import User
from gongkai.casework import actions as casework
from gongkai.casework.guards import untold_parties
from gongkai.casework.models import Consultation, Delivery, Reply, Stage
from gongkai.design.words import cn_date
from gongkai.letters.errors import DayDiffers, LetterOutdated
from gongkai.letters.models import Letter, Method
from gongkai.letters.plans import take_planned

DELIVERIES = {
    Method.POST: Delivery.MAIL,
    Method.COUNTER: Delivery.PICK_UP,
    Method.EMAIL: Delivery.EMAIL,
    Method.FAX: Delivery.FAX,
    Method.DOWNLOAD: Delivery.ONLINE,
    Method.INTERNAL: Delivery.PICK_UP,
}


def on_dispatch(letter: Letter, *, by: User, on: date) -> None:
    """
    Take the step that it was written for, issue the reply that it carries, or note that a party was told.

    The day of dispatch is the day of the step (条例第三十条、第三十二条、第三十三条).

    :raises LetterOutdated: the reply, its files or the days changed after the text was fixed
    :raises DayDiffers: the case says that the reply went out later
    """
    if letter.is_ahead:
        take_planned(letter, on=on)
    elif letter.of_kind.carries_reply and letter.reply:
        _issue(letter, letter.reply, by, on)
    elif letter.of_kind.overruled and letter.consultation in untold_parties(letter.request):
        casework.tell_third_party(letter.consultation, by=by, on=on)


def on_service(letter: Letter, *, method: str, served_on: date, by: User, on: date) -> None:
    """
    Record in the case that the reply, the fee notice or the letter to another arrived.

    :raises DayDiffers: the case says another day
    """
    if letter.of_kind.carries_reply and letter.reply:
        reply = Reply.objects.get(pk=letter.reply.pk)
        if not _is_known(reply.served_on, served_on, "答复的送达"):
            casework.record_service(
                reply, method=DELIVERIES[Method(method)], served_on=served_on, by=by, on=on
            )
    elif letter.kind == "fee_notice":
        notice = letter.request.fee_notice
        if not _is_known(notice.served_on, served_on, "收费通知的送达"):
            casework.record_fee_service(letter.request, served_on=served_on, by=by, on=on)
    elif letter.of_kind.is_consultation and letter.consultation:
        _deliver(letter.consultation, served_on, by, on)


def _issue(letter: Letter, reply: Reply, by: User, on: date) -> None:
    reply = Reply.objects.select_related("request__body").get(pk=reply.pk)
    if letter.context.get("reply") != reply.fingerprint() and reply.stage != Stage.ISSUED:
        raise LetterOutdated("文书定稿之后答复内容或者文件有改动，请作废本文书，重新签发后另行制作。")
    if reply.stage != Stage.ISSUED:
        casework.issue_reply(reply, by=by, on=on)
    elif reply.issued_on and on < reply.issued_on:
        raise DayDiffers(f"发出日期不能早于办理记录中的制发日期（{cn_date(reply.issued_on)}）。")


def _deliver(asked: Consultation, served_on: date, by: User, on: date) -> None:
    asked = Consultation.objects.get(pk=asked.pk)
    if asked.is_open and not _is_known(asked.delivered_on, served_on, "对方收到征求意见书"):
        casework.record_delivery(asked, delivered_on=served_on, by=by, on=on)


def _is_known(known: date | None, day: date, what: str) -> bool:
    """Whether the case has the day already; another one there is a mistake somewhere."""
    if known and known != day:
        raise DayDiffers(f"办理记录中{what}日期是{cn_date(known)}，与填写的{cn_date(day)}不一致，请核对。")
    return known is not None
