"""文书流程: one line per lawful step of a letter."""

from gongkai.letters.states import FIXED, SENT, State
from gongkai.rules.roles import Role
from gongkai.workflow import Step, Workflow

S, R = State, Role
WRITERS = (R.HANDLER, R.REGISTRAR, R.OFFICE_HEAD)
# Which of them may send a letter of one kind stands in rules/letters.toml (sent_by).
SENDERS = (R.REGISTRAR, R.OFFICE_HEAD, R.HANDLER)
CORRECTORS = (R.REGISTRAR, R.OFFICE_HEAD)
PREPARE = "prepare"  # how a letter comes into being; no step leads there

# fmt: off
LETTERS = Workflow("文书制发流程", [
    #    步骤            名称          从                        到            经办      依据
    Step("edit",         "修改",       S.DRAFT,                  None,         WRITERS),
    Step("sign",         "定稿编号",   S.DRAFT,                  S.SIGNED,     SENDERS,  "条例第三十六条"),
    Step("adopt",        "登记系统外文书", S.DRAFT,              S.SIGNED,     SENDERS,  "条例第三十六条"),
    Step("attach_scan",  "添加盖章件", FIXED,                    None,         SENDERS,  "条例第四十五条"),
    Step("dispatch",     "登记发出",   (S.SIGNED, S.RETURNED),   S.DISPATCHED, SENDERS,  "条例第三十三条"),
    Step("serve",        "登记送达",   S.DISPATCHED,             S.SERVED,     SENDERS,  "复议法第二十条"),
    Step("return",       "登记退回",   S.DISPATCHED,             S.RETURNED,   SENDERS),
    Step("correct_dispatch", "更正发出登记", SENT,               None,         CORRECTORS, "条例第三十三条"),
    Step("correct_service",  "更正送达登记", S.SERVED,           None,         CORRECTORS, "复议法第二十条"),
    Step("correct_proof", "补充更正凭证", SENT,                  None,         CORRECTORS),
    Step("void",         "作废",       (S.DRAFT, S.SIGNED),      S.VOID,       SENDERS),
], states=State)
# fmt: on
