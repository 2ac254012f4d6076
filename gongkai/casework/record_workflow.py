"""信息更正办理流程: one line per lawful step (条例第四十一条)."""
# ruff: noqa: E501 — a table is read by lines

from gongkai.casework.record_states import DECIDED, RecordState
from gongkai.rules.roles import Role
from gongkai.workflow import Step, Workflow

S, R = RecordState, Role
JUDGES = (R.OFFICE_HEAD, R.LEGAL_REVIEWER)

# fmt: off
RECORDS = Workflow("本人信息更正办理流程", [
    #    步骤        名称                从           到             经办                          依据              文书和材料
    Step("file",     "受理更正申请",     (),          S.RECEIVED,    (R.REGISTRAR, R.OFFICE_HEAD), "条例第四十一条", documents=["更正申请", "证据"]),
    Step("add_evidence", "补充证据材料", S.RECEIVED,  None,          (R.REGISTRAR, R.OFFICE_HEAD), "条例第四十一条", documents=["证据"]),
    Step("correct",  "予以更正",         S.RECEIVED,  S.CORRECTED,   JUDGES,                       "条例第四十一条", documents=["核查处理意见"]),
    Step("transfer", "转送有权处理的机关", S.RECEIVED, S.TRANSFERRED, JUDGES,                       "条例第四十一条", documents=["核查处理意见"]),
    Step("refer",    "告知向有关机关提出", S.RECEIVED, S.REFERRED,    JUDGES,                       "条例第四十一条", documents=["核查处理意见"]),
    Step("refuse",   "不予更正",         S.RECEIVED,  S.REFUSED,     JUDGES,                       "条例第四十一条", documents=["核查处理意见"]),
    Step("tell",     "告知申请人",       DECIDED,     S.TOLD,        (R.REGISTRAR, R.OFFICE_HEAD), "条例第四十一条", documents=["处理结果告知"]),
], states=list(S))
# fmt: on
