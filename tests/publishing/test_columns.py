"""栏目: a tree with counts, notes for what is empty, and no way to lose what is published."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from gongkai.publishing import actions
from gongkai.publishing.errors import ColumnInUse
from gongkai.publishing.models import Column, InformationItem
from tests.factories import make_body, make_column, make_item

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 12)


def test_the_tree_counts_what_is_live_with_all_below() -> None:
    top = make_column(name="法定主动公开内容", slug="statutory", kind="statutory")
    jobs = make_column(parent=top, name="就业", slug="jobs", order=2)
    plans = make_column(parent=top, name="规划计划", slug="plans", order=1)
    make_item(column=jobs, published_on=DAY, formed_on=DAY)
    make_item(column=jobs, formed_on=DAY)
    make_item(column=top, published_on=DAY, formed_on=DAY)

    [tree] = Column.objects.of(top.body).tree()

    assert [(node.column.name, node.own_count, node.total_count) for node in tree.children] == [
        ("规划计划", 0, 0),
        ("就业", 1, 1),
    ]
    assert (tree.own_count, tree.total_count) == (1, 2)
    assert tree.children[0].is_empty
    assert [depth for depth, _ in tree.walk()] == [0, 1, 1]
    assert plans.kind == "statutory"


def test_the_tree_costs_three_queries_however_large(django_assert_num_queries: Any) -> None:
    body = make_body()
    for _ in range(3):
        top = make_column(body=body)
        for _ in range(4):
            make_column(parent=top)

    with django_assert_num_queries(3):
        nodes = list(Column.objects.of(body).tree())
        names = [str(node.column.owner_unit) for top in nodes for _, node in top.walk()]

    assert len(names) == 15


def test_a_slug_is_taken_once_in_a_body() -> None:
    column = make_column(slug="jobs")
    make_column(slug="jobs")  # another body

    with pytest.raises(ValidationError):
        make_column(body=column.body, slug="jobs")


def test_a_column_moves_with_all_below_it() -> None:
    body = make_body()
    old, new = make_column(body=body, slug="old"), make_column(body=body, slug="new")
    jobs = make_column(parent=old, slug="jobs")
    fairs = make_column(parent=jobs, slug="fairs")

    actions.move_column(jobs, parent=new, order=1)

    fairs.refresh_from_db()
    assert fairs.path == "/new/jobs/fairs/"
    assert list(Column.objects.above(fairs).values_list("slug", flat=True)) == ["new", "jobs", "fairs"]


def test_a_column_does_not_move_below_itself() -> None:
    jobs = make_column(slug="jobs")
    fairs = make_column(parent=jobs)

    with pytest.raises(ColumnInUse):
        actions.move_column(jobs, parent=fairs, order=1)


def test_items_of_a_column_are_those_of_all_below() -> None:
    top = make_column(slug="jobs")
    similar = make_column(body=top.body, slug="jobs2")
    make_item(column=make_column(parent=top), formed_on=DAY)
    make_item(column=top, formed_on=DAY)
    make_item(column=similar, formed_on=DAY)

    assert InformationItem.objects.in_column(top).count() == 2


def test_only_an_empty_column_is_not_applicable() -> None:
    column = make_column()
    empty = make_column(body=column.body)
    make_item(column=column, published_on=DAY, formed_on=DAY)

    with pytest.raises(ColumnInUse):
        actions.set_not_applicable(column, note="本机关没有行政强制事项")

    assert actions.set_not_applicable(empty, note="本机关没有行政强制事项").not_applicable


def test_a_column_with_something_public_stays_open() -> None:
    column = make_column()
    make_item(column=column, published_on=DAY, formed_on=DAY)

    with pytest.raises(ColumnInUse):
        actions.close_column(column)

    assert not actions.close_column(make_column(body=column.body)).is_active
