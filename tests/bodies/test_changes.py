"""机关设置: what may change of a body, its units, leaders, places and people, and what stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from gongkai.bodies import actions
from gongkai.bodies.errors import LastAdministrator
from gongkai.bodies.models import Assignment, ReadingPlace
from gongkai.rules.roles import Role
from tests.factories import PASSWORD, make_body, make_unit, make_user

pytestmark = pytest.mark.django_db


def test_contact_data_change_and_the_place_in_the_tree_stays() -> None:
    body = make_body(code="haicheng")

    actions.change_body(body, phone="0515-12345678", office_hours="工作日 9:00—17:00")

    body.refresh_from_db()
    assert body.phone == "0515-12345678"
    for fixed in ("code", "uscc", "parent", "path"):
        with pytest.raises(ValueError, match=fixed):
            actions.change_body(body, **{fixed: "x"})


def test_an_e_mail_address_that_is_none_is_refused() -> None:
    body = make_body()

    with pytest.raises(ValidationError):
        actions.change_body(body, email="none")

    body.refresh_from_db()
    assert body.email == ""


def test_a_unit_is_renamed_and_closed_and_keeps_its_code() -> None:
    unit = make_unit(name="信息科", code="info")

    actions.change_unit(unit, name="信息中心", is_active=False)

    unit.refresh_from_db()
    assert (unit.name, unit.code, unit.is_active) == ("信息中心", "info", False)


def test_no_second_unit_becomes_the_disclosure_office() -> None:
    body = make_body()
    make_unit(body=body, is_disclosure_office=True)
    second = make_unit(body=body)

    with pytest.raises(ValidationError):
        actions.change_unit(second, is_disclosure_office=True)


def test_the_duties_and_units_of_a_leader_change() -> None:
    body = make_body()
    law, office = make_unit(body=body), make_unit(body=body)
    leader = actions.add_leader(body, name="甲局长", title="局长", duties="主持全面工作。", units=[law])

    actions.change_leader(leader, units=[office], duties="主持全面工作，分管政务公开。")

    leader.refresh_from_db()
    assert list(leader.units.all()) == [office]
    assert "政务公开" in leader.duties


def test_a_reading_place_is_moved_and_removed() -> None:
    place = actions.add_reading_place(
        make_body(), kind="archive", name="海城市档案馆", address="文渊路8号", hours="工作日"
    )

    actions.change_reading_place(place, address="文渊路9号")
    assert ReadingPlace.objects.get().address == "文渊路9号"

    actions.remove_reading_place(place)
    assert not ReadingPlace.objects.exists()


def test_a_new_password_ends_the_sessions_and_must_not_be_easy(client: Client) -> None:
    person = make_user(role=Role.HANDLER)
    client.force_login(person)

    with pytest.raises(ValidationError):
        actions.set_password(person, password="12345678", by=None)
    assert person.check_password(PASSWORD)
    changed = actions.set_password(person, password="明江大道上的第66棵梧桐", by=None)

    assert changed.check_password("明江大道上的第66棵梧桐")
    assert client.get("/office/me/").status_code == 302


def test_a_closed_account_keeps_its_records_and_logs_in_no_more(client: Client) -> None:
    person = make_user(role=Role.HANDLER)

    actions.change_user(person, is_active=False)

    assert Assignment.objects.filter(user=person).exists()
    assert not client.login(username=person.username, password=PASSWORD)


def test_nobody_becomes_superuser_by_a_change() -> None:
    person = make_user(role=Role.HANDLER)

    with pytest.raises(ValueError, match="is_superuser"):
        actions.change_user(person, is_superuser=True)


def test_the_last_administrator_stays_until_another_is_there() -> None:
    body = make_body()
    first = make_user(role=Role.ADMINISTRATOR, body=body).assignments.get()

    with pytest.raises(LastAdministrator, match="接任"):
        actions.end_assignment(first, on=date(2026, 3, 31))
    make_user(role=Role.ADMINISTRATOR, body=body)
    actions.end_assignment(first, on=date(2026, 3, 31))

    assert first.until_on == date(2026, 3, 31)
