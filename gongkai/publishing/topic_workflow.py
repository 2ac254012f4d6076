"""专题发布流程: one line per lawful step; what the public sees of a topic, a second person has read."""

from gongkai.publishing.states import TopicState as S
from gongkai.rules.roles import Role
from gongkai.workflow import Step, Workflow

KEEPERS = (Role.INFORMATION_OFFICER, Role.OFFICE_HEAD)
REVIEWERS = (Role.OFFICE_HEAD, Role.LEADER)
OUT = (S.PUBLISHED, S.TAKEN_DOWN)
# Whoever took one of these since the last publication had a hand in what is to be read by another.
BY_HAND = ("make", "change", "submit")

# fmt: off
TOPICS = Workflow("专题发布流程", [
    #    步骤         名称            从             到            经办        依据
    Step("make",      "新建",         (),            S.DRAFT,      KEEPERS,    "条例第二十四条"),
    Step("change",    "修改",         S.DRAFT,       None,         KEEPERS,    "条例第十七条"),
    Step("submit",    "送审",         S.DRAFT,       S.SUBMITTED,  KEEPERS,    "条例第十七条"),
    Step("take_back", "收回修改",     S.SUBMITTED,   S.DRAFT,      KEEPERS,    "条例第十七条"),
    Step("approve",   "审核通过，发布", S.SUBMITTED, S.PUBLISHED,  REVIEWERS,  "条例第十七条"),
    Step("return",    "退回",         S.SUBMITTED,   S.DRAFT,      REVIEWERS,  "条例第十七条"),
    Step("amend",     "变更",         OUT,           None,         KEEPERS,    "条例第十七条"),
    Step("discard",   "放弃变更",     S.DRAFT,       None,         KEEPERS),
    Step("take_down", "撤下",         S.PUBLISHED,   S.TAKEN_DOWN, (*KEEPERS, Role.LEADER), "条例第六条"),
], states=S)
# fmt: on
