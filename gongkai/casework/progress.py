"""Moving a request on: lock it, ask the table of steps, change it, and add the event."""

from datetime import date
from typing import Any

from gongkai.bodies.models import Assignment, User
from gongkai.casework import timing
from gongkai.casework.announcing import announce
from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.casework.workflow import CASEWORK
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.workflow import Step

# Roles that count only for the unit that handles the request.
UNIT_ROLES = frozenset({Role.HANDLER, Role.UNIT_HEAD})
SYSTEM = frozenset({Role.SYSTEM})


def locked(case: DisclosureRequest) -> DisclosureRequest:
    """Return the request as it stands in the database, locked until the transaction ends."""
    return DisclosureRequest.objects.select_for_update(of=("self",)).select_related("body").get(pk=case.pk)


def roles_for(case: DisclosureRequest, user: User | None, on: date) -> frozenset[Role]:
    """
    Return what the user may do for this request on a day; without a user it is the system's turn.

    Handlers and unit heads count for the handling unit only; the disclosure office's head is its unit head.
    In a restricted case nobody does anything but its readers and the office's head.
    """
    if user is None:
        return SYSTEM
    held = Assignment.objects.held(on).filter(user=user, unit__body=case.body_id)
    roles: set[Role] = set()
    for code, unit, is_office in held.values_list("role", "unit", "unit__is_disclosure_office"):
        role = Role(code)
        if role not in UNIT_ROLES or unit == case.handling_unit_id:
            roles.add(role)
        if role is Role.OFFICE_HEAD and is_office and unit == case.handling_unit_id:
            roles.add(Role.UNIT_HEAD)
    if case.is_restricted and Role.OFFICE_HEAD not in roles and not case.readers.contains(user):
        return frozenset()
    return frozenset(roles)


def check_step(case: DisclosureRequest, code: str, *, by: User | None, on: date) -> Step:
    """
    Return the step if the state and the person's roles allow it.

    :raises StepNotAllowed: they do not
    """
    return CASEWORK.check(code, state=case.state, roles=roles_for(case, by, on))


def take(
    case: DisclosureRequest,
    step: Step,
    *,
    by: User | None,
    on: date,
    note: str = "",
    moves_clock: bool = False,
    **data: Any,
) -> RequestEvent:
    """
    Take a checked step: set the new state, save the request and add the event with its data.

    :param moves_clock: work out the clock anew, with this event, and note the old and the new last day in it
    """
    before, due_before = case.state, case.due_on
    case.state = step.target(case.state)
    if moves_clock:
        timing.set_clock(case, happened=(step.code, data))
        data["due_on"] = [day and day.isoformat() for day in (due_before, case.due_on)]
    case.save()
    event = RequestEvent.objects.create(
        request=case,
        step=step.code,
        from_state=before,
        to_state=case.state,
        on=on,
        by=by,
        note=note,
        data=data,
    )
    announce(event)
    return event


def take_as_system(
    case: DisclosureRequest, code: str, *, on: date, note: str = "", **data: Any
) -> RequestEvent:
    """
    Take a step that follows by itself from another.

    :raises StepNotAllowed: the table does not let the system take it now
    """
    return take(case, check_step(case, code, by=None, on=on), by=None, on=on, note=note, **data)


def conclude(case: DisclosureRequest, outcome: Outcome, flag: str = "", *, on: date) -> None:
    """
    Set the outcome that the annual report counts, unless the request has one already; the caller saves.

    A redo is not counted again: received once, concluded once, so that the table balances.
    """
    if not case.outcome:
        case.outcome, case.outcome_flag, case.concluded_on = outcome, flag, on
        case.concluded_late = case.due_on is not None and case.due_on < on
