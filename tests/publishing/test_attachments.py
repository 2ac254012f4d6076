"""附件: they are part of what is approved, and the public sees those of the published version."""

import errno
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from gongkai.common.upload_kinds import KINDS
from gongkai.common.uploads import UploadRefused
from gongkai.publishing import actions
from gongkai.publishing.attachment_text import text_of
from gongkai.publishing.errors import ChangedSinceApproval
from gongkai.publishing.models import Attachment
from gongkai.publishing.states import State
from gongkai.screening.materials import PASSAGES_LIMIT
from tests.publishing.papers.made import old_word, word
from tests.publishing.staff import TODAY, Staff, make_staff
from tests.screening.hostile.files import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def paper(text: str = "稳岗返还申请表", name: str = "申请表.txt") -> ContentFile[bytes]:
    return ContentFile(text.encode(), name=name)


def content_of(attachment: Attachment) -> str:
    with attachment.file.open("rb") as stored:
        return str(stored.read(), "utf-8")


def stored_files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_it_keeps_its_name_and_lies_under_another(staff: Staff) -> None:
    attachment = actions.attach_file(staff.draft(), file=paper(), by=staff.writer, on=TODAY)

    assert attachment.name == "申请表.txt"
    assert "申请表" not in str(attachment.file.name)
    assert content_of(attachment) == "稳岗返还申请表"
    assert (attachment.content_type, attachment.text) == ("text/plain", "稳岗返还申请表")


def test_what_word_files_say_is_found_within_bounds() -> None:
    kinds = {
        "docx": word("第一段", "第一段", "第二段"),
        "doc": old_word(),
        "bomb": HOSTILE["压缩炸弹.docx"](),
    }

    said = {
        kind: text_of(ContentFile(data), KINDS["doc" if kind == "doc" else "docx"].content_type)
        for kind, data in kinds.items()
    }

    assert said["docx"] == "第一段\n第二段"
    assert "关于2026年就业困难人员社会保险补贴的公示" in said["doc"]
    assert "13505981234" not in said["doc"]  # deleted, and still in the file
    assert said["bomb"] == ""


def test_more_than_the_check_reads_is_not_taken(staff: Staff, settings: Any) -> None:
    lines = "\n".join(f"第{number}行" for number in range(PASSAGES_LIMIT + 10))
    draft = staff.draft()

    with pytest.raises(UploadRefused, match=r"“长\.txt”内容过多.*发布前检查读不完，不能公开，请拆成几个文件"):
        actions.attach_file(draft, file=paper(lines, "长.txt"), by=staff.writer, on=TODAY)

    assert not draft.attachments.exists()
    assert not stored_files(settings)


def test_the_public_sees_it_only_after_publication(staff: Staff) -> None:
    item = staff.draft()
    actions.attach_file(item, file=paper(), by=staff.writer, on=TODAY)
    assert not Attachment.objects.live().exists()

    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))
    actions.publish_item(item, by=staff.leader, on=TODAY)

    assert Attachment.objects.live().get().name == "申请表.txt"


def test_another_attachment_needs_another_approval(staff: Staff) -> None:
    item = staff.approved()

    actions.attach_file(item, file=paper(), by=staff.writer, on=TODAY)

    item.refresh_from_db()
    assert item.state == State.DRAFT
    with pytest.raises(ChangedSinceApproval):
        actions.publish_item(item, by=staff.leader, on=TODAY)


def test_a_file_replaced_on_disk_is_noticed(staff: Staff) -> None:
    item = staff.draft()
    attachment = actions.attach_file(item, file=paper(), by=staff.writer, on=TODAY)
    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))
    Path(attachment.file.path).write_text("别的内容")

    with pytest.raises(ChangedSinceApproval, match="申请表"):
        actions.publish_item(item, by=staff.leader, on=TODAY)


def test_a_live_page_keeps_its_attachment_until_the_amendment_is_published(staff: Staff) -> None:
    item = staff.draft()
    old = actions.attach_file(item, file=paper(), by=staff.writer, on=TODAY)
    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))
    item = actions.publish_item(item, by=staff.leader, on=TODAY)

    item = actions.amend_item(item, by=staff.writer, on=TODAY)
    old.refresh_from_db()
    item = actions.remove_attachment(old, by=staff.writer, on=TODAY)
    actions.attach_file(item, file=paper("新表", "新表.txt"), by=staff.writer, on=TODAY)
    assert [attachment.name for attachment in Attachment.objects.live()] == ["申请表.txt"]

    item = staff.approve(actions.submit_item(item, by=staff.writer, on=TODAY))
    actions.publish_item(item, by=staff.leader, on=TODAY)

    assert [attachment.name for attachment in Attachment.objects.live()] == ["新表.txt"]
    assert content_of(old) == "稳岗返还申请表"  # the old version still has it


def test_giving_up_an_amendment_gives_up_its_attachments(staff: Staff) -> None:
    item = actions.amend_item(staff.published(), by=staff.writer, on=TODAY)
    actions.attach_file(item, file=paper(), by=staff.writer, on=TODAY)

    item = actions.discard_draft(item, by=staff.writer, on=TODAY)

    assert not Attachment.objects.in_draft().exists()


def test_a_refused_file_leaves_nothing(staff: Staff, settings: Any) -> None:
    item = staff.draft()

    with pytest.raises(UploadRefused):
        actions.attach_file(item, file=ContentFile(b"MZ\x90", name="表.txt"), by=staff.writer, on=TODAY)

    assert (item.attachments.count(), item.versions.count(), stored_files(settings)) == (0, 1, [])


def test_a_full_disk_is_said_and_leaves_nothing(
    staff: Staff, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: FileSystemStorage, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    item = staff.draft()
    monkeypatch.setattr(type(default_storage._wrapped), "_save", full)  # type: ignore[attr-defined]

    with pytest.raises(UploadRefused, match="存储空间已满"):
        actions.attach_file(item, file=paper(), by=staff.writer, on=TODAY)

    assert (item.attachments.count(), item.versions.count(), stored_files(settings)) == (0, 1, [])
