"""依申请公开办理流程: one line per lawful step."""
# ruff: noqa: E501 — a table is read by lines

from collections.abc import Sequence
from typing import Any

from gongkai.casework import states
from gongkai.casework.states import State
from gongkai.rules import deadlines, letters
from gongkai.rules.outcomes import Outcome
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

# What a step does to the reply period.
RUNS, STOPS, ENDS = "答复期限自次日起计算。", "答复期限停止计算。", "答复期限结束；这一天决定是否按期。"
# Letters that follow not from a step alone but from what it decides; the others say themselves what they follow.
BY_DECISION = {
    "transfer_petition": [letters.kind_of_reply(Outcome.REFUSED_PETITION)],
    "issue_reply": letters.kinds_of_replies(),
    "tell_third_party": letters.kinds_for_overruled(),
}


def _step(
    code: str,
    *facts: Any,
    papers: Sequence[str] = (),
    clock: str = "",
    periods: Sequence[str] = (),
) -> Step:
    """Return a step with its letters, its other papers, and the periods that begin with it."""
    written = [each.label for each in (*letters.kinds_after(code), *BY_DECISION.get(code, ()))]
    terms = [*([clock] if clock else []), *(deadlines.rule(each).words for each in periods)]
    return Step(code, *facts, documents=[*papers, *written], terms=terms)


