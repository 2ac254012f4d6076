"""不予公开信息评估流程: one line per lawful step (条例第十八条)."""
# ruff: noqa: E501 — a table is read by lines

from gongkai.casework.models.withholding import WithholdingState
from gongkai.rules import deadlines
from gongkai.rules.roles import Role
from gongkai.workflow import Step, Workflow

S, R = WithholdingState, Role
JUDGES = (R.OFFICE_HEAD, R.LEGAL_REVIEWER)
AGAIN = [deadlines.rule("withholding_review").words]

# fmt: off
WITHHOLDING = Workflow("不予公开信息定期评估流程", [
    #    步骤         名称             从          到            经办        依据              文书和材料、期限
    Step("enter",    "列入登记",       (),         S.WITHHELD,   R.SYSTEM,  "条例第十八条", documents=["不予公开、部分公开的答复"], terms=AGAIN),
    Step("keep",     "继续不予公开",   S.WITHHELD, None,         JUDGES,    "条例第十八条", documents=["评估意见"], terms=AGAIN),
    Step("disclose", "改为公开",       S.WITHHELD, S.DISCLOSED,  JUDGES,    "条例第十八条", documents=["评估意见"]),
], states=list(S))
# fmt: on
