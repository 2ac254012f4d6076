"""What the tests of the office share: a bureau with one person per role, a day, and a logged-in browser."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from gongkai.bodies.models import Body, User
from gongkai.casework.models import DisclosureRequest, Reply
from tests.factories import Staff, make_body, staff_of

MONDAY = date(2026, 3, 9)
LogIn = Callable[[User], Client]


@pytest.fixture
def bureau(db: None) -> Body:
    return make_body(
        code="haicheng",
        name="海城市人力资源和社会保障局",
        review_organ="海城市人民政府",
        court="海城市中级人民法院",
    )


@pytest.fixture
def staff(bureau: Body) -> Staff:
    return staff_of(bureau)


@pytest.fixture
def monday() -> date:
    """Let it be the morning of Monday, 9 March 2026, in Shanghai."""
    return MONDAY


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest) -> Iterator[None]:
    if "monday" not in request.fixturenames:
        yield
        return
    morning = datetime(2026, 3, 9, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    with time_machine.travel(morning, tick=False):
        yield


@pytest.fixture
def log_in() -> LogIn:
    """Log somebody in, in a browser of their own."""

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser


def words(answer: Any) -> str:
    """Return the text of our part of a page, tags and white space taken out."""
    page = answer.content.decode()
    page = page[page.find('class="gk-office"') :] if 'class="gk-office"' in page else page
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def markup(answer: Any) -> str:
    """Return the page with white space made single, so that a tag reads the same however it is laid out."""
    return re.sub(r"\s+", " ", answer.content.decode())


def current_reply(case: DisclosureRequest) -> Reply:
    """Return the newest reply of a case that has one."""
    reply = case.current_reply
    assert reply
    return reply


def menu(answer: Any) -> list[str]:
    """Return the labels of the menu as the sidebar gets them."""
    found = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', answer.content.decode(), re.S)
    assert found
    return re.findall(r'"label": "([^"]+)"', json.dumps(json.loads(found[1]), ensure_ascii=False))
