"""How much a first view weighs: a page and everything it needs to be read, pictures left out."""

import gzip
import re
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import Tag
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories import make_column, make_item
from tests.portal.bureau import Bureau
from tests.portal.reading import parse

pytestmark = pytest.mark.django_db
MOST = 100_000  # bytes as they are sent: files compressed, the page itself not
IMPORT = re.compile(r'@import url\("([^"]+)"\)')
LINE = "为进一步发挥失业保险基金保生活、促就业、防失业的作用，现就有关事项通知如下。"


def test_a_first_view_is_light(client: Client, bureau: Bureau) -> None:
    for number in range(30):
        make_column(parent=bureau.documents, name=f"第{number}类行政许可和公共服务事项", slug=f"c{number}")
    for _ in range(30):
        make_item(column=bureau.documents, content=f"<p>{LINE}</p>" * 40, published_on=date(2025, 5, 6))
    item = make_item(column=bureau.documents, content=f"<p>{LINE}</p>" * 60, published_on=date(2025, 5, 7))
    pages = ("/", "/disclosure/", "/c/documents/", f"/i/{item.pk}.html", "/requests/new/", "/search/")

    weights = {page: weight(client, page) for page in pages}

    assert not {page: bytes_ for page, bytes_ in weights.items() if bytes_ > MOST}, weights


def weight(client: Client, address: str) -> int:
    """Return the bytes of a page with its sheets and scripts."""
    response = client.get(address)
    page = parse(response)
    needed = {str(tag["href"]) for tag in page.select("link[rel=stylesheet]")}
    needed |= {str(tag["src"]) for tag in page.select("script[src]") if isinstance(tag, Tag)}
    files: dict[str, int] = {}
    for one in needed:
        _add(one, files)
    assert files
    return len(response.content) + sum(files.values())


def _add(address: str, files: dict[str, int]) -> None:
    """Add a file of ours and all that it imports."""
    assert address.startswith("/static/"), address
    found = finders.find(address.removeprefix("/static/"))
    text = Path(str(found)).read_text("utf-8")
    files[address] = len(gzip.compress(text.encode()))
    for other in IMPORT.findall(text):
        _add(urljoin(address, other), files)
