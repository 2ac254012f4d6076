"""两个版本的对照 on the screen: from the history, chosen anew, and never of another body's item."""

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def item(staff: Staff) -> InformationItem:
    item = staff.draft(title="标准", content="<p>每月1400元。</p>")
    item = actions.save_draft(item, content="<p>每月1480元。</p>", by=staff.writer, on=TODAY)
    return actions.save_draft(item, title="新标准", by=staff.writer, on=TODAY)


def compared(client: Client, item: InformationItem, before: int, after: int) -> str:
    address = reverse("office:item_compare", args=[item.pk, before, after])
    return client.get(address).content.decode()


def test_the_history_leads_to_what_changed(client: Client, staff: Staff, item: InformationItem) -> None:
    client.force_login(staff.head)

    page = client.get(reverse("office:item", args=[item.pk])).content.decode()

    assert reverse("office:item_compare", args=[item.pk, 1, 2]) in page
    assert reverse("office:item_compare", args=[item.pk, 0, 1]) not in page


def test_words_are_marked_on_both_sides(client: Client, staff: Staff, item: InformationItem) -> None:
    client.force_login(staff.head)

    page = compared(client, item, 1, 3)

    assert "共有 2 处不同" in page
    assert "<del>1400</del>" in page
    assert "<ins>1480</ins>" in page
    assert "<ins>新</ins>标准" in page


def test_other_versions_can_be_chosen_the_earlier_on_the_left(
    client: Client, staff: Staff, item: InformationItem
) -> None:
    client.force_login(staff.head)
    address = reverse("office:item_compare", args=[item.pk, 1, 2])

    answer = client.get(address, {"before": "3", "after": "2"})

    assert answer.headers["Location"] == reverse("office:item_compare", args=[item.pk, 2, 3])
    assert client.get(address, {"before": "x", "after": "2"}).status_code == 200
    assert "两个版本相同" in compared(client, item, 2, 2)


def test_what_is_not_there_is_not_found(client: Client, staff: Staff, item: InformationItem) -> None:
    client.force_login(staff.head)
    assert client.get(reverse("office:item_compare", args=[item.pk, 1, 9])).status_code == 404

    client.force_login(make_staff().head)
    assert client.get(reverse("office:item_compare", args=[item.pk, 1, 2])).status_code == 404
