"""申请数量、频次明显超过合理范围的，说明理由和延迟答复（条例第三十五条）."""

from datetime import date
from typing import Any

import pytest

from gongkai.casework import errors
from gongkai.casework.abuse import asked_in_a_year
from gongkai.casework.actions import (
    consult_third_party,
    draft_reply,
    extend_deadline,
    judge_reasons,
    record_opinion,
    record_reasons,
    redate_open_requests,
    request_reasons,
    send_reasons,
    set_delay,
    set_policy,
)
from gongkai.casework.clock import AWAITING_REASONS, ClockError, ClockEvent, EventKind, run
from gongkai.casework.guards import steps_for
from gongkai.casework.models import AbuseReview, Consultation, DisclosureRequest
from gongkai.casework.states import State
from gongkai.casework.timing import clock_of
from gongkai.rules.calendar import Calendar
from gongkai.rules.outcomes import Outcome
from tests.casework.arrangement import arrangement
from tests.factories import find_abusive, make_body, make_reply_facts, make_request, staff_of

pytestmark = pytest.mark.django_db
ASKED, TOLD = date(2026, 3, 4), date(2026, 3, 9)
GROUNDS = "一个月内就同一类内容提出申请42件"


def ask(case: DisclosureRequest | None = None, *, on: date = ASKED, **facts: Any) -> DisclosureRequest:
    case = case or make_request(assigned=True)
    return request_reasons(case, grounds=GROUNDS, by=staff_of(case.body).office_head, on=on, **facts)


def explain(case: DisclosureRequest, *, on: date = date(2026, 3, 6), **facts: Any) -> DisclosureRequest:
    facts = {"text": "用于学术研究", **facts}
    return record_reasons(case, by=staff_of(case.body).registrar, on=on, **facts)


def judge(case: DisclosureRequest, reasonable: bool, *, on: date = TOLD, **facts: Any) -> DisclosureRequest:
    facts = {"finding": "研究计划属实", **facts}
    return judge_reasons(case, reasonable=reasonable, by=staff_of(case.body).office_head, on=on, **facts)


def delay(case: DisclosureRequest, delayed_to: date, *, on: date = TOLD, reason: str = "件数多") -> Any:
    head = staff_of(case.body).office_head
    return set_delay(case, delayed_to=delayed_to, reason=reason, by=head, on=on)


# --- the question -------------------------------------------------------------------------------------------


def test_the_notice_says_how_much_the_same_applicant_asked_in_twelve_months() -> None:
    body = make_body()
    for received_on in (date(2025, 3, 3), date(2025, 3, 4), date(2025, 11, 3)):
        make_request(body=body, received_on=received_on)
    make_request(body=body, received_on=date(2026, 3, 2), name="赵强", phone="13900000000")

    case = ask(make_request(body=body, assigned=True))

    review = case.abuse_review
    assert (review.count, review.until_on, review.pauses) == (3, date(2026, 3, 18), False)
    assert (case.state, case.due_on) == (State.REASON_REQUESTED, date(2026, 3, 30))
    assert case.events.get(step="request_reasons").data["count"] == 3


def test_the_count_ends_with_the_day() -> None:
    case = make_request()
    make_request(body=case.body, received_on=date(2026, 3, 5))

    assert asked_in_a_year(case, ASKED) == 1


def test_the_clock_goes_on_unless_the_body_has_chosen_otherwise() -> None:
    body = make_body()
    set_policy(body, reasons_pause=True)

    case = ask(make_request(body=body, assigned=True))

    assert case.due_on == date(2026, 4, 14)  # 3月5日至18日的10个工作日不计入
    case = explain(case)
    assert case.due_on == date(2026, 4, 1)  # 3月5日、6日不计入
    assert clock_of(case).paused == 2
    assert sum(day.why == AWAITING_REASONS for day in clock_of(case).count) == 2


def test_facts_are_needed_and_a_period_that_leaves_time() -> None:
    case = make_request(assigned=True)

    with pytest.raises(errors.RequestIncomplete, match="第三十五条"):
        request_reasons(case, grounds=" ", by=staff_of(case.body).office_head, on=ASKED)
    with pytest.raises(errors.DateOutOfOrder):
        ask(case, until_on=ASKED)


def test_reasons_are_asked_for_once() -> None:
    case = judge(explain(ask()), True)

    with pytest.raises(errors.ReasonsAsked, match="只要求一次"):
        ask(case, on=TOLD)


