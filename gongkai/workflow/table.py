"""办理流程的表: steps, options and refusals; a refusal says what state is needed and who may act."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class AnyState(Enum):
    """The one value that stands for every state of a workflow."""

    ANY = "any"


ANY = AnyState.ANY


class StepNotAllowed(Exception):
    """The step may not be taken now or by this person; the message says why, in Chinese."""

    def __init__(self, refusal: "Refusal") -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class UnknownStep(LookupError):
    """The workflow has no step of this code."""


@dataclass(frozen=True)
class Refusal:
    """Why a step is not lawful: `kind` is "state" or "role", `reason` is for people."""

    kind: str
    reason: str


class Step:
    """
    One line of the table.

    `from_states` is one state, several, or `ANY`; `to_state` is one state, several of which each case takes
    one, or None: the state stays. States and roles are members of string enums with a Chinese `label`.
    `documents` are what is written or filed with it, `terms` what it does to a period, each for people.
    """

    def __init__(
        self,
        code: str,
        label: str,
        from_states: Any,
        to_state: Any,
        roles: Any,
        basis: str = "",
        *,
        documents: Iterable[str] = (),
        terms: Iterable[str] = (),
    ) -> None:
        self.code, self.label, self.basis = code, label, basis
        self.to_states = () if to_state is None else _several(to_state)
        self.documents, self.terms = tuple(documents), tuple(terms)
        self.from_any = from_states is ANY
        self.from_states = () if self.from_any else _several(from_states)
        self.roles = _several(roles)

    def __repr__(self) -> str:
        return f"Step({self.code!r})"

    @property
    def starts(self) -> bool:
        """Whether it is how a case begins, and leads from no state."""
        return not self.from_any and not self.from_states

    def leads_from(self, state: str) -> bool:
        """Whether the step may be taken in `state`."""
        return self.from_any or state in self.from_states

    def target(self, state: str, chosen: str = "") -> str:
        """
        Return the state after the step, taken in `state`.

        :param chosen: which one, where the table names several
        :raises ValueError: the table does not name it
        """
        if not self.to_states:
            return state
        if len(self.to_states) == 1:
            return str(self.to_states[0])
        if chosen not in self.to_states:
            raise ValueError(f"步骤 {self.code} 不到 {chosen or '（未指明）'}")
        return str(chosen)


@dataclass(frozen=True)
class Option:
    """A step as it stands for one state and one person: to be drawn as a button, with its tooltip."""

    step: Step
    refusal: Refusal | None

    @property
    def allowed(self) -> bool:
        """Whether it may be taken."""
        return self.refusal is None

    @property
    def reason(self) -> str:
        """Why not, or nothing."""
        return self.refusal.reason if self.refusal else ""


class Workflow:
    """A named table of steps over the states of one enum."""

    def __init__(self, name: str, steps: Iterable[Step], *, states: Iterable[Any] | None = None) -> None:
        self.name = name
        self.steps = tuple(steps)
        self._by_code = {step.code: step for step in self.steps}
        if len(self._by_code) != len(self.steps):
            raise ValueError(f"流程“{name}”中有代码相同的步骤")
        self.states: dict[str, Any] = {str(state): state for state in (states or self._named_states())}
        if odd := {str(state) for state in self._named_states()} - set(self.states):
            raise ValueError(f"流程“{name}”用到了没有列出的状态：{'、'.join(sorted(odd))}")

    def step(self, code: str) -> Step:
        """
        Return the step of this code.

        :raises UnknownStep: there is none
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownStep(f"流程“{self.name}”中没有步骤 {code}") from None

    def refusal(self, code: str, state: str, roles: Collection[str]) -> Refusal | None:
        """Return why someone with `roles` may not take the step in `state`; None if they may."""
        step = self.step(code)
        if step.starts:
            return Refusal("state", f"“{step.label}”只在开始时办理，已经办理过。")
        if not step.leads_from(state):
            needed = self._list(step.from_states)
            return Refusal("state", f"现在的状态是“{self._label(state)}”，{needed}时才能“{step.label}”。")
        if not set(step.roles) & set(roles):
            return Refusal("role", f"“{step.label}”由{_names(step.roles)}办理。")
        return None

    def check(self, code: str, *, state: str, roles: Collection[str]) -> Step:
        """
        Return the step if someone with `roles` may take it in `state`.

        :raises StepNotAllowed: wrong state or wrong role
        :raises UnknownStep: there is no such step
        """
        if refusal := self.refusal(code, state, roles):
            raise StepNotAllowed(refusal)
        return self.step(code)

    def available(self, state: str, roles: Collection[str]) -> list[Option]:
        """List all steps in table order, the unlawful ones with their reason."""
        return [Option(step, self.refusal(step.code, state, roles)) for step in self.steps]

    def _named_states(self) -> list[Any]:
        named = [state for step in self.steps for state in (*step.from_states, *step.to_states)]
        return list(dict.fromkeys(named))

    def _label(self, state: str) -> str:
        return _label(self.states.get(str(state), state))

    def _list(self, states: Iterable[str]) -> str:
        return "或".join(f"“{self._label(state)}”" for state in states)


def _several(value: Any) -> tuple[Any, ...]:
    """Take one enum member or many; a string enum member is iterable too, and is one."""
    return (value,) if isinstance(value, str) else tuple(value)


def _label(member: Any) -> str:
    return str(getattr(member, "label", member))


def _names(members: Iterable[Any]) -> str:
    return "、".join(_label(member) for member in members)
