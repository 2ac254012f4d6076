"""开放目录: only what is public, page by page, as JSON, CSV and XLSX; what was withdrawn is gone."""

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.api import giving
from gongkai.bodies.models import Body
from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_item, make_user

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture(autouse=True)
def _nobody_called_yet() -> None:
    cache.clear()


@pytest.fixture
def body() -> Body:
    return make_body(code="haicheng", name="海城市人力资源和社会保障局")


def live(body: Body, number: int, **facts: Any) -> InformationItem:
    column = facts.pop("column", None) or make_column(body=body)
    day = date(2025, 3, number)
    return make_item(column=column, title=f"第{number}号通知", formed_on=day, published_on=day, **facts)


def withdraw(item: InformationItem) -> None:
    leader = make_user(role=Role.LEADER, body=item.body)
    actions.withdraw_item(item, reason="内容有误", by=leader, on=date(2025, 4, 1))


def test_a_list_goes_on_page_by_page_and_ends(body: Body, client: Client) -> None:
    for number in range(1, 6):
        live(body, number)

    titles, address, pages = [], f"{API}/items?limit=2", 0
    while address:
        page = client.get(address).json()
        titles += [item["title"] for item in page["items"]]
        address, pages = page["next"], pages + 1

    assert titles == [f"第{number}号通知" for number in (5, 4, 3, 2, 1)]
    assert pages == 3


def test_what_is_published_meanwhile_moves_nothing(body: Body, client: Client) -> None:
    for number in (1, 2, 3):
        live(body, number)
    following = client.get(f"{API}/items?limit=2").json()["next"]
    live(body, 9)

    assert [item["title"] for item in client.get(following).json()["items"]] == ["第1号通知"]


def test_a_draft_is_not_there_and_what_was_withdrawn_is_gone(body: Body, client: Client) -> None:
    draft, gone, there = make_item(body=body), live(body, 1), live(body, 2)
    withdraw(gone)

    listed = client.get(f"{API}/items").json()["items"]
    table = b"".join(client.get(f"{API}/catalogue.csv")).decode()

    assert [item["id"] for item in listed] == [there.pk]
    assert "第1号通知" not in table
    answers = [client.get(f"{API}/items/{pk}").status_code for pk in (draft.pk, gone.pk, there.pk, 10**9)]
    assert answers == [404, 410, 200, 404]


def test_what_was_taken_off_says_why_and_where_to_look(body: Body, client: Client) -> None:
    gone, there = live(body, 1), live(body, 2)
    leader = make_user(role=Role.LEADER, body=body)
    facts: dict[str, Any] = {"reason": "内容已更新", "by": leader, "on": date(2026, 4, 1)}

    actions.replace_item(gone, by_item=there, **facts)

    told = client.get(f"{API}/items/{gone.pk}")
    assert told.status_code == 410
    assert told.json() == {
        "detail": "2026-04-01以新件替代：内容已更新",
        "new_place": f"http://testserver/i/{there.pk}.html",
    }


def test_an_item_has_its_text_and_full_addresses(body: Body, client: Client) -> None:
    county = make_body(code="dongshan", parent=body)
    item = live(county, 1, content="<p>正文</p>", keywords="就业，补贴")

    whole = client.get(f"{API}/items/{item.pk}").json()

    assert (whole["html"], whole["text"], whole["keywords"]) == ("<p>正文</p>", "正文", ["就业", "补贴"])
    assert whole["url"] == f"http://testserver/b/dongshan/i/{item.pk}.html"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("body=dongshan", ["第2号通知"]),
        ("body=haicheng", ["第3号通知", "第2号通知", "第1号通知"]),
        ("body=nowhere", []),
        ("column=jobs", ["第3号通知"]),
        ("kind=normative_document", ["第1号通知"]),
        ("validity=in_force", ["第1号通知"]),
        ("year=2024", []),
        ("updated_since=2025-03-03", ["第3号通知"]),
    ],
)
def test_what_is_asked_for(body: Body, client: Client, query: str, titles: list[str]) -> None:
    county = make_body(code="dongshan", parent=body)
    live(body, 1, document_kind="normative_document", doc_no="海人社规〔2025〕1号", validity="in_force")
    live(county, 2)
    live(body, 3, column=make_column(parent=make_column(body=body, slug="jobs")))

    assert [item["title"] for item in client.get(f"{API}/items?{query}").json()["items"]] == titles


def test_documents_are_rules_and_normative_ones(body: Body, client: Client) -> None:
    live(body, 1, document_kind="normative_document", doc_no="海人社规〔2025〕1号", validity="in_force")
    live(body, 2)

    assert [item["title"] for item in client.get(f"{API}/documents").json()["items"]] == ["第1号通知"]


