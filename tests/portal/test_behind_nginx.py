"""The shipped nginx configuration before a real site: what it keeps, and what never."""

import http.client
import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from devkit import nginx as nginx_of_our_own
from gongkai.portal.refreshing import NotRefreshed, refresh, refresh_pages_of_topic, wanted
from gongkai.publishing import actions
from gongkai.publishing.actions.topic_reviews import take_down_topic
from gongkai.rules.roles import Role
from tests.factories import make_user
from tests.portal.bureau import Bureau, make_bureau
from tests.portal.test_topics import make as make_topic
from tests.publishing.topics import make_editor

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not nginx_of_our_own.PROGRAM.exists(), reason="needs the system package nginx-light"),
]


@dataclass(frozen=True)
class Answer:
    """What nginx answered, and whether out of its cache."""

    status: int
    text: str
    cache: str | None


@dataclass(frozen=True)
class Nginx:
    """An nginx of its own, on a port of this machine."""

    port: int

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode(errors="replace"), answer.getheader("X-Cache"))


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    return make_bureau()


@pytest.fixture
def nginx(live_server: LiveServer, tmp_path: Path, settings: Any) -> Iterator[Nginx]:
    settings.ALLOWED_HOSTS = ["*"]
    with nginx_of_our_own.running(tmp_path, site=urlsplit(live_server.url).port or 0) as port:
        yield Nginx(port)


def test_public_pages_are_kept_once_for_each_way_of_reading(nginx: Nginx, bureau: Bureau) -> None:
    address = f"/i/{bureau.document.pk}.html"

    seen = [nginx.get(address).cache, nginx.get(address, Cookie="sessionid=1; other=2").cache]
    large = [nginx.get(address, Cookie="reading=large") for _ in range(2)]
    false = nginx.get(address, Cookie="reading=large-x")

    assert seen == ["MISS", "HIT"]
    assert [answer.cache for answer in large] == ["MISS", "HIT"]
    assert "gk-large" in large[1].text
    assert (false.cache, "gk-large" in false.text) == ("HIT", False)


def test_files_are_kept_once_for_all_readers(nginx: Nginx, bureau: Bureau) -> None:
    path = f"/i/{bureau.document.pk}.pdf"

    seen = [nginx.get(path).cache, nginx.get(path, Cookie="reading=large").cache]

    assert seen == ["MISS", "HIT"]


def test_what_is_for_one_person_is_never_kept(nginx: Nginx, bureau: Bureau) -> None:
    pages = (
        "/requests/new/",
        "/requests/track/",
        "/check/",
        "/accounts/login/",
        "/b/haicheng/requests/new/",
    )

    kept = {path: nginx.get(path).cache for path in pages for _ in range(2)}

    assert set(kept.values()) == {None}
    tokens = [re.search(r'csrfmiddlewaretoken" value="(\w+)"', nginx.get(pages[0]).text) for _ in range(2)]
    assert tokens[0]
    assert tokens[1]
    assert tokens[0][1] != tokens[1][1]


def test_the_log_of_nginx_holds_no_token(nginx: Nginx, bureau: Bureau, tmp_path: Path) -> None:
    token, page = "s7Q_x:1tFzKq:ZmFrZS1zaWduYXR1cmUtb2Ytbm9ib2R5", f"/i/{bureau.document.pk}.html"

    nginx.get(
        f"/requests/status/{token}/files/3/?from={page}", Referer=f"http://localhost/calendar/{token}.ics"
    )
    nginx.get(f"/calendar/{token}.ics")
    nginx.get(page)

    kept = tmp_path / "gongkai.log"
    # Each of its workers writes on its own, some seconds later.
    said = next(
        text
        for _ in range(200)
        if len((text := kept.read_text("utf-8")).splitlines()) == 3 or time.sleep(0.1)
    )
    assert token not in said
    assert '"GET /requests/status/***/files/3/?from=' in said
    assert '"GET /calendar/***.ics HTTP' in said


def test_what_nginx_says_itself_is_said_in_words(nginx: Nginx, bureau: Bureau) -> None:
    sent = {"Content-Length": str(26 * 2**20), "Content-Type": "application/octet-stream"}
    connection = http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=30)
    with closing(connection):
        connection.request("POST", "/check/", body=b"", headers=sent)
        answer = connection.getresponse()

        assert answer.status == 413
        assert "提交的内容太大，没有提交" in answer.read().decode()


