"""What looking again at withheld information needs besides state and role (条例第十八条)."""

from datetime import date

from gongkai.casework.errors import DateOutOfOrder, RequestIncomplete
from gongkai.casework.models.withholding import Withholding
from gongkai.casework.withholding_workflow import WITHHOLDING
from gongkai.design.words import cn_date
from gongkai.workflow import Condition, Manual, condition


@condition("写明评估的理由：哪些情况没有变化，或者发生了什么变化；不早于不予公开之日（条例第十八条）。")
def check_reviewed(withheld: Withholding, reason: str, on: date) -> None:
    """
    Refuse a look without a word of why, or from before there was anything to look at.

    :raises RequestIncomplete: no reason
    :raises DateOutOfOrder: before it was withheld
    """
    if not reason.strip():
        raise RequestIncomplete("请写明评估的理由：哪些情况没有变化，或者发生了什么变化（条例第十八条）。")
    if on < withheld.since_on:
        raise DateOutOfOrder(f"评估日期不能早于不予公开之日（{cn_date(withheld.since_on)}）。")


@condition("定下次评估日期，晚于本次评估日期（条例第十八条）。")
def check_looks_again(next_review_on: date, on: date) -> None:
    """
    Refuse a next look that would not be later.

    :raises DateOutOfOrder: it is today or past
    """
    if next_review_on <= on:
        raise DateOutOfOrder("下次评估日期应当晚于本次评估日期。")


CONDITIONS: dict[str, tuple[Condition[...], ...]] = {
    "keep": (check_reviewed, check_looks_again),
    "disclose": (check_reviewed,),
}
MANUAL = Manual(WITHHOLDING, CONDITIONS)
