"""栏目: the standard catalogue by a button, its matters, and the lines on the first page."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.bodies.models import Body, Level, User
from gongkai.publishing import actions
from gongkai.publishing.models import Column, ColumnPolicy, Matter
from gongkai.rules.grassroots import areas
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_item, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    body = make_body(code="dongshan", level=Level.COUNTY)
    actions.lay_out_columns(body)
    return body


@pytest.fixture
def head(body: Body, client: Client) -> User:
    user = make_user(role=Role.OFFICE_HEAD, body=body)
    client.force_login(user)
    return user


def test_the_office_sees_every_matter_before_it_adds_them(body: Body, head: User, client: Client) -> None:
    address = reverse("office:columns_catalogue")
    page = client.get(address).content.decode()
    client.post(address, {"area": "employment"})

    assert "25 个事项，25 个可以加入" in page
    assert "职业培训信息发布" in page
    assert Matter.objects.count() == 25
    assert "25 个事项，都已加入" in client.get(address).content.decode()


def test_a_missing_topic_is_named_and_added(body: Body, head: User, client: Client) -> None:
    Column.objects.filter(body=body, slug="item-08").update(statutory_code="", is_active=False)
    Column.objects.filter(body=body, parent__slug="item-08").update(statutory_code="", is_active=False)
    Column.objects.filter(body=body, slug="item-08").update(slug="old-08", path="/statutory/old-08/")
    for child in Column.objects.filter(parent__slug="old-08"):
        Column.objects.filter(pk=child.pk).update(slug=f"o{child.pk}", path=f"/statutory/old-08/o{child.pk}/")

    page = client.get(reverse("office:columns_catalogue")).content.decode()
    client.post(reverse("office:columns_catalogue"))

    assert "条例第二十条第八项" in page
    assert Column.objects.filter(body=body, slug="item-08").exists()


def test_who_does_not_keep_the_catalogue_only_reads(body: Body, client: Client) -> None:
    client.force_login(make_user(role=Role.INFORMATION_OFFICER, body=body))

    answer = client.post(reverse("office:columns_catalogue"), {"area": "employment"}, follow=True)

    assert "由政府信息公开工作机构负责人设置" in answer.content.decode()
    assert not Matter.objects.exists()
    assert "加入 25 个事项" not in answer.content.decode()


def test_a_body_without_a_tree_hears_what_is_missing(client: Client) -> None:
    client.force_login(make_user(role=Role.OFFICE_HEAD, body=make_body()))

    answer = client.post(reverse("office:columns_catalogue"), {"area": "employment"}, follow=True)

    assert "还没有“法定主动公开内容”的栏目" in answer.content.decode()


def test_a_matter_is_tied_to_the_item_in_which_it_is_published(
    body: Body, head: User, client: Client
) -> None:
    actions.lay_out_catalogue(body, areas()["employment"])
    matter = Matter.objects.select_related("column").get(name="失业登记")
    column = actions.change_column(matter.column, owner_unit=make_unit(body=body))
    item = make_item(column=column, title="失业登记办事指南", published_on=date(2025, 3, 4))
    address = reverse("office:columns_matter", args=[matter.pk])
    facts = {"name": "失业登记", "elements": "对象条件", "is_active": "on", "item": item.pk}

    client.post(address, facts)
    wrong = client.post(address, {**facts, "name": ""})

    matter.refresh_from_db()
    assert (matter.item, matter.elements) == (item, "对象条件")
    assert (wrong.status_code, "失业登记" in wrong.content.decode()) == (200, True)
    listed = client.get(reverse("office:columns_matters", args=[matter.column.slug])).content.decode()
    assert "失业登记办事指南" in listed
    assert "还没有公布" in listed


def test_the_days_until_the_leader_hears_are_settled_on_the_page(
    body: Body, head: User, client: Client
) -> None:
    client.post(reverse("office:columns"), {"leader_after_days": "20"})
    wrong = client.post(reverse("office:columns"), {"leader_after_days": "0"})

    assert ColumnPolicy.objects.get(body=body).leader_after_days == 20
    assert wrong.status_code == 200


def test_the_owner_sees_the_line_first_and_the_leader_later(client: Client) -> None:
    body = make_body()
    unit = make_unit(body=body)
    make_column(body=body, unit=unit, name="空着的栏目")
    owner, leader = make_user(role=Role.HANDLER, unit=unit), make_user(role=Role.LEADER, body=body)
    stranger = make_user(role=Role.HANDLER, unit=make_unit(body=body))
    actions.watch_columns(on=date(2026, 3, 2))

    def sees(user: User) -> bool:
        client.force_login(user)
        return "空着的栏目" in client.get(reverse("office:today")).content.decode()

    early = [sees(owner), sees(leader), sees(stranger)]
    actions.watch_columns(on=date(2026, 3, 12))

    assert early == [True, False, False]
    assert [sees(owner), sees(leader), sees(stranger)] == [True, True, False]


def test_the_list_tells_since_when_and_who_was_told(body: Body, head: User, client: Client) -> None:
    actions.watch_columns(on=date(2026, 3, 2))
    actions.watch_columns(on=date(2026, 3, 12))

    page = client.get(reverse("office:columns")).content.decode()

    assert "2026年3月2日提醒维护科室，2026年3月12日报分管领导" in page
