"""Who may take which step on an annual report: these and no others."""

from itertools import product

import pytest

from gongkai.reports.states import State
from gongkai.reports.workflow import REPORTING
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed

EDITORS = {Role.REPORT_EDITOR, Role.OFFICE_HEAD}
DECIDERS = {Role.OFFICE_HEAD, Role.LEADER}
EDITING = ("refill", "override_cell", "clear_override", "enter_cells", "write_section", "answer_finding")
ALLOWED = {
    **{(State.DRAFT, step): EDITORS for step in EDITING},
    (State.DRAFT, "freeze"): DECIDERS,
    (State.FROZEN, "submit"): {Role.HANDLER, Role.INFORMATION_OFFICER},
    (State.SUBMITTED, "publish"): {Role.INFORMATION_OFFICER, *DECIDERS},
    (State.FROZEN, "correct"): DECIDERS,
    (State.SUBMITTED, "correct"): DECIDERS,
    (State.PUBLISHED, "correct"): DECIDERS,
}


@pytest.mark.parametrize("step", [step.code for step in REPORTING.steps])
def test_only_those_named_may_take_a_step(step: str) -> None:
    for state, role in product(State, Role):
        if role in ALLOWED.get((state, step), ()):
            REPORTING.check(step, state=state, roles=[role])
        else:
            with pytest.raises(StepNotAllowed):
                REPORTING.check(step, state=state, roles=[role])


def test_no_step_is_left_out() -> None:
    assert {step for _, step in ALLOWED} == {step.code for step in REPORTING.steps}
