"""Nobody is shut out: axe on each screen of the office and the portal, at a desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.bodies.models import Body
from tests.addresses import addresses
from tests.journeys.test_accessible import violations
from tests.journeys.walking import Walker
from tests.visiting import everybody, is_whole, pages, paths

CASEWORK = (
    *("request", "draft_reply", "discard_draft", "promot", "decline_proposal", "record", "file_record"),
    *("withholding", "consultations", "signing", "inbox", "radar", "bulk", "letter", "looks", "mail"),
    *("take_in_paper", "add_request_file", "remed", "file_remedy", "manual", "today", "me", "choose_body"),
    *("bundle", "export_with_identity", "remove_request_file"),
)
PUBLISHING = (
    *("item", "new_item", "edit_item", "mask_item", "relate_item", "review_item", "secrecy", "comment_item"),
    *("document", "column", "edit_column", "search", "remove_synonym", "topic"),
    *("answer_comment", "attach_file", "remove_file", "describe_pictures"),
)
NUMBERS = ("figure", "ledger", "report", "proofing")
SETTINGS = ("bod",)
OWN = tuple(
    f"portal:{name}"
    for name in (
        *("receipt", "correct", "pay", "withdraw", "rate", "blank", "dead"),
        *("request", "track", "status", "answer"),
    )
)
WIDTHS = (1440, 390)


@pytest.fixture
def office(transactional_db: None, walker: Walker) -> Callable[[tuple[str, ...]], list[str]]:
    """Let somebody with every role sit down; return which pages they have below a section."""

    def section(names: tuple[str, ...]) -> list[str]:
        cache.clear()
        wanted = paths(*(f"office:{name}" for name in names))
        user, client = everybody(Body.objects.get(code="haicheng")), Client()
        client.force_login(user)
        walker.seat(user)
        return screens(client, wanted)

    return section


def test_every_screen_of_the_office_is_in_a_section() -> None:
    known = tuple(f"office:{name}" for name in (*CASEWORK, *PUBLISHING, *NUMBERS, *SETTINGS))

    names = {one.name for one in addresses() if one.name.startswith("office:")}
    assert not [name for name in names if not name.startswith(known)]


@pytest.mark.parametrize(
    ("section", "least"), [(CASEWORK, 35), (PUBLISHING, 36), (NUMBERS, 12), (SETTINGS, 25)]
)
def test_the_office(walker: Walker, office: Any, section: tuple[str, ...], least: int) -> None:
    shown = office(section)

    assert len(shown) >= least
    found = look(walker, shown, ".gk-office")
    assert not found, "\n".join(found)


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("is_own", [True, False])
def test_the_portal(walker: Walker, is_own: bool) -> None:
    cache.clear()
    shown = screens(Client(), paths(*OWN) if is_own else paths("portal:", "api_docs", but=OWN))
    assert len(shown) >= (8 if is_own else 25)

    found = look(walker, shown, None)
    assert not found, "\n".join(found)


def screens(client: Client, paths: list[str]) -> list[str]:
    """Return those paths that show a whole page."""
    return [path for path, html in pages(client, paths).items() if is_whole(html)]


def look(walker: Walker, paths: list[str], within: str | None) -> list[str]:
    """Return what axe finds on each page at each width."""
    found = []
    for path in paths:
        walker.go(path)
        for width in WIDTHS[:1] if "/kiosk/" in path else WIDTHS:  # nobody carries the screen of a hall about
            walker.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{path} at {width}: {one}" for one in violations(walker.page, within)]
    return found
