"""期限雷达: everything with a last day, by day; filters; always as many queries; a calendar of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from gongkai.bodies.actions import end_assignment
from gongkai.bodies.models import Assignment, Body
from gongkai.casework import actions
from gongkai.casework.models import DisclosureRequest, FeeNotice
from gongkai.office.radar import Radar
from gongkai.remedies.actions import conclude_remedy, file_remedy, suspend_remedy
from gongkai.remedies.models import Kind, Procedure, RemedyOutcome
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.factories import (
    Staff,
    answer_request,
    make_column,
    make_item,
    make_remedy,
    make_request,
    make_unit,
    make_user,
)
from tests.office.conftest import LogIn, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
RADAR = "/office/radar/"
OUTCOME = Outcome.DENIED_PROCESS


def radar_of(browser: Client, query: str = "") -> Radar:
    found: Radar = browser.get(f"{RADAR}?{query}").context["radar"]
    return found


def listed(browser: Client, query: str = "") -> list[tuple[str, str, date]]:
    return [
        (line.label, line.title, line.on) for group in radar_of(browser, query).groups for line in group.lines
    ]


def one_of_each(body: Body, staff: Staff) -> None:
    """A line of every kind, all within five working days of Monday, 9 March 2026."""
    make_request(body=body, matter="答复", received_on=date(2026, 2, 4), assigned=True)
    internal = make_request(body=body, matter="科室", received_on=date(2026, 3, 2), assigned=True)
    actions.set_unit_date(internal, unit_due_on=date(2026, 3, 11), by=staff.office_head, on=date(2026, 3, 2))
    make_request(body=body, matter="新收", received_on=date(2026, 3, 2))
    asked = make_request(body=body, matter="补正", received_on=date(2026, 3, 2))
    last = date(2026, 3, 12)
    actions.ask_to_correct(asked, items="文件名称", until_on=last, by=staff.registrar, on=date(2026, 3, 3))
    consulted = make_request(body=body, matter="第三方", received_on=date(2026, 2, 11), assigned=True)
    actions.consult_third_party(consulted, party="蓝天公司", by=staff.handler, on=date(2026, 2, 11))
    charged = make_request(body=body, matter="收费", received_on=date(2026, 1, 30), assigned=True)
    by_volume = FeeNotice.Ladder.BY_VOLUME
    day = date(2026, 2, 4)
    charged = actions.notify_fee(charged, ladder=by_volume, quantity=86, by=staff.office_head, on=day)
    actions.record_fee_service(charged, served_on=day, by=staff.registrar, on=day)
    denied = make_request(body=body, matter="复议", received_on=date(2026, 2, 2))
    case = answer_request(denied, on=date(2026, 2, 9), outcome=OUTCOME)
    make_remedy(case=case, accepted_on=date(2026, 3, 4))
    make_item(column=make_column(body=body, unit=staff.unit), title="通知", formed_on=date(2026, 2, 5))


def test_every_kind_of_last_day_stands_in_one_list(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    one_of_each(bureau, staff)

    assert listed(log_in(staff.office_head)) == [
        ("年度报告", "2025年政府信息公开工作年度报告", date(2026, 1, 31)),
        ("征求意见期满", "第三方", date(2026, 3, 10)),
        ("申请人缴费期满", "收费", date(2026, 3, 10)),
        ("答复申请人", "答复", date(2026, 3, 10)),
        ("告知补正", "新收", date(2026, 3, 11)),
        ("主动公开", "通知", date(2026, 3, 11)),
        ("复议答复", "复议", date(2026, 3, 11)),
        ("科室办理", "科室", date(2026, 3, 11)),
        ("申请人补正期满", "补正", date(2026, 3, 12)),
    ]


def test_reviews_and_suits_have_lines_of_their_own(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    legal, browser = staff.legal_reviewer, log_in(staff.legal_reviewer)
    for matter, on in {"复议期": date(2026, 1, 8), "起诉期": date(2025, 9, 11)}.items():
        asked = make_request(body=bureau, matter=matter, received_on=on - timedelta(days=7))
        answer_request(asked, on=on, outcome=OUTCOME)
    file_remedy(
        refused(bureau, "诉讼"),
        kind=Kind.DIRECT_SUIT,
        case_no="1号",
        organ="海城市人民法院",
        procedure=Procedure.SIMPLE,
        accepted_on=date(2026, 1, 26),
        notified_on=date(2026, 2, 24),
        by=legal,
        on=date(2026, 2, 24),
    )
    lost = make_remedy(case=refused(bureau, "纠正"), accepted_on=date(2026, 1, 27))
    outcome, on = RemedyOutcome.CORRECTED, date(2026, 2, 28)
    conclude_remedy(lost, outcome=outcome, redo=True, redo_days=8, by=legal, on=on)
    rests = make_remedy(case=refused(bureau, "中止"), accepted_on=date(2026, 3, 5))
    suspend_remedy(rests, reason="等待另案", by=legal, on=date(2026, 3, 6))

    assert sorted(listed(browser)) == [
        ("一审审结期满", "诉讼", date(2026, 3, 12)),
        ("履行决定、判决", "纠正", date(2026, 3, 11)),
        ("申请人复议后起诉期满", "纠正", date(2026, 3, 16)),
        ("申请人申请复议期满", "复议期", date(2026, 3, 9)),
        ("申请人直接起诉期满", "起诉期", date(2026, 3, 11)),
        ("诉讼答辩", "诉讼", date(2026, 3, 11)),
    ]


def refused(body: Body, matter: str) -> DisclosureRequest:
    asked = make_request(body=body, matter=matter, received_on=date(2026, 1, 12))
    return answer_request(asked, on=date(2026, 1, 16), outcome=OUTCOME)


def test_days_are_grouped_and_named_in_working_days(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    for received_on in (date(2026, 1, 28), date(2026, 2, 3), date(2026, 2, 6)):
        make_request(body=bureau, received_on=received_on, assigned=True)

    radar = radar_of(log_in(staff.registrar))

    assert [group.label for group in radar.groups] == [
        "已经逾期 1 件",
        "今天，3月9日 星期一",
        "还有 3 个工作日，3月12日 星期四",
    ]
    assert [count for _, count in radar.readings] == [1, 1, 0, 1, 0]


def test_the_filters_keep_the_unit_the_person_and_the_kind(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    one_of_each(bureau, staff)
    other = make_unit(body=bureau)
    case = make_request(body=bureau, matter="别的科室", received_on=date(2026, 2, 4))
    actions.assign_unit(case, unit=other, by=staff.office_head, on=date(2026, 2, 5))
    browser = log_in(staff.office_head)

    assert [title for _, title, _ in listed(browser, f"unit={other.pk}")] == ["别的科室"]
    assert [title for _, title, _ in listed(browser, "kind=fee")] == ["收费"]
    assert '<input type="hidden" name="kind" value="fee">' in markup(browser.get(f"{RADAR}?kind=fee"))
    assert listed(browser, "mine=me") == []
    assert "别的科室" not in [title for _, title, _ in listed(log_in(staff.handler))]


def test_of_many_the_first_are_listed_and_all_are_counted(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    for _ in range(17):
        make_request(body=bureau, received_on=date(2026, 1, 28), assigned=True)
    browser = log_in(staff.registrar)

    page = browser.get(RADAR)

    radar = page.context["radar"]
    late = radar.groups[0]
    assert (late.label, len(late.lines), radar.readings[0][1], radar.total) == ("已经逾期 17 件", 15, 17, 17)
    assert radar.kinds == [("reply", "答复申请人", 17)]
    assert "答复申请人还有 2 件没有列出，全部列出" in words(page)
    assert 'href="?kind=reply&amp;all=on"' in markup(page)
    assert len(listed(browser, "kind=reply&all=on")) == 17
    assert "没有列出" not in words(browser.get(f"{RADAR}?kind=reply&all=on"))


def test_the_report_of_last_year_stands_there_until_it_is_public(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    editor = make_user(role=Role.REPORT_EDITOR, unit=staff.office)

    assert listed(log_in(editor)) == [("年度报告", "2025年政府信息公开工作年度报告", date(2026, 1, 31))]
    assert listed(log_in(staff.registrar)) == []


def test_a_government_has_until_the_end_of_march(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    editor = make_user(role=Role.REPORT_EDITOR, unit=staff.office)
    Body.objects.filter(pk=bureau.pk).update(name="海城县人民政府")

    assert listed(log_in(editor)) == []


def test_nothing_soon_is_said(staff: Staff, log_in: LogIn) -> None:
    assert "5个工作日内没有到期的事项" in words(log_in(staff.registrar).get(RADAR))


def test_the_number_of_queries_is_always_the_same(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.office_head)
    one_of_each(bureau, staff)
    browser.get(RADAR)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(RADAR)
    for _ in range(4):
        make_request(body=bureau, received_on=date(2026, 2, 4), assigned=True)

    with CaptureQueriesContext(connection) as more:
        browser.get(RADAR)

    assert len(more) == len(few)


# --- the calendar -------------------------------------------------------------------------------------------


def subscribed(browser: Client) -> str:
    answer = browser.post(f"{RADAR}calendar/", {"renew": ""})
    address: str = answer.context["address"]
    return address.removeprefix("http://testserver")


def test_a_calendar_program_gets_ones_own_days_without_a_login(
    bureau: Body, staff: Staff, log_in: LogIn, client: Client
) -> None:
    case = make_request(body=bureau, name="李明", matter="拆迁补偿", assigned=True)
    other = make_user(role=Role.HANDLER, unit=staff.unit)
    theirs = make_request(body=bureau)
    actions.assign_unit(theirs, unit=staff.unit, handler=other, by=staff.registrar, on=date(2026, 3, 3))

    answer = client.get(subscribed(log_in(staff.handler)))

    events: Any = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(str(each["summary"]), each["dtstart"].dt) for each in events] == [
        (f"答复申请人：{case.number}", date(2026, 3, 30))
    ]
    assert "李明" not in answer.content.decode()
    assert "拆迁" not in answer.content.decode()


def test_a_wrong_an_old_and_a_closed_address_answer_alike(
    bureau: Body, staff: Staff, log_in: LogIn, client: Client
) -> None:
    browser = log_in(staff.handler)
    old = subscribed(browser)
    new = subscribed(browser)

    assert client.get("/calendar/nonsense.ics").status_code == 404
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    browser.post(f"{RADAR}calendar/", {"close": ""})
    assert client.get(new).status_code == 404


def test_whoever_leaves_the_body_loses_the_calendar(staff: Staff, log_in: LogIn, client: Client) -> None:
    address = subscribed(log_in(staff.handler))
    end_assignment(Assignment.objects.get(user=staff.handler), on=date(2026, 3, 6))

    assert client.get(address).status_code == 404
