"""人员和任职: new accounts, roles in several units, and the limits of one body's administrator."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from gongkai.bodies.actions import assign_role, change_user
from gongkai.bodies.models import Body, Unit, User
from gongkai.rules.roles import Role
from tests.factories import PASSWORD, make_body, make_unit, make_user

pytestmark = pytest.mark.django_db
PEOPLE = "/office/bodies/people/"
NEW_PASSWORD = "明江大道上的第66棵梧桐"


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def office(body: Body) -> Unit:
    return make_unit(body=body, name="办公室", is_disclosure_office=True)


@pytest.fixture
def administrator(office: Unit) -> User:
    return make_user(role=Role.ADMINISTRATOR, unit=office, full_name="管理员甲")


def newcomer(unit: Unit, **changes: Any) -> dict[str, Any]:
    first = {
        "username": "zhou",
        "full_name": "周经办",
        "password": NEW_PASSWORD,
        "unit": unit.pk,
        "role": Role.HANDLER.value,
        "on": localdate().isoformat(),
    }
    return {**first, **changes}


def test_a_newcomer_logs_in_and_has_the_role(
    body: Body, office: Unit, administrator: User, client: Client
) -> None:
    client.force_login(administrator)

    client.post(f"{PEOPLE}new/", newcomer(office))

    person = User.objects.get(username="zhou")
    assert person.roles_in(body) == {Role.HANDLER}
    assert Client().login(username="zhou", password=NEW_PASSWORD)


def test_an_easy_password_is_refused_and_the_rest_is_kept(
    office: Unit, administrator: User, client: Client
) -> None:
    client.force_login(administrator)

    answer = client.post(f"{PEOPLE}new/", newcomer(office, password="1234567890"))

    assert answer.context["form"].errors["password"]
    assert "周经办" in answer.content.decode()
    assert not User.objects.filter(username="zhou").exists()


def test_a_name_that_is_taken_points_to_the_other_form(
    office: Unit, administrator: User, client: Client
) -> None:
    make_user(username="zhou", role=Role.HANDLER)
    client.force_login(administrator)

    answer = client.post(f"{PEOPLE}new/", newcomer(office))

    assert "给已有账户任职" in answer.context["form"].errors["username"][0]


def test_one_person_works_in_several_units_and_bodies(
    body: Body, office: Unit, administrator: User, client: Client
) -> None:
    known = make_user(username="zhou", role=Role.HANDLER)
    client.force_login(administrator)
    role = {"unit": office.pk, "role": Role.ARCHIVIST.value, "on": "2025-01-01"}

    client.post(f"{PEOPLE}known/", {"username": "zhou", **role})
    client.post(f"{PEOPLE}{known.pk}/roles/", {**role, "role": Role.REGISTRAR.value})

    assert known.roles_in(body) == {Role.ARCHIVIST, Role.REGISTRAR}
    assert known.bodies().count() == 2


def test_a_role_ends_on_its_last_day(body: Body, office: Unit, administrator: User, client: Client) -> None:
    person = make_user(role=Role.HANDLER, unit=office)
    held = person.assignments.get()
    client.force_login(administrator)
    page = f"{PEOPLE}{person.pk}/roles/{held.pk}/"

    too_early = client.post(page, {"on": "2008-01-01"})
    client.post(page, {"on": "2025-12-31"})

    assert too_early.context["form"].errors
    assert person.roles_in(body, date(2025, 12, 31)) == {Role.HANDLER}
    assert person.roles_in(body, date(2026, 1, 1)) == frozenset()


def test_the_last_administrator_cannot_end_the_own_role(administrator: User, client: Client) -> None:
    held = administrator.assignments.get()
    client.force_login(administrator)

    answer = client.post(f"{PEOPLE}{administrator.pk}/roles/{held.pk}/", {"on": localdate().isoformat()})

    assert "接任" in answer.content.decode()
    held.refresh_from_db()
    assert held.until_on is None


def test_a_new_password_is_set_and_the_account_closed(
    office: Unit, administrator: User, client: Client
) -> None:
    person = make_user(role=Role.HANDLER, unit=office, username="zhou")
    client.force_login(administrator)

    client.post(f"{PEOPLE}{person.pk}/password/", {"password": NEW_PASSWORD})
    assert Client().login(username="zhou", password=NEW_PASSWORD)
    client.post(f"{PEOPLE}{person.pk}/", {"full_name": "周某"})

    person.refresh_from_db()
    assert (person.full_name, person.is_active) == ("周某", False)


def test_the_administrator_enters_the_work_address(office: Unit, administrator: User, client: Client) -> None:
    person = make_user(role=Role.HANDLER, unit=office, full_name="周经办")
    client.force_login(administrator)
    kept = {"full_name": "周经办", "is_active": "on"}

    refused = client.post(f"{PEOPLE}{person.pk}/", {**kept, "wants_reminders": "on"})
    client.post(f"{PEOPLE}{person.pk}/", {**kept, "email": "zhou@example.org", "wants_reminders": "on"})

    person.refresh_from_db()
    assert "要用电子邮件提醒，请填写工作邮箱" in refused.content.decode()
    assert (person.email, person.wants_reminders) == ("zhou@example.org", True)


def test_one_turns_ones_own_reminders_on_and_off(office: Unit, client: Client) -> None:
    person = make_user(role=Role.HANDLER, unit=office)
    client.force_login(person)

    known = {"current": PASSWORD}

    wrong = client.post("/office/me/", {"email": "zhou", "wants_reminders": "on"})
    client.post("/office/me/", {"email": "zhou@example.org", "wants_reminders": "on", **known})
    person.refresh_from_db()
    on = (person.email, person.wants_reminders)
    client.post("/office/me/", {"email": "", **known})

    person.refresh_from_db()
    assert 'value="zhou"' in wrong.content.decode()
    assert on == ("zhou@example.org", True)
    assert (person.email, person.wants_reminders) == ("", False)


@pytest.mark.parametrize("current", ["", "guessed"])
def test_where_links_for_passwords_go_is_changed_with_the_password_only(
    office: Unit, client: Client, current: str
) -> None:
    person = change_user(make_user(role=Role.HANDLER, unit=office), email="zhou@example.org")
    client.force_login(person)

    refused = client.post("/office/me/", {"email": "thief@example.org", "current": current})
    client.post("/office/me/", {"email": "zhou@example.org", "wants_reminders": "on"})

    assert "须填写正确的当前密码" in refused.content.decode()
    person.refresh_from_db()
    assert (person.email, person.wants_reminders) == ("zhou@example.org", True)


@time_machine.travel("2026-03-09 09:01+08:00", tick=False)  # tries are counted by spans of time
def test_the_password_is_not_guessed_in_a_session_that_was_left_open(office: Unit, client: Client) -> None:
    person = change_user(make_user(role=Role.HANDLER, unit=office), email="zhou@example.org")
    client.force_login(person)
    stolen = {"email": "thief@example.org"}
    for guess in range(5):
        client.post("/office/me/", {**stolen, "current": f"guess {guess}"})

    refused = client.post("/office/me/", {**stolen, "current": PASSWORD})

    assert "尝试的次数太多，请5分钟后再试。" in refused.content.decode()
    person.refresh_from_db()
    assert person.email == "zhou@example.org"


def test_the_account_of_somebody_from_another_body_is_not_taken_over(
    office: Unit, administrator: User, client: Client
) -> None:
    head = make_user(role=Role.OFFICE_HEAD, username="head")
    assign_role(head, unit=office, role=Role.ARCHIVIST, on=date(2025, 1, 1))
    client.force_login(administrator)

    answer = client.post(f"{PEOPLE}{head.pk}/password/", {"password": NEW_PASSWORD})
    client.post(f"{PEOPLE}{head.pk}/", {"full_name": "改名"})

    assert "该机关的管理员" in answer.content.decode()
    assert Client().login(username="head", password=PASSWORD)
    head.refresh_from_db()
    assert head.full_name == "王芳"


def test_nobody_gives_a_superuser_a_role_or_a_password(
    office: Unit, administrator: User, client: Client
) -> None:
    root = make_user(username="root", is_superuser=True)
    client.force_login(administrator)
    role = {"unit": office.pk, "role": Role.ARCHIVIST.value, "on": "2025-01-01"}

    answer = client.post(f"{PEOPLE}known/", {"username": "root", **role})

    assert answer.context["form"].errors["username"]
    assert not root.assignments.exists()


def test_people_of_another_body_are_not_there(administrator: User, client: Client) -> None:
    stranger = make_user(role=Role.HANDLER)
    held = stranger.assignments.get()
    client.force_login(administrator)

    for page in ("", "roles/", "password/", f"roles/{held.pk}/"):
        assert client.get(f"{PEOPLE}{stranger.pk}/{page}").status_code == 404
    assert stranger not in client.get(PEOPLE).context["people"]


def test_the_head_of_the_office_sees_people_and_assigns_nobody(
    body: Body, office: Unit, client: Client
) -> None:
    person = make_user(role=Role.HANDLER, unit=office)
    client.force_login(make_user(role=Role.OFFICE_HEAD, unit=office))

    assert person in client.get(PEOPLE).context["people"]
    client.post(f"{PEOPLE}new/", newcomer(office))
    client.post(f"{PEOPLE}{person.pk}/roles/", {"unit": office.pk, "role": "leader", "on": "2025-01-01"})

    assert not User.objects.filter(username="zhou").exists()
    assert person.roles_in(body) == {Role.HANDLER}


def test_more_people_take_no_more_queries(office: Unit, administrator: User, client: Client) -> None:
    client.force_login(administrator)
    with CaptureQueriesContext(connection) as few:
        client.get(PEOPLE)
    for _ in range(8):
        make_user(role=Role.HANDLER, unit=office)

    with CaptureQueriesContext(connection) as many:
        client.get(PEOPLE)

    assert len(many) == len(few)
