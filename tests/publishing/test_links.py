"""失效链接: told by the database for our own site; other sites only when switched on, for a bounded time."""

import io
import json
from datetime import date
from time import monotonic
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.publishing import actions, asking_sites
from gongkai.publishing.actions.links import check_links, check_links_weekly
from gongkai.publishing.models import BrokenLink, Column, InformationItem, LinkCheck, OldAddress
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_item, make_user, publish_through

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture
def column() -> Column:
    return make_column(body=make_body(code="haicheng", host="rsj.haicheng.gov.cn"), slug="jobs")


def live(column: Column, content: str = "<p>正文</p>", **facts: Any) -> InformationItem:
    return make_item(column=column, content=content, published_on=date(2025, 3, 4), **facts)


def withdraw(item: InformationItem) -> None:
    leader = make_user(role=Role.LEADER, body=item.body)
    actions.withdraw_item(item, reason="内容有误", by=leader, on=date(2025, 4, 1))


def faults(body: Body) -> dict[str, str]:
    return dict(BrokenLink.objects.of(body).open().values_list("address", "reason"))


def test_what_is_there_is_not_told(column: Column) -> None:
    other, moved = live(column), live(column)
    OldAddress.objects.create(body=column.body, address="/old/t1.html", item=moved)
    live(
        column,
        f'<p><a href="/i/{other.pk}.html">一</a><a href="/b/haicheng/i/{other.pk}.html">二</a>'
        f'<a href="http://rsj.haicheng.gov.cn/i/{other.pk}.html#a">三</a><a href="/c/jobs/">四</a>'
        '<a href="/old/t1.html">五</a><a href="/search/?q=x">六</a><a href="mailto:a@b.cn">七</a></p>',
    )

    check = check_links(column.body, on=MONDAY)

    assert faults(column.body) == {}
    assert (check.items, check.links) == (3, 6)


def test_what_leads_nowhere_is_told_with_why(column: Column) -> None:
    gone = live(column)
    withdraw(gone)
    item = live(
        column,
        f'<p><a href="/i/{gone.pk}.html">一</a><a href="/i/999999.html">二</a><a href="/c/none/">三</a>'
        '<a href="/old/t9.html">四</a><a href="t8.html">五</a>'
        f'<a href="/i/{gone.pk}/files/7/a.pdf">六</a><a href="/i/{gone.pk + 1}/files/9/a.pdf">七</a></p>',
    )

    check_links(column.body, on=MONDAY)

    assert faults(column.body) == {
        f"/i/{gone.pk}.html": "链接的信息已经撤回",
        "/i/999999.html": "没有这个网页",
        "/c/none/": "没有这个网页",
        "/old/t9.html": "没有这个网页",
        "t8.html": "地址不完整",
        f"/i/{gone.pk}/files/7/a.pdf": "链接的信息已经撤回",
        f"/i/{gone.pk + 1}/files/9/a.pdf": "没有这个附件",
    }
    assert item.pk == gone.pk + 1


def test_a_file_that_is_gone_is_told_without_a_link(column: Column) -> None:
    writer = make_user(role=Role.HANDLER, unit=column.owner_unit)
    item = make_item(column=column, by=writer, formed_on=date(2025, 3, 3))
    file = actions.attach_file(
        item, file=SimpleUploadedFile("名单.txt", "名单".encode()), by=writer, on=date(2025, 3, 3)
    )
    publish_through(item, by=writer, on=date(2025, 3, 4))
    file.file.storage.delete(file.file.name)

    check_links(column.body, on=MONDAY)

    assert faults(column.body) == {"名单.txt": "附件的文件已经不在"}


def test_what_was_mended_ends_and_what_stays_is_told_once(column: Column) -> None:
    gone = live(column)
    live(column, f'<p><a href="/i/{gone.pk}.html">一</a><a href="/none">二</a></p>')
    InformationItem.objects.filter(pk=gone.pk).update(live=False)
    check_links(column.body, on=MONDAY)
    InformationItem.objects.filter(pk=gone.pk).update(live=True)

    check_links(column.body, on=date(2026, 3, 9))
    check_links(column.body, on=date(2026, 3, 9))

    rows = BrokenLink.objects.order_by("pk").values_list("address", "since_on", "ended_on")
    assert set(rows) == {(f"/i/{gone.pk}.html", MONDAY, date(2026, 3, 9)), ("/none", MONDAY, None)}


def test_other_sites_are_not_asked_unless_switched_on(column: Column, monkeypatch: Any) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        asking_sites, "_asked", lambda address, until: asked.append(address) or "网页不在（404）"
    )
    live(column, '<p><a href="http://www.example.cn/x">一</a></p>')

    check_links(column.body, on=MONDAY)
    before = list(asked)
    check_links(column.body, on=MONDAY, external=True)
    check_links(column.body, on=MONDAY)

    assert (before, asked) == ([], ["http://www.example.cn/x"])
    assert faults(column.body) == {"http://www.example.cn/x": "网页不在（404）"}


def test_other_sites_together_have_a_time_limit() -> None:
    began = monotonic()

    told, left = asking_sites.faults_of_sites([f"http://127.0.0.1:9/{n}" for n in range(50)], seconds=0.0)

    assert (told, left) == ({}, 50)
    assert monotonic() - began < 5


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/admin", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/"]
)
def test_our_own_net_is_never_knocked_at(address: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(asking_sites, "HTTPConnection", None)

    assert asking_sites.faults_of_sites([address], seconds=5) == ({}, 0)


def test_a_name_that_is_none_is_no_site() -> None:
    assert asking_sites.faults_of_sites(["http:///x"], seconds=5)[0] == {"http:///x": "网站不存在"}


def test_the_look_is_taken_once_a_week(column: Column) -> None:
    live(column, '<p><a href="/none">一</a></p>')

    found = [check_links_weekly(on=day) for day in (MONDAY, date(2026, 3, 8), date(2026, 3, 9))]

    assert [len(each) for each in found] == [1, 0, 0]
    assert list(LinkCheck.objects.order_by("on").values_list("on", flat=True)) == [MONDAY, date(2026, 3, 9)]


def test_the_queries_do_not_grow_with_the_links(column: Column, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        live(column, "".join(f'<a href="/i/{number}{each}.html">x</a>' for each in range(30)))

    with django_assert_max_num_queries(16):
        check_links(column.body, on=MONDAY)


def test_the_command_names_who_keeps_it(column: Column) -> None:
    item, out = live(column, '<p><a href="/none">二</a></p>'), io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("check_links", "--body", "haicheng", "--json", stdout=out, stderr=io.StringIO())

    assert ended.value.code == 1
    facts = json.loads(out.getvalue())[0]
    assert (facts["item"], facts["unit"], facts["reason"]) == (
        item.pk,
        str(column.owner_unit),
        "没有这个网页",
    )
    with pytest.raises(CommandError, match="没有代码为 nowhere 的机关"):
        call_command("check_links", "--body", "nowhere", stderr=io.StringIO())


def test_the_office_lists_them_with_their_units(column: Column, client: Client) -> None:
    item = live(column, '<p><a href="/none">二</a></p>', title="有失效链接的通知")
    client.force_login(make_user(role=Role.HANDLER, unit=column.owner_unit))
    before = client.get(reverse("office:items_links")).content.decode()
    check_links(item.body, on=MONDAY)

    pages = [
        client.get(f"{reverse('office:items_links')}?tab={tab}").content.decode() for tab in ("all", "mine")
    ]

    assert "还没有检查过" in before
    assert all("有失效链接的通知" in page and str(column.owner_unit) in page for page in pages)
