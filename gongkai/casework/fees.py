"""信息处理费: what may be asked for a request at most, and why; whether to ask it, the body decides."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Sum, Value, When

from gongkai.casework.errors import FeeNotDue, ReceiptNotConfirmed, RequestIncomplete
from gongkai.casework.models import DisclosureRequest, FeeNotice, SupplyForm
from gongkai.rules import fees
from gongkai.rules.fees import Ladders
from gongkai.rules.versions import NotInForce

Ladder = FeeNotice.Ladder
RULES = "政府信息公开信息处理费管理办法"


@dataclass(frozen=True)
class Charge:
    """What the ladder gives, in 元, and what a notice says about it."""

    amount: int
    basis: str


def charge_for(case: DisclosureRequest, ladder: FeeNotice.Ladder, quantity: int) -> Charge:
    """
    Work out the fee of a request by the standard in force on its day of receipt.

    :param quantity: items that the request asks for, or pages that it is supplied with
    :raises FeeNotDue: no fee in those days, or nothing is charged by volume for what is only read on site
    :raises RequestIncomplete: no quantity
    """
    received_on = _received_on(case)
    if quantity < 1:
        raise RequestIncomplete("请填写件数或者页数。")
    ladders = ladders_for(case)
    if ladder == Ladder.BY_VOLUME:
        return _by_volume(case, ladders, quantity, received_on)
    already = items_before(case)
    span = f"第{already + 1}件" + (f"至第{already + quantity}件" if quantity > 1 else "")
    return Charge(
        fees.charge_by_request(already, received_on, items=quantity),
        f"按件计收：同一申请人{received_on.year}年{received_on.month}月申请的{span}。"
        f"{_standard(fees.explain(ladders.by_request, '件'))}（{RULES}第四条）。",
    )


def ladders_for(case: DisclosureRequest) -> Ladders:
    """
    Return the standard in force on the day on which the request was received.

    :raises FeeNotDue: there was no fee in those days
    """
    try:
        return fees.ladders(_received_on(case))
    except NotInForce as early:
        raise FeeNotDue(f"{early}，此前收到的申请不收费。") from None


def items_before(case: DisclosureRequest) -> int:
    """
    Count what the same applicant asked the same body for in the calendar month, before this request.

    A request that was charged by its items counts as many, any other as one (办法第四条).
    """
    on = _received_on(case)
    month = (on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1]))
    others = DisclosureRequest.objects.of(case.body).counted().received_between(*month).exclude(pk=case.pk)
    earlier = others.filter(case.applicant.same()).before(case)
    items = Case(When(fee_notice__ladder=Ladder.BY_REQUEST, then=F("fee_notice__quantity")), default=Value(1))
    found: int | None = earlier.aggregate(items=Sum(items))["items"]
    return found or 0


def _by_volume(case: DisclosureRequest, ladders: Ladders, pages: int, on: date) -> Charge:
    if case.supply_form == SupplyForm.ON_SITE:
        raise FeeNotDue(
            f"申请人当场阅读、抄录，没有要求提供纸质件或者电子数据的，不按量计收（{RULES}第五条）。"
        )
    return Charge(
        fees.charge_by_page(pages, on),
        f"按量计收：本件申请提供{pages}页，A4及以下幅面的单面为一页。"
        f"{_standard(fees.explain(ladders.by_page, '页'))}（{RULES}第五条）。",
    )


def _standard(bands: Mapping[str, str]) -> str:
    return "，".join(f"{span}{price}" for span, price in bands.items())


def _received_on(case: DisclosureRequest) -> date:
    if case.received_on is None:
        raise ReceiptNotConfirmed("收到申请之日尚未确定，不能计算信息处理费。")
    return case.received_on
