"""办理流程手册: a table of steps with its conditions, line by line, as people read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.workflow.conditions import Condition
from gongkai.workflow.table import Step, Workflow


@dataclass(frozen=True)
class StateLine:
    """One state in words: what may be done in it, and how a case comes there."""

    code: str
    label: str
    leaving: str
    entering: str


@dataclass(frozen=True)
class StepLine:
    """One step in words, in the order of the table."""

    number: int
    code: str
    label: str
    come_from: str
    go_to: str
    roles: str
    conditions: Sequence[str]
    documents: Sequence[str]
    terms: Sequence[str]
    basis: str


@dataclass(frozen=True)
class Manual:
    """A workflow with the conditions of its steps, by code; `lines` and `states` are what is printed."""

    workflow: Workflow
    conditions: Mapping[str, Sequence[Condition[...]]] = field(default_factory=dict)

    @cached_property
    def states(self) -> list[StateLine]:
        """Every state, in the order of the workflow."""
        return [
            StateLine(code, self._labels([code]), self._leaving(code), self._entering(code))
            for code in self.workflow.states
        ]

    @cached_property
    def lines(self) -> list[StepLine]:
        """Every step, numbered from one."""
        return [self._line(number, step) for number, step in enumerate(self.workflow.steps, start=1)]

    def _line(self, number: int, step: Step) -> StepLine:
        return StepLine(
            number,
            step.code,
            step.label,
            "任何状态" if step.from_any else self._labels(step.from_states) or "（起点）",
            self._labels(step.to_states, "或") or "（不变）",
            "、".join(str(getattr(role, "label", role)) for role in step.roles),
            [each.sentence for each in self.conditions.get(step.code, ())],
            step.documents,
            step.terms,
            step.basis,
        )

    def _labels(self, states: Iterable[str], between: str = "、") -> str:
        found = (self.workflow.states[str(state)] for state in states)
        return between.join(str(getattr(state, "label", state)) for state in found)

    def _leaving(self, state: str) -> str:
        return "、".join(step.label for step in self.workflow.steps if step.leads_from(state)) or "（终点）"

    def _entering(self, state: str) -> str:
        entering = (step for step in self.workflow.steps if state in step.to_states)
        return "、".join(step.label for step in entering if set(step.from_states) != {state}) or "（起点）"
