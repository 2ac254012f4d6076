"""信息发布流程: one line per lawful step; `dev.py docs` renders it for lawyers and staff."""

from gongkai.publishing.reach import PUBLISHERS, WRITERS
from gongkai.publishing.states import BEFORE_PUBLICATION
from gongkai.publishing.states import State as S
from gongkai.rules.roles import Role as R
from gongkai.workflow import ANY, Step, UnknownStep, Workflow

SECRECY = "条例第十七条，保守国家秘密法第三十五条"

# fmt: off
PUBLISHING = Workflow("主动公开信息发布流程", [
    #    步骤                   名称            从                         到                 经办                依据
    Step("save_draft",          "修改",         BEFORE_PUBLICATION,        S.DRAFT,           WRITERS,            "条例第十七条"),
    Step("submit",              "送审",         S.DRAFT,                   S.UNIT_REVIEW,     WRITERS,            "条例第十七条"),
    Step("approve_unit",        "科室审核通过", S.UNIT_REVIEW,             S.SECRECY_REVIEW,  R.UNIT_HEAD,        "条例第十七条"),
    Step("return_by_unit",      "科室退回",     S.UNIT_REVIEW,             S.DRAFT,           R.UNIT_HEAD,        "条例第十七条"),
    Step("approve_secrecy",     "保密审查通过", S.SECRECY_REVIEW,          S.APPROVED,        R.SECRECY_REVIEWER, SECRECY),
    Step("return_by_secrecy",   "保密审查退回", S.SECRECY_REVIEW,          S.DRAFT,           R.SECRECY_REVIEWER, SECRECY),
    Step("return_by_publisher", "发布前退回",   S.APPROVED,                S.DRAFT,           PUBLISHERS,         "条例第十七条"),
    Step("publish",             "发布",         S.APPROVED,                S.PUBLISHED,       PUBLISHERS,         "条例第二十三条、第二十六条"),
    Step("amend",               "变更",         (S.PUBLISHED, S.WITHDRAWN), S.DRAFT,          WRITERS,            "条例第二十六条"),
    Step("discard_draft",       "放弃变更",     BEFORE_PUBLICATION,        S.PUBLISHED,       WRITERS),
    Step("withdraw",            "撤回",         (*BEFORE_PUBLICATION, S.PUBLISHED), S.WITHDRAWN, PUBLISHERS,      "条例第六条，行政处罚法第四十八条"),
    Step("change_validity",     "变更有效性",   S.PUBLISHED,               None,              PUBLISHERS,         "国办发〔2018〕37号"),
    Step("relate",              "关联",         ANY,                       None,              (*WRITERS, R.OFFICE_HEAD)),
], states=S)
# fmt: on

ENTRIES = {"create": "起草", "import": "导入"}  # how an item comes into being; no step leads there
RETURNS = {
    S.UNIT_REVIEW: "return_by_unit",
    S.SECRECY_REVIEW: "return_by_secrecy",
    S.APPROVED: "return_by_publisher",
}


def label_of(code: str) -> str:
    """Return the Chinese name of a step or of an entry; the code itself for one that is no longer in the table."""
    try:
        return ENTRIES.get(code) or PUBLISHING.step(code).label
    except UnknownStep:
        return code
