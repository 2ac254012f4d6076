"""复议诉讼应对流程: one line per lawful step."""
# ruff: noqa: E501 — a table is read by lines

from gongkai.remedies.states import State
from gongkai.rules import deadlines
from gongkai.rules.roles import Role
from gongkai.workflow import ANY, Step, Workflow

S = State
DEFENCE = (Role.LEGAL_REVIEWER, Role.OFFICE_HEAD)


def _periods(*codes: str) -> list[str]:
    return [deadlines.rule(code).words for code in codes]


TO_ANSWER = _periods(
    *("review_answer_simple", "review_answer_ordinary", "suit_answer"),
    *("review_decision_simple", "review_decision_ordinary"),
    *("suit_judgment_simple", "suit_judgment_ordinary"),
)

# fmt: off
REMEDIES = Workflow("行政复议、行政诉讼应对流程", [
    #    步骤              名称              从                        到            经办      依据  文书和材料、期限
    Step("file",          "登记案件",       (),                       S.FILED,      DEFENCE,  "条例第五十一条，行政复议法第二十三条", documents=["复议申请书、起诉状", "答复通知书、应诉通知书"], terms=TO_ANSWER),
    Step("answer",        "提交答辩",       S.FILED,                  S.ANSWERED,   DEFENCE,  "行政复议法第四十八条、第五十四条，行政诉讼法第六十七条", documents=["答复书、答辩状", "证据、依据和其他材料"]),
    Step("extend_review", "登记延长审理",   (S.FILED, S.ANSWERED),    None,         DEFENCE,  "行政复议法第六十二条", documents=["延长审理通知"], terms=_periods("review_decision_extension")),
    Step("change_procedure", "变更审理程序", (S.FILED, S.ANSWERED),   None,         DEFENCE,  "行政复议法第五十三条、第五十五条，行政诉讼法第八十四条", documents=["变更程序通知、裁定"]),
    Step("suspend",       "登记中止审理",   (S.FILED, S.ANSWERED),    None,         DEFENCE,  "行政复议法第三十九条，行政诉讼法第一百零一条", documents=["中止通知、裁定"]),
    Step("resume",        "登记恢复审理",   (S.FILED, S.ANSWERED),    None,         DEFENCE,  "行政复议法第四十条，行政诉讼法第一百零一条", documents=["恢复审理通知"]),
    Step("add_paper",     "添加案件材料",   ANY,                      None,         DEFENCE,  "行政复议法第四十八条，行政诉讼法第六十七条"),
    Step("conclude",      "登记审结",       (S.FILED, S.ANSWERED),    S.CONCLUDED,  DEFENCE,  "条例第五十条第一款第三项", documents=["复议决定书、判决书、裁定书"], terms=_periods("suit_after_review")),
    Step("note_lesson",   "总结教训",       S.CONCLUDED,              None,         DEFENCE,  "条例第四十六条", documents=["教训记录"]),
], states=list(S))
# fmt: on
