"""批注: a passage is pointed at in the version that was read, answered and settled; nothing is lost."""

import pytest

from gongkai.office.items.comments import blocks_of
from gongkai.publishing import actions
from gongkai.publishing.errors import ChangedSinceApproval, NoSuchPassage, NothingSaid
from gongkai.publishing.models import Comment, InformationItem
from gongkai.publishing.paragraphs import paragraphs_of
from gongkai.publishing.snapshot import current_draft
from gongkai.publishing.states import State
from gongkai.workflow import StepNotAllowed
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
TEXT = "<p>第一段，自三月一日起施行。</p><table><tr><td>甲</td><td>乙</td></tr></table><p>第三段。</p>"


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def submitted(staff: Staff) -> InformationItem:
    return actions.submit_item(staff.draft(content=TEXT), by=staff.writer, on=TODAY)


def say(item: InformationItem, staff: Staff, **facts: object) -> Comment:
    facts = {"paragraph": 1, "text": "请写明年份", **facts}
    return actions.comment_on(item, **facts, by=staff.head, on=TODAY)  # type: ignore[arg-type]


def test_the_title_and_each_block_have_a_number(staff: Staff) -> None:
    found = paragraphs_of(current_draft(staff.draft(title="通知", content=TEXT)))

    assert [(each.number, each.text) for each in found] == [
        (0, "通知"),
        (1, "第一段，自三月一日起施行。"),
        (2, "甲 乙"),
        (3, "第三段。"),
    ]


def test_a_text_without_markup_is_a_paragraph(staff: Staff) -> None:
    found = paragraphs_of({"title": "通知", "content": "只有一句。"})

    assert (found[1].text, found[1].name) == ("只有一句。", "第1段：只有一句。")


def test_a_passage_is_pointed_at_in_the_version_that_was_read(staff: Staff) -> None:
    item = submitted(staff)

    comment = say(item, staff, quote="三月 一日")

    assert comment.version == item.draft_version
    assert item.events.get(step="comment").opinion == "请写明年份"
    item.refresh_from_db()
    assert item.state == State.UNIT_REVIEW


def test_a_passage_that_is_not_there_is_refused(staff: Staff) -> None:
    item = submitted(staff)

    for wrong in ({"quote": "第三段"}, {"paragraph": 9}):
        with pytest.raises(NoSuchPassage):
            say(item, staff, **wrong)
    with pytest.raises(NothingSaid):
        say(item, staff, text=" ")


def test_only_reviewers_comment_and_the_author_answers(staff: Staff) -> None:
    item = submitted(staff)
    with pytest.raises(StepNotAllowed):
        actions.comment_on(item, paragraph=1, text="自己批注", by=staff.writer, on=TODAY)
    comment = say(item, staff)

    with pytest.raises(NothingSaid):
        actions.answer_comment(comment, by=staff.writer, on=TODAY)
    actions.answer_comment(comment, text="是2026年", by=staff.writer, on=TODAY)
    assert Comment.objects.open().get() == comment
    actions.answer_comment(comment, settles=True, by=staff.writer, on=TODAY)

    assert not Comment.objects.open().exists()
    assert [str(answer) for answer in comment.answers.all()] == ["是2026年", "已处理"]


def test_a_comment_stays_with_its_words_when_the_text_moves(staff: Staff) -> None:
    item = submitted(staff)
    say(item, staff, quote="三月一日")
    item = actions.save_draft(item, content=f"<p>新的开头。</p>{TEXT}", by=staff.writer, on=TODAY)

    [block] = [each for each in blocks_of(item, current_draft(item)) if each.remarks]

    assert (block.paragraph.number, block.remarks[0].is_stale) == (2, False)


def test_where_its_words_are_gone_it_says_so(staff: Staff) -> None:
    item = submitted(staff)
    say(item, staff, quote="三月一日")
    say(item, staff, paragraph=3, text="删去")
    item = actions.save_draft(item, content="<p>自2026年3月1日起施行。</p>", by=staff.writer, on=TODAY)

    [block] = [each for each in blocks_of(item, current_draft(item)) if each.remarks]

    assert [remark.is_stale for remark in block.remarks] == [True, True]


def test_nobody_comments_on_what_changed_meanwhile(staff: Staff) -> None:
    item = submitted(staff)
    assert item.draft_version
    seen = item.draft_version.digest
    actions.save_draft(item, title="另一个标题", by=staff.writer, on=TODAY)

    with pytest.raises(ChangedSinceApproval):
        say(item, staff, digest=seen)


def test_what_is_approved_stays_approved_when_somebody_comments(staff: Staff) -> None:
    item = staff.approved()

    say(item, staff)

    assert actions.publish_item(item, by=staff.leader, on=TODAY).live
