"""A workflow with its conditions as people read it, on a page and line by line."""

from enum import StrEnum

import pytest

from gongkai.rules.roles import Role
from gongkai.workflow import ANY, Manual, Step, Workflow, condition, render


class S(StrEnum):
    DRAFT = "draft"
    LIVE = "live"

    @property
    def label(self) -> str:
        return {"draft": "草稿", "live": "已发布"}[self.value]


@condition("标题不为空（条例第二十六条）。")
def check_titled(title: str) -> None:
    if not title:
        raise ValueError("请填写标题。")


FILE = Step("file", "起草", (), S.DRAFT, Role.HANDLER)
PUBLISH = Step("publish", "发布", S.DRAFT, S.LIVE, (Role.LEADER, Role.HANDLER), "条例第二十六条")
NOTE = Step("note", "批注", ANY, None, Role.LEADER)
PLAIN = Workflow("发布流程", [FILE, PUBLISH, NOTE])


def test_a_condition_refuses_as_its_check_does() -> None:
    check_titled("公告")

    with pytest.raises(ValueError, match="请填写标题"):
        check_titled(title="")


def test_the_page_lists_states_and_steps() -> None:
    page = render(Manual(PLAIN))

    assert page.startswith("# 发布流程\n")
    assert "| `live` | 已发布 | 批注 | 发布 |" in page
    assert "| `draft` | 草稿 | 发布、批注 | 起草 |" in page
    assert "| 1 | 起草 | （起点） | 草稿 | 经办人 |  | `file` |" in page
    assert "| 2 | 发布 | 草稿 | 已发布 | 机关负责人、经办人 | 条例第二十六条 | `publish` |" in page
    assert "| 3 | 批注 | 任何状态 | （不变） | 机关负责人 |  | `note` |" in page
    assert page.endswith("|\n")


def test_a_column_stands_there_when_a_step_has_something_for_it() -> None:
    step = Step(
        *("publish", "发布", S.DRAFT, S.LIVE, Role.LEADER, "条例第二十六条"),
        documents=["公告", "审查表"],
        terms=["20个工作日内。", "期限结束。"],
    )

    page = render(Manual(Workflow("发布流程", [step]), {"publish": (check_titled,)}))

    assert "| 经办 | 条件 | 文书和材料 | 期限 | 依据 |" in page
    cells = "标题不为空（条例第二十六条）。 | 公告、审查表 | 20个工作日内。<br>期限结束。 | 条例第二十六条"
    assert f"| 机关负责人 | {cells} | `publish` |" in page


def test_where_nothing_leads_is_the_beginning_and_the_end() -> None:
    step = Step("publish", "发布", S.DRAFT, S.LIVE, Role.LEADER)

    states = Manual(Workflow("发布流程", [step])).states

    assert [(state.code, state.leaving, state.entering) for state in states] == [
        ("draft", "发布", "（起点）"),
        ("live", "（终点）", "发布"),
    ]
