"""发出即办理: a letter ahead of its step takes it on the day it goes out; nothing moves before."""

from datetime import date
from typing import Any

import pytest

from gongkai.bodies.models import User
from gongkai.casework import actions as casework
from gongkai.casework.errors import AlreadyExtended, RequestIncomplete
from gongkai.casework.models import DisclosureRequest, FeeNotice
from gongkai.casework.states import State as Case
from gongkai.letters import actions
from gongkai.letters.errors import LetterOutdated, NothingToWrite
from gongkai.letters.models import Letter, Method
from gongkai.letters.plans import TAKES
from gongkai.rules.letters import kinds
from gongkai.workflow import StepNotAllowed
from tests.factories import staff_of
from tests.letters.correspondence import MONDAY, make_case, seal

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY = date(2026, 3, 10), date(2026, 3, 13)
EXTENSION = {"days": 20, "reason": "涉及多个科室"}


def plan(case: DisclosureRequest, step: str, facts: dict[str, Any], *, by: User | None = None) -> Letter:
    by = by or staff_of(case.body).office_head
    return actions.plan_letter(case, step=step, facts=facts, by=by, on=MONDAY)


def go(letter: Letter, *, by: User | None = None, on: date = TUESDAY, **typed: str) -> Letter:
    """Fix a letter on Monday and send it."""
    staff = staff_of(letter.body)
    by = by or staff.office_head
    if typed:
        letter = actions.edit_letter(letter, typed=typed, by=by, on=MONDAY)
    letter = actions.sign_letter(letter, by=by, on=MONDAY)
    if letter.of_kind.carries_reply:
        letter = seal(letter)
    return actions.dispatch_letter(letter, method=Method.COUNTER, by=staff.registrar, on=on)


def now(case: DisclosureRequest) -> DisclosureRequest:
    return DisclosureRequest.objects.get(pk=case.pk)


def test_every_step_that_a_kind_takes_has_its_action() -> None:
    assert {each.takes for each in kinds().values() if each.takes} == set(TAKES)


def test_nothing_moves_before_the_letter_goes_out() -> None:
    case = make_case()

    letter = plan(case, "extend", EXTENSION)
    letter = actions.sign_letter(letter, by=staff_of(case.body).office_head, on=MONDAY)

    assert now(case).due_on == date(2026, 3, 30)
    assert not case.events.filter(step="extend").exists()
    assert "2026年4月28日" in letter.text
    assert letter.due_on == date(2026, 3, 30)


def test_the_dispatch_takes_the_step_on_its_own_day_in_the_name_of_who_fixed_the_letter() -> None:
    case = make_case()

    letter = go(plan(case, "extend", EXTENSION))

    event = case.events.get(step="extend")
    assert (event.on, event.by) == (TUESDAY, staff_of(case.body).office_head)
    assert (now(case).due_on, letter.event) == (date(2026, 4, 28), event)


def test_a_correction_notice_stops_the_clock_when_it_goes_out() -> None:
    case = make_case()
    facts = {"items": "请写明年份", "until_on": date(2026, 3, 30)}

    go(plan(case, "ask_to_correct", facts))

    assert now(case).state == Case.CORRECTION_PENDING
    assert (now(case).correction.until_on, now(case).due_on) == (date(2026, 3, 30), None)


def test_a_fee_notice_charges_when_it_goes_out() -> None:
    case = make_case()
    facts = {"ladder": FeeNotice.Ladder.BY_VOLUME, "quantity": 86, "amount": None}

    letter = go(plan(case, "notify_fee", facts), payment_account="非税窗口")

    assert (now(case).state, now(case).fee_notice.notified_on) == (Case.FEE_PENDING, TUESDAY)
    assert "560" in letter.text


