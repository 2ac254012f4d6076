"""发布前检查 on the screen: found beside the fields, masked with one click, let pass with a reason."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.office.items.check import NO_PROOF
from gongkai.publishing.models import Attachment, InformationItem, SecretRefusal
from tests.publishing.staff import Staff, make_staff

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"  # the example of GB 11643
MASKED = "110105********002X"
PERSON = f"<p>张三，身份证号码{NUMBER}。</p>"


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def page(client: Client, name: str, item: InformationItem) -> str:
    return client.get(reverse(f"office:{name}", args=[item.pk])).content.decode()


def post(client: Client, name: str, *args: Any, **given: Any) -> Any:
    return client.post(reverse(f"office:{name}", args=args), given, follow=True)


def test_the_page_says_what_was_found_and_that_this_proves_nothing(client: Client, staff: Staff) -> None:
    client.force_login(staff.writer)

    shown = page(client, "item_check", staff.draft(content=PERSON))

    assert "禁止发布 1 处" in shown
    assert MASKED in shown
    assert NUMBER not in shown
    assert NO_PROOF in shown


def test_pictures_without_words_are_asked_for(client: Client, staff: Staff) -> None:
    client.force_login(staff.writer)
    item = staff.draft(content='<p><img src="/a.png" alt=" "><img src="/b.png" alt="流程图"></p>')

    shown = page(client, "item_check", item)

    assert "1 张图片没有替代文字" in shown
    assert f'href="{reverse("office:describe_pictures", args=[item.pk])}"' in shown
    assert "没有替代文字" not in page(client, "item_check", staff.draft(content="<p>没有图片。</p>"))


def test_the_fields_have_it_beside_them(client: Client, staff: Staff) -> None:
    client.force_login(staff.writer)

    shown = page(client, "edit_item", staff.draft(content=PERSON))

    assert f"<code>{MASKED}</code>" in shown


def test_one_click_and_a_confirmation_mask(client: Client, staff: Staff) -> None:
    item = staff.draft(content=PERSON)
    client.force_login(staff.writer)
    shown = page(client, "mask_item", item)
    assert f"<del>{NUMBER}</del>" in shown
    assert f"<ins>{MASKED}</ins>" in shown
    assert item.draft_version
    [finding] = [each for each in item.checks.get().findings if each.covered]

    done = post(client, "mask_item", item.pk, chosen=[finding.key], digest=item.draft_version.digest)

    item.refresh_from_db()
    assert "已遮盖" in done.content.decode()
    assert MASKED in item.content


def test_the_refusal_to_submit_lists_what_and_where(client: Client, staff: Staff) -> None:
    item = staff.draft(content=PERSON)
    client.force_login(staff.writer)

    refused = post(client, "item_step", item.pk, "submit").content.decode()

    assert f"正文 第1段 身份证件号码 {MASKED}" in refused


def test_the_reviewer_lets_pass_with_a_reason(client: Client, staff: Staff) -> None:
    item = staff.draft(content=PERSON)
    client.force_login(staff.reviewer)
    assert "检查放行" in page(client, "item", item)
    [finding] = [each for each in item.checks.get().findings if each.blocks]

    done = post(client, "item_step", item.pk, "override", chosen=[finding.key], reason="本人书面同意")

    assert "已放行：本人书面同意" in done.content.decode()


DOUBTFUL = "".join(f"<p>联系电话：138123456{number}</p>" for number in range(70, 78))


def test_findings_of_a_kind_stand_together(client: Client, staff: Staff) -> None:
    client.force_login(staff.writer)

    shown = page(client, "item_check", staff.draft(content=PERSON + DOUBTFUL))

    assert "请核对</b> 手机号码，8 处。掩去中间四位，或者改用办公电话" in shown
    assert "<summary>其余 3 处</summary>" in shown
    assert shown.count("改用办公电话") == 1


def test_what_is_doubtful_is_looked_at_in_one_go(client: Client, staff: Staff) -> None:
    item = staff.draft(content=DOUBTFUL)
    client.force_login(staff.writer)
    assert "核对 8 处</a>" in page(client, "item", item)
    chosen = [each.key for each in item.checks.get().findings]
    asked = client.get(reverse("office:item_step", args=[item.pk, "acknowledge"])).content.decode()
    assert asked.count(" checked") == 8
    assert "第8段：手机号码 138****5677" in asked

    done = post(client, "item_step", item.pk, "acknowledge", chosen=chosen, reason="均为值班手机")

    assert done.content.decode().count("已核对：均为值班手机") == 8
    assert "核对 8 处</a>" not in page(client, "item", item)


def test_a_file_with_a_mark_of_secrecy_is_refused_with_what_to_do(client: Client, staff: Staff) -> None:
    item = staff.draft()
    client.force_login(staff.writer)
    file = SimpleUploadedFile("通知.txt", "机密★10年\n关于某事的通知".encode())

    refused = post(client, "attach_file", item.pk, file=file).content.decode()

    assert "按保守国家秘密法的规定处理" in refused
    assert SecretRefusal.objects.get().by == staff.writer
    assert not Attachment.objects.exists()
