"""流程文档: the table of a workflow as Markdown, for lawyers and staff."""

from collections.abc import Iterable

from gongkai.workflow.table import Step, Workflow


def render(workflow: Workflow) -> str:
    """Write the states and the steps of `workflow` as one Markdown page."""
    states = [
        _line(f"`{code}`", _labels(workflow, [code]), _leaving(workflow, code), _entering(workflow, code))
        for code in workflow.states
    ]
    steps = [_step(workflow, step) for step in workflow.steps]
    return "\n".join(
        [
            f"# {workflow.name}",
            "",
            "本页由程序中的流程表生成（`python3 dev.py docs`），请勿手工修改。",
            "",
            "## 状态",
            "",
            _line("代码", "状态", "可以办理的步骤", "由哪些步骤进入"),
            _line("---", "---", "---", "---"),
            *states,
            "",
            "## 步骤",
            "",
            _line("代码", "步骤", "从", "到", "经办", "依据"),
            _line("---", "---", "---", "---", "---", "---"),
            *steps,
            "",
        ]
    )


def _step(workflow: Workflow, step: Step) -> str:
    come_from = "任何状态" if step.from_any else _labels(workflow, step.from_states)
    go_to = "（不变）" if step.to_state is None else _labels(workflow, [step.to_state])
    roles = "、".join(str(getattr(role, "label", role)) for role in step.roles)
    return _line(f"`{step.code}`", step.label, come_from, go_to, roles, step.basis)


def _labels(workflow: Workflow, states: Iterable[str]) -> str:
    found = (workflow.states[str(state)] for state in states)
    return "、".join(str(getattr(state, "label", state)) for state in found)


def _leaving(workflow: Workflow, state: str) -> str:
    return "、".join(step.label for step in workflow.steps if step.leads_from(state)) or "（终点）"


def _entering(workflow: Workflow, state: str) -> str:
    entering = (step for step in workflow.steps if step.to_state == state)
    return "、".join(step.label for step in entering if set(step.from_states) != {state}) or "（起点）"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '／') for cell in cells)} |"
