"""The look that a body chose, on its portal: colours, faces, name, emblem, days of mourning."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gongkai.bodies.actions import adopt_design, draft_design, set_mourning
from gongkai.bodies.models import Design
from tests.factories import make_body, make_user
from tests.portal.bureau import Bureau
from tests.portal.reading import meta, parse, words

pytestmark = pytest.mark.django_db
PLAIN = {"site_name": "", "colour": "", "accent": "", "titles": "song"}
GREY = ("/", "/disclosure/", "/b/dongshan/", "/requests/new/")
NOON = datetime(2026, 3, 9, 4, tzinfo=UTC)


def design(bureau: Bureau, *, adopt: bool = True, emblem: Any = None, **facts: str) -> Design:
    user = make_user()
    draft = draft_design(bureau.body, PLAIN | facts, emblem=emblem, keeps_emblem=True, by=user)
    return adopt_design(draft, by=user, at=NOON) if adopt else draft


def test_colours_and_faces_come_as_a_sheet_with_a_tag(client: Client, bureau: Bureau) -> None:
    design(bureau, colour="#8b1a1a", accent="#7d4e00", titles="hei")

    sheet = client.get("/body.css")

    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    for rule in ("--body: #8b1a1a;", "--seal: #", "--song: var(--hei);"):
        assert rule in sheet.content.decode()
    assert client.get("/body.css", headers={"If-None-Match": sheet["ETag"]}).status_code == 304
    assert parse(client.get("/")).find("link", href="/body.css")


def test_a_body_that_chose_nothing_has_no_sheet(client: Client, bureau: Bureau) -> None:
    make_body(code="dongshan", parent=bureau.body)
    design(bureau, colour="#8b1a1a")

    assert not parse(client.get("/b/dongshan/")).find("link", href="/b/dongshan/body.css")


def test_the_name_of_the_site_stands_at_the_head_and_in_the_tag(client: Client, bureau: Bureau) -> None:
    design(bureau, site_name="海城人社网")

    page = parse(client.get("/"))

    assert meta(page, "SiteName") == "海城人社网"
    assert words(page.select_one(".gk-brand__name")) == "海城人社网"


def test_the_emblem_is_fetched_from_this_site(client: Client, bureau: Bureau) -> None:
    drawn = BytesIO()
    Image.new("RGB", (60, 60), "navy").save(drawn, "PNG")
    kept = design(bureau, emblem=SimpleUploadedFile("徽标.png", drawn.getvalue()))

    image = parse(client.get("/")).select_one(".gk-brand__emblem")

    assert image is not None
    answer = client.get(str(image["src"]))
    assert (answer["Content-Type"], answer.content) == ("image/png", drawn.getvalue())
    kept.emblem.storage.delete(kept.emblem.name)
    assert client.get(str(image["src"])).status_code == 404


def test_a_draft_is_seen_by_its_token_alone(client: Client, bureau: Bureau) -> None:
    draft = design(bureau, adopt=False, site_name="新的名称", colour="#8b1a1a")

    preview = client.get(f"/design/{draft.token}/")

    page = parse(preview)
    assert words(page.select_one(".gk-brand__name")) == "新的名称"
    sheet = page.select_one('link[href^="/design/"]')
    assert sheet is not None
    assert "--body: #8b1a1a" in client.get(str(sheet["href"])).content.decode()
    assert "no-store" in preview["Cache-Control"]
    assert client.get("/design/1:2:3/").status_code == 404
    assert meta(parse(client.get("/")), "SiteName") == bureau.body.name


def test_on_a_day_of_mourning_every_page_is_grey_and_no_day_longer(client: Client, bureau: Bureau) -> None:
    make_body(code="dongshan", parent=bureau.body)
    days = {"from_on": date(2026, 4, 4), "until_on": date(2026, 4, 4)}
    set_mourning(bureau.body, **days, reason="国务院公告", by=make_user())

    with time_machine.travel(datetime(2026, 4, 4, 12, tzinfo=UTC), tick=False):
        grey = [classes(client, address) for address in GREY]
    with time_machine.travel(datetime(2026, 4, 5, 12, tzinfo=UTC), tick=False):
        after = classes(client, "/")

    assert grey == [["gk-mourning"]] * 4
    assert after == []


def classes(client: Client, address: str) -> list[str]:
    html = parse(client.get(address)).html
    assert html is not None
    return list(html.get("class") or [])
