"""Nobody needs a mouse: a request is filed, a reply signed with the keyboard, the focus always in sight."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import DisclosureRequest, Stage
from tests.factories import Staff, make_reply, make_request
from tests.journeys.walking import Walker

pytestmark = pytest.mark.usefixtures("columns")
MANY = 90  # more stops than any form has
SOON = 30  # tenths of a second
FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), look = getComputedStyle(one);
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    name: one.name || "", value: one.value || "", words: one.innerText || "",
    ringed: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
    seen: box.width > 1 && box.top < innerHeight && box.bottom > 0 && (one === top || one.contains(top)),
  };
}"""


def focus(page: Page) -> dict[str, Any]:
    """Return where the keyboard stands; it must be seen that it stands there (WCAG 2.4.7, 2.4.11)."""
    found: dict[str, Any] = page.evaluate(FOCUS)
    for _ in range(SOON):
        if found["seen"]:
            break
        page.wait_for_timeout(100)  # the page may still be on its way there
        found = page.evaluate(FOCUS)
    assert found["seen"], found
    assert found["ringed"], found
    return found


def tab_to(page: Page, **wanted: str) -> None:
    """Press Tab until the keyboard stands at a field or button, looking at each stop on the way."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        found = focus(page)
        if wanted.items() <= found.items():
            return
    raise AssertionError(f"{wanted} is not reached with the keyboard")


def write(page: Page, name: str, words: str) -> None:
    """Go to a field and type."""
    tab_to(page, name=name)
    page.keyboard.type(words)


def test_the_first_stop_leads_past_the_menu(walker: Walker, body: Body) -> None:
    walker.go("/requests/new/")

    walker.page.keyboard.press("Tab")
    assert focus(walker.page)["words"] == "跳到正文"
    walker.page.keyboard.press("Enter")
    walker.page.keyboard.press("Tab")

    assert walker.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_request_is_filed(walker: Walker, body: Body) -> None:
    page = walker.page
    walker.go("/requests/new/")

    tab_to(page, name="kind")
    write(page, "name", "林某")
    write(page, "id_number", "11010519491231002X")
    write(page, "phone", "13800000000")
    write(page, "matter", "2025年稳岗返还企业名单")
    tab_to(page, name="delivery")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    tab_to(page, words="提交申请")
    page.keyboard.press("Enter")
    page.locator(".gk-receipt__code").wait_for()

    case = DisclosureRequest.objects.get()
    assert (case.applicant.name, case.delivery) == ("林某", "online")


def test_a_reply_is_signed(walker: Walker, body: Body, staff: Staff) -> None:
    case = make_request(body=body, received_on=date(2026, 3, 2), assigned=True)
    reply = make_reply(case=case)
    for stage, who in ((Stage.UNIT, staff.unit_head), (Stage.SECRECY, staff.secrecy_reviewer)):
        reply = actions.approve_reply(reply, stage=stage, opinion="同意", by=who, on=date(2026, 3, 9))
    walker.log_in(staff.leader)
    walker.go("/office/signing/")

    write(walker.page, "opinion", "同意。")
    tab_to(walker.page, name="act", value="pass")
    walker.page.keyboard.press("Enter")
    walker.page.get_by_text("没有等您审签的答复").wait_for()

    reply.refresh_from_db()
    assert reply.stage == Stage.SIGNED
