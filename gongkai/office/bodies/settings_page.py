"""机关设置: the pages of the section, and who among its readers changes anything."""

from dataclasses import dataclass

from gongkai.bodies.models import Assignment, Body, User
from gongkai.office.desk import Desk
from gongkai.rules.roles import Role

READ_ONLY = "设置由管理员修改；您可以查看。"


@dataclass(frozen=True)
class Tab:
    """A page of the section."""

    code: str
    label: str
    url_name: str


@dataclass(frozen=True)
class Group:
    """Pages that one looks for together."""

    label: str
    tabs: tuple[Tab, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its pages."""
        return tuple(tab.code for tab in self.tabs)


TABS = (
    Group(
        "机关和人员",
        (
            Tab("body", "机关信息", "office:bodies"),
            Tab("units", "科室", "office:body_units"),
            Tab("people", "人员和任职", "office:body_people"),
            Tab("leaders", "领导信息", "office:body_leaders"),
            Tab("places", "查阅场所", "office:body_places"),
        ),
    ),
    Group(
        "公开和审查",
        (
            Tab("reviews", "审核流程", "office:body_reviews"),
            Tab("screening", "发布前检查", "office:body_screening"),
            Tab("words", "错敏词库", "office:body_words"),
            Tab("design", "门户外观", "office:body_design"),
        ),
    ),
    Group(
        "申请和文书",
        (
            Tab("letters", "文书模板", "office:letter_templates"),
            Tab("mail", "邮件和短信", "office:body_mail"),
            Tab("retention", "保存期限", "office:body_retention"),
        ),
    ),
    Group(
        "日历和记录",
        (
            Tab("calendar", "工作日历", "office:body_calendar"),
            Tab("changes", "变更记录", "office:body_changes"),
        ),
    ),
)


def may_change(desk: Desk) -> bool:
    """Whether the person changes the settings of the body."""
    return desk.user.is_superuser or Role.ADMINISTRATOR in desk.roles


def facts_of(body: Body) -> list[tuple[str, object, bool]]:
    """Return the rows of the metadata table: what identifies a body and never changes."""
    below = "、".join(Body.objects.active().filter(parent=body).values_list("short_name", flat=True))
    return [
        ("统一社会信用代码", body.uscc, False),
        ("机关代码", body.code, False),
        ("行政层级", body.get_level_display(), False),
        ("上级机关", body.parent or "无", False),
        ("下级机关", below or "无", True),
    ]


def keeps_account_of(desk: Desk, user: User) -> bool:
    """
    Whether the person may close somebody's account or give it a new password.

    Not where that opens another body: the account must have no role in a body that one does not administer.
    """
    if desk.user.is_superuser:
        return True
    if user.is_superuser or not may_change(desk):
        return False
    own = Assignment.objects.held(desk.today).filter(user=desk.user, role=Role.ADMINISTRATOR)
    theirs = Assignment.objects.held(desk.today).filter(user=user)
    return not theirs.exclude(unit__body__in=own.values("unit__body")).exists()
