"""提醒: who wants it is reminded by e-mail of what falls due, of each thing once, and no citizen is named."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from gongkai.bodies.actions import change_user
from gongkai.bodies.models import Unit, User
from gongkai.cli.reminding import remind_all
from gongkai.ledger.actions import file_month, open_months, set_duties
from gongkai.ledger.models import LedgerMonth
from gongkai.mail.actions import remind_again, take_reminder
from gongkai.mail.models import Reminder
from gongkai.rules.calendar import Calendar
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.roles import Role
from tests.factories import make_body, make_unit, make_user
from tests.mail.smtp import Postman

pytestmark = pytest.mark.django_db
ADDRESS = "li@haicheng.example"
CALENDAR = Calendar.default()
CALLS = LedgerKind("hotline_call")


@pytest.fixture
def unit() -> Unit:
    return make_unit(body=make_body(name="海城市人力资源和社会保障局"), name="就业科")


def somebody(unit: Unit, role: Role = Role.HANDLER, *, wants: bool = True, email: str = ADDRESS) -> User:
    person = make_user(role=role, unit=unit, full_name="李经办")
    return change_user(person, email=email, wants_reminders=wants)


def owed(unit: Unit, by: User) -> LedgerMonth:
    """Let the unit owe the sheet of March 2025."""
    set_duties(unit, [CALLS], by=by, on=date(2025, 3, 1))
    (sheet,) = open_months(CALENDAR, on=date(2025, 4, 1))
    return sheet


def remind(on: date) -> list[Reminder]:
    return remind_all(on=on, at=now())


# --- the monthly sheet --------------------------------------------------------------------------------------


def test_who_wants_it_is_told_before_and_after_the_last_day_and_each_time_once(
    unit: Unit, postman: Postman
) -> None:
    sheet = owed(unit, somebody(unit))
    make_user(role=Role.HANDLER, unit=unit)

    for day in (sheet.due_on - timedelta(days=4), sheet.due_on - timedelta(days=3), sheet.due_on):
        remind(day)
    for later in (1, 2, 30):
        remind(sheet.due_on + timedelta(days=later))

    assert postman.recipients == [ADDRESS, ADDRESS]
    assert [mail["Subject"] for mail in postman.mails] == [
        "2025年3月台账月报请按期报送",
        "2025年3月台账月报已经逾期",
    ]
    text = postman.mails[0].get_content()
    assert "就业科的2025年3月台账月报应于" in text
    assert f"/office/ledger/months/{unit.pk}/2025-03/" in text
    assert "李经办" not in text
    assert LedgerMonth.objects.get().reminded_on == sheet.due_on + timedelta(days=1)


def test_a_sheet_that_came_in_reminds_nobody(unit: Unit, postman: Postman) -> None:
    handler = somebody(unit)
    sheet = owed(unit, handler)
    file_month(unit, sheet.month, {}, calendar=CALENDAR, by=handler, on=date(2025, 4, 1))

    assert remind(sheet.due_on) == []


@pytest.mark.parametrize("facts", [{"wants": False}, {"role": Role.AUDITOR}])
def test_who_does_not_want_it_or_does_not_keep_the_ledger_gets_none(
    unit: Unit, postman: Postman, facts: dict[str, Any]
) -> None:
    somebody(unit, **facts)
    sheet = owed(unit, make_user(role=Role.HANDLER, unit=unit))

    assert remind(sheet.due_on) == []


def test_without_a_mail_server_nothing_is_written_down(unit: Unit) -> None:
    sheet = owed(unit, somebody(unit))

    assert remind(sheet.due_on) == []
    assert not Reminder.objects.exists()


# --- the year's report --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "last"),
    [("海城市人力资源和社会保障局", date(2026, 1, 31)), ("海城市人民政府", date(2026, 3, 31))],
)
def test_the_last_day_of_the_report_is_that_of_the_law(name: str, last: date, postman: Postman) -> None:
    body = make_body(name=name, level="city")
    somebody(make_unit(body=body), Role.REPORT_EDITOR)

    days = [last - timedelta(days=days) for days in (15, 14, 13, 3, 0)] + [last + timedelta(days=1)]
    said = [[reminder.subject for reminder in remind(day)] for day in days]

    due, late = "2025年政府信息公开工作年度报告请按期公布", "2025年政府信息公开工作年度报告已经逾期"
    assert said == [[], [due], [], [due], [], [late]]
    assert (
        f"{last.year}年{last.month}月{last.day}日前公布（条例第四十九条）" in postman.mails[0].get_content()
    )


# --- over a mail server -------------------------------------------------------------------------------------


def test_it_is_tried_again_while_the_server_says_later(unit: Unit, postman: Postman) -> None:
    sheet = owed(unit, somebody(unit))
    postman.answers_recipient = "451 4.3.0 later"
    (reminder,) = remind(sheet.due_on)
    reminder.refresh_from_db()
    waited = (reminder.state, reminder.tries, reminder.reason)

    postman.answers_recipient = "250 OK"
    again = remind_again(at=now())
    take_reminder(reminder.pk, at=now() + timedelta(minutes=5))
    reminder.refresh_from_db()

    assert waited == ("waiting", 1, "邮件服务器答复451：4.3.0 later")
    assert again == []
    assert (reminder.state, reminder.tries, reminder.reason) == ("sent", 2, "")
    assert postman.mails[0]["Auto-Submitted"] == "auto-generated"
    assert take_reminder(reminder.pk, at=now() + timedelta(minutes=9)) is None


def test_who_no_longer_wants_it_is_left_alone_though_it_waits(unit: Unit, postman: Postman) -> None:
    person = somebody(unit)
    sheet = owed(unit, person)
    postman.answers_recipient = "451 4.3.0 later"
    (reminder,) = remind(sheet.due_on)
    change_user(person, wants_reminders=False, email="")

    postman.answers_recipient = "250 OK"
    done = take_reminder(reminder.pk, at=now() + timedelta(minutes=5))

    assert done is not None
    assert (done.state, postman.recipients) == ("failed", [])
    assert "没有工作邮箱" in done.reason


def test_a_refused_address_fails_at_once(unit: Unit, postman: Postman) -> None:
    sheet = owed(unit, somebody(unit))
    postman.answers_recipient = f"550 5.1.1 <{ADDRESS}> no such user"

    (reminder,) = remind(sheet.due_on)

    reminder.refresh_from_db()
    assert (reminder.state, reminder.reason) == ("failed", "邮件服务器答复550：5.1.1 … no such user")