def test_reasons_are_not_asked_for_after_the_last_day() -> None:
    with pytest.raises(errors.ReasonsTooLate, match="2026年3月30日"):
        ask(on=date(2026, 3, 31))


def test_the_law_of_2007_knew_no_abuse() -> None:
    case = make_request(received_on=date(2019, 5, 14))

    with pytest.raises(errors.ReasonsNotForeseen, match="2007年"):
        ask(case, on=date(2019, 5, 20))


# --- the answer and the finding -----------------------------------------------------------------------------


def test_what_the_applicant_explained_is_kept_with_its_day() -> None:
    case = explain(ask(), received_on=date(2026, 3, 5))

    review = AbuseReview.objects.get(request=case)
    assert (review.text, review.received_on, review.verdict) == ("用于学术研究", date(2026, 3, 5), "")
    with pytest.raises(errors.ReasonsGiven, match="2026年3月5日"):
        explain(case)


@pytest.mark.parametrize("received_on", [date(2026, 3, 3), date(2026, 3, 7)])
def test_an_explanation_lies_between_the_question_and_today(received_on: date) -> None:
    with pytest.raises(errors.DateOutOfOrder):
        explain(ask(), received_on=received_on)


def test_an_explanation_says_something() -> None:
    with pytest.raises(errors.RequestIncomplete):
        explain(ask(), text=" ")


def test_nothing_is_found_while_the_applicant_may_still_explain() -> None:
    case = ask()

    with pytest.raises(errors.ReasonsPeriodRuns, match="2026年3月18日"):
        judge(case, False, on=date(2026, 3, 18))
    case = judge(case, False, on=date(2026, 3, 19), finding="期满没有说明")
    assert (case.state, case.abuse_review.verdict) == (State.ASSIGNED, "逾期未说明理由")


def test_silence_is_no_good_reason_and_a_finding_is_explained() -> None:
    with pytest.raises(errors.RequestIncomplete, match="没有说明理由"):
        judge(ask(), True, on=date(2026, 3, 19))
    with pytest.raises(errors.RequestIncomplete, match="认定的意见"):
        judge(explain(ask()), True, finding="")


def test_what_nobody_handled_stays_with_the_disclosure_office() -> None:
    case = judge(explain(ask(make_request())), False)

    assert case.handling_unit == staff_of(case.body).office
    assert case.abuse_review.verdict == "理由不合理"


def test_what_is_handled_stays_with_its_unit() -> None:
    case = judge(explain(ask()), True)

    assert case.handling_unit == staff_of(case.body).unit
    assert case.abuse_review.verdict == "理由合理"


def test_ripe_reviews_are_those_that_can_be_judged() -> None:
    silent, answered, judged = ask(), explain(ask()), judge(explain(ask()), True)

    assert [each.request for each in AbuseReview.objects.ripe(date(2026, 3, 18))] == [answered]
    assert {each.request for each in AbuseReview.objects.ripe(date(2026, 3, 19))} == {silent, answered}
    assert judged.abuse_review not in AbuseReview.objects.ripe(date(2026, 12, 1))


# --- the refusal --------------------------------------------------------------------------------------------


def test_a_request_is_refused_as_abusive_only_after_a_finding() -> None:
    case = make_request(assigned=True)
    facts = make_reply_facts(outcome=Outcome.REFUSED_ABUSE)
    handler = staff_of(case.body).handler

    with pytest.raises(errors.AbuseNotFound, match="先要求申请人说明理由"):
        draft_reply(case, facts=facts, by=handler, on=TOLD)
    reply = draft_reply(find_abusive(case, on=ASKED), facts=facts, by=handler, on=TOLD)
    assert reply.outcome == Outcome.REFUSED_ABUSE


def test_reasonable_reasons_do_not_let_it_be_refused() -> None:
    case = judge(explain(ask()), True)

    with pytest.raises(errors.AbuseNotFound):
        draft_reply(
            case,
            facts=make_reply_facts(outcome=Outcome.REFUSED_ABUSE),
            by=staff_of(case.body).handler,
            on=TOLD,
        )


# --- the delay ----------------------------------------------------------------------------------------------


def test_a_delay_told_takes_the_place_of_the_last_day() -> None:
    case = delay(judge(explain(ask()), True), date(2026, 5, 20))

    assert (case.due_on, case.extension_days) == (date(2026, 5, 20), 0)
    assert case.events.get(step="set_delay").data["due_on"] == ["2026-03-30", "2026-05-20"]
    assert AbuseReview.objects.get(request=case).delayed_to == date(2026, 5, 20)


