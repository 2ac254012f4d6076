"""A citizen files and tracks; the bureau registers, has it corrected, extends and replies."""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest
from gongkai.letters.workflow import LETTERS
from tests.factories import Staff
from tests.journeys.handling import SCAN
from tests.journeys.walking import Walker

MATTER = "2025年稳岗返还企业名单"


def file_online(walker: Walker) -> str:
    """File a request as a citizen and return the query code on the receipt."""
    walker.go("/requests/new/")
    walker.fill(kind="natural_person", name="林某", id_type="id_card", id_number="11010519491231002X")
    walker.fill(phone="13800000000", matter=MATTER, description="全市通过审核的企业")
    walker.press("提交申请")
    return walker.code_of(".gk-receipt__code")


def track(walker: Walker, code: str) -> None:
    walker.page.context.clear_cookies()
    walker.go("/requests/track/")
    walker.fill(code=code, name="林某")
    walker.press("查询")


@pytest.mark.usefixtures("columns")
def test_citizen_files_and_tracks_without_an_account(walker: Walker, body: Body) -> None:
    code = file_online(walker)

    track(walker, code)

    case = DisclosureRequest.objects.get()
    assert case.query_code == code
    assert case.body == body
    assert MATTER in walker.text
    assert "11010519491231002X" not in walker.text


@pytest.mark.usefixtures("columns", "body")
def test_a_wrong_name_finds_nothing_and_says_no_more(walker: Walker) -> None:
    code = file_online(walker)

    walker.go("/requests/track/")
    walker.fill(code=code, name="他人")
    walker.press("查询")

    assert MATTER not in walker.text


@pytest.mark.usefixtures("columns")
def test_mistakes_keep_what_was_typed(walker: Walker) -> None:
    walker.go("/requests/new/")
    walker.fill(kind="natural_person", name="林某", matter=MATTER)

    walker.press("提交申请")

    expect(walker.page.locator("[name=matter]")).to_have_value(MATTER)
    assert not DisclosureRequest.objects.exists()


@pytest.mark.usefixtures("columns")
def test_the_bureau_takes_a_request_from_receipt_to_reply(walker: Walker, staff: Staff) -> None:
    code = file_online(walker)
    case = DisclosureRequest.objects.get()

    walker.log_in(staff.registrar)
    step(walker, case, "confirm_receipt", "确认收到并登记")
    step(walker, case, "ask_to_correct", "拟写补正告知书", items="请写明企业所在的县区。")
    send(walker, case)
    step(walker, case, "accept_correction", "收到补正", text="东城区。")

    walker.log_in(staff.office_head)
    step(walker, case, "assign", "转交承办", unit=staff.unit.pk, handler=staff.handler.pk)
    step(walker, case, "extend", "拟写延期答复告知书", days=10, reason="涉及多个科室。")
    send(walker, case)
    case.refresh_from_db()
    assert case.extension_days == 10

    walker.log_in(staff.handler)
    draft(walker, case)
    walker.log_in(staff.unit_head)
    step(walker, case, "approve_unit", "科室负责人审核")
    walker.log_in(staff.secrecy_reviewer)
    step(walker, case, "approve_secrecy", "保密审查")
    walker.log_in(staff.leader)
    step(walker, case, "approve_leader", "签发")
    walker.log_in(staff.registrar)
    walker.go(f"/office/requests/{case.pk}/issue_reply/")
    walker.press("保存文书")
    send(walker, case, attach_scan={"file": SCAN})
    walker.go(f"/office/requests/{case.pk}/record_service/")
    walker.fill(receiver="林某")
    walker.press("登记送达")
    step(walker, case, "close", "办结")

    case.refresh_from_db()
    assert (case.outcome, case.state, case.concluded_on) == ("granted", "closed", localdate())
    track(walker, code)
    assert "现予公开" in walker.text


@pytest.mark.usefixtures("columns")
def test_a_step_that_is_not_open_says_why(walker: Walker, staff: Staff) -> None:
    file_online(walker)
    case = DisclosureRequest.objects.get()

    walker.log_in(staff.registrar)
    walker.go(f"/office/requests/{case.pk}/extend/")

    assert "现在不能办理" in walker.text
    assert "已提交待确认" in walker.text


def step(walker: Walker, case: DisclosureRequest, code: str, name: str, **fields: object) -> None:
    """Take a step on its own page, which says what will happen before it happens."""
    walker.go(f"/office/requests/{case.pk}/{code}/")
    walker.fill(**fields)
    walker.press(name)
    walker.page.wait_for_url(f"**/office/requests/{case.pk}/**")


def send(walker: Walker, case: DisclosureRequest, **between: dict[str, object]) -> None:
    """Fix the newest letter of a case and send it by post."""
    letter = case.letters.latest("pk")
    for code, typed in {"sign": {}, **between, "dispatch": {"mail_no": "XA12345678912"}}.items():
        walker.go(f"/office/requests/{case.pk}/letters/{letter.pk}/steps/{code}/")
        walker.fill(**typed)
        walker.press(LETTERS.step(code).label)
        walker.page.wait_for_url(f"**/letters/{letter.pk}/")


def draft(walker: Walker, case: DisclosureRequest) -> None:
    """Draft a reply: the outcome first, then the text."""
    walker.go(f"/office/requests/{case.pk}/draft_reply/")
    walker.fill(outcome="granted")
    walker.page.wait_for_load_state("networkidle")
    walker.fill(text="您申请的信息，现予公开，随函附上。")
    walker.page.locator("#fields button.gk-button").first.click()
    walker.page.wait_for_url(f"**/office/requests/{case.pk}/")