def test_a_program_that_is_not_running_is_told_in_words(tmp_path: Path) -> None:
    with nginx_of_our_own.running(tmp_path, site=1) as port:  # nobody listens there
        answer = Nginx(port).get("/requests/new/")

    assert answer.status == 503
    assert "网站正在维护，暂时不能办理" in answer.text


def test_what_was_withdrawn_is_gone_from_the_cache_with_its_title(
    nginx: Nginx, bureau: Bureau, settings: Any
) -> None:
    settings.GONGKAI_CACHES = [f"http://127.0.0.1:{nginx.port}"]
    settings.BASE_URL = "http://127.0.0.1"
    pages = ("/", "/disclosure/", "/c/documents/")
    address = f"/i/{bureau.document.pk}.html"
    for page in (*pages, address):
        assert bureau.document.title in nginx.get(page).text
    assert nginx.get(address.replace("html", "pdf")).status == 200

    leader = make_user(role=Role.LEADER, body=bureau.body)
    gone = actions.withdraw_item(bureau.document, reason="内容有误", by=leader, on=date(2025, 6, 3))
    count = refresh(gone)

    assert count == len(wanted(gone))
    assert nginx.get(address).status == 410
    assert nginx.get(address.replace("html", "pdf")).status == 410
    assert not [page for page in pages if bureau.document.title in nginx.get(page).text]


def test_a_topic_that_was_taken_down_is_gone_from_the_cache_at_once(
    nginx: Nginx, bureau: Bureau, settings: Any
) -> None:
    settings.GONGKAI_CACHES = [f"http://127.0.0.1:{nginx.port}"]
    settings.BASE_URL = "http://127.0.0.1"
    pages = ("/", "/topics/", "/topics/jobs/")
    assert nginx.get("/topics/").status == 200
    topic = make_topic(bureau)
    refresh_pages_of_topic(topic)  # the list with nothing in it was kept until now
    assert not [page for page in pages if "稳岗返还" not in nginx.get(page).text]

    take_down_topic(topic, reason="活动取消", by=make_editor(bureau.body), on=date(2025, 6, 3))
    refresh_pages_of_topic(topic)

    assert nginx.get("/topics/jobs/").status == 410
    assert "稳岗返还" not in nginx.get("/topics/").text


def test_a_cache_that_does_not_answer_is_told_again_later(bureau: Bureau, settings: Any) -> None:
    settings.GONGKAI_CACHES = ["http://127.0.0.1:9"]

    with pytest.raises(NotRefreshed, match="does not answer"):
        refresh(bureau.document)


def test_while_the_database_is_away_readers_still_read(
    nginx: Nginx, bureau: Bureau, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.GONGKAI_CACHES = [f"http://127.0.0.1:{nginx.port}"]
    pages = ("/", "/disclosure/", "/c/documents/", "/documents/", f"/i/{bureau.document.pk}.html")
    monkeypatch.setattr("gongkai.portal.showing.KEPT_FOR", "1")
    before = {page: nginx.get(page).text for page in pages}
    time.sleep(2.1)  # what was kept has run out

    def lost(*args: object, **options: object) -> None:
        raise OperationalError("the database system is shutting down")

    monkeypatch.setattr(CursorWrapper, "execute", lost)
    during = {page: nginx.get(page) for page in pages}
    asked = nginx.get("/c/documents/?year=2025")
    monkeypatch.undo()

    assert {page: answer.status for page, answer in during.items()} == dict.fromkeys(pages, 200)
    assert {answer.cache for answer in during.values()} <= {"STALE", "HIT"}
    assert "STALE" in {answer.cache for answer in during.values()}
    assert {page: answer.text for page, answer in during.items()} == before
    assert asked.status == 500  # narrowed lists are never older than a minute


def test_a_page_out_of_the_cache_is_not_sent_again_while_it_is_the_same(
    nginx: Nginx, bureau: Bureau, client: Client
) -> None:
    address = f"/i/{bureau.document.pk}.html"
    nginx.get(address)

    again = nginx.get(address, **{"If-None-Match": "*"})

    assert again.status in {200, 304}
    assert again.cache == "HIT"