def test_a_consultation_begins_when_the_letter_goes_out_and_two_may_wait_side_by_side() -> None:
    case = make_case()
    handler = staff_of(case.body, unit=case.handling_unit).handler
    first, second = (
        plan(case, "consult_third_party", {"party": party, "contact": ""}, by=handler)
        for party in ("蓝天公司", "明远公司")
    )

    for letter in (first, second):
        go(letter, by=handler, consulted_content="名单")

    asked = now(case).consultations.order_by("pk")
    assert [(each.party, each.sent_on) for each in asked] == [("蓝天公司", TUESDAY), ("明远公司", TUESDAY)]
    assert now(case).state == Case.THIRD_PARTY_CONSULTING


def test_a_petition_is_transferred_by_the_letter_under_its_number() -> None:
    case = make_case()
    head = staff_of(case.body).office_head

    letter = go(plan(case, "transfer_petition", {"reasons": "反映工资拖欠", "advice": "请向信访局反映"}))

    reply = now(case).replies.get()
    assert (now(case).state, reply.issued_on, reply.signed_by) == (Case.TRANSFERRED_PETITION, TUESDAY, head)
    assert (letter.reply, letter.number) == (reply, reply.doc_no)


# --- refusals -----------------------------------------------------------------------------------------------


def test_what_the_step_would_refuse_is_refused_at_once() -> None:
    case = make_case()

    with pytest.raises(RequestIncomplete, match="理由"):
        plan(case, "extend", {"days": 20, "reason": " "})
    assert not Letter.objects.exists()


def test_who_may_not_take_the_step_plans_no_letter_and_fixes_none() -> None:
    case = make_case()
    registrar = staff_of(case.body).registrar

    with pytest.raises(StepNotAllowed, match="延长答复期限"):
        plan(case, "extend", EXTENSION, by=registrar)
    letter = plan(case, "extend", EXTENSION)
    with pytest.raises(StepNotAllowed, match="延长答复期限"):
        actions.sign_letter(letter, by=registrar, on=MONDAY)


def test_a_second_letter_for_the_same_step_waits_for_the_first() -> None:
    case = make_case()
    plan(case, "extend", EXTENSION)

    with pytest.raises(NothingToWrite, match="已经拟好"):
        plan(case, "extend", {"days": 5, "reason": "另有原因"})


def test_a_step_without_a_letter_is_not_planned() -> None:
    with pytest.raises(NothingToWrite, match="不以文书办理"):
        plan(make_case(), "withdraw", {"reason": "不再需要"})


def test_a_step_that_was_taken_meanwhile_stops_the_letter() -> None:
    case = make_case()
    head = staff_of(case.body).office_head
    letter = actions.sign_letter(plan(case, "extend", EXTENSION), by=head, on=MONDAY)
    casework.extend_deadline(case, days=5, reason="另有原因", by=head, on=MONDAY)

    with pytest.raises(AlreadyExtended):
        actions.dispatch_letter(letter, method=Method.COUNTER, by=head, on=TUESDAY)
    assert not letter.dispatches.exists()


def test_a_letter_whose_days_no_longer_hold_is_not_sent() -> None:
    case = make_case()
    staff = staff_of(case.body, unit=case.handling_unit)
    letter = actions.sign_letter(plan(case, "extend", EXTENSION), by=staff.office_head, on=MONDAY)
    asked = casework.consult_peer(case, party="财政局", by=staff.handler, on=MONDAY)
    casework.record_opinion(asked, opinion="agree", by=staff.handler, on=FRIDAY)

    with pytest.raises(LetterOutdated, match="不一致"):
        actions.dispatch_letter(letter, method=Method.COUNTER, by=staff.office_head, on=FRIDAY)
    assert not case.events.filter(step="extend").exists()


def test_a_letter_sent_again_does_not_take_its_step_again() -> None:
    case = make_case()
    registrar = staff_of(case.body).registrar
    letter = actions.record_return(
        go(plan(case, "extend", EXTENSION)), note="查无此人", by=registrar, on=FRIDAY
    )

    actions.dispatch_letter(letter, method=Method.COUNTER, by=registrar, on=FRIDAY)

    assert case.events.filter(step="extend").count() == 1
