"""大厅触摸屏: everything public is within reach, nobody gets out of it, nothing of anybody is on it."""

from datetime import date

import pytest
from django.test import Client

from gongkai.portal.kiosk.letters import letters_in, offered
from gongkai.portal.kiosk.links import without_ways_out
from gongkai.publishing.models import InformationItem, Validity
from tests.factories import make_item
from tests.portal.bureau import Bureau
from tests.portal.reading import addresses, parse, words

pytestmark = pytest.mark.django_db
HERE = ("/kiosk/", "/static/", "/qr.svg", "?")


def walk(client: Client) -> dict[str, str]:
    """Follow every link from the first page; return the text of each page by its address."""
    seen: dict[str, str] = {}
    waiting = ["/kiosk/"]
    while waiting:
        address = waiting.pop()
        page = parse(client.get(address))
        seen[address] = page.get_text()
        for link in sorted(addresses(page)):
            if link.startswith("?") and "q=" not in link:
                continue
            full = address.split("?")[0] + link if link.startswith("?") else link
            if full.startswith("/kiosk/") and full not in seen and full not in waiting:
                waiting.append(full)
    return seen


def test_every_page_of_it_leads_to_pages_of_it_only(client: Client, bureau: Bureau) -> None:
    found = walk(client)

    assert len(found) >= 8
    for address in found:
        page = parse(client.get(address))
        assert not [link for link in addresses(page) if not link.startswith(HERE)], address
        assert not page.find_all(["form", "input", "textarea", "iframe"]), address


def test_what_is_public_is_found_by_touching(client: Client, bureau: Bureau) -> None:
    found = walk(client)

    assert "海城市失业保险稳岗返还实施办法" in found[f"/kiosk/i/{bureau.document.pk}/"]
    assert "海城市失业保险稳岗返还实施办法" in found["/kiosk/c/documents/"]


def test_a_document_that_holds_no_longer_says_so_before_its_text(client: Client, bureau: Bureau) -> None:
    InformationItem.objects.filter(pk=bureau.document.pk).update(
        validity=Validity.REPEALED, ceased_on=date(2025, 6, 1)
    )

    shown = words(parse(client.get(f"/kiosk/i/{bureau.document.pk}/")))

    assert "本文件已于2025年6月1日废止，不再执行。" in shown
    assert "相关文件" not in shown


def test_what_is_not_public_is_not_there(client: Client, bureau: Bureau) -> None:
    draft = make_item(column=bureau.documents, title="尚未公开的文件")

    assert client.get(f"/kiosk/i/{draft.pk}/").status_code == 404
    assert client.get("/kiosk/c/unknown/").status_code == 404
    assert "尚未公开的文件" not in " ".join(walk(client).values())


def test_words_are_offered_by_the_first_letters_of_their_pinyin(bureau: Bureau) -> None:
    assert offered(bureau.body, "SYBX") == ["失业保险"]
    assert "失业保险" in offered(bureau.body, "")
    assert offered(bureau.body, "BX") == ["失业保险"]
    assert offered(bureau.body, "QQQ") == []
    assert letters_in("sy-b<x>1") == "SYBX1"


def test_a_word_that_was_touched_is_searched_for(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/kiosk/search/", {"q": "失业保险"}))

    assert "海城市失业保险稳岗返还实施办法" in words(page.select_one(".gk-kiosk__rows"))
    assert "没有找到" in parse(client.get("/kiosk/search/", {"q": "天文望远镜"})).get_text()


def test_the_first_page_clears_what_was_left_in_the_browser(client: Client, bureau: Bureau) -> None:
    first = client.get("/kiosk/")

    assert first["Clear-Site-Data"] == '"cookies", "storage"'
    assert not first.cookies


def test_links_in_a_text_stay_inside_or_become_words() -> None:
    content = (
        '<p><a href="/i/7.html">办法</a>，<a href="/b/dongshan/i/8.html" title="x">细则</a>，'
        '<a href="https://evil.example/">外网</a>，<a href="mailto:a@b.example">信箱</a></p>'
    )

    assert without_ways_out(content) == (
        '<p><a href="/kiosk/i/7/">办法</a>，<a href="/kiosk/i/8/">细则</a>，外网，信箱</p>'
    )


def test_a_long_list_comes_in_pages(client: Client, bureau: Bureau) -> None:
    for number in range(10):
        make_item(column=bureau.documents, title=f"第{number}号文件", published_on=date(2025, 5, 6))

    page = parse(client.get("/kiosk/c/documents/"))

    assert "第 1 页，共 2 页" in page.get_text()
    assert page.find("a", href="?page=2")
