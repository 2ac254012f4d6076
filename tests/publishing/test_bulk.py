"""批量修改: one change to many items, judged row by row, recorded, and undone where nobody went on."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gongkai.publishing import actions
from gongkai.publishing.errors import MustNotGoOut, NotAWriter, NothingChosen, NotPlanned, ReasonMissing
from gongkai.publishing.models import BulkEdit, BulkLine, InformationItem
from gongkai.publishing.models.items import ItemQuerySet
from gongkai.rules.roles import Role
from tests.factories import make_column, make_unit, make_user
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 12, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def every(staff: Staff) -> ItemQuerySet:
    return InformationItem.objects.of(staff.body)


def edit(staff: Staff, change: str, *, by: Any = None, reason: str = "", **value: Any) -> BulkEdit:
    """Make a change to all items of the body, in the name of the leader unless told otherwise."""
    by = by or staff.leader
    bulk = actions.choose_items(staff.body, every(staff), by=by, on=TODAY)
    bulk = actions.plan_change(bulk, change=change, value=value, reason=reason, by=by, on=TODAY)
    return actions.run_bulk(actions.start_bulk(bulk, by=by, on=TODAY), at=NOW)


def undo(staff: Staff, bulk: BulkEdit) -> BulkEdit:
    bulk = actions.start_undoing(bulk, by=staff.leader, on=TODAY)
    return actions.run_bulk(bulk, at=NOW)


def lines(bulk: BulkEdit) -> dict[str, tuple[str, str]]:
    """Return what became of each item, by its title."""
    found = bulk.lines.select_related("item")
    return {line.item.title: (line.outcome, line.why) for line in found}


def test_public_items_change_their_column_and_keep_what_was_reviewed(staff: Staff) -> None:
    other = make_column(body=staff.body, name="公示公告")
    item = staff.published(title="就业补贴公示")
    before = item.live_version

    bulk = edit(staff, "column", column=other.pk)

    item.refresh_from_db()
    assert (item.column, item.live, item.state) == (other, True, "published")
    assert item.live_version.number == before.number + 1
    assert item.live_version.snapshot == {**before.snapshot, "column": other.pk}
    event = item.events.order_by("pk").last()
    assert (event.step, event.by) == ("recatalogue", staff.leader)
    assert event.opinion == "批量修改：栏目改为“公示公告”"
    assert bulk.state == BulkEdit.State.DONE


def test_each_row_that_cannot_change_says_why(staff: Staff) -> None:
    other = make_column(body=staff.body, name="公示公告")
    staff.published(title="已公开")
    staff.at_secrecy(title="审核中")
    staff.approved(title="已审查")
    amended = staff.published(title="有变更稿")
    actions.amend_item(amended, by=staff.writer, on=TODAY)
    gone = staff.published(title="已撤回")
    actions.withdraw_item(gone, reason="有误", by=staff.leader, on=TODAY)
    staff.draft(title="草稿")

    found = lines(edit(staff, "column", column=other.pk))

    assert found["已公开"] == ("changed", "")
    assert found["审核中"] == ("refused", "处于“保密审查”，送审的内容不能改；退回起草以后再改")
    assert "审查通过" in found["已审查"][1]
    assert "变更稿" in found["有变更稿"][1]
    assert found["已撤回"][0] == found["草稿"][0] == "refused"
    assert found["草稿"][1]  # a leader does not write drafts
    assert InformationItem.objects.get(title="已审查").column == staff.column


def test_drafts_are_changed_by_who_writes_them(staff: Staff) -> None:
    item = staff.draft(title="草稿", keywords="就业、培训")

    bulk = edit(staff, "keywords", by=staff.writer, add=["稳岗"], remove=["培训"])

    item.refresh_from_db()
    assert item.keywords == "就业、稳岗"
    assert item.draft_version.number == 2
    assert bulk.words == "主题词增加“稳岗”，去掉“培训”"


def test_what_somebody_has_open_is_left_alone(staff: Staff) -> None:
    item = staff.published(title="正在看")
    actions.begin_editing(item, by=staff.writer, at=NOW)

    assert lines(edit(staff, "genre", genre="公告"))["正在看"] == ("refused", "李经办正在编辑，完成以后再改")


def test_what_says_it_already_is_not_touched(staff: Staff) -> None:
    item = staff.published(title="公告", genre="公告")
    events = item.events.count()

    assert lines(edit(staff, "genre", genre="公告"))["公告"] == ("same", "已经是这个值")
    assert item.events.count() == events


def test_undoing_puts_back_what_nobody_touched_since(staff: Staff) -> None:
    quiet = staff.published(title="没有动过", keywords="就业")
    moved = staff.published(title="后来变更", keywords="就业")
    unit = make_unit(body=staff.body, name="办公室")
    bulk = edit(staff, "keywords", add=["稳岗"], remove=[])
    actions.recatalogue_item(moved, owner_unit=unit, by=staff.leader, on=TODAY)

    bulk = undo(staff, bulk)

    quiet.refresh_from_db()
    moved.refresh_from_db()
    assert (quiet.keywords, moved.keywords) == ("就业", "就业、稳岗")
    kept = bulk.lines.get(item=moved)
    assert (kept.undo, kept.undo_why) == (
        BulkLine.Undo.KEPT,
        "之后陈局长办理了“调整编目”，不再自动恢复",
    )
    assert (bulk.state, bulk.undone_by) == (BulkEdit.State.UNDONE, staff.leader)
    with pytest.raises(NotPlanned):
        undo(staff, bulk)


def test_a_draft_comes_back_to_the_very_content_it_had(staff: Staff) -> None:
    item = staff.draft(title="草稿", genre="通知")
    first = item.draft_version.digest
    bulk = edit(staff, "genre", by=staff.writer, genre="公告")

    bulk = actions.start_undoing(bulk, by=staff.writer, on=TODAY)
    actions.run_bulk(bulk, at=NOW)

    item.refresh_from_db()
    assert (item.genre, item.draft_version.digest) == ("通知", first)


def test_columns_besides_its_own_are_added_and_taken_away_again(staff: Staff) -> None:
    listed, new = (make_column(body=staff.body, name=name) for name in ("专栏一", "专栏二"))
    item = staff.published(title="补贴")
    actions.place_item(item, columns=[listed], by=staff.leader, on=TODAY)

    bulk = edit(staff, "placements", add=[new.pk, staff.column.pk], remove=[])
    assert {each.column for each in item.placements.all()} == {listed, new}
    undo(staff, bulk)

    assert {each.column for each in item.placements.all()} == {listed}


def test_a_last_day_is_set_and_taken_back(staff: Staff) -> None:
    item = staff.published(title="公示")
    bulk = edit(staff, "expires_on", expires_on="2026-03-01")
    item.refresh_from_db()
    assert item.expires_on == date(2026, 3, 1)

    undo(staff, bulk)

    item.refresh_from_db()
    assert item.expires_on is None


def test_validity_needs_its_reason_and_is_told_as_such(staff: Staff) -> None:
    facts = {"document_kind": "normative_document", "doc_no": "海人社规〔2026〕1号", "validity": "in_force"}
    item = staff.published(title="办法", **facts)
    with pytest.raises(ReasonMissing):
        edit(staff, "validity", validity="lapsed", ceased_on="2026-02-12")

    bulk = edit(staff, "validity", validity="lapsed", ceased_on="2026-02-12", reason="2026年清理结果")

    item.refresh_from_db()
    assert (item.validity, item.ceased_on) == ("lapsed", date(2026, 2, 12))
    assert "2026年清理结果" in item.events.get(step="change_validity").opinion
    undo(staff, bulk)
    item.refresh_from_db()
    assert (item.validity, item.ceased_on) == ("in_force", None)


def test_a_draft_says_in_its_history_what_was_changed_and_why(staff: Staff) -> None:
    draft = staff.draft(title="还没有公开的通知")

    edit(staff, "genre", by=staff.writer, genre="公告", reason="统一体裁")

    event = draft.events.filter(step="save_draft").latest("pk")
    assert event.opinion == "批量修改：体裁分类改为“公告”：统一体裁"


def test_what_does_not_go_together_is_refused(staff: Staff) -> None:
    staff.published(title="没有文号")
    many = "、".join(f"就业服务{number}" for number in range(10, 38))
    long = staff.published(title="主题词很多", keywords=many)
    facts = {"document_kind": "normative_document", "doc_no": "海人社规〔2026〕1号", "validity": "in_force"}
    staff.published(title="办法", effective_on=date(2026, 2, 10), **facts)

    kinds = lines(edit(staff, "document_kind", document_kind="normative_document"))
    words = lines(edit(staff, "keywords", add=["零工市场建设"], remove=[]))
    ended = lines(edit(staff, "validity", validity="lapsed", ceased_on="2026-02-01", reason="清理"))
    none = lines(edit(staff, "validity", validity="", ceased_on=None, reason="清理"))

    assert kinds["没有文号"] == ("refused", "没有文号，不能作为规章、规范性文件")
    assert words[long.title] == ("refused", "主题词合计超过200字")
    assert ended["办法"] == ("refused", "废止日期早于施行日期")
    assert none["办法"] == ("refused", "规章、规范性文件应当标明有效性")


def test_the_mode_of_drafts_alone_is_changed_and_only_with_its_article(staff: Staff) -> None:
    staff.published(title="已公开")
    staff.draft(title="草稿")
    mode = {"disclosure_mode": "withheld", "mode_reason": "讨论记录"}

    without = lines(edit(staff, "disclosure_mode", by=staff.writer, **mode))
    mode["mode_reason"] = "讨论记录（条例第十六条第二款）"
    found = lines(edit(staff, "disclosure_mode", by=staff.writer, **mode))

    assert without["草稿"][0] == "refused"
    assert found["草稿"] == ("changed", "")
    assert "撤回" in found["已公开"][1]


def test_what_was_imported_keeps_a_version_of_what_it_was(staff: Staff) -> None:
    item = staff.published(title="旧网站")
    InformationItem.objects.filter(pk=item.pk).update(live_version=None, draft_version=None)
    count = item.versions.count()

    edit(staff, "genre", genre="公告")

    assert item.versions.count() == count + 2
    item.refresh_from_db()
    assert item.live_version == item.draft_version


def test_an_interrupted_run_goes_on_where_it_stopped(staff: Staff) -> None:
    for number in range(3):
        staff.published(title=f"第{number}条")
    bulk = actions.choose_items(staff.body, every(staff), by=staff.leader, on=TODAY)
    bulk = actions.plan_change(bulk, change="genre", value={"genre": "公告"}, by=staff.leader, on=TODAY)
    bulk = actions.start_bulk(bulk, by=staff.leader, on=TODAY)
    done = bulk.lines.first()
    BulkLine.objects.filter(pk=done.pk).update(outcome="same")

    actions.run_bulk(bulk, at=NOW)
    actions.run_bulk(bulk, at=NOW)

    assert bulk.lines.changed().count() == 2
    assert [item.events.filter(step="recatalogue").count() for item in every(staff)].count(1) == 2


def test_words_that_may_not_be_published_are_refused_before_anything_changes(staff: Staff) -> None:
    staff.published()
    with pytest.raises(MustNotGoOut, match="不得公开"):
        edit(staff, "keywords", add=["11010519491231002X"], remove=[])


def test_who_may_choose_and_what_may_be_planned(staff: Staff) -> None:
    archivist = make_user(role=Role.ARCHIVIST, body=staff.body)
    with pytest.raises(NothingChosen):
        edit(staff, "genre", genre="公告")
    staff.published()
    with pytest.raises(NotAWriter):
        edit(staff, "genre", by=archivist, genre="公告")
    with pytest.raises(NothingChosen):
        edit(staff, "keywords", add=[], remove=[])
    bulk = BulkEdit.objects.get()
    with pytest.raises(NotPlanned):
        actions.start_bulk(bulk, by=staff.writer, on=TODAY)
    with pytest.raises(NotPlanned):
        actions.start_bulk(bulk, by=staff.leader, on=TODAY)
    actions.drop_choice(bulk, by=staff.leader)
    assert not BulkEdit.objects.exists()
