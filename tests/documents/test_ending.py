"""有效期、修改、废止、失效: what ends by itself on its day, and what the public is told."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.documents import actions
from gongkai.documents.errors import AlreadyDone, NoItem, ValidTooLong
from gongkai.documents.models import NormativeDocument
from gongkai.documents.states import State
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import InformationItem, ItemRelation, Validity
from tests.documents.making import again, make_public
from tests.factories import staff_of

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 9)
NOON = datetime(2026, 3, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_document_lapses_by_itself_on_the_day_after_its_last() -> None:
    document = make_public(valid_until=date(2026, 12, 31))

    assert actions.end_what_is_over(on=date(2026, 12, 31)) == []
    assert actions.end_what_is_over(on=date(2027, 1, 4)) == [document]

    document = again(document)
    assert (document.state, document.ended_on) == (State.LAPSED, date(2027, 1, 1))
    assert document.item
    assert (document.item.validity, document.item.ceased_on) == (Validity.LAPSED, date(2027, 1, 1))
    record = document.records.get(step="lapse")
    assert (record.by, record.note) == (None, "有效期至2026年12月31日，期满自动失效")
    assert actions.end_what_is_over(on=date(2027, 1, 5)) == []


def test_the_public_version_and_a_draft_under_way_both_say_so() -> None:
    document = make_public(valid_until=date(2026, 12, 31))
    assert document.item
    handler = staff_of(document.body).handler
    item = publishing.amend_item(document.item, by=handler, on=MARCH)
    publishing.save_draft(item, summary="改了概述", by=handler, on=MARCH)

    actions.end_what_is_over(on=date(2027, 1, 4))

    item = again(document).item
    assert item
    assert item.live_version
    assert item.draft_version
    assert item.live_version.snapshot["validity"] == "lapsed"
    assert (item.draft_version.snapshot["validity"], item.draft_version.snapshot["summary"]) == (
        "lapsed",
        "改了概述",
    )


def test_who_is_asked_in_time_lets_it_hold_on() -> None:
    document = make_public(valid_until=date(2026, 12, 31))
    head = staff_of(document.body).office_head
    assert document.evaluate_on == date(2026, 10, 30)  # two months before, off the weekend
    assert list(NormativeDocument.objects.near_the_end(date(2027, 6, 30))) == [document]

    with pytest.raises(ValidTooLong, match="一次延续不超过5年"):
        actions.renew_document(
            document, valid_until=date(2032, 1, 1), opinion="仍然需要", by=head, on=date(2026, 9, 1)
        )
    document = actions.renew_document(
        document, valid_until=date(2029, 12, 31), opinion="仍然需要", by=head, on=date(2026, 9, 1)
    )

    assert document.valid_until == date(2029, 12, 31)
    assert actions.end_what_is_over(on=date(2027, 1, 4)) == []
    assert document.item
    assert "延续至2029年12月31日" in document.item.events.filter(step="follow_document").latest("pk").opinion


def test_who_is_asked_may_let_it_lapse_and_is_not_asked_again() -> None:
    document = make_public(valid_until=date(2026, 12, 31))
    head = staff_of(document.body).office_head

    document = actions.let_lapse(document, opinion="任务已经完成", by=head, on=date(2026, 9, 1))

    assert not NormativeDocument.objects.near_the_end(date(2027, 6, 30)).exists()
    with pytest.raises(AlreadyDone, match="已经评估过，不再延续"):
        actions.let_lapse(document, opinion="任务已经完成", by=head, on=date(2026, 9, 2))


def test_an_amended_document_and_the_later_one_link_to_each_other() -> None:
    old = make_public()
    new = make_public(body=old.body, title="海城市就业见习补充规定", doc_no="海人社规〔2026〕2号")
    head = staff_of(old.body).office_head

    old = actions.amend_document(old, basis="补充规定改了第三条", through=new.item, by=head, on=MARCH)

    assert (old.state, old.validity_label) == (State.PUBLISHED, "已修改")
    relation = ItemRelation.objects.get(kind="amends")
    assert old.item
    assert new.item
    assert relation.seen_from(old.item) == ("被修改，依据", new.item)
    assert relation.seen_from(new.item) == ("修改", old.item)


def test_a_repealed_document_says_through_what_and_since_when() -> None:
    old = make_public()
    new = make_public(body=old.body, title="新办法", doc_no="海人社规〔2026〕2号")
    head = staff_of(old.body).office_head

    old = actions.repeal_document(
        old, basis="新办法第二十条", repeal_on=MARCH, through=new.item, by=head, on=MARCH
    )

    assert (old.state, old.ended_on, old.validity_label) == (State.REPEALED, MARCH, "废止")
    assert ItemRelation.objects.get(kind="repeals").other == old.item


def test_a_repeal_that_is_still_to_come_takes_effect_by_itself() -> None:
    document = make_public()
    head = staff_of(document.body).office_head

    document = actions.repeal_document(
        document, basis="新办法施行之日", repeal_on=date(2026, 4, 1), by=head, on=MARCH
    )
    assert (document.state, document.validity_label) == (State.PUBLISHED, "有效")
    assert actions.end_what_is_over(on=date(2026, 3, 31)) == []

    actions.end_what_is_over(on=date(2026, 4, 2))
    document = again(document)
    assert (document.state, document.ended_on) == (State.REPEALED, date(2026, 4, 1))
    assert document.records.get(step="repeal").note == "新办法施行之日"


def test_a_document_is_not_repealed_through_itself_and_not_while_it_is_withdrawn() -> None:
    document = make_public()
    staff = staff_of(document.body)
    facts = {"basis": "决定", "by": staff.office_head, "on": MARCH}

    with pytest.raises(NoItem, match="请选择另一件已经公布的文件"):
        actions.amend_document(document, through=document.item, **facts)
    assert document.item
    publishing.withdraw_item(document.item, reason="内容有误", by=staff.leader, on=MARCH)
    with pytest.raises(NoItem, match="信息已经撤回，请先恢复发布"):
        actions.amend_document(document, **facts)


def test_what_it_was_for_is_done_and_it_does_not_hold_any_more() -> None:
    document = make_public()
    head = staff_of(document.body).office_head

    document = actions.lapse_document(document, reason="专项行动结束", ceased_on=MARCH, by=head, on=MARCH)

    assert (document.state, document.validity_label) == (State.LAPSED, "失效")


def test_what_is_said_on_the_page_of_the_item_ends_the_document_as_well() -> None:
    document = make_public()
    assert document.item
    leader = staff_of(document.body).leader

    item = publishing.change_validity(
        document.item, validity="repealed", ceased_on=MARCH, reason="市政府决定", by=leader, on=MARCH
    )
    actions.follow_item(item, on=MARCH)

    document = again(document)
    assert (document.state, document.ended_on) == (State.REPEALED, MARCH)
    assert document.records.filter(step="repeal").count() == 1
    assert document.records.get(step="repeal").note == "市政府决定"


def test_what_has_ended_is_not_said_to_hold_again() -> None:
    document = make_public()
    leader, item = staff_of(document.body).leader, InformationItem.objects.get(pk=document.item_id)
    repealed = publishing.change_validity(
        item, validity=Validity.REPEALED, ceased_on=MARCH, reason="市政府决定", by=leader, on=MARCH
    )

    with pytest.raises(AlreadyDone, match="已于2026年3月9日废止"):
        publishing.change_validity(repealed, validity=Validity.IN_FORCE, reason="改回", by=leader, on=MARCH)

    with pytest.raises(AlreadyDone):
        publishing.change_validity(repealed, validity=Validity.LAPSED, reason="写错", by=leader, on=MARCH)


def test_what_is_said_of_many_items_at_once_ends_their_documents_as_well() -> None:
    document = make_public()
    leader, items = staff_of(document.body).leader, InformationItem.objects.filter(pk=document.item_id)
    bulk = publishing.choose_items(document.body, items, by=leader, on=MARCH)
    value = {"validity": "repealed", "ceased_on": MARCH.isoformat()}
    bulk = publishing.plan_change(
        bulk, change="validity", value=value, reason="清理结果", by=leader, on=MARCH
    )

    publishing.run_bulk(publishing.start_bulk(bulk, by=leader, on=MARCH), at=NOON)

    document = again(document)
    assert (document.state, document.ended_on) == (State.REPEALED, MARCH)
    return_of = publishing.start_undoing(bulk, by=leader, on=MARCH)
    line = publishing.run_bulk(return_of, at=NOON).lines.get()
    assert (line.undo, again(document).state) == ("kept", State.REPEALED)
    assert line.item.validity == Validity.REPEALED
