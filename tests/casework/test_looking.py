"""查看身份信息（个人信息保护法第五十一条）: only for whom the work needs it, and with a trace."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from gongkai.casework.actions import attach_file, look_at_identities, look_at_identity, look_at_record
from gongkai.casework.errors import RequestIncomplete, TooManyLooks
from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.models import IdentityLook, RequestFile
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_record_correction, make_request, make_user, staff_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT_HEAD, Role.SECRECY_REVIEWER, Role.REPORT_EDITOR])
def test_whose_work_does_not_need_it_is_refused_and_leaves_no_look(role: Role) -> None:
    case = make_request(assigned=True)
    by = make_user(role=role, unit=case.handling_unit)

    with pytest.raises(StepNotAllowed, match=r"申请人的身份信息只供收件登记员、.*因工作需要查看"):
        look_at_identity(case, by=by, on=DAY)
    assert not IdentityLook.objects.exists()


def test_a_look_names_what_was_filled_in_and_nothing_of_it() -> None:
    case = make_request(name="李明", phone="13800000000")

    look = look_at_identity(case, reason=" 电话核实 ", by=staff_of(case.body).registrar, on=DAY)

    assert (look.fields, look.reason) == (["name", "phone"], "电话核实")
    assert list(IdentityLook.objects.of(case.body)) == [look]


def test_who_asks_together_is_seen_together() -> None:
    case = make_request(co_applicants=[CoApplicantFacts(name="张大力")])

    look = look_at_identity(case, by=staff_of(case.body).registrar, on=DAY)

    assert look.fields == ["name", "phone", "co_applicants"]


def test_opening_a_proof_is_a_look_at_that_file_only() -> None:
    case = make_request(co_applicants=[CoApplicantFacts(name="张大力")])
    staff = staff_of(case.body)
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    scan = ContentFile(drawn.getvalue(), name="李明身份证.png")
    file = attach_file(
        case, file=scan, purpose=RequestFile.Purpose.IDENTITY, by=staff.registrar, on=date(2026, 3, 2)
    )
    assert file.is_proof

    look = look_at_identity(case, file=file, by=staff.registrar, on=DAY)

    assert (look.file, look.fields) == (file, [])


def test_a_list_with_who_asked_notes_a_look_at_each() -> None:
    first = make_request(name="李明")
    second = make_request(body=first.body, name="王芳")
    registrar = staff_of(first.body).registrar

    looks = look_at_identities([first, second], reason=" 统计回访 ", by=registrar, on=DAY)

    assert [(look.request, look.reason) for look in looks] == [
        (first, "导出清单：统计回访"),
        (second, "导出清单：统计回访"),
    ]


@pytest.mark.parametrize(("reason", "many", "said"), [(" ", 1, "事由"), ("回访", 0, "没有符合条件的申请")])
def test_a_list_with_who_asked_needs_a_reason_and_somebody(reason: str, many: int, said: str) -> None:
    case = make_request()
    by = staff_of(case.body).registrar

    with pytest.raises(RequestIncomplete, match=said):
        look_at_identities([case] * many, reason=reason, by=by, on=DAY)


def test_a_list_with_who_asked_stays_short() -> None:
    case = make_request()
    by = staff_of(case.body).registrar

    with pytest.raises(TooManyLooks, match="一次最多500件"):
        look_at_identities([case] * 501, reason="回访", by=by, on=DAY)
    assert not IdentityLook.objects.exists()


def test_whom_a_record_is_about_is_seen_with_a_trace() -> None:
    record = make_record_correction()

    look = look_at_record(record, reason=" 核对 ", by=staff_of(record.body).registrar, on=DAY)

    assert (look.reason, "name" in look.fields, list(record.looks.all())) == ("核对", True, [look])


def test_whom_a_record_is_about_is_not_for_leaders() -> None:
    record = make_record_correction()

    with pytest.raises(StepNotAllowed, match="更正申请人的身份信息和证据材料"):
        look_at_record(record, by=staff_of(record.body).leader, on=DAY)
