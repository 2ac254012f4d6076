"""移交: the administrator sees what a leaving person handles, and hands all of it over."""

from datetime import date

import pytest

from gongkai.bodies.models import Body
from gongkai.casework.actions import add_note, restrict_request
from gongkai.publishing.actions.handing import hand_over_items
from gongkai.publishing.errors import NotAWriter
from gongkai.publishing.workflow import label_of
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import Staff, make_column, make_item, make_reply, make_request, make_unit, make_user
from tests.office.conftest import LogIn, words

MONDAY = date(2026, 3, 9)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_the_list_is_shown_before_and_all_is_moved_at_once(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    cases = [make_request(body=bureau, matter="拆迁补偿", assigned=True) for _ in range(2)]
    successor = make_user(role=Role.HANDLER, unit=staff.unit, full_name="接任经办")
    browser = log_in(make_user(role=Role.ADMINISTRATOR, unit=staff.office))
    address = f"/office/bodies/people/{staff.handler.pk}/hand_over/"

    page = words(browser.get(address))
    browser.post(address, {"to": successor.pk, "note": "调离"})

    assert "移交全部 2 件" in page
    assert cases[0].number in page
    assert "拆迁" not in page  # an administrator has no part in what is asked
    for case in cases:
        case.refresh_from_db()
        assert case.handler == successor
    assert "没有要移交的事项" in words(browser.get(address))


def test_drafts_go_along_and_what_waits_for_a_role_is_named(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    column = make_column(body=bureau, unit=staff.unit)
    draft = make_item(column=column, by=staff.handler, title="就业补贴办事指南")
    live = make_item(column=column, by=staff.handler, published_on=date(2026, 3, 4))
    case = make_request(body=bureau, assigned=True)
    successor = make_user(role=Role.HANDLER, unit=staff.unit, full_name="接任经办")
    browser = log_in(make_user(role=Role.ADMINISTRATOR, unit=staff.office))
    address = f"/office/bodies/people/{staff.handler.pk}/hand_over/"

    page = words(browser.get(address))
    assert "移交全部 2 件" in page
    assert "就业补贴办事指南" in page
    assert "经办人 承办科 另有接任经办" in page.replace("　", " ")
    browser.post(address, {"to": successor.pk, "note": "调离"})

    draft.refresh_from_db()
    live.refresh_from_db()
    case.refresh_from_db()
    assert (draft.author, case.handler, live.author) == (successor, successor, staff.handler)
    event = draft.events.last()
    assert event is not None
    assert (event.step, event.opinion, label_of(event.step)) == ("hand_over", "调离", "移交")
    assert "交给我办理" in words(log_in(successor).get("/office/inbox/"))


def test_an_administrator_learns_that_restricted_requests_wait_for_the_offices_head(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = make_request(body=bureau, assigned=True)
    restrict_request(case, readers=[staff.handler], reason="涉及人事", by=staff.office_head, on=MONDAY)
    address = f"/office/bodies/people/{staff.handler.pk}/hand_over/"
    successor = make_user(role=Role.HANDLER, unit=staff.unit, full_name="接任经办")

    hidden = words(log_in(make_user(role=Role.ADMINISTRATOR, unit=staff.office)).get(address))
    head = log_in(staff.office_head)
    shown = words(head.get(address))
    head.post(address, {"to": successor.pk, "note": "调离"})

    assert "另有 1 件限定人员查看的申请，只能由公开工作机构负责人移交" in hidden
    assert case.number not in hidden
    assert case.number in shown
    assert list(case.readers.all()) == [successor]
    case.refresh_from_db()
    assert case.handler == successor


def test_unread_mentions_go_along(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = make_request(body=bureau, assigned=True)
    add_note(case, text="请核对期限", mention=[staff.unit_head], by=staff.registrar, on=MONDAY)
    head = log_in(staff.office_head)
    address = f"/office/bodies/people/{staff.unit_head.pk}/hand_over/"

    page = words(head.get(address))
    head.post(address, {"to": staff.legal_reviewer.pk, "note": ""})

    assert "没有阅读的提醒 1 条" in page
    assert "请核对期限" in words(log_in(staff.legal_reviewer).get("/office/inbox/"))


def test_who_leaves_alone_is_replaced_first(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    make_reply(case=make_request(body=bureau, assigned=True))
    browser = log_in(make_user(role=Role.ADMINISTRATOR, unit=staff.office))

    page = words(browser.get(f"/office/bodies/people/{staff.unit_head.pk}/hand_over/"))

    assert "等待办理 1 件" in page
    assert "没有其他人" in page


def test_nobody_gets_drafts_of_a_unit_they_do_not_write_for(bureau: Body, staff: Staff) -> None:
    column = make_column(body=bureau, unit=staff.unit)
    draft = make_item(column=column, by=staff.handler)
    stranger = make_user(role=Role.HANDLER, unit=make_unit(body=bureau))
    facts = {"body": bureau, "to": stranger, "on": date(2026, 3, 9)}

    with pytest.raises(NotAWriter, match="不能接手"):
        hand_over_items(staff.handler, **facts, by=staff.office_head)
    with pytest.raises(StepNotAllowed, match="移交由"):
        hand_over_items(staff.handler, **facts, by=staff.leader)

    draft.refresh_from_db()
    assert draft.author == staff.handler
