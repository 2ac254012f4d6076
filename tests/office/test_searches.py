"""检索情况: what was not found, by period; a synonym made of it works on the portal at once."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import localdate

from gongkai.rules.roles import Role
from gongkai.search.actions import note_miss
from gongkai.search.models import BodySynonym
from tests.factories import make_body, make_item, make_user, staff_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(datetime(2026, 3, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        yield


def browser_of(role: Role, unit: Any) -> Client:
    browser = Client()
    user = make_user(role=role, unit=unit)
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_what_nobody_found_becomes_a_synonym_that_finds_it() -> None:
    body = make_body(code="haicheng")
    officer = browser_of(Role.INFORMATION_OFFICER, staff_of(body).unit)
    make_item(body=body, title="零工市场开放公告", published_on=date(2026, 3, 10))
    public = Client()
    public.get("/search/?q=阳光驿站")
    public.get("/search/?q=阳光驿站")

    page = officer.get("/office/searches/").content.decode()
    assert "阳光驿站" in page
    assert 'data-label="次数">2<' in page
    assert "/office/searches/synonyms/?word=%E9%98%B3" in page

    answer = officer.post("/office/searches/synonyms/", {"word": "阳光驿站", "others": "零工市场、招工点"})
    assert answer.status_code == 302
    assert BodySynonym.objects.get().others == ["零工市场", "招工点"]
    found = public.get("/search/?q=阳光驿站").content.decode()
    assert "<mark>零工市场</mark>开放公告" in found
    assert "“阳光驿站”也按“零工市场”、“招工点”检索了。" in found
    assert "没有找到“阳光驿站”" in public.get("/search/?q=阳光驿站&literal=1").content.decode()
    assert "已有同义词" in officer.get("/office/searches/").content.decode()


def test_an_item_begins_with_what_nobody_found() -> None:
    body = make_body(code="haicheng")
    officer = browser_of(Role.INFORMATION_OFFICER, staff_of(body).unit)
    note_miss(body, "婚姻登记", on=localdate())

    address = re.search(r'href="([^"]+)">写一条信息', officer.get("/office/searches/").content.decode())
    assert address
    page = officer.get(address[1]).content.decode()

    assert re.search(r'name="title"[^>]*value="婚姻登记"|value="婚姻登记"[^>]*name="title"', page)
    assert "检索“婚姻登记”，没有找到" in page


def test_the_days_can_be_chosen() -> None:
    body = make_body(code="haicheng")
    officer = browser_of(Role.OFFICE_HEAD, staff_of(body).office)
    note_miss(body, "婚姻登记", on=date(2026, 1, 5))

    assert "婚姻登记" not in officer.get("/office/searches/").content.decode()
    assert "婚姻登记" in officer.get("/office/searches/?since=2026-01-01").content.decode()
    assert "这些日子没有落空的检索" in officer.get("/office/searches/?since=x&until=9").content.decode()


def test_what_was_filled_in_wrong_stays_with_the_reason() -> None:
    body = make_body(code="haicheng")
    officer = browser_of(Role.INFORMATION_OFFICER, staff_of(body).unit)

    page = officer.post("/office/searches/synonyms/", {"word": "落户", "others": "落 户"}).content.decode()

    assert "至少一个另外的说法" in page
    assert 'value="落户"' in page


def test_who_only_supervises_changes_nothing() -> None:
    body = make_body(code="haicheng")
    staff = staff_of(body)
    officer, auditor = (
        browser_of(Role.INFORMATION_OFFICER, staff.unit),
        browser_of(Role.AUDITOR, staff.office),
    )
    officer.post("/office/searches/synonyms/", {"word": "落户", "others": "户口迁移"})
    synonym = BodySynonym.objects.get()

    auditor.post("/office/searches/synonyms/", {"word": "摇号", "others": "抽签"})
    auditor.post(f"/office/searches/synonyms/{synonym.pk}/remove/")
    assert BodySynonym.objects.in_use().count() == 1

    officer.post(f"/office/searches/synonyms/{synonym.pk}/remove/")
    assert not BodySynonym.objects.in_use().exists()
    assert "最近移除的" in officer.get("/office/searches/synonyms/").content.decode()
