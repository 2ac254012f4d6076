"""信息发布流程: one line per lawful step; `dev.py docs` renders it for lawyers and staff."""
# ruff: noqa: E501 — a table is read by lines

from gongkai.publishing.reach import PUBLISHERS, REVIEWER, UNIT_HEAD, WRITERS
from gongkai.publishing.states import (
    AFTER_PUBLICATION,
    BEFORE_NEW_PLACE,
    BEFORE_PUBLICATION,
    BEFORE_WITHDRAWAL,
    REVIEWED_IN,
    State,
)
from gongkai.rules.review_chains import Stage, emergency
from gongkai.rules.roles import Role
from gongkai.workflow import ANY, Step, UnknownStep, Workflow

DRAFT, APPROVED, PUBLISHED, WITHDRAWN = State.DRAFT, State.APPROVED, State.PUBLISHED, State.WITHDRAWN
UNIT, OFFICE, LEGAL = State.UNIT_REVIEW, State.OFFICE_REVIEW, State.LEGAL_REVIEW
SECRECY, SIGNING = State.SECRECY_REVIEW, State.LEADER_REVIEW
# Which of them comes next is said by the chain that the item was submitted with (rules/review_chains.toml).
FIRST, AFTER_UNIT, AFTER_OFFICE = (UNIT, OFFICE, LEGAL, SECRECY), (OFFICE, LEGAL, SECRECY), (LEGAL, SECRECY)
AFTER_SECRECY = (SIGNING, APPROVED)
IN_CHARGE, LAWYER, LEADER = Role.OFFICE_HEAD, Role.LEGAL_REVIEWER, Role.LEADER
URGENT = tuple(role for role in Role if role in emergency().roles)
REVIEWERS = tuple(stage.role for stage in Stage)
SPEAKERS = (*WRITERS, *REVIEWERS)
SECRECY_LAW = "条例第十七条，保守国家秘密法第三十五条"
CLEAN_UP = "国办发〔2018〕37号"
PENALTY_LAW = "行政处罚法第四十八条"
ENDERS = (*PUBLISHERS, Role.SYSTEM)  # the last day of a notice comes by itself
KNOWING = (*WRITERS, UNIT_HEAD, Role.OFFICE_HEAD)  # who may learn that a penalty was annulled

