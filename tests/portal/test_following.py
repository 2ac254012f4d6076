"""How a request stands, said to its applicant, also after the case was closed and filed away."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.portal.following import follow
from tests.factories import answer_request, make_request, staff_of
from tests.portal.bureau import Bureau

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)


def test_what_was_withdrawn_stays_withdrawn_after_it_is_closed(bureau: Bureau) -> None:
    staff = staff_of(bureau.body)
    case = actions.withdraw_request(make_request(body=bureau.body), reason="来信", by=staff.registrar, on=DAY)
    case = actions.close_request(case, by=staff.registrar, on=DAY)

    assert follow(case, DAY).words == "已撤回"


def test_what_was_answered_stays_answered(bureau: Bureau) -> None:
    case = answer_request(make_request(body=bureau.body), on=DAY)

    assert follow(case, DAY).words == "已答复"
