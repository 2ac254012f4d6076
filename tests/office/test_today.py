"""今日: what becomes unlawful next, what waits for whom, and always the same number of queries."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body, User
from gongkai.casework import actions
from gongkai.casework.models import Channel, DisclosureRequest, Stage
from gongkai.office.agenda import Agenda
from gongkai.publishing.actions import submit_item
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.factories import (
    Staff,
    answer_request,
    make_column,
    make_item,
    make_remedy,
    make_reply,
    make_request,
    make_user,
    sign_reply,
)
from tests.office.conftest import LogIn, current_reply, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = "/office/today/"
OUTCOME = Outcome.DENIED_PROCESS
# Received twenty working days before the last day at the right (春节 2026: 15 to 23 February).
RECEIVED = {
    "late": date(2026, 1, 28),  # 3 March
    "today": date(2026, 2, 3),  # 9 March
    "1": date(2026, 2, 4),  # 10 March
    "3": date(2026, 2, 6),  # 12 March
    "5": date(2026, 2, 9),  # 13 March
    "later": date(2026, 3, 2),  # 30 March
}


def agenda_of(browser: Any) -> Agenda:
    found: Agenda = browser.get(TODAY).context["agenda"]
    return found


def numbers(agenda: Agenda, place: int = 0) -> dict[str, tuple[int, int]]:
    return {each.band.code: (each.count, each.mine) for each in agenda.radars[place].readings}


def test_the_radar_counts_what_falls_due_and_links_to_it(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    for received_on in RECEIVED.values():
        make_request(body=bureau, received_on=received_on, assigned=True)
    browser = log_in(staff.office_head)

    radar = numbers(agenda_of(browser))

    assert radar == {"late": (1, 0), "today": (1, 0), "1": (1, 0), "3": (1, 0), "5": (1, 0)}
    for reading in agenda_of(browser).radars[0].readings:
        rows = browser.get(reading.url).context["rows"]
        assert [row.case.received_on for row in rows] == [RECEIVED[reading.band.code]]


def test_ones_own_cases_are_told_apart_from_the_units(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    colleague = make_user(role=Role.HANDLER, unit=staff.unit, full_name="另一经办人")
    make_request(body=bureau, received_on=RECEIVED["today"], assigned=True)
    other = make_request(body=bureau, received_on=RECEIVED["today"])
    actions.assign_unit(other, unit=staff.unit, handler=colleague, by=staff.office_head, on=date(2026, 2, 4))

    assert numbers(agenda_of(log_in(staff.handler)))["today"] == (2, 1)


def test_the_last_day_is_said_in_the_users_words(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    for received_on in RECEIVED.values():
        make_request(body=bureau, received_on=received_on, assigned=True)

    page = words(log_in(staff.handler).get(TODAY))

    assert "已逾期 4 个工作日" in page
    assert "今天到期，3月9日" in page
    assert "还有 1 个工作日，3月10日" in page
    assert "还有 3 个工作日，3月12日" in page


def filed(body: Body, _staff: Staff) -> DisclosureRequest:
    return make_request(body=body, received_on=None, channel=Channel.WEBSITE)


def registered(body: Body, _staff: Staff) -> DisclosureRequest:
    return make_request(body=body)


def assigned(body: Body, _staff: Staff) -> DisclosureRequest:
    return make_request(body=body, assigned=True)


def reviewed_up_to(stages: int) -> Callable[[Body, Staff], DisclosureRequest]:
    def prepare(body: Body, staff: Staff) -> DisclosureRequest:
        reply = make_reply(case=make_request(body=body, assigned=True), on=date(2026, 3, 5))
        for by in (staff.unit_head, staff.secrecy_reviewer, staff.leader)[:stages]:
            reply = actions.approve_reply(reply, stage=Stage(reply.stage), by=by, on=date(2026, 3, 5))
        return reply.request

    return prepare


def refused(body: Body, staff: Staff) -> DisclosureRequest:
    case = reviewed_up_to(0)(body, staff)
    return actions.return_reply(
        current_reply(case), opinion="请补充理由", by=staff.unit_head, on=date(2026, 3, 6)
    ).request


def issued(body: Body, staff: Staff) -> DisclosureRequest:
    reply = sign_reply(current_reply(reviewed_up_to(0)(body, staff)), on=date(2026, 3, 5))
    return actions.issue_reply(reply, by=staff.registrar, on=date(2026, 3, 6)).request


def silent(body: Body, staff: Staff) -> DisclosureRequest:
    case = make_request(body=body, received_on=date(2026, 1, 26))
    return actions.ask_to_correct(
        case, items="请写明文件名称", until_on=date(2026, 2, 20), by=staff.office_head, on=date(2026, 1, 28)
    )


def closed(body: Body, _staff: Staff) -> DisclosureRequest:
    return answer_request(make_request(body=body, assigned=True), on=date(2026, 3, 5))


@pytest.mark.parametrize(
    ("prepare", "role", "label"),
    [
        (filed, "registrar", "确认收到并登记"),
        (registered, "registrar", "转交承办或者告知补正"),
        (assigned, "handler", "办理并拟写答复"),
        (reviewed_up_to(0), "unit_head", "科室负责人审核"),
        (reviewed_up_to(1), "secrecy_reviewer", "保密审查"),
        (reviewed_up_to(2), "leader", "签发"),
        (reviewed_up_to(3), "registrar", "制发答复"),
        (refused, "handler", "办理并拟写答复"),
        (issued, "registrar", "登记送达"),
        (silent, "office_head", "补正期满，确认终止"),
        (closed, "archivist", "归档"),
    ],
)
def test_a_request_waits_for_exactly_one_role(
    bureau: Body, staff: Staff, log_in: LogIn, prepare: Any, role: str, label: str
) -> None:
    case = prepare(bureau, staff)

    waits = {
        name: [(line, row.case.pk) for line, row in waiting_lines(agenda_of(log_in(user)))]
        for name, user in everybody(staff).items()
    }

    assert waits.pop(role) == [(label, case.pk)]
    assert not any(waits.values())


def waiting_lines(agenda: Agenda) -> list[Any]:
    return agenda.waiting.lines if agenda.waiting else []


def everybody(staff: Staff) -> dict[str, User]:
    return {role.value: getattr(staff, role.value) for role in list(Role)[:8]}


def test_items_that_wait_for_a_review_are_listed(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    author = make_user(role=Role.HANDLER, unit=staff.unit)
    column = make_column(body=bureau, unit=staff.unit)
    item = make_item(column=column, by=author, formed_on=date(2026, 3, 3))
    submit_item(item, by=author, on=date(2026, 3, 4))

    assert [each.pk for each in agenda_of(log_in(staff.unit_head)).items] == [item.pk]
    assert agenda_of(log_in(staff.leader)).items == []


def test_a_review_that_must_be_answered_is_listed_with_its_day(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = answer_request(
        make_request(body=bureau, received_on=date(2026, 2, 2)), on=date(2026, 2, 9), outcome=OUTCOME
    )
    make_remedy(case=case, accepted_on=date(2026, 3, 4))

    assert "答辩至2026年3月11日" in words(log_in(staff.legal_reviewer).get(TODAY))


def test_a_quiet_day_says_so(staff: Staff, log_in: LogIn) -> None:
    page = words(log_in(staff.handler).get(TODAY))

    assert "没有逾期的，5个工作日内也没有到期的。" in page
    assert "现在没有。" in page


def test_the_number_of_queries_is_always_the_same(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)
    make_request(body=bureau)
    few = count_queries(browser)
    for day in (2, 3, 4, 5, 6):
        make_request(body=bureau, received_on=date(2026, 3, day))

    assert count_queries(browser) == few


def count_queries(browser: Any) -> int:
    browser.get(TODAY)
    with CaptureQueriesContext(connection) as queries:
        browser.get(TODAY)
    return len(queries)
