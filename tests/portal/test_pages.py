"""What holds for every public page."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.defaults import permission_denied

from gongkai.publishing.models import InformationItem
from tests.factories import make_body, make_item
from tests.portal.bureau import Bureau
from tests.portal.reading import addresses, meta, parse

pytestmark = pytest.mark.django_db
PAGES = (
    "/",
    "/news/",
    "/disclosure/",
    "/disclosure/guide/",
    "/disclosure/rules/",
    "/disclosure/institution/",
    "/c/documents/",
    "/c/news/",
    "/search/",
    "/search/?q=稳岗",
    "/requests/new/",
    "/requests/form/",
    "/requests/track/",
    "/reports/",
    "/data/",
    "/data/proactive.items/?year=2025",
    "/interaction/",
    "/contact/",
    "/accessibility/",
    "/sitemap/",
)
FOR_ONE = ("/requests/new/", "/requests/track/")
FOR_ALL = tuple(address for address in PAGES if address not in FOR_ONE)
LISTS = ("/", "/disclosure/", "/c/documents/", "/news/", "/sitemap/", "/data/proactive.items/?year=2025")
OF_NO_BODY = ("/b/haicheng/office/", "/b/haicheng/accounts/login/", "/b/haicheng/healthz")
COUNTY = "东山县人力资源和社会保障局"


@pytest.mark.parametrize("address", PAGES)
def test_it_answers_with_sound_html_and_says_whose_it_is(
    client: Client, bureau: Bureau, address: str
) -> None:
    response = client.get(address)

    assert response.status_code == 200
    page = parse(response)
    assert meta(page, "SiteName") == "海城市人力资源和社会保障局"
    assert meta(page, "SiteDomain") == "testserver"
    assert meta(page, "SiteIDCode") == "3209000001"
    assert page.find("h1")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_leads_to_another_host_by_itself(client: Client, bureau: Bureau, address: str) -> None:
    found = addresses(parse(client.get(address)))

    assert {one for one in found if urlsplit(one).netloc} == set()


@pytest.mark.parametrize("address", PAGES)
def test_the_policy_is_strict(client: Client, bureau: Bureau, address: str) -> None:
    policy = client.get(address)["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "object-src 'none'" in policy


@pytest.mark.parametrize("address", FOR_ALL)
def test_nobody_is_known_by_a_public_page(client: Client, bureau: Bureau, address: str) -> None:
    response = client.get(address)

    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", FOR_ONE)
def test_forms_are_kept_by_no_cache(client: Client, bureau: Bureau, address: str) -> None:
    assert "no-store" in client.get(address)["Cache-Control"]


def test_a_page_that_is_not_there_says_where_to_look(client: Client, bureau: Bureau) -> None:
    response = client.get("/c/unknown/")

    assert response.status_code == 404
    assert "没有这个页面" in parse(response).get_text()


def test_without_any_body_it_says_so_plainly(client: Client, db: None) -> None:
    response = client.get("/")

    assert response.status_code == 404
    parse(response)


def forget() -> None:
    """Forget what this process keeps."""
    for kept in caches.all(initialized_only=True):
        kept.clear()


@pytest.mark.parametrize("address", LISTS)
def test_the_number_of_queries_does_not_grow_with_the_records(
    client: Client, bureau: Bureau, address: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(5):
        make_item(column=bureau.documents, published_on=date(2025, 5, 6))
    forget()

    with django_assert_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize("address", ["/", "/disclosure/", "/c/documents/", "/news/"])
def test_a_list_that_says_the_same_is_not_drawn_again(
    client: Client, bureau: Bureau, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(address).content
    for place in ("home", "columns"):
        monkeypatch.delattr(f"gongkai.portal.views.{place}.render")

    again = client.get(address).content

    assert again == first


@pytest.mark.parametrize("change", [{"title": "另一个名称", "summary": ""}, {"live": False}])
def test_a_kept_list_never_outlives_a_change(
    client: Client, bureau: Bureau, change: dict[str, object]
) -> None:
    pages = ("/", "/news/", "/c/news/")
    before = [client.get(page).content.decode() for page in pages]
    assert all(bureau.report.title in page for page in before)

    InformationItem.objects.filter(pk=bureau.report.pk).update(**change)

    assert not [page for page in pages if bureau.report.title in client.get(page).content.decode()]


@pytest.mark.parametrize("page", ["/", "/news/", "item", "text"])
def test_what_one_visitor_adds_to_an_address_is_shown_to_nobody_else(
    client: Client, bureau: Bureau, page: str
) -> None:
    own = f"/i/{bureau.document.pk}"
    address = {"item": f"{own}.html", "text": f"{own}.docx"}.get(page, page)

    client.get(address, {"q": "请拨打虚假电话"})

    assert "请拨打虚假电话" not in client.get(address).content.decode(errors="replace")


def test_a_body_below_has_its_portal_behind_a_prefix(client: Client, bureau: Bureau) -> None:
    make_body(code="dongshan", name=COUNTY, parent=bureau.body)

    page = parse(client.get("/b/dongshan/"))

    assert meta(page, "SiteName") == COUNTY
    links = {
        one for one in addresses(page) if one.startswith("/") and not one.startswith(("/static/", "/office/"))
    }
    assert links - {"/"} == {one for one in links if one.startswith("/b/dongshan/")}


def test_a_body_with_a_host_name_is_found_by_it(client: Client, bureau: Bureau) -> None:
    make_body(code="dongshan", name=COUNTY, parent=bureau.body, host="rsj.dongshan.example")

    page = parse(client.get("/", headers={"host": "rsj.dongshan.example"}))

    assert meta(page, "SiteName") == COUNTY


@pytest.mark.parametrize("address", ["/b/nobody/", "/b/nobody/disclosure/"])
def test_an_unknown_body_is_not_found(client: Client, bureau: Bureau, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", OF_NO_BODY)
def test_what_belongs_to_no_body_stands_behind_no_prefix(
    client: Client, bureau: Bureau, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_a_prefix_without_its_slash_is_mended(client: Client, bureau: Bureau) -> None:
    response = client.get("/b/haicheng")

    assert response.status_code == 301
    assert response["Location"] == "/b/haicheng/"


def test_a_lost_database_is_told_in_plain_words(
    client: Client, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*args: object) -> None:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr("gongkai.portal.views.home.promises_of", lost)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "系统出错，没有办成" in parse(response).get_text()


def test_what_is_not_open_says_why(bureau: Bureau, rf: RequestFactory) -> None:
    response = permission_denied(rf.get("/"), PermissionDenied("您目前没有任职，不能进入办公端。"))

    assert "您目前没有任职，不能进入办公端。" in response.content.decode()
