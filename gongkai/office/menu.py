"""The sections of the office. A new section is one line here, an urls module and a folder of templates."""

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.rules.roles import Role

R = Role
EVERYONE = frozenset(R) - {R.SYSTEM}
# Who has a part in disclosure on request, or checks its figures; an information officer has none.
CASEWORK = frozenset(
    {
        R.REGISTRAR,
        R.OFFICE_HEAD,
        R.HANDLER,
        R.UNIT_HEAD,
        R.SECRECY_REVIEWER,
        R.LEGAL_REVIEWER,
        R.LEADER,
        R.ARCHIVIST,
        R.REPORT_EDITOR,
        R.AUDITOR,
    }
)
# Who gives an opinion on replies; the disclosure office's head on those that the office itself drafts.
SIGNING = frozenset({R.UNIT_HEAD, R.SECRECY_REVIEWER, R.LEGAL_REVIEWER, R.LEADER, R.OFFICE_HEAD})
REMEDIES = frozenset({R.REGISTRAR, R.OFFICE_HEAD, R.LEGAL_REVIEWER, R.LEADER, R.AUDITOR})
# Who writes, reviews or publishes items.
PUBLISHING = frozenset(
    {
        R.HANDLER,
        R.INFORMATION_OFFICER,
        R.UNIT_HEAD,
        R.SECRECY_REVIEWER,
        R.LEGAL_REVIEWER,
        R.OFFICE_HEAD,
        R.LEADER,
        R.AUDITOR,
    }
)
# Who drafts, reviews, signs, registers or publishes normative documents.
DOCUMENTS = PUBLISHING | {R.LEGAL_REVIEWER}
# What people write before anybody has said what it is: for those alone who take requests in.
MAIL = frozenset({R.REGISTRAR, R.OFFICE_HEAD})
RADAR = CASEWORK | PUBLISHING
COLUMNS = frozenset({R.INFORMATION_OFFICER, R.OFFICE_HEAD, R.LEADER, R.AUDITOR})
# What the public searched for in vain; it names nobody.
SEARCHES = frozenset({R.INFORMATION_OFFICER, R.OFFICE_HEAD, R.LEADER, R.AUDITOR})
# Figures open the records of the whole body.
FIGURES = frozenset({R.OFFICE_HEAD, R.LEADER, R.REPORT_EDITOR, R.AUDITOR})

LEDGER = frozenset({R.HANDLER, R.INFORMATION_OFFICER, R.UNIT_HEAD, R.OFFICE_HEAD, R.REPORT_EDITOR, R.AUDITOR})

# Those who have a step in the making of the annual report, and who supervises it.
REPORTS = frozenset({R.REPORT_EDITOR, R.OFFICE_HEAD, R.LEADER, R.INFORMATION_OFFICER, R.AUDITOR})

# Who supervises that applicants' data are looked at for work only.
LOOKS = frozenset({R.AUDITOR})
SETTINGS = frozenset({R.ADMINISTRATOR, R.OFFICE_HEAD})


@dataclass(frozen=True)
class Section:
    """One line of the menu: what it is called, where it leads, who sees it."""

    code: str
    label: str
    url_name: str
    icon: str
    roles: frozenset[R]

    @property
    def urls(self) -> str:
        """The module with the addresses of this section."""
        return f"gongkai.office.urls.{self.code}"

    def is_open_to(self, roles: Collection[R], *, is_superuser: bool = False) -> bool:
        """Whether somebody with these roles may enter."""
        return is_superuser or not self.roles.isdisjoint(roles)


# fmt: off
SECTIONS = (
    #       code        label         first page           icon              who
    Section("today",    "今日",       "office:today",      "home",           EVERYONE),
    Section("inbox",    "收件箱",     "office:inbox",      "tasks",          CASEWORK),
    Section("mail",     "来信和发件", "office:mail",       "download",       MAIL),
    Section("radar",    "期限雷达",   "office:radar",      "time",           RADAR),
    Section("signing",  "待我审签",   "office:signing",    "edit",           SIGNING),
    Section("requests", "依申请公开", "office:requests",   "mail",           CASEWORK),
    Section("items",    "信息发布",   "office:items",     "doc-full",       PUBLISHING),
    Section("documents", "规范性文件", "office:documents", "doc-full",      DOCUMENTS),
    Section("columns",  "栏目",       "office:columns",   "list-ul",        COLUMNS),
    Section("topics",   "专题",       "office:topics",    "snippet",        COLUMNS),
    Section("searches", "检索情况",   "office:searches",   "search",         SEARCHES),
    Section("remedies", "复议诉讼",   "office:remedies",   "clipboard-list", REMEDIES),
    Section("figures",  "数据",       "office:figures",    "table",          FIGURES),
    Section("reports",  "年度报告",   "office:reports",    "doc-full-inverse", REPORTS),
    Section("proofing", "年报核对",   "office:proofing",   "clipboard-list", REPORTS),
    Section("ledger",   "台账",       "office:ledger",     "form",           LEDGER),
    Section("looks",    "查看记录",   "office:looks",      "view",           LOOKS),
    Section("manuals",  "办理流程",   "office:manuals",    "list-ol",        EVERYONE),
    Section("bodies",   "机关设置",   "office:bodies",     "cog",            SETTINGS),
)
# fmt: on
