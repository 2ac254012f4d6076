"""读入文件: a paper waits for its form, brings its pictures along, and leaves nothing behind."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import now

from gongkai.publishing import actions
from gongkai.publishing.errors import PaperNotRead, SecretMark
from gongkai.publishing.models import Attachment, Paper, SecretRefusal
from gongkai.publishing.pictures import OFFICE, PUBLIC, WAITING, for_office, public_address, waiting_address
from tests.common.test_uploads import ole
from tests.publishing.papers.made import word, word_with_picture
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def read(staff: Staff, data: bytes, name: str = "通知.docx") -> tuple[Paper, str]:
    paper, reading = actions.read_in(staff.body, file=ContentFile(data, name=name), by=staff.writer, on=TODAY)
    return paper, reading.addressed(lambda number: waiting_address(paper.pk, number))


def files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def saved(staff: Staff, papers: list[Paper], content: str, *, keep: bool) -> Any:
    return actions.create_item_from(
        papers,
        keep_originals=keep,
        content=content,
        column=staff.column,
        title="办事指南",
        formed_on=TODAY,
        by=staff.writer,
        on=TODAY,
    )


def test_pictures_and_the_original_come_with_the_item(
    staff: Staff, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    paper, content = read(staff, word_with_picture())

    with django_capture_on_commit_callbacks(execute=True):
        item = saved(staff, [paper], content, keep=True)

    picture, original = item.attachments.in_draft()
    assert (picture.in_text, original.in_text, original.name) == (True, False, "通知.docx")
    assert f'src="{public_address(item.pk, picture.pk, picture.name)}"' in item.content
    assert list(item.attachments.beside_text()) == [original]
    assert not Paper.objects.exists()
    assert len(files(settings)) == 2


def test_the_original_stays_away_when_it_is_not_to_be_public(staff: Staff) -> None:
    paper, content = read(staff, word("正文一段。"))

    item = saved(staff, [paper], content, keep=False)

    assert item.content == "<p>正文一段。</p>"
    assert not Attachment.objects.exists()
    assert not Paper.objects.exists()


def test_a_picture_that_the_text_shows_no_longer_leaves_the_draft(staff: Staff) -> None:
    paper, content = read(staff, word_with_picture())
    item = saved(staff, [paper], content, keep=False)

    item = actions.save_draft(item, content="<p>没有图。</p>", by=staff.writer, on=TODAY)

    assert not item.attachments.in_draft().exists()
    assert item.draft_version.snapshot["attachments"] == []
    assert item.attachments.count() == 1  # for the version that showed it


def test_the_form_shows_pictures_before_they_are_public(staff: Staff) -> None:
    paper, content = read(staff, word_with_picture())
    item = saved(staff, [paper], content, keep=False)
    picture = item.attachments.get()
    shown = for_office(item.content)
    assert f'src="{reverse("office:item_file", args=[item.pk, picture.pk])}"' in shown

    item = actions.save_draft(item, content=shown, summary="带图", by=staff.writer, on=TODAY)

    assert public_address(item.pk, picture.pk, picture.name) in item.content
    assert item.attachments.in_draft().get() == picture


def test_the_addresses_are_those_of_the_screens() -> None:
    portal = reverse("portal:attachment", args=[3, 7, "图 1.png"])
    assert portal == public_address(3, 7, "图 1.png")
    assert PUBLIC.fullmatch(f'src="{portal}"')
    assert OFFICE.fullmatch(f'src="{reverse("office:item_file", args=[3, 7])}"')
    waiting = reverse("office:item_picture", args=[5, 2])
    assert waiting == waiting_address(5, 2)
    assert WAITING.fullmatch(f'<img src="{waiting}">')


def test_a_picture_that_waits_is_never_kept_in_a_text(staff: Staff) -> None:
    _, content = read(staff, word_with_picture())

    item = actions.save_draft(staff.draft(), content=content, by=staff.writer, on=TODAY)

    assert "<img" not in item.content


def test_a_mark_of_secrecy_is_refused_and_nothing_kept(staff: Staff, settings: Any) -> None:
    with pytest.raises(SecretMark):
        read(staff, word("机密★10年", "关于某事的通知"))

    assert SecretRefusal.objects.get().by == staff.writer
    assert not Paper.objects.exists()
    assert files(settings) == []


def test_an_old_file_is_told_what_to_become(staff: Staff, settings: Any) -> None:
    with pytest.raises(PaperNotRead, match=r"另存为\.docx"):
        read(staff, ole("WordDocument"), "通知.doc")

    assert files(settings) == []


def test_what_nobody_saved_is_deleted_after_some_days(
    staff: Staff, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    paper, _ = read(staff, word("正文。"))
    assert actions.drop_papers(before=paper.at) == []

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.drop_papers(before=now() + timedelta(seconds=1)) == ["通知.docx"]

    assert files(settings) == []
