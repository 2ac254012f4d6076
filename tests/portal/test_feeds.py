"""What is new, as RSS, Atom and JSON; and every address for robots."""

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from gongkai.portal.views import sitemaps
from gongkai.publishing import actions
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_item, make_user

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_column_and_a_body_as_atom_and_as_json(client: Client) -> None:
    column = make_column(body=make_body(), slug="jobs", name="就业")
    make_item(column=column, title="稳岗返还通知", published_on=date(2025, 3, 4))

    for place in ("/c/jobs", ""):
        atom = ElementTree.fromstring(client.get(f"{place}/feed.atom").content)  # noqa: S314 - our own
        feed = client.get(f"{place}/feed.json")
        assert [each.text for each in atom.iter(f"{ATOM}title")][1:] == ["稳岗返还通知"]
        assert [each["title"] for each in feed.json()["items"]] == ["稳岗返还通知"]
        assert feed["Content-Type"].startswith("application/feed+json")
        assert feed.json()["items"][0]["date_published"].startswith("2025-03-04")


def test_what_was_withdrawn_is_in_no_feed_and_no_map(client: Client) -> None:
    item = make_item(body=make_body(), published_on=date(2025, 3, 4))
    leader = make_user(role=Role.LEADER, body=item.body)
    actions.withdraw_item(item, reason="内容有误", by=leader, on=date(2025, 4, 1))

    pages = [client.get(path).content.decode() for path in ("/feed.json", "/feed.atom", "/sitemap.xml")]

    assert not [page for page in pages if item.title in page or f"/i/{item.pk}" in page]


def addresses(client: Client, path: str) -> list[str | None]:
    root = ElementTree.fromstring(client.get(path).content)  # noqa: S314 - our own
    return [each.text for each in root.iter(f"{MAP}loc")]


def test_a_small_site_has_one_map(client: Client) -> None:
    item = make_item(column=make_column(slug="jobs"), published_on=date(2025, 3, 4))

    assert addresses(client, "/sitemap.xml") == [
        *("http://testserver/", "http://testserver/c/jobs/", f"http://testserver/i/{item.pk}.html")
    ]
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_a_large_site_has_an_index_of_maps(client: Client, monkeypatch: Any) -> None:
    column = make_column(slug="jobs")
    items = [make_item(column=column, published_on=date(2025, 3, 4)) for _ in range(3)]
    monkeypatch.setattr(sitemaps, "MOST", 2)

    index = addresses(client, "/sitemap.xml")

    assert index == [f"http://testserver/sitemap-{number}.xml" for number in range(3)]
    assert addresses(client, "/sitemap-2.xml") == [f"http://testserver/i/{items[2].pk}.html"]
    assert addresses(client, "/sitemap-0.xml")[1:] == ["http://testserver/c/jobs/"]
    assert client.get("/sitemap-9.xml").status_code == 404
