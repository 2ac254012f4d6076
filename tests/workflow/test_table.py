"""A workflow as a table: what it allows, how it refuses."""

from enum import StrEnum

import pytest

from gongkai.rules.roles import Role
from gongkai.workflow import ANY, Step, StepNotAllowed, UnknownStep, Workflow


class S(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    LIVE = "live"
    GONE = "gone"

    @property
    def label(self) -> str:
        return {"draft": "草稿", "in_review": "审核中", "live": "已发布", "gone": "已撤回"}[self.value]


REVIEW = Workflow(
    "信息发布流程",
    [
        Step("submit", "送审", S.DRAFT, S.IN_REVIEW, Role.HANDLER, "条例第十七条"),
        Step("publish", "发布", S.IN_REVIEW, S.LIVE, (Role.LEADER, Role.OFFICE_HEAD), "条例第二十六条"),
        Step("withdraw", "撤回", (S.IN_REVIEW, S.LIVE), S.GONE, Role.LEADER),
        Step("note", "批注", ANY, None, (Role.HANDLER, Role.LEADER)),
    ],
)


def test_a_lawful_step_is_returned() -> None:
    step = REVIEW.check("submit", state=S.DRAFT, roles={Role.HANDLER})

    assert step.label == "送审"
    assert step.target(S.DRAFT) == S.IN_REVIEW


def test_one_of_several_roles_is_enough() -> None:
    roles = {Role.REGISTRAR, Role.OFFICE_HEAD}

    step = REVIEW.check("publish", state=S.IN_REVIEW, roles=roles)

    assert step.code == "publish"


def test_wrong_state_is_refused_with_the_states_that_would_do() -> None:
    with pytest.raises(StepNotAllowed) as caught:
        REVIEW.check("withdraw", state=S.DRAFT, roles={Role.LEADER})

    assert str(caught.value) == "现在的状态是“草稿”，“审核中”或“已发布”时才能“撤回”。"
    assert caught.value.refusal.kind == "state"


def test_wrong_role_is_refused_with_those_who_may() -> None:
    with pytest.raises(StepNotAllowed) as caught:
        REVIEW.check("publish", state=S.IN_REVIEW, roles={Role.HANDLER})

    assert str(caught.value) == "“发布”由机关负责人、公开工作机构负责人办理。"
    assert caught.value.refusal.kind == "role"


def test_states_read_from_a_database_are_plain_strings() -> None:
    assert REVIEW.refusal("submit", "draft", ["handler"]) is None
    assert REVIEW.refusal("submit", "live", ["handler"]) is not None


def test_a_step_is_named_by_its_code_where_a_programmer_reads_it() -> None:
    assert repr(REVIEW.step("submit")) == "Step('submit')"


def test_a_step_from_any_state_keeps_the_state() -> None:
    targets = [REVIEW.check("note", state=state, roles=[Role.HANDLER]).target(state) for state in S]

    assert targets == list(S)


def test_a_step_to_one_of_several_states_is_told_which() -> None:
    step = Step("approve", "审核通过", S.DRAFT, (S.IN_REVIEW, S.LIVE), Role.LEADER)

    assert step.target(S.DRAFT, S.LIVE) == "live"
    with pytest.raises(ValueError, match="approve 不到 gone"):
        step.target(S.DRAFT, S.GONE)
    with pytest.raises(ValueError, match="未指明"):
        step.target(S.DRAFT)


def test_every_step_is_offered_and_the_unlawful_ones_say_why() -> None:
    options = REVIEW.available(S.IN_REVIEW, {Role.LEADER})

    assert [(option.step.code, option.allowed) for option in options] == [
        ("submit", False),
        ("publish", True),
        ("withdraw", True),
        ("note", True),
    ]
    assert options[0].reason == "现在的状态是“审核中”，“草稿”时才能“送审”。"
    assert options[1].reason == ""


def test_every_state_step_and_role_that_must_succeed_and_no_other() -> None:
    may = {
        (state, option.step.code, role)
        for state in S
        for role in Role
        for option in REVIEW.available(state, {role})
        if option.allowed
    }

    assert may == {
        (S.DRAFT, "submit", Role.HANDLER),
        (S.IN_REVIEW, "publish", Role.LEADER),
        (S.IN_REVIEW, "publish", Role.OFFICE_HEAD),
        (S.IN_REVIEW, "withdraw", Role.LEADER),
        (S.LIVE, "withdraw", Role.LEADER),
        *((state, "note", role) for state in S for role in (Role.HANDLER, Role.LEADER)),
    }


def test_an_unknown_step_is_not_a_refusal() -> None:
    with pytest.raises(UnknownStep, match="没有步骤 approve"):
        REVIEW.check("approve", state=S.DRAFT, roles={Role.LEADER})


def test_two_steps_of_one_code_are_refused() -> None:
    step = Step("submit", "送审", S.DRAFT, S.IN_REVIEW, Role.HANDLER)

    with pytest.raises(ValueError, match="代码相同"):
        Workflow("流程", [step, step])


def test_a_state_outside_the_list_is_refused() -> None:
    step = Step("submit", "送审", S.DRAFT, S.IN_REVIEW, Role.HANDLER)

    with pytest.raises(ValueError, match="in_review"):
        Workflow("流程", [step], states=[S.DRAFT])
