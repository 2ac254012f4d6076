"""Working together: notes that mention people, the unit's own date, and hand-over."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.casework import actions
from gongkai.casework.actions.together import digest_of, open_matters
from gongkai.casework.errors import DateOutOfOrder, NotAReader, NoteEmpty, WrongUnit
from gongkai.casework.models import CalendarFeed, InboxLook, Mention
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import answer_request, make_reply, make_request, make_unit, make_user, staff_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


def test_a_mention_waits_until_it_is_read() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)

    note = actions.add_note(case, text="请看第三方意见", mention=[staff.handler], by=staff.registrar, on=DAY)

    mention = Mention.objects.unread(staff.handler, case.body).get()
    assert mention.note == note
    actions.read_mention(mention, on=DAY)
    assert not Mention.objects.unread(staff.handler, case.body).exists()


def test_an_answer_reads_what_was_asked() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    actions.add_note(case, text="请补充依据", mention=[staff.handler], by=staff.leader, on=DAY)

    actions.add_note(case, text="已补充", mention=[staff.leader, staff.handler], by=staff.handler, on=DAY)

    assert not Mention.objects.unread(staff.handler, case.body).exists()
    assert Mention.objects.unread(staff.leader, case.body).count() == 1


def test_only_readers_of_the_case_write_and_are_mentioned() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    stranger = make_user(role=Role.HANDLER, unit=make_unit(body=case.body), full_name="外科室经办")

    with pytest.raises(NotAReader, match="外科室经办不能查看本申请"):
        actions.add_note(case, text="看一下", mention=[stranger], by=staff.handler, on=DAY)
    with pytest.raises(NotAReader):
        actions.add_note(case, text="看一下", by=stranger, on=DAY)
    with pytest.raises(NoteEmpty):
        actions.add_note(case, text=" ", by=staff.handler, on=DAY)
    assert not case.notes.exists()


def test_a_unit_gets_a_date_before_the_legal_one() -> None:
    case = make_request(received_on=date(2026, 3, 2), assigned=True)
    head = staff_of(case.body).office_head

    case = actions.set_unit_date(case, unit_due_on=date(2026, 3, 20), by=head, on=DAY)
    case = actions.set_unit_date(case, unit_due_on=None, note="不再需要", by=head, on=DAY)

    assert case.due_on == date(2026, 3, 30)
    dates = [event.data["unit_due_on"] for event in case.events.filter(step="set_unit_date")]
    assert dates == [[None, "2026-03-20"], ["2026-03-20", None]]


@pytest.mark.parametrize("day", [date(2026, 3, 4), date(2026, 3, 30)])
def test_the_units_date_lies_between_today_and_the_legal_one(day: date) -> None:
    case = make_request(received_on=date(2026, 3, 2), assigned=True)

    with pytest.raises(DateOutOfOrder):
        actions.set_unit_date(case, unit_due_on=day, by=staff_of(case.body).office_head, on=DAY)


def test_a_leaving_handler_hands_over_everything_open_at_once() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    reviewed = make_reply(case=make_request(body=case.body, assigned=True), on=DAY).request
    done = answer_request(make_request(body=case.body, assigned=True), on=DAY)
    successor = make_user(role=Role.HANDLER, unit=staff.unit, full_name="接任经办")
    administrator = make_user(role=Role.ADMINISTRATOR, unit=staff.office)

    moved = actions.hand_over_all(
        staff.handler, body=case.body, to=successor, note="调离", by=administrator, on=DAY
    )

    assert {each.pk for each in moved} == {case.pk, reviewed.pk}
    assert not open_matters(staff.handler, case.body).exists()
    done.refresh_from_db()
    assert done.handler == staff.handler
    event = case.events.get(step="hand_over")
    assert event.data["before"] == [staff.unit.pk, staff.handler.pk]
    assert event.data["after"] == [staff.unit.pk, successor.pk]


def test_nothing_is_handed_over_when_one_case_cannot_be() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    elsewhere = make_user(role=Role.HANDLER, unit=make_unit(body=case.body))

    with pytest.raises(WrongUnit):
        actions.hand_over_all(staff.handler, body=case.body, to=elsewhere, by=staff.office_head, on=DAY)
    with pytest.raises(StepNotAllowed):
        actions.hand_over_all(staff.handler, body=case.body, to=elsewhere, by=staff.leader, on=DAY)

    case.refresh_from_db()
    assert case.handler == staff.handler


def test_a_new_calendar_address_ends_the_old_one() -> None:
    case = make_request()
    user = staff_of(case.body).registrar

    first = actions.renew_calendar_feed(user, case.body, on=DAY)
    second = actions.renew_calendar_feed(user, case.body, on=DAY)

    assert first != second
    assert CalendarFeed.objects.get(user=user).digest == digest_of(second)
    actions.close_calendar_feed(user)
    assert not CalendarFeed.objects.exists()


def test_the_inbox_remembers_the_last_look_of_each_person() -> None:
    case = make_request()
    user = staff_of(case.body).registrar
    for hour in (9, 10):
        at = datetime(2026, 3, 5, hour, tzinfo=ZoneInfo("Asia/Shanghai"))
        actions.look_at_inbox(user, case.body, at=at)

    assert InboxLook.objects.get(user=user).at == at
