"""替代文字 on the screen: every picture with its field, those without words first."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem
from gongkai.publishing.pictures import pictures_in
from tests.office.conftest import words
from tests.publishing.staff import TODAY, Staff, make_staff
from tests.publishing.test_described_files import picture

pytestmark = pytest.mark.django_db
TEXT = '<p>见图。<img src="/a.png" alt="办理流程"><img src="/b.png" alt=""></p>'


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def address(item: InformationItem) -> str:
    return reverse("office:describe_pictures", args=[item.pk])


def test_what_has_no_words_stands_first_and_gets_them(client: Client, staff: Staff) -> None:
    client.force_login(staff.writer)
    item = staff.draft(content=TEXT)

    page = client.get(address(item))
    shown = page.content.decode()
    assert shown.index("/b.png") < shown.index("/a.png")
    assert "1 张图片没有替代文字" in words(page)
    filled: dict[str, Any] = {"words_0": "办理流程", "words_1": "二维码：市人社局\n公众号"}
    answer = client.post(address(item), {**filled, "digest": page.context["form"]["digest"].value()})

    assert answer["Location"] == reverse("office:item", args=[item.pk])
    item.refresh_from_db()
    assert [each.words for each in pictures_in(item.content)] == ["办理流程", "二维码：市人社局 公众号"]
    assert "都有替代文字" in words(client.get(reverse("office:item", args=[item.pk])))


def test_words_for_what_says_nothing_are_a_mistake_and_stay_filled_in(client: Client, staff: Staff) -> None:
    client.force_login(staff.writer)
    item = staff.draft(content=TEXT)

    filled = {"words_0": "办理流程", "words_1": "装饰花边", "decorative_1": "on"}
    answer = client.post(address(item), filled)

    assert "不要再勾选" in words(answer)
    assert "装饰花边" in answer.content.decode()


def test_who_may_not_write_only_reads(client: Client, staff: Staff) -> None:
    item = staff.published(content=TEXT)
    client.force_login(staff.leader)

    assert "现在只能看" in words(client.get(address(item)))
    refused = client.post(address(item), {"words_0": "办理流程", "words_1": "别的"})
    assert "才能“修改”" in words(refused)
    assert "没有图片和附件" in words(client.get(address(staff.published(content="<p>没有图片。</p>"))))


def test_attached_pictures_are_asked_for_and_other_files_may_be_told(client: Client, staff: Staff) -> None:
    client.force_login(staff.writer)
    item = staff.draft(content="<p>见附件。</p>")
    files = [picture(), ContentFile("名单".encode(), name="名单.txt")]
    drawn, listed = (actions.attach_file(item, file=each, by=staff.writer, on=TODAY) for each in files)

    page = client.get(address(item))
    assert "1 张图片没有替代文字" in words(page)
    assert "1 张图片没有替代文字" in words(client.get(reverse("office:item", args=[item.pk])))
    filled = {f"file_{drawn.pk}": "办理流程图", f"file_{listed.pk}": ""}
    client.post(address(item), {**filled, "digest": page.context["form"]["digest"].value()})

    item.refresh_from_db()
    told = {each.name: each.description for each in item.attachments.in_draft()}
    assert told == {"流程图.png": "办理流程图", "名单.txt": ""}
    assert "办理流程图" in words(client.get(reverse("office:edit_item", args=[item.pk])))


def test_a_file_is_described_as_it_is_added(client: Client, staff: Staff) -> None:
    client.force_login(staff.writer)
    item = staff.draft()

    given = {"file": picture(), "description": "办理流程图"}
    client.post(reverse("office:attach_file", args=[item.pk]), given)

    assert item.attachments.get().description == "办理流程图"
