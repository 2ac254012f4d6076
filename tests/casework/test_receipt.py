"""收到申请之日：按提交时的规定；联系不上的逐次登记，补录的写明原因."""

from datetime import date

import pytest

from gongkai.casework import actions, errors
from gongkai.casework.models import Channel, ContactMeans, ContactResult, DisclosureRequest
from gongkai.casework.receipt import date_of_receipt, needs_confirmation
from gongkai.casework.states import State
from gongkai.workflow import StepNotAllowed
from tests.factories import make_request, staff_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("channel", "day"),
    [
        (Channel.COUNTER, date(2018, 6, 1)),
        (Channel.SIGNED_MAIL, date(2018, 6, 4)),
        (Channel.ORDINARY_MAIL, date(2018, 6, 5)),
        (Channel.FAX, date(2018, 6, 1)),
        (Channel.EMAIL, date(2018, 6, 1)),
        (Channel.WEBSITE, date(2018, 6, 1)),
    ],
)
def test_before_the_law_of_2019_fax_and_mail_counted_when_they_arrived(channel: Channel, day: date) -> None:
    found = date_of_receipt(
        channel,
        submitted_on=date(2018, 6, 1),
        signed_for_on=date(2018, 6, 4),
        confirmed_on=date(2018, 6, 5),
    )

    assert found == day


@pytest.mark.parametrize(("day", "needs"), [(date(2019, 5, 14), False), (date(2019, 5, 15), True)])
def test_from_15_may_2019_both_sides_confirm_an_e_mail(day: date, needs: bool) -> None:
    assert needs_confirmation(Channel.EMAIL, day) is needs
    assert not needs_confirmation(Channel.EMAIL, date(2007, 1, 5))  # 2008年以前从2007年的条例


def test_an_old_e_mail_is_registered_without_confirmation_and_a_letter_is_not() -> None:
    old = date(2018, 6, 1)
    mail = make_request(received_on=None, submitted_on=old, channel=Channel.EMAIL)
    letter = make_request(received_on=None, submitted_on=old, channel=Channel.ORDINARY_MAIL)

    mail = actions.register_request(mail, by=staff_of(mail.body).registrar, on=old)

    assert (mail.received_on, mail.events.latest("pk").step) == (old, "register")
    with pytest.raises(errors.ReceiptNotConfirmed, match="207号"):
        actions.register_request(letter, by=staff_of(letter.body).registrar, on=old)


def waiting() -> DisclosureRequest:
    return make_request(received_on=None, channel=Channel.ORDINARY_MAIL)


def test_each_attempt_to_reach_the_applicant_is_kept() -> None:
    case = waiting()
    by = staff_of(case.body).registrar

    for means, result in (("phone", "no_answer"), ("message", "no_answer"), ("visit", "reached")):
        case = actions.log_contact(
            case,
            means=ContactMeans(means),
            result=ContactResult(result),
            note="上午十时",
            by=by,
            on=date(2026, 3, 3),
        )
        if result == "no_answer" and case.state == State.SUBMITTED:
            case = actions.mark_unreachable(case, note="两次无人接听", by=by, on=date(2026, 3, 3))

    kept = case.events.filter(step="log_contact").values_list("data", flat=True)
    assert [each["contact"] for each in kept] == [
        ["phone", "no_answer"],
        ["message", "no_answer"],
        ["visit", "reached"],
    ]
    assert (case.state, case.received_on) == (State.UNREACHABLE, None)


def test_after_the_receipt_nobody_looks_for_the_applicant() -> None:
    case = make_request()

    with pytest.raises(StepNotAllowed):
        actions.log_contact(
            case,
            means=ContactMeans.PHONE,
            result=ContactResult.REACHED,
            by=staff_of(case.body).registrar,
            on=MONDAY,
        )


def register(case: DisclosureRequest, on: date, reason: str = "") -> DisclosureRequest:
    by = staff_of(case.body).registrar
    return actions.register_request(case, signed_for_on=MONDAY, late_reason=reason, by=by, on=on)


def posted() -> DisclosureRequest:
    return make_request(received_on=None, channel=Channel.SIGNED_MAIL)


def test_paper_entered_the_next_working_day_needs_no_reason() -> None:
    case = register(posted(), date(2026, 3, 3), reason="多写的")

    assert "late_reason" not in case.events.get(step="register").data


def test_paper_entered_later_needs_a_reason_that_is_kept_with_who_entered_it() -> None:
    case = posted()

    with pytest.raises(errors.EnteredLate, match="1个工作日以上"):
        register(case, date(2026, 3, 4), reason=" ")
    case = register(case, date(2026, 3, 4), reason="收发室转来时已过两日")

    event = case.events.get(step="register")
    assert (event.data["late_reason"], event.by) == ("收发室转来时已过两日", staff_of(case.body).registrar)
    assert case.received_on == MONDAY


def test_the_body_says_how_late_is_late() -> None:
    case = posted()
    actions.set_policy(case.body, entry_days=5)

    assert register(case, date(2026, 3, 9)).received_on == MONDAY


def test_what_came_online_is_never_entered_late() -> None:
    case = make_request(received_on=None, channel=Channel.WEBSITE)
    by = staff_of(case.body).registrar

    case = actions.register_request(case, confirmed_on=MONDAY, by=by, on=date(2026, 3, 12))

    assert case.received_on == MONDAY
