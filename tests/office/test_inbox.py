"""收件箱 and notes: what others did, who mentioned whom, what is new, and the number in the menu."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.facts import ApplicantFacts
from gongkai.casework.models import CaseNote, Channel, Mention
from gongkai.office.inbox import Inbox
from gongkai.rules.applicants import ApplicantKind
from tests.factories import Staff, make_reply, make_request
from tests.office.conftest import LogIn, current_reply, menu, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
INBOX = "/office/inbox/"
DAY = date(2026, 3, 9)


def inbox_of(browser: Client) -> Inbox:
    found: Inbox = browser.get(INBOX).context["inbox"]
    return found


def test_a_new_request_is_confirmed_from_the_inbox(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = actions.file_request(
        bureau,
        applicant=ApplicantFacts(kind=ApplicantKind.NATURAL_PERSON, name="李明", phone="13800000000"),
        matter="名单",
        channel=Channel.WEBSITE,
        submitted_on=DAY,
        on=DAY,
    )
    browser = log_in(staff.registrar)

    entry = inbox_of(browser).entries[0]

    assert (entry.label, entry.who, entry.case) == ("新收到的申请", "申请人", case)
    assert entry.act_url == f"/office/requests/{case.pk}/confirm_receipt/"
    assert browser.get(entry.act_url).status_code == 200
    actions.register_request(case, confirmed_on=DAY, by=staff.registrar, on=DAY)
    assert inbox_of(browser).entries == []


def test_the_handler_hears_what_was_assigned_and_returned(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = make_reply(case=make_request(body=bureau, assigned=True), on=DAY).request
    actions.return_reply(current_reply(case), opinion="请补充依据", by=staff.unit_head, on=DAY)

    entries = inbox_of(log_in(staff.handler)).entries

    assert [(entry.label, entry.note) for entry in entries] == [
        ("退回修改", "请补充依据"),
        ("交给我办理", ""),
    ]
    assert inbox_of(log_in(staff.leader)).entries == []


def test_seen_is_not_new_any_more_and_the_menu_counts_the_new(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    make_request(body=bureau, assigned=True)
    browser = log_in(staff.handler)
    assert "收件箱 1" in menu(browser.get(INBOX))

    browser.post(INBOX)

    assert "收件箱" in menu(browser.get(INBOX))
    assert [entry.is_new for entry in inbox_of(browser).entries] == [False]


def test_a_note_mentions_by_name_and_by_choice(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = make_request(body=bureau, assigned=True)
    note = {"text": "@经办人 请核对第2页", "mention": [staff.unit_head.pk]}

    log_in(staff.registrar).post(f"{INBOX}notes/{case.pk}/", note)

    assert set(Mention.objects.values_list("user", flat=True)) == {staff.handler.pk, staff.unit_head.pk}
    browser = log_in(staff.handler)
    entry = next(each for each in inbox_of(browser).entries if each.mention)
    assert (entry.label, entry.note, entry.is_new) == ("提到我", "@经办人 请核对第2页", True)
    assert "请核对第2页" in words(browser.get(f"/office/requests/{case.pk}/"))
    assert entry.mention
    browser.post(f"{INBOX}mentions/{entry.mention.pk}/")
    assert "提到我" not in [each.label for each in inbox_of(browser).entries]


def test_nobody_reads_the_mention_of_somebody_else_away(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = make_request(body=bureau, assigned=True)
    actions.add_note(case, text="看一下", mention=[staff.handler], by=staff.registrar, on=DAY)
    mention = Mention.objects.get()

    answer = log_in(staff.unit_head).post(f"{INBOX}mentions/{mention.pk}/")

    assert answer.status_code == 404
    mention.refresh_from_db()
    assert mention.read_on is None


def test_an_empty_note_keeps_the_form(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = make_request(body=bureau, assigned=True)

    page = words(log_in(staff.registrar).post(f"{INBOX}notes/{case.pk}/", {"text": ""}))

    assert "内部备注" in page
    assert not CaseNote.objects.exists()


def test_nothing_new_is_said(staff: Staff, log_in: LogIn) -> None:
    assert "没有新消息" in words(log_in(staff.registrar).get(INBOX))


def test_the_number_of_queries_is_always_the_same(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.handler)
    make_request(body=bureau, assigned=True)
    browser.get(INBOX)
    with CaptureQueriesContext(connection) as few:
        browser.get(INBOX)
    for _ in range(4):
        make_request(body=bureau, assigned=True)

    with CaptureQueriesContext(connection) as more:
        browser.get(INBOX)

    assert len(more) == len(few)
