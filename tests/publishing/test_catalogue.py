"""标准目录和栏目维护: what a column has to hold, and what happens when it lies empty."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from gongkai.bodies.models import Body, Level
from gongkai.publishing import actions
from gongkai.publishing.errors import NoSuchPlace
from gongkai.publishing.models import Column, ColumnAlarm, Matter
from gongkai.rules.grassroots import areas
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_item, make_unit, make_user

pytestmark = pytest.mark.django_db
EMPLOYMENT = areas()["employment"]


@pytest.fixture
def body() -> Body:
    body = make_body(code="dongshan", level=Level.COUNTY)
    actions.lay_out_columns(body)
    return body


def test_an_area_becomes_columns_with_what_each_matter_has_to_say(body: Body) -> None:
    added = actions.lay_out_catalogue(body, EMPLOYMENT)

    assert len(added) == 25
    column = Column.objects.get(body=body, slug="start-up-services")
    assert column.path == "/statutory/item-11/grassroots-employment/start-up-services/"
    matter = column.matters.get(name="创业补贴申领")
    assert matter.element_list[:3] == ["文件依据", "补贴对象", "申领条件"]
    assert (matter.period, matter.mode) == ("信息形成或者变更之日起20个工作日内", "主动公开")


def test_laying_out_again_adds_only_what_is_new_and_keeps_what_was_changed(body: Body) -> None:
    actions.lay_out_catalogue(body, EMPLOYMENT)
    matter = Matter.objects.get(name="失业登记")
    actions.change_matter(matter, item=None, elements="对象\n材料")
    Matter.objects.get(name="就业登记").delete()

    added = actions.lay_out_catalogue(body, EMPLOYMENT)

    assert [str(each) for each in added] == ["就业登记"]
    assert Matter.objects.get(name="失业登记").element_list == ["对象", "材料"]


def test_without_the_statutory_tree_there_is_no_place() -> None:
    body = make_body()

    with pytest.raises(NoSuchPlace, match="请先按条例第二十条"):
        actions.lay_out_catalogue(body, EMPLOYMENT)
    with pytest.raises(NoSuchPlace, match="lay-out-columns"):
        actions.add_missing_topics(body)


def test_a_plan_says_what_is_there_already(body: Body) -> None:
    before = actions.plan_catalogue(body, EMPLOYMENT)
    actions.lay_out_catalogue(body, EMPLOYMENT)

    assert not any(each.is_there for each in before)
    assert all(each.is_there for each in actions.plan_catalogue(body, EMPLOYMENT))


def test_a_topic_that_binds_the_level_and_has_no_column_is_missed_and_added(body: Body) -> None:
    column = Column.objects.get(body=body, slug="item-07")
    column.children.update(is_active=False)
    actions.close_column(column)

    missing = actions.missing_topics(body)
    Column.objects.filter(body=body, slug="item-07").update(slug="old", path="/statutory/old/")
    for child in column.children.all():
        Column.objects.filter(pk=child.pk).update(slug=f"old-{child.pk}", path=f"/x/old-{child.pk}/")
    added = actions.add_missing_topics(body)

    assert [topic.code for topic in missing] == ["07"]
    assert added[0].slug == "item-07"
    assert actions.missing_topics(body) == []


def test_a_matter_leads_to_an_item_of_its_own_body_alone(body: Body) -> None:
    actions.lay_out_catalogue(body, EMPLOYMENT)
    matter = Matter.objects.get(name="失业登记")
    foreign = make_item(published_on=date(2025, 3, 4))

    with pytest.raises(NoSuchPlace, match="不是本机关的"):
        actions.change_matter(matter, item=foreign)


def test_the_public_finds_the_table_and_the_item(body: Body, client: Client) -> None:
    actions.lay_out_catalogue(body, EMPLOYMENT)
    matter = Matter.objects.select_related("column").get(name="失业登记")
    column = actions.change_column(matter.column, owner_unit=make_unit(body=body))
    item = make_item(column=column, published_on=date(2025, 3, 4))
    actions.change_matter(matter, item=item)
    actions.change_matter(Matter.objects.get(name="就业登记"), item=None, is_active=False)

    page = client.get(f"/b/dongshan/c/{matter.column.slug}/").content.decode()

    assert f'<a href="/b/dongshan/i/{item.pk}.html">失业登记</a>' in page
    assert "《就业创业证》申领" in page
    assert "就业登记</" not in page.replace("失业登记</", "")


def test_an_empty_column_concerns_its_owner_first_and_the_leader_after_the_days_that_were_settled() -> None:
    body = make_body()
    column = make_column(body=body, unit=make_unit(body=body))
    head = make_user(role=Role.OFFICE_HEAD, body=body)
    actions.set_column_policy(body, leader_after_days=7, by=head)

    actions.watch_columns(on=date(2026, 3, 2))
    actions.watch_columns(on=date(2026, 3, 8))
    before = ColumnAlarm.objects.get()
    actions.watch_columns(on=date(2026, 3, 9))

    assert (before.column, before.kind, before.since_on) == (column, "empty", date(2026, 3, 2))
    assert before.leader_told_on is None
    assert ColumnAlarm.objects.get().leader_told_on == date(2026, 3, 9)


def test_a_column_that_is_filled_or_explained_is_well_again() -> None:
    body = make_body()
    filled, explained = make_column(body=body), make_column(body=body)
    actions.watch_columns(on=date(2026, 3, 2))
    make_item(column=filled, published_on=date(2026, 3, 3))
    actions.set_not_applicable(explained, note="本机关没有此类信息。")

    actions.watch_columns(on=date(2026, 3, 4))

    assert set(ColumnAlarm.objects.values_list("ended_on", flat=True)) == {date(2026, 3, 4)}
    assert actions.watch_columns(on=date(2026, 3, 5)) == []


def test_a_column_is_late_the_day_after_its_interval() -> None:
    column = make_column(update_cycle_days=30)
    make_item(column=column, formed_on=date(2026, 1, 5), published_on=date(2026, 1, 5))

    on_the_day = actions.watch_columns(on=date(2026, 2, 4))
    day_after = actions.watch_columns(on=date(2026, 2, 5))

    assert on_the_day == []
    assert [(alarm.column, alarm.kind) for alarm in day_after] == [(column, "late")]


def test_only_the_leaf_of_an_empty_branch_is_told() -> None:
    top = make_column()
    leaf = make_column(parent=top)

    actions.watch_columns(on=date(2026, 3, 2))

    assert [alarm.column for alarm in ColumnAlarm.objects.all()] == [leaf]


def test_the_leader_is_told_within_a_year() -> None:
    body = make_body()

    with pytest.raises(ValidationError):
        actions.set_column_policy(body, leader_after_days=0, by=make_user(role=Role.OFFICE_HEAD, body=body))


def test_the_command_looks_before_it_adds(body: Body) -> None:
    out = io.StringIO()
    call_command("lay_out_catalogue", "dongshan", "employment", "--check", stdout=out, stderr=io.StringIO())
    looked = Matter.objects.count()
    call_command("lay_out_catalogue", "dongshan", "employment", stderr=io.StringIO())

    assert looked == 0
    assert "就业信息服务：岗位信息发布（招聘单位、" in out.getvalue()
    assert Matter.objects.count() == 25


def test_a_body_that_is_not_there_is_one_line() -> None:
    with pytest.raises(CommandError, match="没有代码为 nowhere 的机关"):
        call_command("lay_out_catalogue", "nowhere", "employment", stderr=io.StringIO())
    make_body(code="empty")
    with pytest.raises(CommandError, match="请先按条例"):
        call_command("lay_out_catalogue", "empty", "employment", stderr=io.StringIO())