# fmt: off
CASEWORK = Workflow("政府信息公开申请办理流程", [
    #     步骤                   名称                  从                          到                          经办                            依据              文书以外的材料、期限
    _step(FILED,                 "提出申请",           (),                         S.SUBMITTED,                (R.REGISTRAR, R.SYSTEM),        "条例第二十九条", papers=["申请表", "身份证明"]),
    _step("log_contact",         "登记联系情况",       states.UNCONFIRMED,         None,                       R.REGISTRAR,                    "条例第三十一条", papers=["联系记录"]),
    _step("mark_unreachable",    "登记联系不上",       S.SUBMITTED,                S.UNREACHABLE,              R.REGISTRAR,                    "条例第三十一条", papers=["联系记录"]),
    _step("register",            "登记",               states.UNCONFIRMED,         S.REGISTERED,               R.REGISTRAR,                    "条例第三十一条第一项、第二项", clock=RUNS, periods=["request_reply", "request_correction_notice"]),
    _step("confirm_receipt",     "确认收到并登记",     states.UNCONFIRMED,         S.REGISTERED,               R.REGISTRAR,                    "条例第三十一条第二项、第三项", clock=RUNS, periods=["request_reply", "request_correction_notice"]),
    _step("ask_to_correct",      "告知补正",           (S.REGISTERED, S.ASSIGNED), S.CORRECTION_PENDING,       OFFICE,                         "条例第三十条", clock=STOPS, periods=["request_correction_period"]),
    _step("send_correction",     "网上提交补正",       S.CORRECTION_PENDING,       None,                       R.SYSTEM,                       "条例第三十条、第三十一条第三项", papers=["补正材料"]),
    _step("accept_correction",   "收到补正",           S.CORRECTION_PENDING,       S.REGISTERED,               R.REGISTRAR,                    "条例第三十条", papers=["补正材料"], clock="答复期限自收到补正之日的次日起重新计算。"),
    _step("propose_lapse",       "提示补正期满",       S.CORRECTION_PENDING,       None,                       R.SYSTEM,                       "条例第三十条"),
    _step("lapse_correction",    "逾期不补正终止",     S.CORRECTION_PENDING,       S.ABANDONED_NO_CORRECTION,  R.OFFICE_HEAD,                  "条例第三十条", clock=ENDS),
    _step("request_reasons",     "要求说明理由",       (S.REGISTERED, S.ASSIGNED), S.REASON_REQUESTED,         R.OFFICE_HEAD,                  "条例第三十五条", clock="答复期限照常计算；本机关规定不计的，停止计算。", periods=["request_reasons_period"]),
    _step("send_reasons",        "网上说明理由",       S.REASON_REQUESTED,         None,                       R.SYSTEM,                       "条例第三十五条", papers=["申请人的说明"]),
    _step("record_reasons",      "登记申请人的说明",   S.REASON_REQUESTED,         None,                       R.REGISTRAR,                    "条例第三十五条", papers=["申请人的说明"], clock="等待说明的时间不计入的，答复期限自次日起继续计算。"),
    _step("judge_reasons",       "认定理由是否合理",   S.REASON_REQUESTED,         S.ASSIGNED,                 R.OFFICE_HEAD,                  "条例第三十五条", papers=["认定意见"]),
    _step("set_delay",           "确定延迟答复期限",   S.ASSIGNED,                 None,                       R.OFFICE_HEAD,                  "条例第三十五条", clock="答复期限改为告知的最后一日。"),
    _step("assign",              "转交承办",           (S.REGISTERED, S.ASSIGNED, S.REDO), S.ASSIGNED,         OFFICE,                         "条例第四十五条"),
    _step("set_unit_date",       "确定科室办理期限",   states.BEING_HANDLED,       None,                       OFFICE,                         "条例第四十五条"),
    _step("hand_over",           "移交经办人",         (*states.IN_HAND, *states.ENDED), None,                 (R.ADMINISTRATOR, R.OFFICE_HEAD), "条例第四十五条"),
    _step("transfer_petition",   "不作为申请处理",     (S.REGISTERED, S.ASSIGNED), S.TRANSFERRED_PETITION,     R.OFFICE_HEAD,                  "条例第三十九条第一款", clock=ENDS),
    _step("split",               "按事项拆分",         (S.REGISTERED, S.ASSIGNED), S.SPLIT,                    OFFICE,                         "条例第二十九条", papers=["各件的申请表"], clock="各件沿用收到申请之日，答复期限分别计算。"),
    _step("consult_third_party", "征求第三方意见",     states.BEING_HANDLED,       S.THIRD_PARTY_CONSULTING,   R.HANDLER,                      "条例第三十二条", clock=STOPS, periods=["third_party_opinion"]),
    _step("consult_peer",        "征求其他机关意见",   states.BEING_HANDLED,       S.PEER_CONSULTING,          R.HANDLER,                      "条例第十一条、第三十四条", clock=STOPS, periods=["peer_opinion"]),
    _step("record_delivery",     "登记对方收到日",     states.CONSULTING,          None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十二条、第三十四条", papers=["送达证明"], clock="对方提出意见的期限自收到之日的次日起计算。"),
    _step("record_opinion",      "登记意见",           states.CONSULTING,          None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十二条、第三十四条", papers=["书面意见"], clock="全部意见收齐的，答复期限自次日起继续计算。"),
    _step("weigh_interests",     "权衡公开与第三方权益", BEFORE_DRAFT,             None,                       (R.HANDLER, R.OFFICE_HEAD),     "条例第十五条、第三十二条", papers=["权衡记录"]),
    _step("expire_consultation", "期满未提出意见",     states.CONSULTING,          None,                       (R.HANDLER, R.SYSTEM),          "条例第三十二条、第三十四条"),
    _step("await_third_party",   "继续等待第三方意见", S.PEER_CONSULTING,          S.THIRD_PARTY_CONSULTING,   R.SYSTEM,                       "条例第三十三条第三款"),
    _step("await_peer",          "继续等待机关意见",   S.THIRD_PARTY_CONSULTING,   S.PEER_CONSULTING,          R.SYSTEM,                       "条例第三十三条第三款"),
    _step("resume",              "恢复计算期限",       states.CONSULTING,          S.ASSIGNED,                 R.SYSTEM,                       "条例第三十三条第三款", clock="答复期限继续计算。"),
    _step("notify_fee",          "收费通知",           S.ASSIGNED,                 S.FEE_PENDING,              R.OFFICE_HEAD,                  "条例第四十二条，国办函〔2020〕109号", clock=STOPS, periods=["fee_payment"]),
    _step("record_fee_service",  "登记收费通知送达",   S.FEE_PENDING,              None,                       R.REGISTRAR,                    "国办函〔2020〕109号", papers=["送达证明"], clock="缴费期限自送达的次日起计算。"),
    _step("send_payment_proof",  "网上提交缴费凭证",   S.FEE_PENDING,              None,                       R.SYSTEM,                       "国办函〔2020〕109号", papers=["缴费凭证"]),
    _step("record_payment",      "缴费到账",           S.FEE_PENDING,              S.ASSIGNED,                 R.REGISTRAR,                    "国办函〔2020〕109号", papers=["缴费票据"], clock="答复期限自缴费的次日起重新计算；本机关规定继续计算的，继续计算。"),
    _step("propose_payment_lapse", "提示缴费期满",     S.FEE_PENDING,              None,                       R.SYSTEM,                       "国办函〔2020〕109号"),
    _step("lapse_payment",       "逾期未缴费终止",     S.FEE_PENDING,              S.ABANDONED_NO_PAYMENT,     R.OFFICE_HEAD,                  "国办函〔2020〕109号", clock=ENDS),
    _step("request_extension",   "提出延期申请",       (*states.BEING_HANDLED, S.IN_REVIEW), None,             R.HANDLER,                      "条例第三十三条第二款", papers=["延期申请"]),
    _step("decline_extension",   "不同意延期",         states.CLOCK_RUNS,          None,                       R.OFFICE_HEAD,                  "条例第三十三条第二款", papers=["审批意见"]),
    _step("extend",              "延长答复期限",       states.CLOCK_RUNS,          None,                       R.OFFICE_HEAD,                  "条例第三十三条第二款", clock="答复期限延长告知的工作日数。", periods=["request_extension_max"]),
    _step("remove_file",         "移除拟提供的文件",   BEFORE_REVIEW,              None,                       (R.HANDLER, R.REGISTRAR),       "条例第十七条"),
    _step("keep_draft",          "保存答复草稿",       BEFORE_DRAFT,               None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十六条", papers=["答复草稿"]),
    _step("discard_draft",       "放弃答复草稿",       BEFORE_DRAFT,               None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十六条"),
    _step("draft_reply",         "拟写答复",           (S.REGISTERED, S.ASSIGNED), S.IN_REVIEW,                (R.HANDLER, R.REGISTRAR),       "条例第三十六条、第三十七条", papers=["答复稿", "检索记录"]),
    _step("approve_unit",        "科室负责人审核",     S.IN_REVIEW,                None,                       R.UNIT_HEAD,                    "条例第四十五条", papers=["答复审核意见"]),
    _step("approve_secrecy",     "保密审查",           S.IN_REVIEW,                None,                       R.SECRECY_REVIEWER,             "条例第十七条，保守国家秘密法第三十五条", papers=["答复审核意见"]),
    _step("approve_legal",       "合法性审核",         S.IN_REVIEW,                None,                       R.LEGAL_REVIEWER,               "条例第四十五条", papers=["答复审核意见"]),
    _step("approve_leader",      "签发",               S.IN_REVIEW,                None,                       R.LEADER,                       "条例第四十五条", papers=["答复审核意见"]),
    _step("return_reply",        "退回修改",           S.IN_REVIEW,                S.ASSIGNED,                 REVIEWERS,                      "条例第十七条、第四十五条", papers=["退回意见"]),
    _step("issue_reply",         "作出答复",           S.IN_REVIEW,                S.REPLIED,                  (R.REGISTRAR, R.LEADER),        "条例第三十三条、第三十六条", clock=ENDS),
    _step("record_service",      "登记送达",           (S.REPLIED, S.TRANSFERRED_PETITION), None,              R.REGISTRAR,                    "条例第三十六条", papers=["送达证明"], periods=["review_apply", "suit_file"]),
    _step("collect_reply",       "网上查收答复",       (S.REPLIED, S.TRANSFERRED_PETITION, S.UNDER_REVIEW_OR_SUIT), None, R.SYSTEM,         "条例第三十六条", papers=["送达证明"], periods=["review_apply", "suit_file"]),
    _step("tell_third_party",    "告知第三方公开决定", (S.REPLIED, S.CLOSED),      None,                       (R.HANDLER, R.REGISTRAR),       "条例第三十二条"),
    _step("withdraw",            "申请人撤回",         BEFORE_REPLY,               S.WITHDRAWN,                (R.REGISTRAR, R.SYSTEM),        "条例没有规定，按申请人的书面意愿", papers=["申请人的撤回"], clock=ENDS),
    _step("close",               "办结",               states.ENDED,               S.CLOSED,                   R.REGISTRAR,                    "条例第四十五条"),
    _step("give_feedback",       "申请人评价",         states.ANSWERED,            None,                       R.SYSTEM,                       "条例第四十六条"),
    _step("release_answer",      "释放为公开答复",     (S.REPLIED, S.CLOSED, S.ARCHIVED), None,                R.OFFICE_HEAD,                  "条例第四十四条"),
    _step("withdraw_answer",     "撤下公开答复",       (S.REPLIED, S.CLOSED, S.ARCHIVED, S.UNDER_REVIEW_OR_SUIT, S.REDO), None, R.OFFICE_HEAD, "条例第十七条"),
    _step("archive",             "归档",               S.CLOSED,                   S.ARCHIVED,                 R.ARCHIVIST,                    "条例第四十五条", papers=["卷宗目录"]),
    _step("make_bundle",         "制作案卷",           ANY,                        None,                       (*OFFICE, R.ARCHIVIST, R.LEGAL_REVIEWER), "条例第四十五条", papers=["案卷"]),
    _step("challenge",           "进入复议诉讼",       states.ANSWERED,            S.UNDER_REVIEW_OR_SUIT,     (R.LEGAL_REVIEWER, R.OFFICE_HEAD), "条例第五十一条", papers=["复议申请书或者起诉状副本"]),
    _step("end_challenge",       "复议诉讼结束",       S.UNDER_REVIEW_OR_SUIT,     S.CLOSED,                   (R.LEGAL_REVIEWER, R.OFFICE_HEAD), "条例第五十一条", papers=["复议决定书或者裁判文书"]),
    _step("redo",                "责令重新处理",       (*states.ANSWERED, S.UNDER_REVIEW_OR_SUIT), S.REDO,     (R.LEGAL_REVIEWER, R.OFFICE_HEAD), "条例第五十一条", papers=["复议决定书或者裁判文书"], clock="按决定或者判决的期限重新计算；没有写明的，按答复期限。"),
    _step("correct_entry",       "更正登记",           ANY,                        None,                       OFFICE,                         "条例第三十一条、第三十三条", clock="更正的日期计入期限的，答复期限重新计算。"),
    _step("join_applicant",      "补登共同申请人",     ANY,                        None,                       OFFICE,                         "条例第二十九条", papers=["申请人签名的材料"]),
    _step("restrict",            "限定查看人员",       ANY,                        None,                       R.OFFICE_HEAD,                  "条例第四十五条"),
    _step("lift_restriction",    "取消限定查看",       ANY,                        None,                       R.OFFICE_HEAD,                  "条例第四十五条"),
    _step("redate",              "重新计算期限",       states.CLOCK_RUNS,          None,                       R.SYSTEM,                       "条例第三十三条", clock="放假安排公布或者改变的，答复期限重新计算。"),
    _step("purge",               "清除身份信息",       states.AT_REST,             None,                       R.SYSTEM,                       "个人信息保护法第四十七条"),
], states=list(S))
# fmt: on

# Offered beside what they are about: the file, or the draft in the making.
OFFERED_ELSEWHERE = frozenset({"make_bundle", "remove_file", "keep_draft", "discard_draft"})


def step_label(code: str) -> str:
    """Return the Chinese name of a step, as it stands in a timeline."""
    return CASEWORK.step(code).label
