"""依申请公开办理流程: one line per lawful step."""
# ruff: noqa: E501 — a table is read by lines

from gongkai.casework import states
from gongkai.casework.states import State
from gongkai.rules.roles import Role
from gongkai.workflow import ANY, Step, Workflow

S, R = State, Role

OFFICE = (R.REGISTRAR, R.OFFICE_HEAD)
REVIEWERS = (R.UNIT_HEAD, R.SECRECY_REVIEWER, R.LEGAL_REVIEWER, R.LEADER)
FILED = "file"  # the first event of every request; leads from nowhere
# Steps that applicants take themselves when nobody of the staff did; all others without a person are the system's.
BY_APPLICANT = frozenset(
    {
        *(FILED, "send_correction", "send_reasons", "send_payment_proof"),
        *("collect_reply", "withdraw", "give_feedback"),
    }
)
BEFORE_REVIEW = (S.REGISTERED, *states.BEING_HANDLED, S.FEE_PENDING, S.REDO)
BEFORE_DRAFT = (S.REGISTERED, *states.BEING_HANDLED)
BEFORE_REPLY = (*states.UNCONFIRMED, *states.IN_HAND)

# fmt: off
CASEWORK = Workflow("政府信息公开申请办理流程", [
    #    步骤                   名称                  从                          到                          经办                            依据
    Step(FILED,                 "提出申请",           (),                         S.SUBMITTED,                (R.REGISTRAR, R.SYSTEM),        "条例第二十九条"),
    Step("log_contact",         "登记联系情况",       states.UNCONFIRMED,         None,                       R.REGISTRAR,                    "条例第三十一条"),
    Step("mark_unreachable",    "登记联系不上",       S.SUBMITTED,                S.UNREACHABLE,              R.REGISTRAR,                    "条例第三十一条"),
    Step("register",            "登记",               states.UNCONFIRMED,         S.REGISTERED,               R.REGISTRAR,                    "条例第三十一条第一项、第二项"),
    Step("confirm_receipt",     "确认收到并登记",     states.UNCONFIRMED,         S.REGISTERED,               R.REGISTRAR,                    "条例第三十一条第二项、第三项"),
    Step("ask_to_correct",      "告知补正",           (S.REGISTERED, S.ASSIGNED), S.CORRECTION_PENDING,       OFFICE,                         "条例第三十条"),
    Step("send_correction",     "网上提交补正",       S.CORRECTION_PENDING,       None,                       R.SYSTEM,                       "条例第三十条、第三十一条第三项"),
    Step("accept_correction",   "收到补正",           S.CORRECTION_PENDING,       S.REGISTERED,               R.REGISTRAR,                    "条例第三十条"),
    Step("propose_lapse",       "提示补正期满",       S.CORRECTION_PENDING,       None,                       R.SYSTEM,                       "条例第三十条"),
    Step("lapse_correction",    "逾期不补正终止",     S.CORRECTION_PENDING,       S.ABANDONED_NO_CORRECTION,  R.OFFICE_HEAD,                  "条例第三十条"),
    Step("request_reasons",     "要求说明理由",       (S.REGISTERED, S.ASSIGNED), S.REASON_REQUESTED,         R.OFFICE_HEAD,                  "条例第三十五条"),
    Step("send_reasons",        "网上说明理由",       S.REASON_REQUESTED,         None,                       R.SYSTEM,                       "条例第三十五条"),
    Step("record_reasons",      "登记申请人的说明",   S.REASON_REQUESTED,         None,                       R.REGISTRAR,                    "条例第三十五条"),
    Step("judge_reasons",       "认定理由是否合理",   S.REASON_REQUESTED,         S.ASSIGNED,                 R.OFFICE_HEAD,                  "条例第三十五条"),
    Step("set_delay",           "确定延迟答复期限",   S.ASSIGNED,                 None,                       R.OFFICE_HEAD,                  "条例第三十五条"),
    Step("assign",              "转交承办",           (S.REGISTERED, S.ASSIGNED, S.REDO), S.ASSIGNED,         OFFICE,                         "条例第四十五条"),
    Step("set_unit_date",       "确定科室办理期限",   states.BEING_HANDLED,       None,                       OFFICE,                         "条例第四十五条"),
    Step("hand_over",           "移交经办人",         (*states.IN_HAND, *states.ENDED), None,                 (R.ADMINISTRATOR, R.OFFICE_HEAD), "条例第四十五条"),
    Step("transfer_petition",   "不作为申请处理",     (S.REGISTERED, S.ASSIGNED), S.TRANSFERRED_PETITION,     R.OFFICE_HEAD,                  "条例第三十九条第一款"),
    Step("split",               "按事项拆分",         (S.REGISTERED, S.ASSIGNED), S.SPLIT,                    OFFICE,                         "条例第二十九条"),
    Step("consult_third_party", "征求第三方意见",     states.BEING_HANDLED,       S.THIRD_PARTY_CONSULTING,   R.HANDLER,                      "条例第三十二条"),
    Step("consult_peer",        "征求其他机关意见",   states.BEING_HANDLED,       S.PEER_CONSULTING,          R.HANDLER,                      "条例第十一条、第三十四条"),
    Step("record_delivery",     "登记对方收到日",     states.CONSULTING,          None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十二条、第三十四条"),
    Step("record_opinion",      "登记意见",           states.CONSULTING,          None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十二条、第三十四条"),
    Step("weigh_interests",     "权衡公开与第三方权益", BEFORE_DRAFT,             None,                       (R.HANDLER, R.OFFICE_HEAD),     "条例第十五条、第三十二条"),
    Step("expire_consultation", "期满未提出意见",     states.CONSULTING,          None,                       (R.HANDLER, R.SYSTEM),          "条例第三十二条、第三十四条"),
    Step("await_third_party",   "继续等待第三方意见", S.PEER_CONSULTING,          S.THIRD_PARTY_CONSULTING,   R.SYSTEM,                       "条例第三十三条第三款"),
    Step("await_peer",          "继续等待机关意见",   S.THIRD_PARTY_CONSULTING,   S.PEER_CONSULTING,          R.SYSTEM,                       "条例第三十三条第三款"),
    Step("resume",              "恢复计算期限",       states.CONSULTING,          S.ASSIGNED,                 R.SYSTEM,                       "条例第三十三条第三款"),
    Step("notify_fee",          "收费通知",           S.ASSIGNED,                 S.FEE_PENDING,              R.OFFICE_HEAD,                  "条例第四十二条，国办函〔2020〕109号"),
    Step("record_fee_service",  "登记收费通知送达",   S.FEE_PENDING,              None,                       R.REGISTRAR,                    "国办函〔2020〕109号"),
    Step("send_payment_proof",  "网上提交缴费凭证",   S.FEE_PENDING,              None,                       R.SYSTEM,                       "国办函〔2020〕109号"),
    Step("record_payment",      "缴费到账",           S.FEE_PENDING,              S.ASSIGNED,                 R.REGISTRAR,                    "国办函〔2020〕109号"),
    Step("propose_payment_lapse", "提示缴费期满",     S.FEE_PENDING,              None,                       R.SYSTEM,                       "国办函〔2020〕109号"),
    Step("lapse_payment",       "逾期未缴费终止",     S.FEE_PENDING,              S.ABANDONED_NO_PAYMENT,     R.OFFICE_HEAD,                  "国办函〔2020〕109号"),
    Step("request_extension",   "提出延期申请",       (*states.BEING_HANDLED, S.IN_REVIEW), None,             R.HANDLER,                      "条例第三十三条第二款"),
    Step("decline_extension",   "不同意延期",         states.CLOCK_RUNS,          None,                       R.OFFICE_HEAD,                  "条例第三十三条第二款"),
    Step("extend",              "延长答复期限",       states.CLOCK_RUNS,          None,                       R.OFFICE_HEAD,                  "条例第三十三条第二款"),
    Step("remove_file",         "移除拟提供的文件",   BEFORE_REVIEW,              None,                       (R.HANDLER, R.REGISTRAR),       "条例第十七条"),
    Step("keep_draft",          "保存答复草稿",       BEFORE_DRAFT,               None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十六条"),
    Step("discard_draft",       "放弃答复草稿",       BEFORE_DRAFT,               None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十六条"),
    Step("draft_reply",         "拟写答复",           (S.REGISTERED, S.ASSIGNED), S.IN_REVIEW,                (R.HANDLER, R.REGISTRAR),       "条例第三十六条、第三十七条"),
    Step("approve_unit",        "科室负责人审核",     S.IN_REVIEW,                None,                       R.UNIT_HEAD,                    "条例第四十五条"),
    Step("approve_secrecy",     "保密审查",           S.IN_REVIEW,                None,                       R.SECRECY_REVIEWER,             "条例第十七条，保守国家秘密法第三十五条"),
    Step("approve_legal",       "合法性审核",         S.IN_REVIEW,                None,                       R.LEGAL_REVIEWER,               "条例第四十五条"),
    Step("approve_leader",      "签发",               S.IN_REVIEW,                None,                       R.LEADER,                       "条例第四十五条"),
    Step("return_reply",        "退回修改",           S.IN_REVIEW,                S.ASSIGNED,                 REVIEWERS,                      "条例第十七条、第四十五条"),
    Step("issue_reply",         "作出答复",           S.IN_REVIEW,                S.REPLIED,                  (R.REGISTRAR, R.LEADER),        "条例第三十三条、第三十六条"),
    Step("record_service",      "登记送达",           (S.REPLIED, S.TRANSFERRED_PETITION), None,              R.REGISTRAR,                    "条例第三十六条"),
    Step("collect_reply",       "网上查收答复",       (S.REPLIED, S.TRANSFERRED_PETITION, S.UNDER_REVIEW_OR_SUIT), None, R.SYSTEM,         "条例第三十六条"),
    Step("tell_third_party",    "告知第三方公开决定", (S.REPLIED, S.CLOSED),      None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十二条"),
    Step("withdraw",            "申请人撤回",         BEFORE_REPLY,               S.WITHDRAWN,                (R.REGISTRAR, R.SYSTEM)),
    Step("close",               "办结",               states.ENDED,               S.CLOSED,                   R.REGISTRAR,                    "条例第四十五条"),
    Step("give_feedback",       "申请人评价",         states.ANSWERED,            None,                       R.SYSTEM,                       "条例第四十六条"),
    Step("release_answer",      "释放为公开答复",     (S.REPLIED, S.CLOSED, S.ARCHIVED), None,                R.OFFICE_HEAD,                  "条例第四十四条"),
    Step("withdraw_answer",     "撤下公开答复",       (S.REPLIED, S.CLOSED, S.ARCHIVED, S.UNDER_REVIEW_OR_SUIT, S.REDO), None, R.OFFICE_HEAD, "条例第十七条"),
    Step("archive",             "归档",               S.CLOSED,                   S.ARCHIVED,                 R.ARCHIVIST,                    "条例第四十五条"),
    Step("make_bundle",         "制作案卷",           ANY,                        None,                       (*OFFICE, R.ARCHIVIST, R.LEGAL_REVIEWER), "条例第四十五条"),
    Step("challenge",           "进入复议诉讼",       states.ANSWERED,            S.UNDER_REVIEW_OR_SUIT,     (R.LEGAL_REVIEWER, R.OFFICE_HEAD), "条例第五十一条"),
    Step("end_challenge",       "复议诉讼结束",       S.UNDER_REVIEW_OR_SUIT,     S.CLOSED,                   (R.LEGAL_REVIEWER, R.OFFICE_HEAD), "条例第五十一条"),
    Step("redo",                "责令重新处理",       (*states.ANSWERED, S.UNDER_REVIEW_OR_SUIT), S.REDO,     (R.LEGAL_REVIEWER, R.OFFICE_HEAD), "条例第五十一条"),
    Step("correct_entry",       "更正登记",           ANY,                        None,                       OFFICE,                         "条例第三十一条、第三十三条"),
    Step("join_applicant",      "补登共同申请人",     ANY,                        None,                       OFFICE,                         "条例第二十九条"),
    Step("redate",              "重新计算期限",       states.CLOCK_RUNS,          None,                       R.SYSTEM,                       "条例第三十三条"),
    Step("purge",               "清除身份信息",       states.AT_REST,             None,                       R.SYSTEM,                       "个人信息保护法第四十七条"),
], states=list(S))
# fmt: on

# Offered beside what they are about: the file, or the draft in the making.
OFFERED_ELSEWHERE = frozenset({"make_bundle", "remove_file", "keep_draft", "discard_draft"})


def step_label(code: str) -> str:
    """Return the Chinese name of a step, as it stands in a timeline."""
    return CASEWORK.step(code).label
