"""HEAD answers as GET does, without what it says: harvesters and checkers of links ask so."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.addresses import addresses
from tests.samples import make_samples
from tests.test_access import Kind, access

pytestmark = pytest.mark.django_db


def public_paths() -> Iterator[str]:
    """Yield a path of each address that is open to everybody."""
    samples: dict[Any, Any] = make_samples()
    for address in addresses():
        if access(address).kind is Kind.PUBLIC:
            yield address.sample(samples)


def test_head_works_wherever_get_works(client: Client) -> None:
    wrong = {}
    for path in public_paths():
        cache.clear()
        get = client.get(path)
        if get.status_code != 200:
            continue
        get.getvalue()  # a file is closed when it has been read
        cache.clear()
        head = client.head(path)
        if head.status_code != 200 or head["Content-Type"] != get["Content-Type"]:
            wrong[path] = head.status_code

    assert not wrong


def test_the_head_of_the_catalogue_has_its_tag_and_no_content(client: Client) -> None:
    get = client.get("/api/v1/items")

    head = client.head("/api/v1/items")
    again = client.head("/api/v1/items", HTTP_IF_NONE_MATCH=head["ETag"])

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])
    assert int(head["Content-Length"]) == len(get.content)
    assert again.status_code == 304
    assert client.head("/api/v1/nothing").status_code == 404
