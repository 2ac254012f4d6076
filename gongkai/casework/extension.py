"""延长答复期限: how often and by how much, and who must have asked (条例第三十三条第二款)."""

from datetime import date

from gongkai.bodies.models import User
from gongkai.casework import errors
from gongkai.casework.abuse import review_of
from gongkai.casework.models import CaseworkPolicy, DisclosureRequest, ExtensionRequest
from gongkai.casework.timing import law_day
from gongkai.design.words import cn_date
from gongkai.rules import deadlines
from gongkai.workflow import condition

# From these on a new period counts, and nothing of it has been extended yet.
STARTS_ANEW = ("accept_correction", "record_payment", "redo")


def most_days(case: DisclosureRequest) -> int:
    """Return by how many working days at most the present period may still be extended."""
    allowed = deadlines.rule("request_extension_max").in_force(law_day(case)).value.value
    return allowed - case.extension_days


def extension_rule(case: DisclosureRequest) -> str:
    """Return in words how often the reply period may be extended."""
    times = CaseworkPolicy.objects.for_body(case.body).extension_notices
    return "只能延长一次" if times == 1 else f"最多延长{times}次，合计不得超过上限"


def notices_sent(case: DisclosureRequest) -> int:
    """Count the extensions of the present period."""
    if not case.extension_days:
        return 0
    anew = case.events.filter(step__in=STARTS_ANEW).order_by("pk").last()
    return case.events.filter(step="extend", pk__gt=anew.pk if anew else 0).count()


def open_wish(case: DisclosureRequest) -> ExtensionRequest | None:
    """Return the handler's wish that nobody has decided on."""
    return case.extension_requests.open().first()


@condition(
    "延长次数没有超过本机关的规定（默认一次），合计没有达到20个工作日，没有告知过延迟，答复期限没有届满（条例第三十三条第二款）。"
)
def check_may_extend(case: DisclosureRequest, _by: User | None, on: date) -> None:
    """
    Refuse an extension more than the body allows, beyond the law, after a delay, or too late.

    :raises AlreadyExtended: as often as allowed, by as much as allowed, or delayed by 条例第三十五条
    :raises ExtensionTooLate: the period is over
    """
    times = CaseworkPolicy.objects.for_body(case.body).extension_notices
    if notices_sent(case) >= times:
        raise errors.AlreadyExtended(_as_often_as_allowed(times))
    if case.received_on and most_days(case) < 1:
        raise errors.AlreadyExtended(
            f"答复期限已经延长{case.extension_days}个工作日，达到上限（条例第三十三条）。"
        )
    if (review := review_of(case)) and review.delayed_to:
        raise errors.AlreadyExtended("已经告知申请人延迟答复的期限，不再延长（条例第三十五条）。")
    if case.due_on and on > case.due_on:
        raise errors.ExtensionTooLate(
            f"答复期限已于{cn_date(case.due_on)}届满，不能再延长，请尽快答复（条例第三十三条）。"
        )


@condition(
    "延长的工作日数合计不超过20个工作日（条例第三十三条第二款；2019年5月15日以前收到的申请为15个工作日）。"
)
def check_days(case: DisclosureRequest, days: int) -> None:
    """
    Refuse no day, or more days than are left.

    :raises ExtensionTooLong: naming the most
    """
    most = most_days(case)
    if not 1 <= days <= most:
        raise errors.ExtensionTooLong(f"延长的期限最短1个、最长{most}个工作日（条例第三十三条）。")


@condition("没有等待审批的延期申请（条例第三十三条第二款）。")
def check_nothing_asked(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse a second wish while the first waits.

    :raises ExtensionAsked: it waits for the head
    """
    if wish := open_wish(case):
        raise errors.ExtensionAsked(
            f"{cn_date(wish.asked_on)}已经提出延期申请，等待政府信息公开工作机构负责人审批（条例第三十三条）。"
        )


@condition("经办人已经提出延期申请（条例第三十三条第二款）。")
def check_something_asked(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to decline what nobody asked for.

    :raises NoExtensionAsked: no wish waits
    """
    if open_wish(case) is None:
        raise errors.NoExtensionAsked("没有等待审批的延期申请（条例第三十三条）。")


def _as_often_as_allowed(times: int) -> str:
    if times == 1:
        return "答复期限只能延长一次，本申请已经延长过（条例第三十三条）。"
    return f"本机关规定答复期限最多延长{times}次，本申请已经延长{times}次（条例第三十三条）。"