def test_an_opinion_asked_for_after_the_delay_moves_it() -> None:
    case = delay(judge(explain(ask()), True), date(2026, 5, 20))
    handler = staff_of(case.body).handler

    letter = consult_third_party(case, party="蓝天建材公司", by=handler, on=date(2026, 3, 10))
    letter = record_opinion(letter, opinion=Consultation.Opinion.AGREE, by=handler, on=date(2026, 3, 12))

    assert letter.request.due_on == date(2026, 5, 22)


@pytest.mark.parametrize(
    ("delayed_to", "says"), [(date(2026, 3, 30), "晚于现在的期限"), (date(2026, 5, 3), "工作日")]
)
def test_a_delay_ends_on_a_working_day_after_the_last_day(delayed_to: date, says: str) -> None:
    with pytest.raises(errors.DelayTooShort, match=says):
        delay(judge(explain(ask()), True), delayed_to)


def test_a_delay_needs_a_reason_to_tell() -> None:
    with pytest.raises(errors.RequestIncomplete):
        delay(judge(explain(ask()), True), date(2026, 5, 20), reason="")


def test_a_delay_is_told_once_in_time_and_for_good_reasons_only() -> None:
    good = judge(explain(ask()), True)

    with pytest.raises(errors.DelayNotDue, match="认定为合理"):
        delay(make_request(assigned=True), date(2026, 5, 20))
    with pytest.raises(errors.DelayNotDue, match="认定为合理"):
        delay(judge(explain(ask()), False), date(2026, 5, 20))
    with pytest.raises(errors.DelayNotDue, match="届满以前"):
        delay(good, date(2026, 5, 20), on=date(2026, 3, 31))
    with pytest.raises(errors.DelayNotDue, match="不再延迟"):
        delay(delay(good, date(2026, 5, 20)), date(2026, 6, 1))


def test_what_is_delayed_is_not_extended() -> None:
    case = delay(judge(explain(ask()), True), date(2026, 5, 20))

    with pytest.raises(errors.AlreadyExtended, match="第三十五条"):
        extend_deadline(case, days=5, reason="件数多", by=staff_of(case.body).office_head, on=TOLD)


def test_a_new_arrangement_does_not_bring_the_day_told_forward() -> None:
    case = delay(judge(explain(ask()), True), date(2027, 3, 1))
    assert case.provisional

    calendar = Calendar.default().with_year(arrangement(2027))
    redate_open_requests(calendar, by=None, on=date(2026, 11, 20))

    case.refresh_from_db()
    assert (case.due_on, case.provisional) == (date(2027, 3, 1), False)


def test_the_steps_are_offered_to_the_head_with_their_reasons() -> None:
    case = make_request(assigned=True)

    options = {each.step.code: each for each in steps_for(case, staff_of(case.body).office_head, ASKED)}

    assert options["request_reasons"].allowed
    assert "认定为合理" in options["set_delay"].reason


# --- the pure clock -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["reasons_given:2026-03-10"], "没有要求说明理由"),
        (["reasons_asked:2026-03-04", "reasons_asked:2026-03-05"], "一次"),
        (["delayed:2026-03-02"], "起算日之后"),
    ],
)
def test_the_clock_refuses_what_makes_no_sense(texts: list[str], says: str) -> None:
    with pytest.raises(ClockError, match=says):
        run(date(2026, 3, 2), [ClockEvent.parse(text) for text in texts], Calendar.default())


def test_the_clock_extends_nothing_that_was_delayed() -> None:
    events = [
        ClockEvent(kind=EventKind.DELAYED, on=date(2026, 3, 9), until=date(2026, 5, 20)),
        ClockEvent(kind=EventKind.EXTENDED, on=date(2026, 3, 10), days=5),
    ]

    with pytest.raises(ClockError, match="不再延长"):
        run(date(2026, 3, 2), events, Calendar.default())


# --- online -------------------------------------------------------------------------------------------------


def test_what_was_sent_online_in_time_is_not_found_to_be_silence() -> None:
    case = ask()
    late = AbuseReview.objects.get().until_on.replace(month=5)
    send_reasons(case, text="用于学术研究", on=date(2026, 3, 6))

    with pytest.raises(errors.ReasonsGiven, match="网上说明理由"):
        judge(case, False, on=late)

    explain(case, on=late, received_on=date(2026, 3, 6))
    assert judge(case, True, on=late).state == State.ASSIGNED
