"""Identity data are masked until somebody looks, and every look is on record."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import DisclosureRequest, IdentityLook, RequestFile
from gongkai.common.masks import masked_address, masked_email, masked_name, masked_number
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import Staff, make_request, make_user
from tests.office.conftest import LogIn, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(bureau: Body) -> DisclosureRequest:
    return make_request(body=bureau, assigned=True, name="李明", received_on=date(2026, 3, 2))


def test_masks_leave_enough_to_tell_people_apart() -> None:
    assert masked_name("张三") == "张*"
    assert masked_name("欧阳明月") == "欧***"
    assert masked_number("310105199001011234") == "310***********1234"
    assert masked_number("13812345678") == "138****5678"
    assert masked_number("86001") == "***01"
    assert masked_number("8600") == "**"
    assert masked_email("li.ming@example.org") == "l***@example.org"
    assert masked_address("海城市人民路1号") == "海城市***"
    assert masked_address("海城路") == "***"


def test_a_look_shows_everything_and_is_noted(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)

    answer = browser.post(f"/office/requests/{case.pk}/applicant/", {"reason": "核对身份"})

    assert "李明" in words(answer)
    assert "13800000000" in words(answer)
    assert "本次查看已记录" in words(answer)
    assert "no-store" in answer["Cache-Control"]
    look = IdentityLook.objects.get()
    assert (look.request, look.by, look.reason) == (case, staff.registrar, "核对身份")
    assert {"name", "phone"} <= set(look.fields)
    assert "李明" not in words(browser.get(f"/office/requests/{case.pk}/"))  # the next page is masked again


def test_htmx_gets_the_applicant_alone(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    address = f"/office/requests/{case.pk}/applicant/"

    answer = log_in(staff.registrar).post(address, headers={"hx-request": "true"})

    assert answer.content.decode().count("<section") == 1
    assert "李明" in words(answer)


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT_HEAD, Role.SECRECY_REVIEWER])
def test_whoever_does_not_need_them_cannot_look(
    case: DisclosureRequest, staff: Staff, log_in: LogIn, role: Role
) -> None:
    person = getattr(staff, role.value)

    answer = log_in(person).post(f"/office/requests/{case.pk}/applicant/")

    assert (answer.status_code, answer["Location"]) == (302, "/office/")  # as the shell refuses
    assert not IdentityLook.objects.exists()
    with pytest.raises(StepNotAllowed, match="因工作需要"):
        actions.look_at_identity(case, by=person, on=date(2026, 3, 9))


def test_opening_a_proof_of_identity_is_a_look(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 25)).save(picture, "PNG")
    file, purpose = SimpleUploadedFile("身份证.png", picture.getvalue()), RequestFile.Purpose.IDENTITY
    proof = actions.attach_file(case, file=file, purpose=purpose, by=staff.registrar, on=date(2026, 3, 9))

    log_in(staff.handler).get(f"/office/requests/{case.pk}/files/{proof.pk}/")

    look = IdentityLook.objects.get()
    assert (look.by, look.file, look.fields) == (staff.handler, proof, [])


def test_the_auditor_reads_who_looked_and_not_what_was_seen(
    bureau: Body, case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    other = make_request(body=bureau, name="王芳")
    actions.look_at_identity(case, reason="核对身份", by=staff.registrar, on=date(2026, 3, 9))
    actions.look_at_identity(other, by=staff.office_head, on=date(2026, 3, 10))
    browser = log_in(make_user(role=Role.AUDITOR, body=bureau))

    everything = words(browser.get("/office/looks/"))
    of_one = words(browser.get(f"/office/looks/?by={staff.registrar.pk}"))
    of_case = words(browser.get(f"/office/looks/?number={other.number}"))

    assert "核对身份" in everything
    assert "姓名或者名称、联系电话" in everything
    assert "李明" not in everything
    assert (other.number in of_one, case.number in of_one) == (False, True)
    assert (other.number in of_case, case.number in of_case) == (True, False)
