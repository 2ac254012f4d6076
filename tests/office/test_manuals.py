"""办理流程: everybody of the staff reads each table of steps, with conditions, documents and periods."""

import pytest
from django.test import Client

from gongkai.manuals import MANUALS
from tests.factories import make_body, staff_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(staff_of(make_body()).handler)
    return client


def test_the_menu_leads_to_how_a_request_is_handled(reader: Client) -> None:
    page = reader.get("/office/manuals/").content.decode()

    assert 'href="/office/manuals/"' in page
    assert "政府信息公开申请办理流程" in page
    assert "没有告知过补正；补正只能一次性告知（条例第三十条）。" in page
    assert "补正告知书" in page
    assert "答复申请：收到申请之日起20个工作日内作出答复（条例第三十三条）。" in page


@pytest.mark.parametrize("code", MANUALS)
def test_each_manual_lists_all_its_steps_and_states(reader: Client, code: str) -> None:
    page = reader.get(f"/office/manuals/{code}/").content.decode()

    assert all(f'<li id="{step.code}">' in page for step in MANUALS[code].workflow.steps)
    assert all(state.label in page for state in MANUALS[code].states)


def test_there_are_no_other_manuals(reader: Client) -> None:
    assert reader.get("/office/manuals/budget/").status_code == 404
