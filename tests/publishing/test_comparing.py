"""两个版本的对照: what was put in, taken out and changed, to the word."""

from typing import Any

import pytest

from gongkai.publishing.comparing import Comparison, Row, compare
from gongkai.publishing.snapshot import snapshot_of_row
from tests.publishing.staff import Staff, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def snapshot(staff: Staff) -> dict[str, Any]:
    content = "<p>第一段不变。</p><p>标准为每月1400元。</p><p>第三段删去。</p>"
    return snapshot_of_row(staff.draft(title="关于标准的通知", content=content), [])


def marked(row: Row) -> tuple[str, str]:
    """Return both sides, with what differs in brackets."""
    return (
        "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in row.before),
        "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in row.after),
    )


def text_of(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(row.kind, *marked(row)) for row in comparison.text]


def test_equal_versions_have_no_changes(snapshot: dict[str, Any]) -> None:
    comparison = compare(snapshot, dict(snapshot))

    assert comparison.changes == 0
    assert comparison.facts == ()


def test_a_number_that_changed_is_marked_in_its_paragraph(snapshot: dict[str, Any]) -> None:
    after = {**snapshot, "content": snapshot["content"].replace("1400", "1480")}

    assert text_of(compare(snapshot, after))[1] == ("changed", "标准为每月[1400]元。", "标准为每月[1480]元。")


def test_paragraphs_put_in_and_taken_out_stand_alone(snapshot: dict[str, Any]) -> None:
    content = "<p>第一段不变。</p><p>附则另行规定，由本局负责解释。</p><p>标准为每月1400元。</p>"

    assert text_of(compare(snapshot, {**snapshot, "content": content})) == [
        ("same", "第一段不变。", "第一段不变。"),
        ("added", "", "[附则另行规定，由本局负责解释。]"),
        ("same", "标准为每月1400元。", "标准为每月1400元。"),
        ("removed", "[第三段删去。]", ""),
    ]


def test_neighbours_that_changed_stay_in_order(snapshot: dict[str, Any]) -> None:
    content = "<p>第一段改了。</p><p>完全另外的一段话，没有相同之处啊</p><p>标准为每月1480元。</p>"

    kinds = [row.kind for row in compare(snapshot, {**snapshot, "content": content}).text]

    assert kinds == ["changed", "added", "changed", "removed"]


def test_title_and_metadata_by_their_labels(snapshot: dict[str, Any], staff: Staff) -> None:
    other = {
        **snapshot,
        "title": "关于调整标准的通知",
        "disclosure_mode": "withheld",
        "formed_on": "2026-02-10",
    }
    names = {"owner_unit": {staff.unit.pk: "就业促进科"}}

    comparison = compare(snapshot, {**other, "owner_unit": None}, names=names)

    assert marked(comparison.title) == ("关于标准的通知", "关于[调整]标准的通知")
    facts = {fact.label: marked(fact.row) for fact in comparison.facts}
    assert set(facts) == {"公开属性", "生成日期", "责任科室"}
    assert facts["责任科室"] == ("[就业促进科]", "")
    assert comparison.changes == 4


def test_attachments_by_name_and_content(snapshot: dict[str, Any]) -> None:
    before = {
        **snapshot,
        "attachments": [{"name": "表.docx", "sha256": "a"}, {"name": "图.png", "sha256": "b"}],
    }
    after = {
        **snapshot,
        "attachments": [{"name": "表.docx", "sha256": "c"}, {"name": "新.pdf", "sha256": "d"}],
    }

    kinds = {(row.before or row.after)[0].text: row.kind for row in compare(before, after).files}

    assert kinds == {"表.docx": "changed", "图.png": "removed", "新.pdf": "added"}


def test_a_paragraph_too_long_for_words_is_shown_whole(snapshot: dict[str, Any]) -> None:
    before = {**snapshot, "content": f"<p>{'甲乙' * 1500}</p>"}
    after = {**snapshot, "content": f"<p>{'甲乙' * 1500}丙</p>"}

    [row] = compare(before, after).text

    assert row.kind == "changed"
    assert all(piece.differs for piece in (*row.before, *row.after))
