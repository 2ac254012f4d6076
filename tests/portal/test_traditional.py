"""繁體: every kind of public page in traditional characters, its words alone."""

from typing import Any

import opencc
import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from django.test import Client

from gongkai.portal.traditional import traditional
from tests.addresses import addresses
from tests.portal.bureau import Bureau
from tests.portal.reading import parse
from tests.samples import make_samples


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("<p>政府信息公开</p>", "<p>政府信息公開</p>"),
        ('<a href="/c/信息/" title="信息">信息</a>', '<a href="/c/信息/" title="信息">信息</a>'),
        ('<input value="劳动">劳动', '<input value="劳动">勞動'),
        ('<a title="1 > 2 劳动">劳动</a>', '<a title="1 > 2 劳动">勞動</a>'),
        ("<textarea>劳动</textarea>劳动", "<textarea>劳动</textarea>勞動"),
        ("<code>劳动<b>劳动</b></code>劳动", "<code>劳动<b>劳动</b></code>勞動"),
        ('<b translate="no">简<b>体</b>简</b>简', '<b translate="no">简<b>体</b>简</b>簡'),
        ('<script>let a = "劳动 < 2";</script>劳动', '<script>let a = "劳动 < 2";</script>勞動'),
        ("<!-- 劳动 -->劳动", "<!-- 劳动 -->勞動"),
        ("养老金发放、资金发展，理发", "養老金發放、資金發展，理髮"),
        ("3 &lt; 5，第〔2025〕16号 1 < 2", "3 &lt; 5，第〔2025〕16號 1 < 2"),
    ],
)
def test_only_words_are_converted(simplified: str, expected: str) -> None:
    assert traditional(simplified) == expected


def pages(client: Client, samples: Any) -> dict[str, BeautifulSoup]:
    found = {}
    for address in addresses():
        if address.name.startswith("portal:"):
            answer = client.get(address.sample(samples))
            if b"<html" in answer.getvalue():
                found[address.name] = parse(answer)
    return found


def tags(page: BeautifulSoup) -> list[tuple[str, dict[str, Any]]]:
    """Return every element with its attributes but those of the switch itself, and what changes each time."""
    changing = {"lang", "aria-pressed"}
    return [
        (tag.name, {key: value for key, value in tag.attrs.items() if key not in changing})
        for tag in page.find_all(True)
        if tag.get("type") != "hidden"
    ]


@pytest.mark.django_db
def test_every_kind_of_page_comes_in_both_scripts(client: Client) -> None:
    samples, convert = make_samples(), opencc.OpenCC("s2t").convert
    plain = pages(client, samples)
    client.post("/display/", {"mode": "traditional", "back": "/"})

    both = {name: (plain[name], page) for name, page in pages(client, samples).items()}

    assert len(both) > 25
    for name, (simplified, page) in both.items():
        assert page.html is not None
        assert page.html["lang"] == "zh-Hant", name
        assert tags(page) == tags(simplified), name
        assert words(page) == [convert(line) for line in words(simplified)], name


def words(page: BeautifulSoup) -> list[str]:
    """Return the text nodes that stand in no element that is left alone."""
    left_alone = ("code", "pre", "script", "style", "textarea")
    return [
        str(text)
        for text in page.find_all(string=True)
        if type(text) is NavigableString
        and not text.find_parent(left_alone)
        and not text.find_parent(attrs={"translate": "no"})
    ]


@pytest.mark.django_db
def test_a_cache_tells_the_scripts_apart(client: Client, bureau: Bureau) -> None:
    plain = client.get("/")
    client.post("/display/", {"mode": "traditional", "back": "/"})

    again = client.get("/", headers={"If-None-Match": plain["ETag"]})

    assert again.status_code == 200
    assert "Cookie" in again["Vary"]
    switch = parse(again).find("button", value="traditional")
    assert isinstance(switch, Tag)
    assert switch.get_text() == "简体"


@pytest.mark.django_db
def test_what_is_not_there_is_told_in_the_script_chosen(client: Client, bureau: Bureau) -> None:
    client.post("/display/", {"mode": "traditional", "back": "/"})

    assert "沒有這個頁面" in parse(client.get("/c/unknown/")).get_text()
