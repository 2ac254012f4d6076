"""机关设置 › 门户外观: previewed before it is adopted; days of mourning; only by the administrator."""

import pytest
from django.test import Client

from gongkai.bodies.models import Body, Design, MourningPeriod
from gongkai.rules.roles import Role
from tests.factories import Staff, make_user
from tests.office.conftest import LogIn

PLAIN = {"site_name": "", "colour": "", "accent": "", "titles": "song"}


@pytest.fixture
def office(staff: Staff, log_in: LogIn) -> Client:
    return log_in(make_user(role=Role.ADMINISTRATOR, unit=staff.office))


def test_a_look_is_previewed_and_then_adopted(office: Client, bureau: Body) -> None:
    kept = office.post("/office/bodies/design/", PLAIN | {"colour": "#8b1a1a"})

    draft = Design.objects.get()
    assert kept["Location"] == f"/office/bodies/design/{draft.pk}/"
    preview = office.get(kept["Location"]).content.decode()
    assert 'src="/design/' in preview
    assert Design.objects.current(bureau) is None

    office.post(kept["Location"])

    assert Design.objects.current(bureau) == draft


def test_a_colour_that_cannot_be_read_keeps_the_form_filled_in(office: Client, bureau: Body) -> None:
    answer = office.post("/office/bodies/design/", PLAIN | {"colour": "#ff9900", "site_name": "海城人社网"})

    text = answer.content.decode()
    assert "对比度应当不低于 4.5 : 1" in text
    assert "海城人社网" in text


def test_days_of_mourning_are_set_and_cancelled(office: Client, bureau: Body) -> None:
    days = {"from_on": "2099-04-04", "until_on": "2099-04-04", "reason": "国务院公告"}
    office.post("/office/bodies/mourning/", days)

    period = MourningPeriod.objects.get()
    assert "取消哀悼日" in office.get("/office/bodies/design/").content.decode()
    office.post(f"/office/bodies/mourning/{period.pk}/cancel/")

    period.refresh_from_db()
    assert period.cancelled_at is not None
    late = office.post("/office/bodies/mourning/", days | {"until_on": "2099-04-01"})
    assert "截止日期应当不早于开始日期" in late.content.decode()


def test_others_read_and_change_nothing(staff: Staff, log_in: LogIn, bureau: Body) -> None:
    office = log_in(staff.office_head)

    assert "预览</button>" not in office.get("/office/bodies/design/").content.decode()
    assert office.post("/office/bodies/design/", PLAIN).status_code in {302, 403}
    assert not Design.objects.exists()
