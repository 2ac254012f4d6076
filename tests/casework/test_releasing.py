"""释放为公开答复（条例第四十四条）: once, without the applicant, and taken down when it must be."""

from datetime import date

import pytest

from gongkai.casework import errors
from gongkai.casework.actions import release_answer, withdraw_answer
from gongkai.casework.models import DisclosureRequest, ReleasedAnswer
from gongkai.workflow import StepNotAllowed
from tests.factories import Staff, answer_request, make_request, staff_of

pytestmark = pytest.mark.django_db
ANSWERED, RELEASED = date(2026, 3, 9), date(2026, 3, 12)


def answered() -> tuple[DisclosureRequest, Staff]:
    case = answer_request(make_request(name="李明"), on=ANSWERED)
    return case, staff_of(case.body)


def release(case: DisclosureRequest, staff: Staff, *, summary: str = "共有企业126家。") -> ReleasedAnswer:
    return release_answer(case, title="稳岗返还企业数", summary=summary, by=staff.office_head, on=RELEASED)


def test_what_was_answered_is_released_with_its_outcome_and_day() -> None:
    case, staff = answered()

    answer = release(case, staff)

    assert list(ReleasedAnswer.objects.of(case.body).public()) == [answer]
    assert (str(answer), answer.outcome, answer.answered_on) == ("稳岗返还企业数", "granted", ANSWERED)
    assert case.events.get(step="release_answer").data["summary"] == "共有企业126家。"


@pytest.mark.parametrize("summary", ["李明申请的名单。", "李 明先生：", "联系电话138 0000 0000。"])
def test_no_fact_about_the_applicant_may_stand_in_it(summary: str) -> None:
    case, staff = answered()

    with pytest.raises(errors.NamesPerson) as refused:
        release(case, staff, summary=summary)

    assert "李明" not in str(refused.value)
    assert not ReleasedAnswer.objects.exists()


def test_it_says_something() -> None:
    case, staff = answered()

    with pytest.raises(errors.RequestIncomplete):
        release(case, staff, summary="  ")


def test_it_is_public_once() -> None:
    case, staff = answered()
    release(case, staff)

    with pytest.raises(errors.AlreadyReleased):
        release(case, staff)


def test_taken_down_it_may_be_released_anew() -> None:
    case, staff = answered()
    first = release(case, staff)

    withdraw_answer(case, note="有新的数字。", by=staff.office_head, on=date(2026, 3, 20))

    first.refresh_from_db()
    assert first.withdrawn_on == date(2026, 3, 20)
    assert not ReleasedAnswer.objects.public().exists()
    with pytest.raises(errors.NotReleased):
        withdraw_answer(case, by=staff.office_head, on=date(2026, 3, 20))
    release(case, staff)


def test_only_the_head_of_the_office_releases() -> None:
    case, staff = answered()

    with pytest.raises(StepNotAllowed):
        release_answer(case, title="稳岗", summary="名单。", by=staff.registrar, on=RELEASED)


def test_what_ended_without_a_reply_has_nothing_to_release() -> None:
    case = make_request(assigned=True)

    with pytest.raises(StepNotAllowed):
        release(case, staff_of(case.body))
