"""What the verbs of remedies share: the lock with its checks, the event, the order of days."""

from datetime import date

from gongkai.bodies.models import User
from gongkai.casework.progress import roles_for
from gongkai.remedies.errors import RemedyDateOutOfOrder
from gongkai.remedies.guards import GUARDS
from gongkai.remedies.models import Remedy, RemedyEvent
from gongkai.remedies.workflow import REMEDIES


def checked(remedy: Remedy, code: str, *, by: User, on: date) -> Remedy:
    """
    Return the remedy locked, if the table and every guard let `by` take the step.

    :raises StepNotAllowed: wrong state or role
    :raises Refused: one of the named refusals of a guard
    """
    locked = Remedy.objects.select_for_update(of=("self",)).select_related("request", "reply", "after")
    remedy = locked.get(pk=remedy.pk)
    REMEDIES.check(code, state=remedy.state, roles=roles_for(remedy.request, by, on))
    for guard in GUARDS.get(code, ()):
        guard(remedy)
    return remedy


def record(remedy: Remedy, code: str, *, by: User, on: date, note: str = "") -> RemedyEvent:
    """Add the event of a step."""
    return RemedyEvent.objects.create(remedy=remedy, step=code, on=on, by=by, note=note.strip())


def check_order(*days: date | None) -> None:
    """
    Refuse days that contradict each other; unknown ones are left out.

    :raises RemedyDateOutOfOrder: a day lies before something that must precede it, or in the future
    """
    known = [day for day in days if day]
    if known != sorted(known):
        raise RemedyDateOutOfOrder(
            "日期先后不对：收到申请、申请复议或者起诉、受理、收到副本、答辩、审结应当依次，且不晚于今天。"
        )
