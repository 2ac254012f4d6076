"""Whom the tick reminds by e-mail: of the ledger's monthly sheets, and of a report that is not public yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Assignment, Body, User
from gongkai.design.words import cn_date, cn_last
from gongkai.ledger.actions import note_reminded
from gongkai.ledger.models import LedgerMonth
from gongkai.mail.actions import remind
from gongkai.mail.models import Reminder
from gongkai.reports.models import AnnualReport
from gongkai.rules import deadlines
from gongkai.rules.roles import Role

SHEET_SOON = timedelta(days=3)  # before the last day, the last day itself among them
REPORT_SOON, REPORT_LAST = timedelta(days=14), timedelta(days=3)
LATE_FOR = timedelta(days=60)  # after that nobody is reminded by mail any more
KEEPERS = (Role.HANDLER, Role.INFORMATION_OFFICER, Role.UNIT_HEAD)
HOW_TO_STOP = "不再需要提醒的，在“我的账户”中取消“通过电子邮件提醒”。"
REPORTERS = (Role.OFFICE_HEAD, Role.REPORT_EDITOR)


@dataclass(frozen=True)
class Due:
    """Something that falls due: of which body, for whom, and what the mail says."""

    body: Body
    people: QuerySet[User]
    about: str
    subject: str
    text: str
    page: str  # where it is done
    sheet: LedgerMonth | None = None


def remind_all(*, on: date, at: datetime) -> list[Reminder]:
    """Remind everybody who wants it of what falls due or is late on a day; of each thing and time once."""
    if not settings.MAIL_GOES_OUT:
        return []
    made: list[Reminder] = []
    for due in (*_sheets(on), *_reports(on)):
        text = f"{due.text}\n\n办理页面：{settings.BASE_URL.rstrip('/')}{due.page}\n\n{HOW_TO_STOP}\n"
        facts: Any = {"body": due.body, "about": due.about, "subject": due.subject, "text": text}
        sent = [found for user in due.people if (found := remind(user, **facts, at=at))]
        if sent and due.sheet:
            note_reminded([due.sheet], on=on)
        made += sent
    return made


def _sheets(on: date) -> Iterator[Due]:
    """Yield the sheets that have not come in: shortly before the last day, and after it."""
    held, calendar = Assignment.objects.held(on), current_calendar()
    near = LedgerMonth.objects.owed().filter(due_on__lte=on + SHEET_SOON, due_on__gte=on - LATE_FOR)
    owed = near.filter(body__is_active=True, unit__is_active=True)
    for sheet in owed.select_related("body", "unit"):
        time = "late" if sheet.due_on < on else "soon"
        what = f"{sheet.month.year}年{sheet.month.month}月台账月报"
        page = reverse("office:ledger_sheet", args=[sheet.unit_id, f"{sheet.month:%Y-%m}"])
        yield Due(
            sheet.body,
            _people(held.filter(role__in=KEEPERS, unit=sheet.unit)),
            f"ledger/{sheet.unit_id}/{sheet.month:%Y-%m}/{time}",
            f"{what}{'已经逾期' if time == 'late' else '请按期报送'}",
            f"{sheet.unit.name}的{what}应于{cn_last(sheet.due_on, calendar)}前报送，现在还没有报送。",
            page,
            sheet,
        )


def _reports(on: date) -> Iterator[Due]:
    """Yield the reports of last year that are not public: two weeks and three days before, and when late."""
    year, held = on.year - 1, Assignment.objects.held(on)
    public = AnnualReport.objects.public().filter(year=year, below=False).values("body")
    for body in Body.objects.active().exclude(pk__in=public):
        rule = "annual_report_government" if body.is_government else "annual_report_department"
        due_on = deadlines.due(rule, date(year, 12, 31), current_calendar()).due_on
        if not due_on - REPORT_SOON <= on <= due_on + LATE_FOR:
            continue
        time = "late" if due_on < on else "last" if due_on - REPORT_LAST <= on else "soon"
        what = f"{year}年政府信息公开工作年度报告"
        yield Due(
            body,
            _people(held.filter(role__in=REPORTERS, unit__body=body)),
            f"report/{body.pk}/{year}/{time}",
            f"{what}{'已经逾期' if time == 'late' else '请按期公布'}",
            f"{body.name}的{what}应于{cn_date(due_on)}前公布（条例第四十九条），现在还没有公布。",
            reverse("office:reports"),
        )


def _people(held: QuerySet[Assignment]) -> QuerySet[User]:
    """Return those who hold such a role and want to be reminded."""
    wanting = User.objects.filter(is_active=True, wants_reminders=True).exclude(email="")
    return wanting.filter(pk__in=held.values("user"))
