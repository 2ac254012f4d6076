"""替代文字: what stands in the place of a picture, and that it stays when the text is written on."""

import pytest

from gongkai.publishing import actions
from gongkai.publishing.actions.screening import set_screening_policy
from gongkai.publishing.errors import ChangedSinceApproval, NotDescribed
from gongkai.publishing.models import InformationItem
from gongkai.publishing.pictures import Picture, described, pictures_in, undescribed
from gongkai.publishing.snapshot import current_draft, digest_of
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_user
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
TWO = '<p>见图。<img src="/a.png" alt=""><img src="/b.png"></p>'
WORDS = [Picture("/a.png", "流程：申请、审核、发放", False), Picture("/b.png", "", True)]


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def content(item: InformationItem) -> str:
    """Return the text of the draft as it is kept."""
    item.refresh_from_db()
    return str(current_draft(item)["content"])


def test_a_picture_is_described_by_words_or_says_nothing() -> None:
    html = described(TWO, WORDS)

    assert (undescribed(TWO), undescribed(html)) == (2, 0)
    assert pictures_in(html) == WORDS
    assert pictures_in(described(html, [WORDS[0], Picture("/b.png", "", False)]))[1].is_described is False
    assert 'alt="大于&gt;、引号&quot;"' in described(
        TWO, [Picture("/a.png", '大于>、引号"', False), WORDS[1]]
    )


def test_the_words_are_kept_and_the_text_stays(staff: Staff) -> None:
    item = staff.draft(content=TWO)

    actions.describe_pictures(item, pictures=WORDS, by=staff.writer, on=TODAY)

    assert pictures_in(content(item)) == WORDS
    assert item.plain_text == "见图。"
    versions = item.versions.count()
    actions.describe_pictures(item, pictures=WORDS, by=staff.writer, on=TODAY)
    assert item.versions.count() == versions  # nothing differs


def test_an_editor_that_knows_no_mark_does_not_undo_it(staff: Staff) -> None:
    item = staff.draft(content=TWO)
    actions.describe_pictures(item, pictures=WORDS, by=staff.writer, on=TODAY)

    written = '<p>再见图。<img src="/b.png" alt=""><img src="/c.png" alt=""></p>'
    actions.save_draft(item, content=written, by=staff.writer, on=TODAY)

    assert [picture.is_decorative for picture in pictures_in(content(item))] == [True, False]


def test_what_changed_in_between_or_is_public_is_not_described(staff: Staff) -> None:
    item, public = staff.draft(content=TWO), staff.published(content=TWO)
    seen = digest_of(current_draft(item))
    actions.save_draft(item, content=TWO + "<p>补充。</p>", by=staff.writer, on=TODAY)

    with pytest.raises(ChangedSinceApproval):
        actions.describe_pictures(item, pictures=WORDS, digest=seen, by=staff.writer, on=TODAY)
    with pytest.raises(ChangedSinceApproval):
        actions.describe_pictures(item, pictures=WORDS[:1], by=staff.writer, on=TODAY)
    with pytest.raises(StepNotAllowed):
        actions.describe_pictures(public, pictures=WORDS, by=staff.writer, on=TODAY)
    with pytest.raises(StepNotAllowed):
        actions.describe_pictures(item, pictures=WORDS, by=staff.leader, on=TODAY)


def test_a_body_may_ask_for_words_before_anything_is_submitted(staff: Staff) -> None:
    item = staff.draft(content=TWO)
    admin = make_user(role=Role.ADMINISTRATOR, body=staff.body)
    own = {"phones": "", "addresses": "", "domains": "", "id_mask": "none"}
    set_screening_policy(staff.body, **own, needs_words=True, by=admin)

    with pytest.raises(NotDescribed, match="2 张图片没有替代文字"):
        actions.submit_item(item, by=staff.writer, on=TODAY)
    actions.describe_pictures(item, pictures=WORDS, by=staff.writer, on=TODAY)
    actions.submit_item(item, by=staff.writer, on=TODAY)

    item.refresh_from_db()
    assert item.state == "unit_review"


def test_without_that_it_is_only_a_warning(staff: Staff) -> None:
    item = actions.submit_item(staff.draft(content=TWO), by=staff.writer, on=TODAY)

    assert item.state == "unit_review"
