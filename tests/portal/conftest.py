"""What every test of the portal gets: an empty cache, and a bureau where it asks for one."""

import pytest
from django.core.cache import caches

from tests.portal.bureau import Bureau, make_bureau


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def bureau(db: None) -> Bureau:
    return make_bureau()
