"""延长答复期限：经办人提出，政府信息公开工作机构负责人审批（条例第三十三条第二款）."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongkai.casework import errors
from gongkai.casework.actions import (
    accept_correction,
    ask_to_correct,
    assign_unit,
    decline_extension,
    extend_deadline,
    request_extension,
    set_policy,
)
from gongkai.casework.extension import extension_rule, most_days, notices_sent
from gongkai.casework.models import DisclosureRequest, ExtensionRequest
from gongkai.casework.states import State
from tests.factories import make_body, make_request, staff_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)


def wish(
    case: DisclosureRequest | None = None, *, days: int = 8, reason: str = "涉及三个科室"
) -> DisclosureRequest:
    case = case or make_request(assigned=True)
    return request_extension(case, days=days, reason=reason, by=staff_of(case.body).handler, on=DAY)


def extend(case: DisclosureRequest, days: int, on: date = DAY) -> DisclosureRequest:
    return extend_deadline(case, days=days, reason="涉及三个科室", by=staff_of(case.body).office_head, on=on)


def test_a_wish_moves_nothing_until_the_head_approves() -> None:
    case = wish()

    assert (case.due_on, case.state) == (date(2026, 3, 30), State.ASSIGNED)
    asked = ExtensionRequest.objects.get(request=case)
    assert (asked.verdict, asked.days) == ("待审批", 8)
    case = extend(case, 8)
    asked.refresh_from_db()
    assert (asked.verdict, asked.decided_by) == ("同意", staff_of(case.body).office_head)
    assert case.due_on == date(2026, 4, 10)


def test_the_head_may_decline_with_a_reason() -> None:
    case = wish()
    head = staff_of(case.body).office_head

    with pytest.raises(errors.RequestIncomplete):
        decline_extension(case, opinion=" ", by=head, on=DAY)
    case = decline_extension(case, opinion="可以如期答复", by=head, on=DAY)

    asked = ExtensionRequest.objects.get(request=case)
    assert (asked.verdict, asked.opinion, case.due_on) == ("不同意", "可以如期答复", date(2026, 3, 30))
    with pytest.raises(errors.NoExtensionAsked):
        decline_extension(case, opinion="可以如期答复", by=head, on=DAY)


def test_one_wish_at_a_time() -> None:
    with pytest.raises(errors.ExtensionAsked, match="等待政府信息公开工作机构负责人审批"):
        wish(wish())


@pytest.mark.parametrize("days", [0, 21])
def test_a_wish_is_for_as_many_days_as_the_law_allows(days: int) -> None:
    with pytest.raises(errors.ExtensionTooLong, match="最长20个"):
        wish(days=days)


def test_a_wish_needs_a_reason() -> None:
    with pytest.raises(errors.RequestIncomplete):
        wish(reason=" ")


def test_the_head_extends_without_being_asked() -> None:
    case = extend(make_request(assigned=True), 20)

    assert case.due_on == date(2026, 4, 28)
    assert case.events.get(step="extend").data["wish"] is None


def test_a_body_may_allow_several_notices_within_twenty_days() -> None:
    body = make_body()
    set_policy(body, extension_notices=3)
    case = extend(extend(make_request(body=body, assigned=True), 8), 7)

    assert (most_days(case), notices_sent(case), case.extension_days) == (5, 2, 15)
    assert extension_rule(case) == "最多延长3次，合计不得超过上限"
    with pytest.raises(errors.ExtensionTooLong, match="最长5个"):
        extend(case, 6)
    case = extend(case, 5)
    with pytest.raises(errors.AlreadyExtended, match="最多延长3次"):
        extend(case, 1)


def test_nothing_is_left_after_twenty_days() -> None:
    body = make_body()
    set_policy(body, extension_notices=2)
    case = extend(make_request(body=body, assigned=True), 20)

    with pytest.raises(errors.AlreadyExtended, match="达到上限"):
        extend(case, 1)


def test_a_period_that_counts_anew_may_be_extended_anew() -> None:
    case = extend(make_request(), 10)
    staff = staff_of(case.body)
    case = ask_to_correct(case, items="请写明年度", by=staff.office_head, on=date(2026, 3, 10))
    case = accept_correction(case, text="2025年", by=staff.registrar, on=date(2026, 3, 16))

    assert notices_sent(case) == 0
    case = assign_unit(case, unit=staff.unit, by=staff.registrar, on=date(2026, 3, 16))
    case = extend(case, 20, date(2026, 3, 16))
    assert (notices_sent(case), case.extension_days) == (1, 20)


def test_no_extension_after_the_last_day_and_no_wish_either() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    late = date(2026, 3, 31)

    with pytest.raises(errors.ExtensionTooLate):
        extend(case, 5, late)
    with pytest.raises(errors.ExtensionTooLate):
        request_extension(case, days=5, reason="涉及三个科室", by=staff.handler, on=late)


def test_the_last_day_itself_is_in_time() -> None:
    assert extend(make_request(assigned=True), 5, date(2026, 3, 30)).due_on == date(2026, 4, 7)


@pytest.mark.parametrize("times", [0, 6])
def test_the_number_of_notices_has_a_range(times: int) -> None:
    with pytest.raises(ValidationError):
        set_policy(make_body(), extension_notices=times)
