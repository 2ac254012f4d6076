"""Nobody is shut out: axe finds nothing on the portal and on our screens in the office (WCAG 2.2 AA)."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest
from gongkai.publishing.actions import change_column
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.roles import Role
from tests.factories import LONG_AGO, Staff, make_item, make_request
from tests.journeys.walking import Walker

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PORTAL = (
    *("/", "/news/", "/disclosure/", "/disclosure/guide/", "/disclosure/institution/", "/search/?q=失业保险"),
    *(
        "/requests/new/",
        "/requests/track/",
        "/reports/",
        "/data/",
        "/sitemap/",
        "/accessibility/",
        "/contact/",
    ),
)
OFFICE = (
    *("/office/today/", "/office/requests/", "/office/requests/new/", "/office/items/?tab=all"),
    *("/office/items/new/", "/office/columns/", "/office/figures/", "/office/ledger/", "/office/reports/"),
)


@pytest.fixture
def item(columns: dict[str, Column], staff: Staff) -> InformationItem:
    return make_item(
        column=change_column(columns["normative-documents"], owner_unit=staff.unit),
        title="失业保险稳岗返还实施办法",
        published_on=date(2025, 3, 10),
    )


@pytest.fixture
def case(body: Body, staff: Staff) -> DisclosureRequest:
    return make_request(body=body, received_on=date(2026, 3, 2), assigned=True)


def violations(page: Page, within: str | None = None) -> list[str]:
    page.wait_for_load_state()
    found = Axe().run(page, context=within, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [1440, 390])
def test_portal(walker: Walker, item: InformationItem, width: int) -> None:
    walker.page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in (*PORTAL, f"/i/{item.pk}.html"):
        assert walker.go(path) == 200
        found[path] = violations(walker.page)

    assert [f"{path} {one}" for path, said in found.items() for one in said] == []


def test_office(walker: Walker, item: InformationItem, case: DisclosureRequest, staff: Staff) -> None:
    for role in (Role.INFORMATION_OFFICER, Role.HANDLER, Role.REPORT_EDITOR, Role.REGISTRAR):
        assign_role(staff.office_head, unit=staff.office, role=role, on=LONG_AGO)
    walker.log_in(staff.office_head)
    found = {}
    for path in (*OFFICE, f"/office/requests/{case.pk}/", f"/office/items/{item.pk}/"):
        assert walker.go(path) == 200, path
        found[path] = violations(walker.page, ".gk-office")

    assert [f"{path} {one}" for path, said in found.items() for one in said] == []
