"""附件说明: what an attachment is or shows, kept with its version, looked into, and said on the portal."""

import io

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from gongkai.publishing import actions
from gongkai.publishing.actions.screening import set_screening_policy
from gongkai.publishing.comparing import compare
from gongkai.publishing.errors import NotDescribed, SecretMark
from gongkai.publishing.gate import placed
from gongkai.publishing.models import Attachment, InformationItem
from gongkai.publishing.snapshot import current_draft
from gongkai.rules.roles import Role
from tests.factories import make_user
from tests.publishing.staff import TODAY, Staff, make_staff
from tests.publishing.test_gate import NUMBER, barring_keys, check_of

pytestmark = pytest.mark.django_db
WORDS = "办理流程：申请、审核、发放"


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def picture(name: str = "流程图.png", colour: str = "white") -> ContentFile[bytes]:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(drawn, "png")
    return ContentFile(drawn.getvalue(), name=name)


def with_picture(staff: Staff, description: str = "") -> tuple[InformationItem, Attachment]:
    item = staff.draft(content="<p>见附件。</p>")
    attachment = actions.attach_file(item, file=picture(), description=description, by=staff.writer, on=TODAY)
    item.refresh_from_db()
    return item, attachment


def describe(item: InformationItem, attachment: Attachment, said: str, staff: Staff) -> Attachment:
    actions.describe_pictures(item, pictures=[], files={attachment.pk: said}, by=staff.writer, on=TODAY)
    item.refresh_from_db()
    return item.attachments.in_draft().get()


def test_a_description_is_part_of_the_version(staff: Staff) -> None:
    item, before = with_picture(staff)

    after = describe(item, before, WORDS, staff)

    before.refresh_from_db()
    assert (before.in_draft, before.description, after.description) == (False, "", WORDS)
    assert (after.name, after.sha256, after.file.name) == (before.name, before.sha256, before.file.name)
    listed = [version.snapshot["attachments"] for version in item.versions.order_by("number")]
    assert listed[-2] == [{"name": "流程图.png", "sha256": after.sha256}]
    assert listed[-1] == [{"name": "流程图.png", "sha256": after.sha256, "description": WORDS}]
    (row,) = compare(*(version.snapshot for version in item.versions.order_by("number")[1:3])).files
    assert (row.kind, "".join(piece.text for piece in row.after)) == ("changed", f"流程图.png（{WORDS}）")
    describe(item, after, WORDS, staff)
    assert item.versions.count() == len(listed)  # nothing differs


def test_a_number_in_a_description_is_found_and_masked(staff: Staff) -> None:
    item, _ = with_picture(staff, f"张三的身份证，号码{NUMBER}")

    check = check_of(item)
    (found,) = [each for each in check.findings if each.blocks]
    assert placed(check, found) == ("流程图.png", "附件说明")
    actions.mask_findings(item, chosen=barring_keys(item), by=staff.writer, on=TODAY)

    item.refresh_from_db()
    after = item.attachments.in_draft().get()
    assert after.description == "张三的身份证，号码110105********002X"
    assert barring_keys(item) == []


def test_words_with_a_mark_of_secrecy_are_not_kept(staff: Staff) -> None:
    item, attachment = with_picture(staff)

    with pytest.raises(SecretMark):
        describe(item, attachment, "机密★10年", staff)

    assert item.attachments.in_draft().get().description == ""


def test_a_body_that_asks_for_words_asks_for_those_of_attached_pictures(staff: Staff) -> None:
    item, attachment = with_picture(staff)
    actions.attach_file(item, file=ContentFile("名单".encode(), name="名单.txt"), by=staff.writer, on=TODAY)
    own = {"phones": "", "addresses": "", "domains": "", "id_mask": "none"}
    admin = make_user(role=Role.ADMINISTRATOR, body=staff.body)
    set_screening_policy(staff.body, **own, needs_words=True, by=admin)

    with pytest.raises(NotDescribed, match="1 张图片没有替代文字"):
        actions.submit_item(item, by=staff.writer, on=TODAY)
    actions.describe_pictures(item, pictures=[], files={attachment.pk: WORDS}, by=staff.writer, on=TODAY)

    assert actions.submit_item(item, by=staff.writer, on=TODAY).state == "unit_review"


def test_the_public_reads_it_beside_the_file_and_the_old_address_leads_on(
    client: Client, staff: Staff
) -> None:
    item = staff.published(content="<p>见附件。</p>")
    actions.amend_item(item, by=staff.writer, on=TODAY)
    first = actions.attach_file(item, file=picture(), by=staff.writer, on=TODAY)
    Attachment.objects.filter(pk=first.pk).update(live=True)  # as it was made public
    second = describe(item, first, WORDS, staff)
    old, new = (reverse("portal:attachment", args=[item.pk, each.pk, each.name]) for each in (first, second))

    assert client.get(new).status_code == 302  # the words are not public yet, the file is
    Attachment.objects.filter(pk=first.pk).update(live=False)
    Attachment.objects.filter(pk=second.pk).update(live=True)

    assert client.get(old)["Location"] == new
    assert b"".join(client.get(new).streaming_content).startswith(b"\x89PNG")  # type: ignore[arg-type]
    assert WORDS in client.get(reverse("portal:item", args=[item.pk])).content.decode()
    told = client.get(reverse("api:item", args=[item.pk])).json()
    assert [file["description"] for file in told["files"]] == [WORDS]


def test_a_file_that_is_not_public_leads_nowhere(client: Client, staff: Staff) -> None:
    item = staff.published(content="<p>见附件。</p>")
    actions.amend_item(item, by=staff.writer, on=TODAY)
    draft = actions.attach_file(item, file=picture(), by=staff.writer, on=TODAY)

    assert client.get(reverse("portal:attachment", args=[item.pk, draft.pk, draft.name])).status_code == 404


def test_the_draft_says_what_it_is(staff: Staff) -> None:
    item, _ = with_picture(staff, WORDS)

    assert current_draft(item)["attachments"][0]["description"] == WORDS
