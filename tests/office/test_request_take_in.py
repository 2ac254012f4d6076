"""登记书面申请: counter, mail, fax and e-mail, with the day of receipt of each channel (条例第三十一条)."""

from datetime import date
from typing import Any

import pytest

from gongkai.bodies.models import Body
from gongkai.casework.askers import names_of, representative_of
from gongkai.casework.models import DisclosureRequest, RequestFile
from gongkai.casework.states import State
from tests.common.test_uploads import picture, upload
from tests.factories import Staff
from tests.office.conftest import LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
FORM = "/office/requests/new/"


def typed(**changes: Any) -> dict[str, Any]:
    first = {
        "channel": "counter",
        "submitted_on": "2026-03-06",
        "kind": "natural_person",
        "name": "李明",
        "phone": "13800000000",
        "matter": "2025年稳岗返还企业名单",
        "supply_form": "paper",
        "delivery": "mail",
        "key": "0123456789abcdef",
    }
    return {**first, **changes}


@pytest.mark.parametrize(
    ("channel", "receipt_on", "received_on", "state"),
    [
        ("counter", "", date(2026, 3, 6), State.REGISTERED),
        ("signed_mail", "2026-03-09", date(2026, 3, 9), State.REGISTERED),
        ("fax", "2026-03-09", date(2026, 3, 9), State.REGISTERED),
        ("ordinary_mail", "", None, State.SUBMITTED),
        ("email", "", None, State.SUBMITTED),
    ],
)
def test_the_day_of_receipt_follows_the_channel(
    staff: Staff, log_in: LogIn, channel: str, receipt_on: str, received_on: date | None, state: State
) -> None:
    answer = log_in(staff.registrar).post(FORM, typed(channel=channel, receipt_on=receipt_on), follow=True)

    case = DisclosureRequest.objects.get()
    assert (case.received_on, case.state) == (received_on, state)
    assert answer.redirect_chain[0][0] == f"/office/requests/{case.pk}/"
    assert case.query_code in words(answer)


def test_the_rule_of_each_channel_is_shown(staff: Staff, log_in: LogIn) -> None:
    shown = words(log_in(staff.registrar).get(FORM))

    assert "当面提交的，提交之日为收到申请之日。" in shown
    assert "以传真提交的，双方确认之日为收到申请之日。" in shown


def test_sent_twice_it_is_taken_in_once(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)

    first = browser.post(FORM, typed())
    second = browser.post(FORM, typed())

    assert first["Location"] == second["Location"]
    assert DisclosureRequest.objects.count() == 1


def test_gone_back_to_and_filled_in_otherwise_it_is_another_request(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)

    first = browser.post(FORM, typed())
    second = browser.post(FORM, typed(matter="另一项信息"))

    assert first["Location"] != second["Location"]
    assert DisclosureRequest.objects.count() == 2


def test_two_forms_have_two_keys(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)
    keys = {browser.get(FORM).context["form"]["key"].value() for _ in range(2)}

    assert len(keys) == 2


def test_an_organisation_leaves_its_code_and_no_identity_card(staff: Staff, log_in: LogIn) -> None:
    firm = {"kind": "business", "name": "蓝天建材公司", "org_code": "91320900MA1ABCDE12", "id_number": "3209"}

    log_in(staff.registrar).post(FORM, typed(**firm))

    person = DisclosureRequest.objects.get().applicant
    assert (person.org_code, person.id_number) == ("91320900MA1ABCDE12", "")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"phone": ""}, "联系方式"),
        ({"submitted_on": "2026-03-10"}, "不能晚于"),
        ({"channel": "fax", "receipt_on": "2026-03-05"}, "不能早于"),
        ({"matter": ""}, "gk-field__error"),
        ({"kind": "nobody"}, "gk-field__error"),
    ],
)
def test_what_is_refused_keeps_what_was_typed_and_files_nothing(
    staff: Staff, log_in: LogIn, changes: dict[str, str], says: str
) -> None:
    answer = log_in(staff.registrar).post(FORM, typed(name="王小芳", **changes))

    assert says in answer.content.decode()
    assert 'value="王小芳"' in answer.content.decode()
    assert not DisclosureRequest.objects.exists()


def test_only_a_registrar_takes_in_requests(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.office_head)

    shown = words(browser.get(FORM))
    answer = browser.post(FORM, typed())

    assert "书面申请由收件登记员登记。" in shown
    assert answer.context["form"].non_field_errors()
    assert not DisclosureRequest.objects.exists()


def together(*people: dict[str, str]) -> dict[str, str]:
    rows = {
        f"people-{place}-{name}": value for place, each in enumerate(people) for name, value in each.items()
    }
    return {"people-TOTAL_FORMS": "3", "people-INITIAL_FORMS": "0", **rows}


ZHANG = {"name": "张大力", "phone": "13900000001", "is_representative": "on"}


def test_several_are_taken_in_as_one_request(staff: Staff, log_in: LogIn) -> None:
    log_in(staff.registrar).post(FORM, typed(**together(ZHANG, {}, {"name": "孙小美"})))

    case = DisclosureRequest.objects.get()
    assert names_of(case) == ["李明", "张大力", "孙小美"]
    assert representative_of(case).name == "张大力"


def test_more_rows_come_without_script_and_without_complaint(staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.registrar).post(FORM, typed(matter="", more_people="1", **together(ZHANG)))

    page = answer.content.decode()
    assert page.count('-id_number"') >= 6
    assert 'value="张大力"' in page
    assert "gk-field__error" not in page
    assert not DisclosureRequest.objects.exists()


def test_a_row_without_a_name_is_asked_for_it(staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.registrar).post(FORM, typed(**together({"phone": "13900000001"})))

    assert "请填写姓名或者名称。" in words(answer)
    assert not DisclosureRequest.objects.exists()


def test_proofs_are_kept_with_the_request_once(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)

    for _ in range(2):
        papers = {name: upload(picture("PNG"), f"{name}.png") for name in ("identity", "agency")}
        browser.post(FORM, typed(agent_name="赵律师", **papers))

    assert [(file.purpose, file.name) for file in RequestFile.objects.all()] == [
        ("identity", "identity.png"),
        ("agency", "agency.png"),
    ]


def test_an_agent_without_authority_is_registered_and_the_correction_is_prepared(
    staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.registrar)

    page = words(browser.post(FORM, typed(agent_name="赵律师"), follow=True))
    case = DisclosureRequest.objects.get()
    step = browser.get(f"/office/requests/{case.pk}/ask_to_correct/").content.decode()

    assert case.state == State.REGISTERED
    assert "代理人没有提交授权委托书" in page
    assert "不影响登记" in page
    assert "请补交由申请人签名或者盖章" in step


def test_what_is_no_scan_is_refused_by_name(staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.registrar).post(FORM, typed(identity=upload(b"MZ\x90", "证件.exe")))

    assert "证件.exe" in words(answer)
    assert not DisclosureRequest.objects.exists()
