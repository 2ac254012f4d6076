"""申请页面: facts, what of the applicant is seen by whom, clock, reasons of closed steps, history."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import Channel, Consultation, DisclosureRequest, FeeNotice, RequestFile
from gongkai.office.requests.cases import CaseView
from gongkai.office.requests.phases import phases_of
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.factories import Staff, answer_request, make_body, make_reply, make_request, make_user
from tests.office.conftest import LogIn, current_reply, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def case(bureau: Body) -> DisclosureRequest:
    return make_request(body=bureau, name="李明", phone="13800000000", assigned=True)


def page(browser: Client, case: DisclosureRequest) -> str:
    answer = browser.get(f"/office/requests/{case.pk}/")
    assert answer.status_code == 200
    return words(answer)


def seen(browser: Client, case: DisclosureRequest) -> CaseView:
    found: CaseView = browser.get(f"/office/requests/{case.pk}/").context["seen"]
    return found


# --- who reads what -----------------------------------------------------------------------------------------


def test_another_bodys_case_is_not_there(staff: Staff, log_in: LogIn) -> None:
    foreign = make_request(body=make_body(code="qinglan"))

    for address in ("", "extend/", "draft_reply/", "files/"):
        assert log_in(staff.registrar).get(f"/office/requests/{foreign.pk}/{address}").status_code == 404


def test_another_units_case_is_not_there_for_a_handler(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    unassigned = make_request(body=bureau)

    assert log_in(staff.handler).get(f"/office/requests/{unassigned.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("role", "name", "phone"),
    [
        (Role.REGISTRAR, True, True),
        (Role.OFFICE_HEAD, True, True),
        (Role.HANDLER, True, True),
        (Role.LEGAL_REVIEWER, True, True),
        (Role.UNIT_HEAD, True, False),
        (Role.LEADER, True, False),
        (Role.SECRECY_REVIEWER, False, False),
    ],
)
def test_the_applicant_is_shown_as_far_as_the_role_needs(
    case: DisclosureRequest, staff: Staff, log_in: LogIn, role: Role, name: bool, phone: bool
) -> None:
    shown = page(log_in(getattr(staff, role.value)), case)

    assert ("李*" in shown, "138****0000" in shown) == (name, phone)
    assert "李明" not in shown
    assert "13800000000" not in shown


def test_a_report_editor_checks_the_case_without_the_applicant(
    bureau: Body, case: DisclosureRequest, log_in: LogIn
) -> None:
    shown = page(log_in(make_user(role=Role.REPORT_EDITOR, body=bureau)), case)

    assert case.matter in shown
    assert "李明" not in shown
    assert "现在没有需要您办理的步骤" in shown


# --- files --------------------------------------------------------------------------------------------------


def attached(case: DisclosureRequest, staff: Staff, purpose: RequestFile.Purpose) -> RequestFile:
    picture = BytesIO()
    Image.new("RGB", (40, 25)).save(picture, "PNG")
    file = SimpleUploadedFile("身份证复印件.png", picture.getvalue())
    return actions.attach_file(case, file=file, purpose=purpose, by=staff.registrar, on=date(2026, 3, 9))


def test_a_file_is_added_on_the_page_and_comes_back_as_a_download(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.handler)
    file = SimpleUploadedFile("名单.txt", "企业一\n".encode())

    browser.post(f"/office/requests/{case.pk}/files/", {"purpose": "supplied", "file": file})
    answer = browser.get(f"/office/requests/{case.pk}/files/{case.files.get().pk}/")

    assert b"".join(answer.streaming_content) == "企业一\n".encode()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_not_accepted_is_refused_in_the_form(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    file = SimpleUploadedFile("名单.pdf", b"MZ\x90\x00 this is a program")

    answer = log_in(staff.handler).post(
        f"/office/requests/{case.pk}/files/", {"purpose": "supplied", "file": file}
    )

    assert "名单.pdf" in words(answer)
    assert not case.files.exists()


def test_a_proof_of_identity_opens_only_with_the_applicants_data(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    proof = attached(case, staff, RequestFile.Purpose.IDENTITY)
    address = f"/office/requests/{case.pk}/files/{proof.pk}/"

    opened = log_in(staff.registrar).get(address)
    content = b"".join(opened.streaming_content)  # type: ignore[attr-defined]

    assert content.startswith(b"\x89PNG")
    assert log_in(staff.secrecy_reviewer).get(address).status_code == 404
    assert "身份证复印件" not in page(log_in(staff.leader), case)


def test_a_file_that_was_to_be_supplied_is_taken_out_before_the_review(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    file = SimpleUploadedFile("名单.txt", "企业一\n".encode())
    supplied, by = RequestFile.Purpose.SUPPLIED, staff.handler
    wrong = actions.attach_file(case, file=file, purpose=supplied, by=by, on=date(2026, 3, 9))
    browser, address = log_in(staff.handler), f"/office/requests/{case.pk}/files/{wrong.pk}/remove/"

    shown = words(browser.get(address))
    browser.post(address)

    assert "“名单.txt”不再随答复提供" in shown
    assert not case.files.exists()
    assert case.events.get(step="remove_file").note == "名单.txt"


def test_a_file_under_review_stays(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    file = SimpleUploadedFile("名单.txt", "企业一\n".encode())
    supplied, by = RequestFile.Purpose.SUPPLIED, staff.handler
    read = actions.attach_file(case, file=file, purpose=supplied, by=by, on=date(2026, 3, 9))
    make_reply(case=case, on=date(2026, 3, 9))

    answer = log_in(staff.handler).post(f"/office/requests/{case.pk}/files/{read.pk}/remove/")

    assert answer.context["form"].non_field_errors()
    assert case.files.exists()


def test_a_file_is_offered_only_for_what_it_may_be_now(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    def offered(browser: Client) -> list[str]:
        form = browser.get(f"/office/requests/{case.pk}/files/").context["form"]
        return [code for code, _ in form.fields["purpose"].choices]

    handler, reviewer = log_in(staff.handler), log_in(staff.secrecy_reviewer)
    before = offered(handler)
    make_reply(case=case, on=date(2026, 3, 9))

    assert "supplied" in before
    assert "reply" not in before
    assert "supplied" not in offered(handler)
    assert offered(reviewer) == []
    assert "现在不能办理" in words(reviewer.get(f"/office/requests/{case.pk}/files/"))


def test_only_who_may_take_a_file_out_sees_the_button(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    file, on = SimpleUploadedFile("名单.txt", "企业一\n".encode()), date(2026, 3, 9)
    actions.attach_file(case, file=file, purpose=RequestFile.Purpose.SUPPLIED, by=staff.handler, on=on)

    assert "移除" in page(log_in(staff.handler), case)
    assert "移除" not in page(log_in(staff.leader), case).replace("移除拟提供的文件", "")


# --- the clock ----------------------------------------------------------------------------------------------


def test_the_count_is_shown_day_by_day_with_the_reason_of_each_rest_day(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    shown = page(log_in(staff.handler), case)

    assert "还有 15 个工作日，3月30日" in shown
    assert "已计 5 个工作日，还有 15 个工作日，2026年3月30日到期" in shown
    assert "2026年3月7日 不计入：星期六" in shown
    assert "2026年3月9日 计入" in shown


def test_days_of_a_consultation_are_not_counted_as_left(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    actions.consult_third_party(case, party="蓝天建材公司", by=staff.handler, on=date(2026, 3, 4))

    shown = page(log_in(staff.handler), case)

    assert "还有 18 个工作日" in shown
    assert "征求意见期间，不计算在内" in shown


def test_without_a_confirmed_receipt_no_clock_is_shown(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    filed = make_request(body=bureau, received_on=None, channel=Channel.WEBSITE)

    shown = page(log_in(staff.registrar), filed)

    assert "待确认收到" in shown
    assert "逐日计算" not in shown


# --- next steps ---------------------------------------------------------------------------------------------


def test_a_step_for_another_role_is_closed_with_its_reason(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.registrar)

    shown = markup(browser.get(f"/office/requests/{case.pk}/"))

    assert 'aria-disabled="true" title="“征求第三方意见”由经办人办理。"' in shown
    assert "“征求第三方意见”由经办人办理。</p>" in shown


def test_what_the_law_forbids_now_is_closed_with_the_article(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    old = make_request(body=bureau, received_on=date(2026, 2, 2), assigned=True)

    hindered = {each.step.code: each.reason for each in seen(log_in(staff.office_head), old).hindered}

    assert "2026年3月6日届满" in hindered["extend"]
    assert "条例第三十三条" in hindered["extend"]


def test_what_brings_the_case_on_stands_before_what_only_some_cases_need(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    found = seen(log_in(staff.office_head), case)

    assert [each.step.code for each in found.forward] == ["ask_to_correct", "assign"]
    assert {each.step.code for each in found.aside} == {
        "set_unit_date",
        "hand_over",
        "extend",
        "notify_fee",
        "request_reasons",
        "correct_entry",
        "join_applicant",
        "restrict",
        "split",
        "transfer_petition",
    }


def test_the_person_whose_turn_it_is_is_named(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    make_reply(case=case, on=date(2026, 3, 9))

    waiting = [each.step.code for each in seen(log_in(staff.registrar), case).of_others]

    assert waiting == ["approve_unit"]


def test_every_step_that_people_take_is_in_one_part_of_the_procedure(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    options = seen(log_in(staff.handler), case).options

    taken = [each.step.code for phase in phases_of(options) for each in phase.options]

    assert sorted(taken) == sorted(each.step.code for each in options)


def test_the_parts_that_a_case_is_in_stand_first_and_open(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    make_reply(case=case, on=date(2026, 3, 9))

    browser = log_in(staff.registrar)
    phases = seen(browser, case).phases

    near = [phase.is_now for phase in phases]
    assert near == sorted(near, reverse=True)
    assert phases[0].is_now
    assert not phases[-1].is_now
    assert '<details class="office-phase" open>' in markup(browser.get(f"/office/requests/{case.pk}/"))


# --- history ------------------------------------------------------------------------------------------------


def test_the_history_shows_old_and_new_values(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    actions.extend_deadline(case, days=10, reason="涉及多个科室", by=staff.office_head, on=date(2026, 3, 5))

    entries = {each.event.step: dict(each.changes) for each in seen(log_in(staff.handler), case).timeline}

    assert entries["extend"] == {"延长": "10个工作日", "答复期限": "2026年3月30日 → 2026年4月14日"}
    assert entries["assign"] == {"承办": "未转办 → 承办科 经办人"}
    assert entries["register"]["答复期限"] == "未起算 → 2026年3月30日"


def test_each_last_day_ever_given_stays_on_the_page_with_its_cause(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    actions.extend_deadline(case, days=10, reason="涉及多个科室", by=staff.office_head, on=date(2026, 3, 5))

    browser = log_in(staff.office_head)

    given = [(each.cause, each.due_on) for each in seen(browser, case).given_days]
    assert given == [("登记", date(2026, 3, 30)), ("延长答复期限", date(2026, 4, 14))]
    assert "延长答复期限：2026年4月14日" in page(browser, case)


def test_what_is_entered_afterwards_says_so(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    assert "2026年3月2日 收件登记员（3月9日补记）" in page(log_in(staff.handler), case)


def test_the_fee_its_basis_and_its_payment_stand_on_the_page(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    head, registrar, day = staff.office_head, staff.registrar, date(2026, 3, 4)
    ladder = FeeNotice.Ladder.BY_VOLUME
    charged = actions.notify_fee(case, ladder=ladder, quantity=86, amount=500, by=head, on=day)
    waiting = page(log_in(head), charged)
    served = actions.record_fee_service(charged, served_on=day, by=registrar, on=day)
    actions.record_payment(served, receipt_no="00351882", by=registrar, on=date(2026, 3, 6))

    shown = page(log_in(head), case)

    assert "等待申请人缴费" in waiting
    for said in (
        "500元（按量计收，86页）",
        "第31—100页每页10元",
        "按量计收，数量86，500元（按标准560元）",
        "缴费期限 2026年4月1日",
        "2026年3月6日，票据00351882",
        "停止计算 → 2026年4月3日",
    ):
        assert said in shown


def test_everything_that_was_asked_and_answered_stands_on_the_page(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = make_request(body=bureau, received_on=date(2026, 2, 9))
    actions.ask_to_correct(
        case, items="请写明文件名称", until_on=date(2026, 3, 5), by=staff.office_head, on=date(2026, 2, 10)
    )
    actions.accept_correction(
        case,
        text="补正为稳岗返还名单",
        received_on=date(2026, 2, 12),
        by=staff.registrar,
        on=date(2026, 2, 12),
    )
    case = actions.assign_unit(
        case, unit=staff.unit, handler=staff.handler, by=staff.registrar, on=date(2026, 2, 12)
    )
    letter = actions.consult_third_party(case, party="蓝天建材公司", by=staff.handler, on=date(2026, 2, 13))
    actions.record_opinion(
        letter, opinion=Consultation.Opinion.REFUSE, by=staff.handler, on=date(2026, 2, 26)
    )
    case = answer_request(case, on=date(2026, 3, 5), outcome=Outcome.DENIED_THIRD_PARTY)

    shown = page(log_in(staff.office_head), case)

    for said in (
        "补正为稳岗返还名单",
        "蓝天建材公司",
        "不同意公开",
        "海人社公复〔2026〕1号",
        "签发：机关负责人",
    ):
        assert said in shown


def test_the_number_of_queries_does_not_grow_with_the_history(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    short = make_reply(case=make_request(body=bureau, assigned=True), on=date(2026, 3, 3)).request
    long = make_reply(case=make_request(body=bureau, assigned=True), on=date(2026, 3, 3)).request
    send_back(short, staff, days=(4,))
    send_back(long, staff, days=(4, 5, 6))
    browser = log_in(staff.registrar)

    assert count_queries(browser, long) == count_queries(browser, short)


def count_queries(browser: Client, case: DisclosureRequest) -> int:
    page(browser, case)
    with CaptureQueriesContext(connection) as queries:
        page(browser, case)
    return len(queries)


def send_back(case: DisclosureRequest, staff: Staff, *, days: tuple[int, ...]) -> None:
    for day in days:
        actions.return_reply(current_reply(case), opinion="请修改", by=staff.unit_head, on=date(2026, 3, day))
        make_reply(case=case, on=date(2026, 3, day))
