"""年报编制流程: one line per lawful step; `dev.py docs` renders it for lawyers and staff."""

from gongkai.publishing.reach import PUBLISHERS, WRITERS
from gongkai.reports.states import FIXED, State
from gongkai.rules.roles import Role
from gongkai.workflow import Step, Workflow

DRAFT, FROZEN, SUBMITTED, PUBLISHED = State.DRAFT, State.FROZEN, State.SUBMITTED, State.PUBLISHED
EDITORS = (Role.REPORT_EDITOR, Role.OFFICE_HEAD)
DECIDERS = (Role.OFFICE_HEAD, Role.LEADER)

# fmt: off
REPORTING = Workflow("政府信息公开工作年度报告编制流程", [
    #    步骤               名称          从           到          经办        依据
    Step("refill",          "重新取数",   DRAFT,       None,       EDITORS,    "条例第五十条"),
    Step("override_cell",   "人工更正",   DRAFT,       None,       EDITORS,    "条例第五十条"),
    Step("clear_override",  "撤销更正",   DRAFT,       None,       EDITORS,    "条例第五十条"),
    Step("enter_cells",     "录入数据",   DRAFT,       None,       EDITORS,    "条例第五十条"),
    Step("write_section",   "编写正文",   DRAFT,       None,       EDITORS,    "条例第五十条"),
    Step("answer_finding",  "说明问题",   DRAFT,       None,       EDITORS,    "条例第五十条"),
    Step("freeze",          "定稿",       DRAFT,       FROZEN,     DECIDERS,   "条例第四十九条"),
    Step("submit",          "送审",       FROZEN,      SUBMITTED,  WRITERS,    "条例第十七条"),
    Step("publish",         "公布",       SUBMITTED,   PUBLISHED,  PUBLISHERS, "条例第四十九条"),
    Step("correct",         "更正再版",   FIXED,       None,       DECIDERS,   "条例第六条"),
], states=State)
# fmt: on

ENTRIES = {"open": "建立报告", "enter": "录入报告"}  # how a report comes into being; no step leads there