def test_an_item_of_several_columns_is_in_each_of_them(body: Body, client: Client) -> None:
    jobs, news = make_column(body=body, slug="jobs"), make_column(body=body, slug="news")
    item = live(body, 1, column=jobs)
    place: dict[str, Any] = {
        "columns": [news],
        "by": make_user(role=Role.LEADER, body=body),
        "on": date(2026, 3, 2),
    }

    actions.place_item(item, **place)

    for slug in ("jobs", "news"):
        listed = client.get(f"{API}/items?column={slug}").json()["items"]
        assert [each["id"] for each in listed] == [item.pk]


def test_bodies_and_columns_with_their_counts(body: Body, client: Client) -> None:
    top = make_column(body=body, slug="statutory", name="法定主动公开内容")
    live(body, 1, column=make_column(parent=top, slug="jobs"))

    columns = client.get(f"{API}/columns?body=haicheng").json()

    assert client.get(f"{API}/bodies").json()[0]["code"] == "haicheng"
    assert [(each["path"], each["items"], each["items_with_below"]) for each in columns] == [
        *(("/statutory/", 0, 1), ("/statutory/jobs/", 1, 1))
    ]
    assert client.get(f"{API}/columns?body=nowhere").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        *("cursor=xyz", "cursor=MjAyNS0wMy0wMyA5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "cursor=%E4%B8%AD", "limit=0"),
        *("limit=100000", "kind=secret", "year=0", "updated_since=2025-02-30"),
    ],
)
def test_a_wrong_parameter_is_one_clear_line(body: Body, client: Client, query: str) -> None:
    answer = client.get(f"{API}/items?{query}")

    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_the_whole_catalogue_as_tables(body: Body, client: Client) -> None:
    live(body, 1, content_source="=1+1")
    live(body, 2)

    text = b"".join(client.get(f"{API}/catalogue.csv?body=haicheng")).decode("utf-8-sig")
    answer = client.get(f"{API}/catalogue.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer))).worksheets[0]
    answer.close()

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["名称"], row["发布日期"], row["信息来源"]) for row in rows] == [
        *(("第2号通知", "2025-03-02", ""), ("第1号通知", "2025-03-01", "'=1+1"))
    ]
    cells = list(sheet.iter_rows(values_only=True))
    assert (len(cells), cells[1][1], cells[2][13]) == (3, "第2号通知", "=1+1")


def test_other_sites_may_read_and_nothing_is_sent_twice(body: Body, client: Client) -> None:
    live(body, 1)

    first = client.get(f"{API}/items", HTTP_ORIGIN="https://data.example")
    again = client.get(f"{API}/items", HTTP_IF_NONE_MATCH=first["ETag"])

    assert first["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in first
    assert again.status_code == 304


@pytest.mark.parametrize("path", [f"{API}/items", f"{API}/catalogue.csv", f"/b/haicheng{API}/items"])
def test_a_script_of_another_site_may_ask_first(body: Body, client: Client, path: str) -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Headers": "if-none-match"}

    answer = client.options(path, headers=asked)

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, "*")
    assert answer["Access-Control-Allow-Headers"] == "*"
    assert client.options("/office/today/").status_code != 204


def test_too_many_calls_wait(body: Body, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving, "READS", 3)
    monkeypatch.setattr(giving, "FILES", 1)

    answers = [client.get(f"{API}/catalogue.csv").status_code for _ in range(4)]
    refused = client.get(f"{API}/items")

    assert answers == [200, 429, 429, 429]
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(body: Body, client: Client, method: str) -> None:
    assert getattr(client, method)(f"{API}/items").status_code == 405


def test_a_page_costs_the_same_however_many_items(
    body: Body, client: Client, django_assert_num_queries: Any
) -> None:
    column = make_column(body=body)
    for number in range(1, 8):
        live(body, number, column=column)

    with django_assert_num_queries(1):
        assert len(client.get(f"{API}/items").json()["items"]) == 7


def test_the_description_for_people_asks_no_other_host(body: Body, client: Client) -> None:
    page = client.get("/api/").content.decode()
    schema = client.get(f"{API}/openapi.json").json()

    assert set(schema["paths"]) == {
        f"{API}/{path}"
        for path in (
            "bodies",
            "columns",
            "items",
            "documents",
            "items/{pk}",
            "catalogue.csv",
            "catalogue.xlsx",
        )
    }
    assert "GET /api/v1/documents" in page
    assert "//cdn" not in page
    assert "<script>" not in page
