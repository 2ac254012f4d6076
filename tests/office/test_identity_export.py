"""导出含身份信息的清单: for a reason, by those whose work needs it, with a look at each applicant."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from gongkai.bodies.models import Body
from gongkai.casework import actions, errors
from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.models import DisclosureRequest, IdentityLook
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import Staff, make_request, make_user
from tests.office.conftest import MONDAY, LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
EXPORT = "/office/requests/export/identity/"
REASON = "法院调取2026年申请人名单"


@pytest.fixture
def case(bureau: Body) -> DisclosureRequest:
    others = [CoApplicantFacts(name="张大力")]
    return make_request(body=bureau, name="李明", received_on=date(2026, 3, 2), co_applicants=others)


def cells(answer: Any) -> list[str]:
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet
    return [str(cell) for row in sheet.values for cell in row if cell]


def test_the_list_names_all_and_says_who_when_and_why(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    found = cells(log_in(staff.office_head).post(EXPORT, {"reason": REASON}))

    assert {"李明", "张大力"} <= set(found)
    head = "".join(found[:4])
    assert str(staff.office_head) in head
    assert "2026年3月9日09:00导出" in head
    assert REASON in head


def test_each_applicant_in_it_was_looked_at(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    second = make_request(body=case.body, name="王芳")

    log_in(staff.registrar).post(EXPORT, {"reason": REASON})

    looks = IdentityLook.objects.order_by("request").values_list("request", "by", "reason")
    reason = f"导出清单：{REASON}"
    assert list(looks) == [(each.pk, staff.registrar.pk, reason) for each in (case, second)]


def test_without_a_reason_nothing_is_sent_or_logged(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    answer = log_in(staff.registrar).post(EXPORT, {"reason": " "})

    assert "李明" not in words(answer)
    assert not IdentityLook.objects.exists()


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.LEADER, Role.SECRECY_REVIEWER, Role.REPORT_EDITOR])
def test_who_does_not_need_it_is_refused_and_offered_nothing(
    case: DisclosureRequest, bureau: Body, log_in: LogIn, role: Role
) -> None:
    browser = log_in(make_user(role=role, body=bureau))

    assert browser.post(EXPORT, {"reason": REASON}).status_code in (302, 403)
    assert EXPORT not in browser.get("/office/requests/").content.decode()
    assert not IdentityLook.objects.exists()


def test_the_plain_list_names_nobody(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    found = cells(log_in(staff.registrar).get("/office/requests/export/"))

    assert case.number in found
    assert not {"李明", "张大力", "姓名或者名称"} & set(found)


def test_one_who_may_not_be_looked_at_keeps_the_whole_list_back(
    case: DisclosureRequest, staff: Staff
) -> None:
    mine = make_request(body=case.body, assigned=True)
    facts: dict[str, Any] = {"reason": REASON, "by": staff.handler, "on": MONDAY}

    with pytest.raises(StepNotAllowed):
        actions.look_at_identities([mine, case], **facts)

    assert not IdentityLook.objects.exists()


def test_a_list_of_nobody_or_of_too_many_is_refused(
    case: DisclosureRequest, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.casework.actions.looking.MOST_LOOKS", 0)
    facts: dict[str, Any] = {"reason": REASON, "by": staff.registrar, "on": MONDAY}

    with pytest.raises(errors.RequestIncomplete):
        actions.look_at_identities([], **facts)
    with pytest.raises(errors.TooManyLooks):
        actions.look_at_identities([case], **facts)
