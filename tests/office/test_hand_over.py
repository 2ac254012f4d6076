"""移交: the administrator sees what a leaving person handles, and hands all of it over."""

import pytest

from gongkai.bodies.models import Body
from gongkai.rules.roles import Role
from tests.factories import Staff, make_request, make_user
from tests.office.conftest import LogIn, words

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
    assert "没有要移交的申请" in words(browser.get(address))
