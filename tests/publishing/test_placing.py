"""同时列入: one item, one text, one address; several columns list and count it."""

from typing import Any

import pytest

from gongkai.publishing import actions
from gongkai.publishing.errors import NoSuchColumn
from gongkai.publishing.models import Column, InformationItem
from gongkai.workflow import StepNotAllowed
from tests.factories import make_column
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def place(staff: Staff, item: InformationItem, *columns: Column) -> InformationItem:
    return actions.place_item(item, columns=columns, by=staff.leader, on=TODAY)


def counts(body: Any) -> dict[str, tuple[int, int]]:
    nodes = (node for top in Column.objects.of(body).tree() for _, node in top.walk())
    return {node.column.name: (node.own_count, node.total_count) for node in nodes}


def test_each_of_its_columns_lists_it_once(staff: Staff) -> None:
    other = make_column(body=staff.body, name="稳就业专栏")
    item = staff.published()
    staff.published(title="别的")

    place(staff, item, other)

    assert InformationItem.objects.live().in_column(other).get() == item
    assert InformationItem.objects.live().in_column(staff.column).count() == 2


def test_the_tree_counts_it_in_each_column_and_once_above(staff: Staff) -> None:
    top = make_column(body=staff.body, name="就业")
    first = make_column(parent=top, name="政策")
    second = make_column(parent=top, name="问答")
    item = actions.save_draft(staff.draft(), column=first, by=staff.writer, on=TODAY)
    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))
    item = actions.publish_item(item, by=staff.leader, on=TODAY)

    place(staff, item, second, staff.column)

    found = counts(staff.body)
    assert found["政策"] == found["问答"] == (1, 1)
    assert found["就业"] == (0, 1)
    assert found[staff.column.name] == (1, 1)
    assert InformationItem.objects.live().in_column(top).count() == 1


def test_what_is_not_live_is_counted_nowhere(staff: Staff) -> None:
    other = make_column(body=staff.body, name="专栏")

    place(staff, staff.draft(), other)

    assert counts(staff.body)["专栏"] == (0, 0)


def test_it_can_be_taken_out_again_and_both_are_recorded(staff: Staff) -> None:
    other = make_column(body=staff.body, name="专栏")
    item = place(staff, staff.published(), other)
    place(staff, item, other, item.column)  # nothing new

    place(staff, item)

    assert not item.placements.exists()
    words = [event.opinion for event in item.events.filter(step="place")]
    assert words == ["同时列入：专栏", "同时列入：无"]


def test_what_is_refused(staff: Staff) -> None:
    item = staff.published()
    with pytest.raises(NoSuchColumn):
        place(staff, item, make_column())
    with pytest.raises(StepNotAllowed):
        actions.place_item(item, columns=[], by=staff.writer, on=TODAY)


def test_a_list_by_kind_has_what_is_listed_there_besides_its_own_column(staff: Staff) -> None:
    first, second = (
        make_column(body=staff.body, name=name, kind=Column.Kind.STATUTORY) for name in ("政策", "问答")
    )
    item = place(staff, staff.published(), first)
    twice = place(staff, staff.published(title="两处"), first, second)
    elsewhere = staff.published(title="只在本栏")

    def of(kind: str) -> list[InformationItem]:
        return list(InformationItem.objects.live().of_kind(staff.body, kind).order_by("pk"))

    assert of(Column.Kind.STATUTORY) == [item, twice]
    assert of(staff.column.kind) == [item, twice, elsewhere]
    assert of(Column.Kind.RULES) == []
