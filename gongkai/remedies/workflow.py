"""复议诉讼应对流程: one line per lawful step."""
# ruff: noqa: E501 — a table is read by lines

from gongkai.remedies.states import State
from gongkai.rules.roles import Role
from gongkai.workflow import ANY, Step, Workflow

S = State
DEFENCE = (Role.LEGAL_REVIEWER, Role.OFFICE_HEAD)

# fmt: off
REMEDIES = Workflow("行政复议、行政诉讼应对流程", [
    #    步骤              名称              从                        到            经办      依据
    Step("file",          "登记案件",       (),                       S.FILED,      DEFENCE,  "条例第五十一条，行政复议法第二十三条"),
    Step("answer",        "提交答辩",       S.FILED,                  S.ANSWERED,   DEFENCE,  "行政复议法第四十八条、第五十四条，行政诉讼法第六十七条"),
    Step("extend_review", "登记延长审理",   (S.FILED, S.ANSWERED),    None,         DEFENCE,  "行政复议法第六十二条"),
    Step("add_paper",     "添加案件材料",   ANY,                      None,         DEFENCE,  "行政复议法第四十八条，行政诉讼法第六十七条"),
    Step("conclude",      "登记审结",       (S.FILED, S.ANSWERED),    S.CONCLUDED,  DEFENCE,  "条例第五十条第一款第三项"),
    Step("note_lesson",   "总结教训",       S.CONCLUDED,              None,         DEFENCE,  "条例第四十六条"),
], states=list(S))
# fmt: on
