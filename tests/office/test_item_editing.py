"""编辑锁 on the screen: who is there, taking over, and two texts side by side when both wrote."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.bodies.models import User
from gongkai.publishing import actions
from gongkai.publishing.models import EditLock, InformationItem
from gongkai.rules.roles import Role
from tests.factories import make_user
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def item(staff: Staff) -> InformationItem:
    return staff.draft(title="标准", content="<p>每月1400元。</p>")


@pytest.fixture
def other(staff: Staff) -> User:
    return make_user(role=Role.HANDLER, unit=staff.unit, full_name="王经办")


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def filled(item: InformationItem, seen: int | None, **given: Any) -> dict[str, Any]:
    return {
        "title": item.title,
        "content": item.content,
        "column": item.column_id,
        "issuing_body": item.issuing_body,
        "formed_on": item.formed_on.isoformat(),
        "document_kind": "other",
        "disclosure_mode": "public",
        "disclosure_scope": "面向社会",
        "seen": seen,
        **given,
    }


def edit(item: InformationItem) -> str:
    return reverse("office:edit_item", args=[item.pk])


def test_the_second_sees_who_is_there_instead_of_the_form(
    staff: Staff, item: InformationItem, other: User
) -> None:
    browser(staff.writer).get(edit(item))

    page = browser(other).get(edit(item)).content.decode()

    assert "李经办正在修改这条信息" in page
    assert 'id="item-form"' not in page
    shown = browser(other).get(reverse("office:item", args=[item.pk])).content.decode()
    assert "起正在修改" in shown


def test_taking_over_with_a_word_opens_the_form(staff: Staff, item: InformationItem, other: User) -> None:
    browser(staff.writer).get(edit(item))
    address = reverse("office:item_take_over", args=[item.pk])

    without = browser(other).post(address, {"note": ""}, follow=True).content.decode()
    with_word = browser(other).post(address, {"note": "领导催办"}, follow=True).content.decode()

    assert "请写一句说明" in without
    assert 'id="item-form"' in with_word
    assert EditLock.objects.get().by == other


def test_whose_form_was_taken_over_loses_nothing(staff: Staff, item: InformationItem, other: User) -> None:
    first = browser(staff.writer)
    first.get(edit(item))
    seen = item.draft_version_id
    browser(other).post(reverse("office:item_take_over", args=[item.pk]), {"note": "领导催办"})

    mine = filled(item, seen, content="<p>每月1480元。</p>")
    page = first.post(edit(item), mine).content.decode()

    assert "王经办接手了这条信息的编辑，说明：领导催办" in page
    assert "<ins>1480</ins>" in page
    assert EditLock.objects.get().by == other
    item.refresh_from_db()
    assert "1400" in item.content
    again = first.post(edit(item), {**mine, "act": "take_over", "note": "我来改完"})
    assert again.context["form"]["content"].value() == "<p>每月1480元。</p>"
    first.post(edit(item), mine)
    item.refresh_from_db()
    assert "1480" in item.content


def test_both_texts_are_shown_when_somebody_saved_in_between(staff: Staff, item: InformationItem) -> None:
    writer, seen = browser(staff.writer), item.draft_version_id
    actions.save_draft(item, content="<p>每月1500元。</p>", by=staff.writer, on=TODAY)

    answer = writer.post(edit(item), filled(item, seen, content="<p>每月1480元。</p>"))

    page = answer.content.decode()
    assert "别人修改了这条信息" in page
    assert "<del>500</del>" in page or "<del>1500</del>" in page
    assert "以我填写的内容保存" in page
    again = filled(item, answer.context["seen"], content="<p>每月1480元。</p>")
    writer.post(edit(item), again)
    item.refresh_from_db()
    assert "1480" in item.content


def test_the_form_says_that_it_is_open_and_that_it_is_left(
    staff: Staff, item: InformationItem, other: User
) -> None:
    address = reverse("office:item_editing", args=[item.pk])
    assert browser(staff.writer).post(address).content == b""

    assert "李经办" in browser(other).post(address).content.decode()
    assert browser(staff.writer).post(address, {"end": "1"}).status_code == 204

    assert not EditLock.objects.exists()


def test_saving_lets_go(staff: Staff, item: InformationItem) -> None:
    writer = browser(staff.writer)
    writer.get(edit(item))

    writer.post(edit(item), filled(item, item.draft_version_id, summary="新的概述"))

    assert not EditLock.objects.exists()


def test_who_only_reads_holds_nothing(staff: Staff, item: InformationItem) -> None:
    browser(staff.reviewer).get(edit(item))

    assert not EditLock.objects.exists()
