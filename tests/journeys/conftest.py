"""What every journey has: a bureau with its staff, a site that answers, a person at a browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from gongkai.bodies.models import Body
from gongkai.publishing.actions import lay_out_columns
from gongkai.publishing.models import Column
from tests.factories import Staff, make_body, staff_of
from tests.journeys.walking import Walker


@pytest.fixture
def body(transactional_db: None) -> Body:
    cache.clear()
    return make_body(
        code="haicheng",
        name="海城市人力资源和社会保障局",
        short_name="市人社局",
        phone="0515-80000000",
        review_organ="海城市人民政府",
        court="海城市人民法院",
        online_review="https://fuyi.haicheng.example/",
    )


@pytest.fixture
def columns(body: Body) -> dict[str, Column]:
    return lay_out_columns(body)


@pytest.fixture
def staff(body: Body) -> Staff:
    return staff_of(body)


@pytest.fixture
def walker(page: Page, live_server: LiveServer, settings: Any) -> Iterator[Walker]:
    settings.ALLOWED_HOSTS = ["*"]
    walker = Walker(page, live_server.url)
    yield walker
    assert walker.refused == [], "a script on the page failed"
