"""一事一申请: when one request may be split by matter, and what its parts take over."""

from collections.abc import Sequence
from datetime import date

from gongkai.bodies.models import User
from gongkai.casework import errors, timing
from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.casework.states import State
from gongkai.workflow import condition

LEAST = 2
LONGEST = DisclosureRequest._meta.get_field("matter").max_length or 0
CONFIRMING = ("register", "confirm_receipt")
CARRIED = (*CONFIRMING, *timing.READ)


@condition("没有征求意见，没有发出收费通知，没有拟写答复，没有等待审批的延期申请（条例第二十九条）。")
def check_splittable(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to split what the body has begun to answer as one (条例第二十九条).

    :raises NotSplittable: asked others, charged, drafted or answered; or an extension is to be decided on
    """
    begun = (
        (case.consultations.exists(), "已经征求意见"),
        (hasattr(case, "fee_notice"), "已经发出收费通知"),
        (case.replies.exists(), "已经拟写过答复"),
        (bool(case.outcome), "已经有办理结果"),
        (case.extension_requests.open().exists(), "延期申请还没有审批"),
    )
    if found := [words for is_so, words in begun if is_so]:
        raise errors.NotSplittable(f"本申请{'，'.join(found)}，不能再按事项拆分（条例第二十九条）。")


@condition("没有按事项拆分；拆分后的，在各件中办理（条例第二十九条）。")
def check_not_split(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to correct the whole after its parts have taken over what was entered.

    :raises NotSplittable: it was split
    """
    if case.state == State.SPLIT:
        raise errors.NotSplittable("本申请已经按事项拆分，请在拆分后的各件中更正（条例第二十九条）。")


def matters_of(typed: Sequence[str]) -> list[str]:
    """
    Return the matters that were named, without empty ones.

    :raises NotSplittable: fewer than two, one twice, or one that is too long for a name
    """
    found = [each.strip() for each in typed if each.strip()]
    if len(found) < LEAST or len(set(found)) < len(found):
        raise errors.NotSplittable("请至少写出两个不同的事项，一件写一个（条例第二十九条）。")
    if any(len(each) > LONGEST for each in found):
        raise errors.NotSplittable(f"每个事项的名称最多{LONGEST}个字。")
    return found


def carry_events(case: DisclosureRequest, part: DisclosureRequest) -> None:
    """Give a part the events that fixed the receipt of the whole and moved its clock, in their order."""
    numbers: dict[int, int] = {}
    for event in case.events.filter(step__in=CARRIED).order_by("pk"):
        data = dict(event.data)
        if "corrects" in data:
            number, key = data["corrects"]
            data["corrects"] = [numbers[number], key]
        copy = RequestEvent.objects.create(
            request=part,
            step=event.step,
            from_state=event.from_state,
            to_state=event.to_state,
            on=event.on,
            by=event.by,
            note=event.note,
            data=data | {"carried_from": case.number},
        )
        numbers[event.pk] = copy.pk
