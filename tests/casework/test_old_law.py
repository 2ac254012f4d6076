"""2019年5月15日以前收到的申请，各个步骤适用2007年的条例（政府信息公开条例第二十四条）."""

from datetime import date

import pytest

from gongkai.casework import errors
from gongkai.casework.actions import (
    ask_to_correct,
    consult_peer,
    consult_third_party,
    extend_deadline,
    notify_fee,
    record_delivery,
    record_opinion,
)
from gongkai.casework.models import Consultation, FeeNotice
from gongkai.casework.timing import law_day
from tests.factories import answer_request, make_request, staff_of

pytestmark = pytest.mark.django_db
LAST_OLD, FIRST_NEW = date(2019, 5, 14), date(2019, 5, 15)


def test_fifteen_days_and_at_most_fifteen_more() -> None:
    case = make_request(received_on=LAST_OLD)
    head = staff_of(case.body).office_head
    assert case.due_on == date(2019, 6, 4)

    with pytest.raises(errors.ExtensionTooLong, match="最长15个工作日"):
        extend_deadline(case, days=16, reason="涉及多个年度", by=head, on=date(2019, 5, 20))
    case = extend_deadline(case, days=15, reason="涉及多个年度", by=head, on=date(2019, 5, 20))

    assert case.due_on == date(2019, 6, 26)  # 6月7日端午节不计


def test_a_day_later_there_are_twenty() -> None:
    assert make_request(received_on=FIRST_NEW).due_on == date(2019, 6, 13)


def test_a_correction_may_be_asked_for_after_more_than_seven_working_days() -> None:
    old, new = make_request(received_on=LAST_OLD), make_request(received_on=FIRST_NEW)
    on = date(2019, 5, 28)

    old = ask_to_correct(old, items="请写明年度", by=staff_of(old.body).office_head, on=on)

    assert old.due_on is None
    with pytest.raises(errors.CorrectionNoticeTooLate):
        ask_to_correct(new, items="请写明年度", by=staff_of(new.body).office_head, on=on)


@pytest.mark.parametrize("consult", [consult_third_party, consult_peer])
def test_whoever_is_asked_has_no_term_even_after_the_new_law_came(consult: object) -> None:
    case = make_request(received_on=LAST_OLD, assigned=True)
    handler = staff_of(case.body).handler

    letter = consult(case, party="蓝天建材公司", by=handler, on=date(2019, 5, 20))  # type: ignore[operator]
    letter = record_delivery(letter, delivered_on=date(2019, 5, 21), by=handler, on=date(2019, 5, 21))

    assert (letter.due_on, letter.request.due_on) == (None, None)
    letter = record_opinion(letter, opinion=Consultation.Opinion.AGREE, by=handler, on=date(2019, 7, 1))
    assert letter.request.due_on == date(2019, 7, 16)  # 已用4日，7月2日起还有11日


def test_a_request_of_the_new_law_gives_fifteen_working_days() -> None:
    case = make_request(received_on=FIRST_NEW, assigned=True)
    handler = staff_of(case.body).handler

    letter = consult_third_party(case, party="蓝天建材公司", by=handler, on=date(2019, 5, 20))

    assert letter.due_on == date(2019, 6, 11)


def test_nothing_is_charged() -> None:
    case = make_request(received_on=LAST_OLD, assigned=True)
    head = staff_of(case.body).office_head

    with pytest.raises(errors.FeeNotDue):
        notify_fee(case, ladder=FeeNotice.Ladder.BY_VOLUME, quantity=86, by=head, on=date(2019, 5, 20))


def test_in_time_is_judged_by_the_old_period() -> None:
    case = answer_request(make_request(received_on=LAST_OLD), on=date(2019, 6, 5))

    assert (case.concluded_late, law_day(case)) == (True, LAST_OLD)
