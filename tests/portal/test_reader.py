"""What a reader can choose, what a body can choose, and pages in plain words."""

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Page

from gongkai.bodies.models import Body
from gongkai.portal.actions import add_editorial_page, add_home_page
from gongkai.portal.limits import visitor
from tests.factories import make_body
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words

pytestmark = pytest.mark.django_db


def classes(client: Client, address: str = "/") -> list[str]:
    html = parse(client.get(address)).html
    assert html is not None
    return list(html.get("class") or [])


def test_large_text_and_contrast_are_remembered(client: Client, bureau: Bureau) -> None:
    first = client.post("/display/", {"mode": "large", "back": "/disclosure/?year=2025"})
    client.post("/display/", {"mode": "contrast", "back": "/"})

    assert first["Location"] == "/disclosure/?year=2025"
    assert classes(client) == ["gk-contrast", "gk-large"]

    client.post("/display/", {"mode": "large", "back": "/"})
    assert classes(client) == ["gk-contrast"]


def test_a_cache_tells_the_modes_apart(client: Client, bureau: Bureau) -> None:
    plain = client.get("/")
    client.post("/display/", {"mode": "large", "back": "/"})

    assert "Cookie" in plain["Vary"]
    assert client.get("/", headers={"If-None-Match": plain["ETag"]}).status_code == 200


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_leads_back_to_this_site_only(client: Client, bureau: Bureau, back: str) -> None:
    assert client.post("/display/", {"mode": "large", "back": back})["Location"] == "/"


def test_an_unknown_mode_changes_nothing(client: Client, bureau: Bureau) -> None:
    client.post("/display/", {"mode": "comic", "back": "/"})

    assert classes(client) == []


def test_a_qr_code_leads_to_a_page_of_this_site(client: Client, bureau: Bureau) -> None:
    response = client.get("/qr.svg", {"to": "/i/1.html"})

    assert response["Content-Type"] == "image/svg+xml"
    assert b"<path" in response.content
    assert client.get("/qr.svg", {"to": "https://evil.example/"}).status_code == 404
    assert client.get("/qr.svg", {"to": "/" + "x" * 400}).status_code == 404


def test_robots_are_told_what_is_for_people(client: Client, bureau: Bureau) -> None:
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /office/" in text
    assert "Disallow: /requests/track/" in text


def test_an_editorial_page_stands_below_p(client: Client, bureau: Bureau) -> None:
    home = add_home_page(bureau.body, notice="<p>国庆假期照常受理网上申请。</p>")
    help_page = add_editorial_page(home, title="办事帮助", slug="help", content="<p>怎样查找文件。</p>")
    add_editorial_page(help_page, title="常见问题", slug="faq", content="<p>问与答。</p>")

    first, second = parse(client.get("/p/help/")), parse(client.get("/p/help/faq/"))

    assert words(first.h1) == "办事帮助"
    assert words(second.select_one(".gk-breadcrumb")) == "首页 办事帮助 常见问题"
    assert "国庆假期照常受理网上申请。" in parse(client.get("/")).get_text()
    assert parse(client.get("/sitemap/")).find("a", href="/p/help/")


def test_an_editorial_page_that_is_not_public_is_not_there(client: Client, bureau: Bureau) -> None:
    page = add_editorial_page(
        add_home_page(bureau.body), title="办事帮助", slug="help", content="<p>正文</p>"
    )
    page.unpublish()

    assert client.get("/p/help/").status_code == 404


def test_each_body_has_its_own_editorial_pages(client: Client, bureau: Bureau) -> None:
    county = make_body(code="dongshan", parent=bureau.body)
    page = add_editorial_page(add_home_page(county), title="办事帮助", slug="help", content="<p>正文</p>")

    assert client.get("/p/help/").status_code == 404
    assert client.get("/b/dongshan/p/help/").status_code == 200
    assert page.get_url_parts()[2] == "/b/dongshan/p/help/"


def test_a_draft_is_shown_in_the_frame_of_its_body(bureau: Bureau) -> None:
    county = make_body(code="dongshan", name="东山县人力资源和社会保障局", parent=bureau.body)
    page = add_editorial_page(add_home_page(county), title="办事帮助", slug="help", content="<p>正文</p>")

    response = page.make_preview_request()

    assert "东山县人力资源和社会保障局" in response.render().content.decode()


def test_the_institution_shows_what_the_body_says_of_itself(client: Client, bureau: Bureau) -> None:
    Body.objects.filter(pk=bureau.body.pk).update(functions="促进就业。\n社会保险。", phone="0999-8200001")

    page = parse(client.get("/disclosure/institution/"))

    assert [words(each) for each in page.select(".gk-steps > li")] == ["促进就业。", "社会保险。"]
    assert "0999-8200001" in page.get_text()


def test_the_guide_has_the_remedies_of_today(client: Client, bureau: Bureau) -> None:
    Body.objects.filter(pk=bureau.body.pk).update(review_organ="海城市人民政府", court="海城市中级人民法院")

    text = parse(client.get("/disclosure/guide/")).get_text()

    assert "应当自收到本答复之日起60日内先向海城市人民政府申请行政复议" in text


def test_a_mistake_is_reported_with_its_page(client: Client, bureau: Bureau) -> None:
    Body.objects.filter(pk=bureau.body.pk).update(email="office@haicheng.example")

    page = parse(client.get("/contact/?page=/i/1.html"))

    link = page.select_one("#mistakes a")
    assert link is not None
    assert str(link["href"]).startswith("mailto:office@haicheng.example?subject=")
    assert "http://testserver/i/1.html" in page.get_text()
    assert "evil.example" not in parse(client.get("/contact/?page=//evil.example/")).get_text()


def test_the_visitor_behind_a_proxy_of_this_machine_is_the_one_it_saw() -> None:
    factory = RequestFactory()

    near = factory.get("/", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": "6.6.6.6, 203.0.113.7"})
    far = factory.get("/", REMOTE_ADDR="203.0.113.9", headers={"x-forwarded-for": "6.6.6.6"})

    assert visitor(near) == "203.0.113.7"
    assert visitor(far) == "203.0.113.9"


def test_the_root_of_wagtail_stays_where_it_is(bureau: Bureau) -> None:
    home = add_home_page(bureau.body)

    assert home.get_parent() == Page.get_first_root_node()
