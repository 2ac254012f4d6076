"""The tags that 政府网站发展指引 asks for stand on every public page, whatever its kind."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from gongkai.bodies.models import Body
from gongkai.portal.actions import add_editorial_page, add_home_page
from gongkai.publishing.models import Column, InformationItem
from tests.addresses import Address, addresses
from tests.factories import make_column, make_item
from tests.portal.reading import meta, parse
from tests.samples import Samples, make_samples

pytestmark = pytest.mark.django_db
SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource", "Url")
ARTICLES = {"portal:item", "portal:page"}
# 国办发〔2017〕47号: the fixed values of ColumnType, and the first page
TYPES = {str(label) for label in Column.Type.labels} | {"首页"}


@pytest.fixture
def samples() -> Samples:
    made = make_samples()
    body = Body.objects.get(code="haicheng")
    body.site_id_code = "3209000001"
    body.save()
    add_editorial_page(add_home_page(body), title="办事帮助", slug="help", content="<p>怎样查找文件。</p>")
    return made | {("portal:page", "path"): "help", ("portal:text", "form"): "pdf"}


def pages(client: Client, samples: Samples) -> dict[str, Any]:
    """Return every public page that answers as a page of HTML, by the name of its address."""
    found = {}
    for address in public_addresses():
        answer = client.get(address.sample(samples))
        if answer.status_code == 200 and b"<html" in answer.getvalue():
            found[address.name] = answer
    return found


def public_addresses() -> list[Address]:
    return [address for address in addresses() if address.name.startswith("portal:")]


def test_every_page_names_its_site_and_its_column(client: Client, samples: Samples) -> None:
    found = pages(client, samples)

    missing = {
        name: [tag for tag in (*SITE, *COLUMN) if not meta(page, tag)]
        for name, page in ((name, parse(answer)) for name, answer in found.items())
    }
    assert len(missing) > 20
    assert not {name: tags for name, tags in missing.items() if tags}


def test_the_type_of_a_column_is_one_of_the_fixed_values(client: Client, samples: Samples) -> None:
    types = {name: meta(parse(answer), "ColumnType") for name, answer in pages(client, samples).items()}

    assert not {name: kind for name, kind in types.items() if kind and kind not in TYPES}


def test_every_article_has_its_tags(client: Client, samples: Samples) -> None:
    found = pages(client, samples)

    assert set(found) >= ARTICLES
    for name in ARTICLES:
        page = parse(found[name])
        assert not [tag for tag in ARTICLE if not meta(page, tag)], name
        assert str(meta(page, "Url")).startswith("http://testserver/")


def test_an_article_says_what_it_is_about_and_names_a_picture(client: Client, samples: Samples) -> None:
    column = make_column(body=Body.objects.get(code="haicheng"), name="工作动态", slug="news-of-work")
    item = make_item(
        column=column,
        title="招聘会举行",
        content='<p>三月五日举行招聘会。</p><p><img src="/i/1/files/2/hall.png" alt="会场"></p>',
        published_on=date(2025, 3, 10),
    )

    InformationItem.objects.filter(pk=item.pk).update(summary="")  # as some that came from an old site

    page = parse(client.get(f"/i/{item.pk}.html"))

    assert meta(page, "Description") == "三月五日举行招聘会。"
    assert meta(page, "Image") == "http://testserver/i/1/files/2/hall.png"
    assert meta(page, "Url") == f"http://testserver/i/{item.pk}.html"
