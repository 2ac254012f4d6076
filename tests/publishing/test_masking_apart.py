"""遮盖: large files are read and written in a program of their own; what breaks it is one clear message."""

import io
from time import monotonic

import docx
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from gongkai.publishing import actions, attachment_text
from gongkai.publishing.errors import CannotMask
from gongkai.publishing.models import InformationItem
from gongkai.publishing.previewing import previews
from gongkai.publishing.snapshot import current_draft
from gongkai.screening.reading import large, rewriting
from tests.publishing.staff import TODAY, Staff, make_staff
from tests.publishing.test_gate import NUMBER, attach, barring_keys, word_file

pytestmark = pytest.mark.django_db
MASKED = "110105********002X"
LINE = f"张三 身份证号 {NUMBER}"


@pytest.fixture
def staff(settings: object) -> Staff:
    settings.READ_APART_FROM = 0  # type: ignore[attr-defined]
    return make_staff()


def with_file(staff: Staff, file: ContentFile[bytes]) -> InformationItem:
    item = staff.draft(content="<p>见附件。</p>")
    attach(item, file, staff)
    item.refresh_from_db()
    return item


def mask(item: InformationItem, staff: Staff) -> bytes:
    """Cover all that bars the way out, and return the file that the draft has now."""
    actions.mask_findings(item, chosen=barring_keys(item), by=staff.writer, on=TODAY)
    with item.attachments.in_draft().get().file.open("rb") as file:
        return bytes(file.read())


def sheet() -> ContentFile[bytes]:
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["备注"])  # type: ignore[union-attr]
    book.active.append([LINE])  # type: ignore[union-attr]
    book.save(kept)
    return ContentFile(kept.getvalue(), name="名单.xlsx")


def test_a_large_word_file_is_masked(staff: Staff) -> None:
    item = with_file(staff, word_file("公示名单", LINE))

    data = mask(item, staff)

    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert lines == ["公示名单", f"张三 身份证号 {MASKED}"]
    assert MASKED in item.attachments.in_draft().get().text
    assert barring_keys(InformationItem.objects.get(pk=item.pk)) == []


def test_a_large_sheet_and_a_large_text_are_masked(staff: Staff) -> None:
    book = load_workbook(io.BytesIO(mask(with_file(staff, sheet()), staff)))
    text = mask(with_file(staff, ContentFile(LINE.encode("gb18030"), name="名单.txt")), staff)

    assert book.active["A2"].value == f"张三 身份证号 {MASKED}"  # type: ignore[index]
    assert text.decode("gb18030") == f"张三 身份证号 {MASKED}"


def test_a_preview_of_a_large_file_is_the_same(staff: Staff) -> None:
    item = with_file(staff, word_file(LINE))

    (seen,) = previews(item, current_draft(item), TODAY).values()

    assert (seen.found, seen.covered) == (NUMBER, MASKED)


def test_what_takes_too_long_is_one_message_and_changes_nothing(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = with_file(staff, word_file(LINE))
    keys, versions, begun = barring_keys(item), item.versions.count(), monotonic()
    monkeypatch.setattr(rewriting, "PROGRAM", "tests.screening.sleeping")
    monkeypatch.setattr(rewriting, "SECONDS", 1)

    with pytest.raises(CannotMask, match=r"“名单\.docx”过大、已损坏或者过于复杂.*不能自动遮盖.*重新上传。$"):
        actions.mask_findings(item, chosen=keys, by=staff.writer, on=TODAY)

    assert (item.versions.count(), monotonic() - begun < 30) == (versions, True)


def test_a_preview_that_takes_too_long_is_left_out(
    client: object, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = with_file(staff, word_file(LINE))
    monkeypatch.setattr(large, "PROGRAM", "tests.screening.sleeping")
    monkeypatch.setattr(large, "SECONDS", 1)
    client.force_login(staff.writer)  # type: ignore[attr-defined]

    page = client.get(reverse("office:mask_item", args=[item.pk]))  # type: ignore[attr-defined]

    assert previews(item, current_draft(item), TODAY) == {}
    assert page.status_code == 200


def test_the_name_of_a_file_that_nobody_can_read_is_masked(staff: Staff) -> None:
    item = with_file(staff, word_file(LINE, name=f"{NUMBER}.docx"))
    stored = item.attachments.get()
    with stored.file.storage.open(stored.file.name, "wb") as file:
        file.write(b"PK broken")
    actions.check_draft(item, on=TODAY, anew=True)

    actions.mask_findings(item, chosen=barring_keys(item), by=staff.writer, on=TODAY)

    assert item.attachments.in_draft().get().name == "110105××××××××002X.docx"


def test_a_file_that_is_gone_is_said(staff: Staff) -> None:
    item = with_file(staff, word_file(LINE))
    keys = barring_keys(item)
    stored = item.attachments.get().file
    stored.storage.delete(stored.name)

    with pytest.raises(CannotMask, match="已经不在"):
        actions.mask_findings(item, chosen=keys, by=staff.writer, on=TODAY)


def test_text_for_the_search_is_read_apart_too(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    item = with_file(staff, word_file("失业保险金申领"))
    monkeypatch.setattr(attachment_text, "PROGRAM", "tests.screening.sleeping")
    monkeypatch.setattr(attachment_text, "PATIENCE", 1)
    hard = attach(item, word_file("稳岗返还", name="难.docx"), staff)

    assert item.attachments.first().text == "失业保险金申领"  # type: ignore[union-attr]
    assert hard.text == ""
