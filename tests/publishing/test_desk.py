"""The publishing desk: what waits for whom, what is late, what bears on what."""

from datetime import date

import pytest

from gongkai.publishing import actions
from gongkai.publishing.errors import CannotRelate
from gongkai.publishing.models import InformationItem, ItemRelation
from gongkai.rules.calendar import Calendar
from gongkai.rules.roles import Role
from tests.factories import make_body, make_item, make_unit, make_user
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def waiting(user: object) -> list[str]:
    return sorted(InformationItem.objects.awaiting(user, TODAY).values_list("title", flat=True))  # type: ignore[arg-type]


def test_each_sees_what_waits_for_them(staff: Staff) -> None:
    staff.draft(title="草稿")
    actions.submit_item(staff.draft(title="待科室审核"), by=staff.writer, on=TODAY)
    staff.at_secrecy(title="待保密审查")
    staff.approved(title="待发布")
    staff.published(title="已发布")
    make_staff().approved(title="别的机关")

    assert waiting(staff.writer) == ["草稿"]
    assert waiting(staff.head) == ["待科室审核"]
    assert waiting(staff.reviewer) == ["待保密审查"]
    assert waiting(staff.leader) == ["待发布"]


def test_the_head_of_another_unit_is_left_in_peace(staff: Staff) -> None:
    actions.submit_item(staff.draft(), by=staff.writer, on=TODAY)

    assert waiting(make_user(role=Role.UNIT_HEAD, unit=make_unit(body=staff.body))) == []
    office = make_unit(body=staff.body, is_disclosure_office=True)
    assert len(waiting(make_user(role=Role.UNIT_HEAD, unit=office))) == 1


def test_an_own_version_does_not_wait_for_its_writer(staff: Staff) -> None:
    from gongkai.bodies.actions import assign_role

    assign_role(staff.writer, unit=staff.unit, role=Role.UNIT_HEAD, on=date(2020, 1, 1))
    actions.submit_item(staff.draft(), by=staff.writer, on=TODAY)

    assert waiting(staff.writer) == []


def test_late_is_what_should_have_been_public_by_now(staff: Staff) -> None:
    item = staff.draft(formed_on=date(2026, 1, 5))
    staff.draft(formed_on=date(2026, 1, 5), disclosure_mode="withheld", mode_reason="条例第十四条")
    staff.published(formed_on=date(2026, 1, 5))
    assert item.publish_due_on == date(2026, 2, 2)

    assert not InformationItem.objects.late(date(2026, 2, 2)).exists()
    assert InformationItem.objects.late(date(2026, 2, 3)).get() == item
    assert InformationItem.objects.published_late().count() == 1


def test_what_is_older_than_the_regulation_has_no_last_day(staff: Staff) -> None:
    item = actions.save_draft(staff.draft(), formed_on=date(2007, 6, 1), by=staff.writer, on=TODAY)

    assert item.publish_due_on is None


def test_another_calendar_moves_the_last_day_of_what_waits(staff: Staff) -> None:
    item = staff.draft(formed_on=date(2026, 12, 18))
    assert item.publish_due_on == date(2027, 1, 15)  # 2027年尚未公布，按双休日推算
    table = Calendar.default().table(2026)
    assert table
    new_year = type(table)(2027, holidays={date(2027, 1, 1): "元旦"}, workdays={})

    moved = actions.redate_items(Calendar.default().with_year(new_year))

    assert [moved_item.publish_due_on for moved_item in moved] == [date(2027, 1, 18)]


def test_a_county_is_within_its_city_and_seen_only_by_its_own() -> None:
    city = make_body()
    county = make_body(parent=city)
    item = make_item(body=county)

    assert InformationItem.objects.within(city).get() == item
    assert not InformationItem.objects.of(city).exists()
    assert not InformationItem.objects.visible_to(make_user(role=Role.HANDLER, body=city)).exists()
    assert InformationItem.objects.visible_to(make_user(role=Role.AUDITOR, body=county)).get() == item


def test_a_relation_is_read_from_both_sides(staff: Staff) -> None:
    document, reading = staff.published(title="办法"), staff.published(title="《办法》解读")

    relation = actions.relate_items(reading, kind="interprets", other=document, by=staff.writer, on=TODAY)

    assert relation.seen_from(reading) == ("解读", document)
    assert relation.seen_from(document) == ("解读材料", reading)
    assert ItemRelation.objects.around(document).both_live().get() == relation
    assert document.events.filter(step="relate").count() == 1


def test_no_relation_twice_nor_with_itself(staff: Staff) -> None:
    one, other = staff.published(), staff.published()
    actions.relate_items(one, kind="repeals", other=other, by=staff.writer, on=TODAY)

    with pytest.raises(CannotRelate):
        actions.relate_items(one, kind="repeals", other=other, by=staff.writer, on=TODAY)
    with pytest.raises(CannotRelate):
        actions.relate_items(one, kind="amends", other=one, by=staff.writer, on=TODAY)


def test_a_relation_recorded_by_mistake_is_taken_back_with_a_trace(staff: Staff) -> None:
    one, other = staff.published(), staff.published()
    relation = actions.relate_items(one, kind="amends", other=other, by=staff.writer, on=TODAY)

    actions.unrelate_items(relation, by=staff.writer, on=TODAY)

    assert not ItemRelation.objects.exists()
    assert one.events.filter(step="relate").count() == 2