# fmt: off
PUBLISHING = Workflow("主动公开信息发布流程", [
    #    步骤               名称            从                  到          经办        依据
    Step("save_draft",      "修改",         BEFORE_PUBLICATION, DRAFT,      WRITERS,    "条例第十七条"),
    Step("submit",          "送审",         DRAFT,              FIRST,      WRITERS,    "条例第十七条"),
    Step("approve_unit",    "科室审核通过", UNIT,               AFTER_UNIT, UNIT_HEAD,  "条例第十七条"),
    Step("return_unit",     "科室审核退回", UNIT,               DRAFT,      UNIT_HEAD,  "条例第十七条"),
    Step("approve_office",  "公开办审核通过", OFFICE,           AFTER_OFFICE, IN_CHARGE, "条例第四条、第十七条"),
    Step("return_office",   "公开办审核退回", OFFICE,           DRAFT,      IN_CHARGE,  "条例第四条、第十七条"),
    Step("approve_legal",   "合法性审核通过", LEGAL,            SECRECY,    LAWYER,     "条例第十七条"),
    Step("return_legal",    "合法性审核退回", LEGAL,            DRAFT,      LAWYER,     "条例第十七条"),
    Step("approve_secrecy", "保密审查通过", SECRECY,            AFTER_SECRECY, REVIEWER, SECRECY_LAW),
    Step("return_secrecy",  "保密审查退回", SECRECY,            DRAFT,      REVIEWER,   SECRECY_LAW),
    Step("approve_leader",  "审签同意",     SIGNING,            APPROVED,   LEADER,     "条例第十七条"),
    Step("return_leader",   "审签退回",     SIGNING,            DRAFT,      LEADER,     "条例第十七条"),
    Step("override",        "检查放行",     BEFORE_PUBLICATION, None,       REVIEWER,   "条例第十五条"),
    Step("acknowledge",     "核对检查结果", BEFORE_PUBLICATION, None,       SPEAKERS,   "条例第十七条"),
    Step("comment",         "批注",         BEFORE_PUBLICATION, None,       REVIEWERS,  "条例第十七条"),
    Step("answer_comment",  "答复批注",     BEFORE_PUBLICATION, None,       SPEAKERS,   "条例第十七条"),
    Step("publish",         "发布",         APPROVED,           PUBLISHED,  PUBLISHERS, "条例第二十六条"),
    Step("publish_urgently", "应急发布",    BEFORE_PUBLICATION, PUBLISHED,  URGENT,     "条例第六条、第十七条"),
    Step("pass_afterwards", "补审通过",     BEFORE_WITHDRAWAL,  None,       REVIEWER,   SECRECY_LAW),
    Step("stop_afterwards", "补审不通过，撤回", BEFORE_WITHDRAWAL, WITHDRAWN, REVIEWER,  SECRECY_LAW),
    Step("return_approved", "发布前退回",   APPROVED,           DRAFT,      PUBLISHERS, "条例第十七条"),
    Step("amend",           "变更",         AFTER_PUBLICATION,  DRAFT,      WRITERS,    "条例第二十六条"),
    Step("discard_draft",   "放弃变更",     BEFORE_PUBLICATION, PUBLISHED,  WRITERS),
    Step("stay_withdrawn",  "放弃重新公开", BEFORE_PUBLICATION, WITHDRAWN,  WRITERS),
    Step("note_annulled",   "登记处罚决定变更、撤销", BEFORE_WITHDRAWAL, None, KNOWING, PENALTY_LAW),
    Step("clear_annulled",  "取消处罚变更登记", BEFORE_WITHDRAWAL, None,    PUBLISHERS, PENALTY_LAW),
    Step("withdraw",        "撤回",         BEFORE_WITHDRAWAL,  WITHDRAWN,  PUBLISHERS, "条例第六条"),
    Step("set_expiry",      "设定公示期",   BEFORE_WITHDRAWAL,  None,       PUBLISHERS, "个人信息保护法第十九条"),
    Step("expire",          "期满撤下",     BEFORE_WITHDRAWAL,  WITHDRAWN,  ENDERS,     "条例第十五条，个人信息保护法第十九条"),
    Step("replace",         "以新件替代",   BEFORE_NEW_PLACE,   WITHDRAWN,  PUBLISHERS, "条例第六条、第八条"),
    Step("redirect",        "转至新址",     BEFORE_NEW_PLACE,   WITHDRAWN,  PUBLISHERS, "条例第八条、第二十四条"),
    Step("change_validity", "变更有效性",   PUBLISHED,          None,       PUBLISHERS, CLEAN_UP),
    Step("recatalogue",     "调整编目",     PUBLISHED,          None,       PUBLISHERS, "条例第十二条"),
    Step("schedule",        "定时发布",      BEFORE_PUBLICATION, None,      PUBLISHERS, "条例第二十六条"),
    Step("review_mode",     "评估公开属性",  BEFORE_PUBLICATION, None,      PUBLISHERS, "条例第十八条"),
    Step("place",           "同时列入栏目",  ANY,                None,      PUBLISHERS),
    Step("relate",          "关联",         ANY,                None,       WRITERS),
], states=State)
# fmt: on

# How an item comes into being, and passes from hand to hand; no step leads there.
ENTRIES = {
    "create": "起草",
    "import": "导入",
    "hand_over": "移交",
    "take_over": "接手编辑",
    "schedule_refused": "定时发布未成",
    "follow_document": "随文件变更",
}
RETURNS = {
    **{state: f"return_{stage}" for stage, state in REVIEWED_IN.items()},
    APPROVED: "return_approved",
}
APPROVALS = {f"approve_{stage}": stage for stage in Stage}


def label_of(code: str) -> str:
    """Return the Chinese name of a step or an entry; the code itself when the table no longer has it."""
    try:
        return ENTRIES.get(code) or PUBLISHING.step(code).label
    except UnknownStep:
        return code
