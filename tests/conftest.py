"""What every test gets: own files, a browser where it asks for one, and the choice of database tests only."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from hypothesis import HealthCheck, settings

from tests.kept_database import keep, lay_ready

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs beside the live server
# A test is not about how fast a busy machine makes its examples.
settings.register_profile("gongkai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gongkai")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DATABASE_FIXTURES = {"db", "transactional_db", "client", "admin_client", "live_server", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that touch the database")
    parser.addoption("--pictures", action="store_true", help="take the pictures of docs/how-to anew")
    parser.addoption("--aloud", action="store_true", help="keep anew what a screen reader says")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in _fixtures(item):
            item.add_marker(pytest.mark.browser)
    # A journey leaves an empty database behind, without what migrations put there; so they come last.
    last = ("browser", "killing")
    items.sort(key=lambda item: [item.get_closest_marker(name) is not None for name in reversed(last)])
    if config.getoption("--database-only"):
        left_out = [item for item in items if not _is_database_test(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def _is_database_test(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser"):
        return False
    return item.get_closest_marker("django_db") is not None or bool(_fixtures(item) & DATABASE_FIXTURES)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Start from a migrated database where one was kept."""
    name = connection.settings_dict["TEST"]["NAME"]
    return connection.vendor == "sqlite" and lay_ready(name)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any) -> None:
    """Keep the database that was migrated for this run, for the next one."""
    if connection.vendor == "sqlite" and not django_db_keepdb:
        with django_db_blocker.unblock():
            keep(connection.settings_dict["NAME"])


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Give each test its own uploads and its own search index, and nothing that a process remembers."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    for alias in settings.CACHES:
        caches[alias].clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium of the system; it may not call anybody."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    arguments = ["--no-sandbox", "--disable-gpu", *quiet]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse as a person in China does."""
    where = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    return {**browser_context_args, **where, "viewport": {"width": 1440, "height": 900}}
