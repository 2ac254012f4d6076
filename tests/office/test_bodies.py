"""机关设置: the administrator changes, the head of the disclosure office reads, nobody else gets in."""

from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client

from gongkai.bodies.actions import add_leader, add_reading_place
from gongkai.bodies.models import Body, Leader, ReadingPlace, Unit, User
from gongkai.casework.models import CaseworkPolicy
from gongkai.office.forms.bodies import BODY_FIELDS
from gongkai.rules.roles import Role
from tests.factories import make_body, make_unit, make_user

pytestmark = pytest.mark.django_db
SETTINGS = "/office/bodies/"


@pytest.fixture
def body() -> Body:
    return make_body(code="haicheng", name="海城市人力资源和社会保障局", short_name="市人社局")


@pytest.fixture
def office(body: Body) -> Unit:
    return make_unit(body=body, name="办公室", code="office", is_disclosure_office=True)


@pytest.fixture
def administrator(office: Unit) -> User:
    return make_user(role=Role.ADMINISTRATOR, unit=office, full_name="管理员甲")


def typed(body: Body, **changes: Any) -> dict[str, Any]:
    return {
        **model_to_dict(body, BODY_FIELDS),
        "legal_review": "not_granted",
        "extension_notices": 1,
        "split_counting": "each",
        "entry_days": 1,
        "withholding_months": 6,
        "promotion_applicants": 3,
        **changes,
    }


def test_the_body_is_changed_and_its_code_stays(body: Body, administrator: User, client: Client) -> None:
    client.force_login(administrator)

    client.post(SETTINGS, typed(body, phone="0515-88880000", legal_review="always", uscc="x", code="other"))

    body.refresh_from_db()
    assert (body.phone, body.code) == ("0515-88880000", "haicheng")
    policy = CaseworkPolicy.objects.for_body(body)
    assert (policy.legal_review, policy.withholding_months, policy.promotion_applicants) == ("always", 6, 3)
    assert body.uscc in client.get(SETTINGS).content.decode()


def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(
    body: Body, administrator: User, client: Client
) -> None:
    client.force_login(administrator)

    answer = client.post(SETTINGS, typed(body, phone="0515-88880000", email="none"))

    assert answer.context["form"].errors["email"]
    assert "0515-88880000" in answer.content.decode()
    body.refresh_from_db()
    assert body.phone == ""


BAD_TEMPLATES = ["{serial:04d}-{month}", "没有编号", "{year", "{0}{serial}", "{year}{{serial}}"]


@pytest.mark.parametrize("template", BAD_TEMPLATES)
def test_a_numbering_template_that_would_fail_later_is_refused(
    template: str, body: Body, administrator: User, client: Client
) -> None:
    client.force_login(administrator)

    answer = client.post(SETTINGS, typed(body, request_no_template=template))

    assert answer.context["form"].errors["request_no_template"]
    body.refresh_from_db()
    assert body.request_no_template == "{year}{serial:04d}"


def test_numbering_templates_are_shown_and_typed_in_chinese(
    body: Body, administrator: User, client: Client
) -> None:
    client.force_login(administrator)

    shown = client.get(SETTINGS).content.decode()
    client.post(SETTINGS, typed(body, request_no_template="申{年份}-{顺序号:05d}"))

    assert 'value="{年份}{顺序号:04d}"' in shown
    assert "{serial" not in shown
    body.refresh_from_db()
    assert body.request_no_template == "申{year}-{serial:05d}"


def test_the_head_of_the_office_reads_and_changes_nothing(body: Body, office: Unit, client: Client) -> None:
    client.force_login(make_user(role=Role.OFFICE_HEAD, unit=office))
    place = add_reading_place(body, kind="archive", name="市档案馆", address="文渊路8号", hours="工作日")

    refused = client.post(SETTINGS, typed(body, phone="0515-88880000"))
    client.post(f"{SETTINGS}units/{office.pk}/", {"name": "改名", "order": 0})
    client.post(f"{SETTINGS}places/{place.pk}/remove/")

    assert "由管理员修改" in refused.content.decode()
    body.refresh_from_db()
    office.refresh_from_db()
    assert (body.phone, office.name, ReadingPlace.objects.count()) == ("", "办公室", 1)


@pytest.mark.parametrize("role", [Role.HANDLER, Role.REPORT_EDITOR, Role.LEADER])
def test_other_roles_do_not_get_in(role: Role, office: Unit, client: Client) -> None:
    client.force_login(make_user(role=role, unit=office))

    for page in ("", "units/", "people/", "calendar/"):
        assert client.get(SETTINGS + page).status_code in (302, 403)


def test_a_unit_is_added_renamed_and_closed(body: Body, administrator: User, client: Client) -> None:
    client.force_login(administrator)

    client.post(f"{SETTINGS}units/new/", {"name": "就业科", "code": "employment", "order": 2})
    unit = Unit.objects.get(code="employment")
    client.post(f"{SETTINGS}units/{unit.pk}/", {"name": "就业促进科", "order": 2})

    unit.refresh_from_db()
    assert (unit.body, unit.name, unit.is_active) == (body, "就业促进科", False)


def test_a_second_disclosure_office_is_refused(administrator: User, client: Client) -> None:
    client.force_login(administrator)
    second = {"name": "第二办公室", "code": "office2", "order": 0, "is_disclosure_office": "on"}

    answer = client.post(f"{SETTINGS}units/new/", second)

    assert answer.context["form"].non_field_errors()
    assert "第二办公室" in answer.content.decode()
    assert not Unit.objects.filter(code="office2").exists()


def test_leaders_and_places_are_kept(body: Body, office: Unit, administrator: User, client: Client) -> None:
    client.force_login(administrator)
    leader = {"name": "甲局长", "title": "局长", "duties": "主持全面工作。", "units": [office.pk], "order": 1}
    place = {"kind": "library", "name": "市图书馆", "address": "人民路120号", "hours": "周二至周日"}

    client.post(f"{SETTINGS}leaders/new/", leader)
    client.post(f"{SETTINGS}places/new/", place)
    kept = Leader.objects.get()
    client.post(f"{SETTINGS}leaders/{kept.pk}/", {**leader, "title": "党组书记、局长", "is_active": "on"})

    kept.refresh_from_db()
    assert (kept.title, list(kept.units.all())) == ("党组书记、局长", [office])
    assert "市图书馆" in client.get(f"{SETTINGS}places/").content.decode()
    client.post(f"{SETTINGS}places/{ReadingPlace.objects.get().pk}/remove/")
    assert not ReadingPlace.objects.exists()


def test_what_belongs_to_another_body_is_not_there(administrator: User, client: Client) -> None:
    elsewhere = make_body()
    unit = make_unit(body=elsewhere)
    leader = add_leader(elsewhere, name="乙局长", title="局长", duties="主持全面工作。")
    place = add_reading_place(elsewhere, kind="own", name="查阅室", address="一楼", hours="工作日")
    client.force_login(administrator)

    for page in (f"units/{unit.pk}/", f"leaders/{leader.pk}/", f"places/{place.pk}/"):
        assert client.get(SETTINGS + page).status_code == 404
    assert client.post(f"{SETTINGS}places/{place.pk}/remove/").status_code == 404
    assert ReadingPlace.objects.filter(pk=place.pk).exists()
