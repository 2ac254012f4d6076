"""Nobody is shut out of disclosure on request: axe on each of its screens, at a desk and on a phone."""

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import Body, User
from gongkai.rules.roles import Role
from tests.addresses import addresses
from tests.factories import LONG_AGO, make_user, staff_of
from tests.journeys.test_accessible import violations
from tests.journeys.walking import Walker
from tests.samples import make_samples

SECTIONS = (
    *("request", "draft_reply", "discard_draft", "promot", "decline_proposal", "record", "file_record"),
    *("withholding", "consultations", "signing", "inbox", "radar", "bulk", "letter", "looks", "mail"),
    *("take_in_paper", "add_request_file", "body_hand_over", "body_calendar", "remed", "file_remedy"),
    "manual",
)
OFFICE = tuple(f"office:{name}" for name in SECTIONS)
OWN = tuple(f"portal:{name}" for name in ("receipt", "correct", "pay", "withdraw", "rate", "blank", "dead"))
WIDTHS = (1440, 390)


def everybody(body: Body) -> User:
    """Return one person with every role, so that every screen opens."""
    staff = staff_of(body)
    user = make_user(full_name="周平")
    for role in set(Role) - {Role.SYSTEM}:
        assign_role(user, unit=staff.unit if role is Role.HANDLER else staff.office, role=role, on=LONG_AGO)
    return user


def paths(*prefixes: str) -> list[str]:
    """Return a path for every address whose name begins so."""
    samples = make_samples()
    return sorted({one.sample(samples) for one in addresses() if one.name.startswith(prefixes)})


def pages(client: Client, paths: list[str]) -> list[str]:
    """Return the paths that show a page, and no file."""
    found = []
    for path in paths:
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found.append(path)
        answer.close()
    return found


@pytest.mark.usefixtures("transactional_db")
def test_the_office(walker: Walker) -> None:
    cache.clear()
    wanted = paths(*OFFICE)
    user, client = everybody(Body.objects.get(code="haicheng")), Client()
    client.force_login(user)
    shown = pages(client, wanted)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": walker.site}
    walker.page.context.add_cookies([cookie])  # type: ignore[list-item]

    assert len(shown) > 35
    assert "\n".join(look(walker, shown, ".gk-office")) == ""


@pytest.mark.usefixtures("transactional_db")
def test_the_portal(walker: Walker) -> None:
    cache.clear()
    shown = pages(Client(), paths("portal:request", "portal:track", "portal:status", "portal:answer", *OWN))

    assert len(shown) > len(OWN)
    assert "\n".join(look(walker, shown, None)) == ""


def look(walker: Walker, paths: list[str], within: str | None) -> list[str]:
    """Return what axe finds on each page at each width."""
    found = []
    for path in paths:
        walker.go(path)
        for width in WIDTHS:
            walker.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{path} at {width}: {one}" for one in violations(walker.page, within)]
    return found
