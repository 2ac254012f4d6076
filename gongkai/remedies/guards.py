"""What a step of a remedy needs besides the right state and role; each check cites its article."""

from collections.abc import Collection

from gongkai.bodies.errors import Refused
from gongkai.remedies.errors import NotExtensible, NothingLost, NotSuspended, Suspended
from gongkai.remedies.models import Procedure, Remedy
from gongkai.remedies.workflow import REMEDIES
from gongkai.rules.roles import Role
from gongkai.workflow import Condition, Manual, Option, Refusal, condition

Guard = Condition[[Remedy]]


@condition("普通程序的行政复议（行政复议法第六十二条）。")
def check_ordinary_review(remedy: Remedy) -> None:
    """
    Refuse to extend what is no review by ordinary procedure (行政复议法第六十二条).

    :raises NotExtensible: a suit, or a review by simple procedure
    """
    if not remedy.is_review or remedy.procedure != Procedure.ORDINARY:
        raise NotExtensible("只有普通程序的行政复议可以延长审理，最长30日（行政复议法第六十二条）。")


@condition("没有延长过审理期限（行政复议法第六十二条）。")
def check_not_extended(remedy: Remedy) -> None:
    """
    Refuse a second extension (行政复议法第六十二条).

    :raises NotExtensible: it was extended before
    """
    if remedy.review_extended_on:
        raise NotExtensible("本案已经延长过一次审理期限（行政复议法第六十二条）。")


@condition("没有中止审理（行政复议法第三十九条）。")
def check_not_suspended(remedy: Remedy) -> None:
    """
    Refuse to move the periods of what rests (行政复议法第三十九条).

    :raises Suspended: the hearing was suspended and not resumed
    """
    if remedy.suspended_on:
        raise Suspended("本案正在中止审理，期限不计算，恢复审理后再办理（行政复议法第三十九条）。")


@condition("正在中止审理（行政复议法第四十条）。")
def check_suspended(remedy: Remedy) -> None:
    """
    Refuse to resume what does not rest (行政复议法第四十条).

    :raises NotSuspended: the hearing was not suspended
    """
    if not remedy.suspended_on:
        raise NotSuspended("本案没有中止审理，不用恢复（行政复议法第四十条）。")


@condition("结果为“纠正”（条例第四十六条）。")
def check_lost(remedy: Remedy) -> None:
    """
    Refuse to draw a lesson from what was not lost (条例第四十六条).

    :raises NothingLost: the result is not corrected
    """
    if not remedy.is_lost:
        raise NothingLost("结果为“纠正”的案件才需要总结教训（条例第四十六条）。")


GUARDS: dict[str, tuple[Guard, ...]] = {
    "answer": (check_not_suspended,),
    "extend_review": (check_ordinary_review, check_not_extended, check_not_suspended),
    "change_procedure": (check_not_suspended,),
    "suspend": (check_not_suspended,),
    "resume": (check_suspended,),
    "note_lesson": (check_lost,),
}
MANUAL = Manual(REMEDIES, GUARDS)


def options_for(remedy: Remedy, roles: Collection[Role]) -> list[Option]:
    """Return the steps of a remedy in table order, the impossible ones with their reason."""
    return [Option(step, _refusal(remedy, step.code, roles)) for step in REMEDIES.steps if not step.starts]


def _refusal(remedy: Remedy, code: str, roles: Collection[Role]) -> Refusal | None:
    if refusal := REMEDIES.refusal(code, remedy.state, roles):
        return refusal
    try:
        for guard in GUARDS.get(code, ()):
            guard(remedy)
    except Refused as refused:
        return Refusal("guard", str(refused))
    return None
