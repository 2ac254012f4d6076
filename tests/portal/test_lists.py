"""The disclosure column, lists and their filters, search, feeds, the map of the site."""

from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from gongkai.publishing import actions
from gongkai.publishing.models import Column
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_item, make_user
from tests.portal.bureau import Bureau
from tests.portal.reading import meta, parse, words

pytestmark = pytest.mark.django_db


def titles(response: object) -> list[str]:
    return [words(each) for each in parse(response).select(".gk-records > li > a")]


def test_the_column_has_its_five_blocks_in_order(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/disclosure/"))

    assert [words(each) for each in page.select(".gk-tree__top > a")] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容 1",
        "政府信息公开年报",
        "依申请公开",
    ]


def test_the_tree_counts_and_makes_no_empty_promise(client: Client, bureau: Bureau) -> None:
    empty = make_column(parent=bureau.documents.parent, name="重大建设项目", slug="projects")
    actions.set_not_applicable(empty, note="本机关不承担重大建设项目的审批。")
    make_column(parent=bureau.documents.parent, name="机构职能", slug="functions", column_type="functions")

    page = parse(client.get("/disclosure/"))

    assert [words(each) for each in page.select(".gk-tree ul ul a")] == [
        "行政规范性文件 1",
        "重大建设项目 无此类信息",
        "机构职能",
    ]
    link = page.find("a", string="机构职能")
    assert link is None or link["href"] == "/disclosure/institution/#functions"  # type: ignore[index]


def test_a_column_without_such_information_says_why(client: Client, bureau: Bureau) -> None:
    empty = make_column(parent=bureau.documents.parent, name="重大建设项目", slug="projects")
    actions.set_not_applicable(empty, note="本机关不承担重大建设项目的审批。")

    page = parse(client.get("/c/projects/"))

    assert words(page.select_one(".gk-empty")) == "本机关无此类信息 本机关不承担重大建设项目的审批。"


def test_news_do_not_stand_in_the_statutory_list(client: Client, bureau: Bureau) -> None:
    assert titles(client.get("/disclosure/")) == ["海城市失业保险稳岗返还实施办法"]
    assert titles(client.get("/news/")) == ["稳岗返还政策宣讲会召开"]


def test_a_column_says_what_it_is(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/c/documents/"))

    assert meta(page, "ColumnName") == "行政规范性文件"
    assert meta(page, "ColumnType") == "信息公开目录"


def test_filters_are_addresses(client: Client, bureau: Bureau) -> None:
    make_item(
        column=bureau.documents, title="旧办法", formed_on=date(2021, 5, 6), published_on=date(2021, 5, 7)
    )

    page = parse(client.get("/c/documents/"))
    link = page.find("a", string="2021年")

    assert link is not None
    assert titles(client.get(f"/c/documents/{link['href']}")) == ["旧办法"]  # type: ignore[index]
    assert titles(client.get("/c/documents/?validity=in_force")) == ["海城市失业保险稳岗返还实施办法"]
    assert len(titles(client.get("/c/documents/?year=1066&validity=none&page=99"))) == 2


def test_a_long_list_comes_in_pages(client: Client, bureau: Bureau) -> None:
    for number in range(20):
        make_item(column=bureau.documents, title=f"文件{number}", published_on=date(2025, 5, 6))

    assert len(titles(client.get("/c/documents/"))) == 20
    assert titles(client.get("/c/documents/?page=2")) == ["海城市失业保险稳岗返还实施办法"]


def test_what_is_found_is_marked_and_leads_to_its_body(client: Client, bureau: Bureau) -> None:
    county = make_body(code="dongshan", parent=bureau.body)
    item = make_item(body=county, title="东山县稳岗返还公示", published_on=date(2025, 5, 6))

    page = parse(client.get("/search/?q=稳岗返还"))

    assert {words(each) for each in page.select(".gk-records mark")} >= {"稳岗返还"}
    assert page.find("a", href=f"/b/dongshan/i/{item.pk}.html")
    assert page.find("a", href=f"/i/{bureau.document.pk}.html")


def test_a_search_is_narrowed_by_its_address(client: Client, bureau: Bureau) -> None:
    make_item(
        column=bureau.documents,
        title="稳岗返还旧办法",
        formed_on=date(2021, 5, 6),
        published_on=date(2021, 5, 7),
    )

    assert titles(client.get("/search/?q=稳岗返还&year=2021")) == ["稳岗返还旧办法"]
    assert len(titles(client.get("/search/?q=稳岗返还&sort=date&page=x&year=20x1&column=abc"))) == 3


def test_nothing_found_says_what_to_try(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/search/?q=量子"))

    empty = page.select_one(".gk-empty")
    assert "没有找到“量子”" in words(empty)
    assert empty is not None
    assert empty.find("a", href="/requests/new/")


def test_what_is_searched_for_is_never_taken_for_html(client: Client, bureau: Bureau) -> None:
    response = client.get("/search/", {"q": "<script>alert(1)</script>稳岗"})

    parse(response)
    assert b"<script>alert" not in response.content


def test_a_feed_tells_what_is_new(client: Client, bureau: Bureau) -> None:
    response = client.get("/c/documents/feed.xml")

    assert response["Content-Type"].startswith("application/rss+xml")
    assert "海城市失业保险稳岗返还实施办法" in response.content.decode()
    assert f"http://testserver/i/{bureau.document.pk}.html" in response.content.decode()


def test_the_first_page_answers_three_questions(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/"))

    assert words(page.select_one(".gk-lead h3")) == "稳岗返还政策宣讲会召开"
    assert [words(each) for each in page.select(".gk-doors__name")] == [
        "查文件",
        "申请公开",
        "查进度",
        "看年报",
        "找机构",
    ]
    assert len(page.select(".gk-promise .gk-figure")) == 3


def test_only_entries_that_lead_somewhere_are_offered(client: Client, bureau: Bureau) -> None:
    before = [words(each) for each in parse(client.get("/")).select(".gk-nav a")]
    service = make_column(
        parent=bureau.documents.parent, name="公共服务", slug="services", column_type=Column.Type.SERVICE
    )
    make_item(column=service, published_on=date(2025, 5, 6))
    for kept in caches.all(initialized_only=True):
        kept.clear()
    after = [words(each) for each in parse(client.get("/")).select(".gk-nav a")]

    assert before == ["首页", "新闻公告", "政府信息公开", "互动交流", "数据"]
    assert after == ["首页", "新闻公告", "政府信息公开", "办事服务", "互动交流", "数据"]


def test_what_is_listed_in_a_further_column_stands_in_the_list_of_its_block(
    client: Client, bureau: Bureau
) -> None:
    head = make_user(role=Role.OFFICE_HEAD, body=bureau.body)
    actions.place_item(bureau.report, columns=[bureau.documents], by=head, on=date(2025, 4, 3))

    assert titles(client.get("/disclosure/")) == [bureau.report.title, bureau.document.title]
    assert titles(client.get("/news/")) == [bureau.report.title]
