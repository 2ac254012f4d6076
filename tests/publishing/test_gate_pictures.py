"""发布前检查: what is only read aloud is looked into and masked like any other text."""

import io
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from gongkai.publishing import actions
from gongkai.publishing.actions.drafting import take_draft, with_facts
from gongkai.publishing.gate import kept_check, placed
from gongkai.publishing.models import Attachment, InformationItem
from gongkai.publishing.pictures import pictures_in, public_address, shown_in
from gongkai.publishing.snapshot import current_draft
from tests.publishing.staff import TODAY, Staff, make_staff
from tests.publishing.test_gate import NUMBER, attach, barring_keys, check_of

pytestmark = pytest.mark.django_db
TWO = '<p>见图。<img src="/a.png" alt="流程图"><img src="/b.png" alt="{}"></p>'


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def places(item: InformationItem) -> list[tuple[str, str, str]]:
    """Return where the check found what, as the office says it."""
    check = check_of(item)
    return [(*placed(check, found), found.masked) for found in check.findings if found.blocks]


def mask(item: InformationItem, staff: Staff) -> InformationItem:
    chosen = barring_keys(item)
    return actions.mask_findings(item, chosen=chosen, by=staff.writer, on=TODAY)


def test_a_number_in_the_place_of_a_picture_is_found_and_said_which(staff: Staff) -> None:
    item = staff.draft(content=TWO.format(f"张三的身份证，号码{NUMBER}"))

    assert places(item) == [("正文", "第2张图片的替代文字", "110105********002X")]

    item = mask(item, staff)

    assert [each.words for each in pictures_in(item.content)] == [
        "流程图",
        "张三的身份证，号码110105********002X",
    ]
    assert barring_keys(item) == []


def test_words_put_in_the_place_of_a_picture_are_looked_into(staff: Staff) -> None:
    item = staff.draft(content=TWO.format(""))
    first, second = pictures_in(item.content)
    described = [first, type(second)(second.source, f"身份证号{NUMBER}", False)]

    actions.describe_pictures(item, pictures=described, by=staff.writer, on=TODAY)

    item.refresh_from_db()
    assert [place for _, place, _ in places(item)] == ["第2张图片的替代文字"]


def test_a_link_that_leads_to_somebody_is_looked_into_and_masked(staff: Staff) -> None:
    links = '<a href="/c/fagui/">法规</a>，<a href="tel:13812345678" title="张三">电话</a>'
    item = staff.draft(content=f"<p>{links}</p>")

    check = kept_check(item, current_draft(item))
    assert check is not None
    (found,) = [each for each in check.findings if each.kind == "mobile"]
    assert placed(check, found) == ("正文", "第2个链接的地址")
    item = actions.mask_findings(item, chosen=[found.key], by=staff.writer, on=TODAY)

    assert 'href="tel:138****5678"' in item.content
    assert 'href="/c/fagui/"' in item.content


def test_an_address_with_other_numbers_is_none_of_its_business(staff: Staff) -> None:
    pages = ("/art/2026/5/6/art_1234_13812345678.html", "https://example.gov.cn/t20261122_13912345678.html")
    item = staff.draft(content="".join(f'<p><a href="{page}">通知</a></p>' for page in pages))

    assert check_of(item).findings == []


def test_a_picture_of_the_text_whose_name_is_masked_is_still_shown(staff: Staff) -> None:
    item = staff.draft(content="<p>见图。</p>")
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "png")
    before = attach(item, ContentFile(drawn.getvalue(), name=f"{NUMBER}.png"), staff)
    Attachment.objects.filter(pk=before.pk).update(in_text=True)
    item.refresh_from_db()
    content = f'<p>见图。<img src="{public_address(item.pk, before.pk, before.name)}" alt="证件"></p>'
    take_draft(item, with_facts(item, current_draft(item), {"content": content}), by=staff.writer, on=TODAY)

    item = mask(item, staff)

    after = item.attachments.get(in_draft=True)
    assert (after.in_text, shown_in(item.content, item.pk)) == (True, {after.pk})
    assert NUMBER not in after.name
    assert NUMBER not in item.content
    assert quote(after.name) in item.content
