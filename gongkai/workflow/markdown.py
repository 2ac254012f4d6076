"""流程文档: a manual as Markdown, for lawyers and staff."""

from collections.abc import Callable, Iterable, Sequence

from gongkai.workflow.manual import Manual, StepLine

HOW_TO_READ = (
    "状态为“从”、办理人为“经办”、“条件”全部满足时，才能办理这一步骤；缺一项的，系统不予办理，并说明理由和依据。"
    "每办理一步，系统记录办理人、日期、原值和新值；记录只增加，不修改。"
)
# Title of a column, what stands in it, and whether it goes when no step has it.
COLUMNS: tuple[tuple[str, Callable[[StepLine], str], bool], ...] = (
    ("序号", lambda line: str(line.number), False),
    ("步骤", lambda line: line.label, False),
    ("从", lambda line: line.come_from, False),
    ("到", lambda line: line.go_to, False),
    ("经办", lambda line: line.roles, False),
    ("条件", lambda line: _several(line.conditions), True),
    ("文书和材料", lambda line: "、".join(line.documents), True),
    ("期限", lambda line: _several(line.terms), True),
    ("依据", lambda line: line.basis, False),
    ("代码", lambda line: f"`{line.code}`", False),
)


def render(manual: Manual) -> str:
    """Write the states and the steps of a manual as one Markdown page."""
    states = [(f"`{state.code}`", state.label, state.leaving, state.entering) for state in manual.states]
    columns = [
        (title, cell)
        for title, cell, may_go in COLUMNS
        if not may_go or any(cell(line) for line in manual.lines)
    ]
    steps = [[cell(line) for _, cell in columns] for line in manual.lines]
    return "\n".join(
        [
            f"# {manual.workflow.name}",
            "",
            "本页由程序中的流程表生成（`python3 dev.py docs`），请勿手工修改。",
            "",
            "## 状态",
            "",
            *_table(("代码", "状态", "可以办理的步骤", "由哪些步骤进入"), states),
            "",
            "## 步骤",
            "",
            HOW_TO_READ,
            "",
            *_table([title for title, _ in columns], steps),
            "",
        ]
    )


def _several(sentences: Sequence[str]) -> str:
    return "<br>".join(sentences)


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_line(titles), _line(["---"] * len(titles)), *(_line(row) for row in rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '／') for cell in cells)} |"
