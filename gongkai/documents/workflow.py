"""规范性文件制定流程: one line per lawful step."""
# ruff: noqa: E501 — a table is read by lines

from gongkai.documents.states import (
    BEFORE_PUBLICATION,
    BEFORE_SIGNATURE,
    ENDED,
    INTERPRETED,
    TO_PUBLISH,
    State,
)
from gongkai.rules import deadlines
from gongkai.rules.roles import Role
from gongkai.workflow import ANY, Step, Workflow

S = State
WRITERS = (Role.HANDLER, Role.UNIT_HEAD)
LEGAL, LEADER, SYSTEM = Role.LEGAL_REVIEWER, Role.LEADER, Role.SYSTEM
OFFICE = (Role.OFFICE_HEAD, Role.INFORMATION_OFFICER)
HEAD = Role.OFFICE_HEAD
ITEM_WRITERS = (Role.HANDLER, Role.INFORMATION_OFFICER)
EVERY_HAND = (*WRITERS, *OFFICE, LEGAL)
BY_HAND_OR_TIME = (HEAD, SYSTEM)
MAKING = "国办发〔2018〕37号"
LEGALITY = "优化营商环境条例第六十三条，国办发〔2018〕115号"
PUBLICATION = "优化营商环境条例第六十四条"
EXPLAINING = "地方政策解读工作规定"


def _periods(*codes: str) -> list[str]:
    return [deadlines.rule(code).words for code in codes]


# fmt: off
DOCUMENTS = Workflow("行政规范性文件制定和管理流程", [
    #    步骤                     名称            从                  到              经办       依据  材料、期限
    Step("start",                "立项起草",      (),                 S.DRAFTING,     EVERY_HAND, MAKING, documents=["起草说明"]),
    Step("adopt",                "登记已公布的文件", (),              S.PUBLISHED,    OFFICE,    MAKING),
    Step("revise",               "修改登记内容",  BEFORE_SIGNATURE,   None,           WRITERS,   MAKING),
    Step("solicit",              "公开征求意见",  S.DRAFTING,         S.SOLICITING,   WRITERS,   "优化营商环境条例第六十二条，国办发〔2018〕37号", documents=["征求意见稿", "起草说明"], terms=_periods("consultation_business", "document_consultation")),
    Step("note_feedback",        "登记意见采纳情况", S.SOLICITING,    S.DRAFTING,     WRITERS,   "优化营商环境条例第六十二条", documents=["意见采纳情况"]),
    Step("send_to_legal",        "送合法性审核",  S.DRAFTING,         S.LEGAL_REVIEW, WRITERS,   LEGALITY, documents=["送审稿", "制定依据", "征求意见情况", "解读方案"], terms=_periods("legality_review_document")),
    Step("pass_legal",           "合法性审核通过", S.LEGAL_REVIEW,    S.DELIBERATION, LEGAL,     LEGALITY, documents=["合法性审核意见"]),
    Step("return_legal",         "合法性审核退回", S.LEGAL_REVIEW,    S.DRAFTING,     LEGAL,     LEGALITY, documents=["合法性审核意见"]),
    Step("pass_deliberation",    "登记审议通过",  S.DELIBERATION,     S.SIGNING,      OFFICE,    MAKING, documents=["会议纪要"]),
    Step("return_deliberation",  "登记审议未通过", S.DELIBERATION,    S.DRAFTING,     OFFICE,    MAKING, documents=["会议纪要"]),
    Step("sign",                 "签发",          S.SIGNING,          S.SIGNED,       LEADER,    MAKING),
    Step("return_signature",     "签发前退回",    S.SIGNING,          S.DRAFTING,     LEADER,    MAKING),
    Step("register",             "登记编号",      S.SIGNED,           S.REGISTERED,   OFFICE,    f"{MAKING}（统一登记、统一编号、统一印发）"),
    Step("prepare_item",         "拟公布信息",    S.REGISTERED,       None,           ITEM_WRITERS, PUBLICATION),
    Step("add_interpretation",   "添加解读",      INTERPRETED,        None,           ITEM_WRITERS, EXPLAINING, terms=_periods("interpretation")),
    Step("excuse_interpretation", "批准延后解读", TO_PUBLISH,         None,           LEADER,    EXPLAINING, terms=_periods("interpretation")),
    Step("publish",              "公布",          S.REGISTERED,       S.PUBLISHED,    SYSTEM,    PUBLICATION),
    Step("file",                 "登记备案",      S.PUBLISHED,        None,           OFFICE,    MAKING, documents=["备案报告"], terms=_periods("document_filing")),
    Step("renew",                "评估后延续",    S.PUBLISHED,        None,           HEAD,      MAKING, documents=["评估报告"], terms=_periods("document_expiry_warning", "document_expiry_warning_last")),
    Step("let_lapse",            "评估后不再延续", S.PUBLISHED,       None,           HEAD,      MAKING, documents=["评估报告"]),
    Step("amend",                "登记修改",      S.PUBLISHED,        None,           HEAD,      MAKING, documents=["修改决定"]),
    Step("foresee_repeal",       "预定废止",      S.PUBLISHED,        None,           HEAD,      MAKING, documents=["废止决定"]),
    Step("repeal",               "废止",          S.PUBLISHED,        S.REPEALED,     BY_HAND_OR_TIME, MAKING, documents=["废止决定"]),
    Step("lapse",                "失效",          S.PUBLISHED,        S.LAPSED,       BY_HAND_OR_TIME, MAKING),
    Step("handle_citation",      "处理引用",      ENDED,              None,           EVERY_HAND, MAKING),
    Step("cancel",               "不再制定",      BEFORE_PUBLICATION, S.CANCELLED,    HEAD,      MAKING),
    Step("add_paper",            "添加材料",      ANY,                None,           EVERY_HAND, MAKING),
], states=list(S))
# fmt: on
