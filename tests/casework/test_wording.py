"""What stands on the buttons, the pages and in the refusals about a case, in the words of the law."""

from datetime import date

import pytest

from gongkai.casework import errors
from gongkai.casework.actions import (
    approve_reply,
    notify_fee,
    number_reply,
    record_fee_service,
    register_request,
    release_answer,
    request_reasons,
    withdraw_request,
)
from gongkai.casework.actions.ending import close_request
from gongkai.casework.fees import charge_for
from gongkai.casework.guards import steps_for
from gongkai.casework.identity import exactly
from gongkai.casework.models import AbuseReview, Channel, DisclosureRequest, FeeNotice, Stage
from gongkai.casework.timing import clock_of
from gongkai.rules.applicants import ApplicantKind
from gongkai.workflow import Refusal
from tests.factories import (
    answer_request,
    make_body,
    make_reply,
    make_request,
    make_user,
    sign_reply,
    staff_of,
)

pytestmark = pytest.mark.django_db
RECEIVED, DAY = date(2026, 3, 2), date(2026, 3, 9)


def refusal(case: DisclosureRequest, step: str, role: str, on: date = DAY) -> Refusal | None:
    """Return why a button is off for the person of a role."""
    options = steps_for(case, getattr(staff_of(case.body), role), on)
    return next(option.refusal for option in options if option.step.code == step)


# --- buttons ------------------------------------------------------------------------------------------------


def test_what_was_handed_in_is_registered_without_asking_back() -> None:
    case = make_request(received_on=None, channel=Channel.COUNTER)

    refused = refusal(case, "confirm_receipt", "registrar")

    assert refused == Refusal("guard", "当面提交和签收邮件的申请直接登记，不需要与申请人确认收到日期。")
    assert refusal(case, "register", "registrar") is None


def test_an_e_mail_is_registered_when_both_sides_have_confirmed_it() -> None:
    case = make_request(received_on=None, channel=Channel.EMAIL)

    refused = refusal(case, "register", "registrar")

    assert refused is not None
    assert "以双方确认之日为收到申请之日" in refused.reason
    assert "条例第三十一条" in refused.reason


def test_a_reviewer_whose_turn_it_is_not_cannot_send_the_draft_back() -> None:
    reply = make_reply(on=DAY)  # the unit head comes first

    refused = refusal(reply.request, "return_reply", "secrecy_reviewer")

    assert refused == Refusal("role", "“科室负责人审核”由科室负责人办理。")
    assert refusal(reply.request, "return_reply", "unit_head") is None


# --- refusals -----------------------------------------------------------------------------------------------


def test_signed_mail_needs_the_day_of_the_signature() -> None:
    case = make_request(received_on=None, channel=Channel.SIGNED_MAIL)

    with pytest.raises(errors.ReceiptNotConfirmed, match=r"以签收之日为收到申请之日.*第三十一条第二项"):
        register_request(case, by=staff_of(case.body).registrar, on=DAY)


def test_before_the_receipt_is_fixed_nothing_is_counted_and_nothing_charged() -> None:
    case = make_request(received_on=None, channel=Channel.WEBSITE)

    with pytest.raises(errors.ReceiptNotConfirmed, match="期限还没有开始计算（条例第三十一条）"):
        clock_of(case)
    with pytest.raises(errors.ReceiptNotConfirmed, match="不能计算信息处理费"):
        charge_for(case, FeeNotice.Ladder.BY_VOLUME, 86)


def test_what_ended_without_a_reply_has_no_answer_to_release() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    case = withdraw_request(case, reason="已另行取得", by=staff.registrar, on=DAY)
    case = close_request(case, by=staff.registrar, on=DAY)

    with pytest.raises(errors.NotServed, match="没有制发答复的申请，不能释放为公开答复"):
        release_answer(case, title="名单", summary="共126家。", by=staff.office_head, on=DAY)


# --- the number of a reply ----------------------------------------------------------------------------------


def test_a_reply_gets_its_number_when_it_is_signed_and_keeps_it() -> None:
    reply = make_reply(on=DAY)
    staff = staff_of(reply.request.body)
    with pytest.raises(errors.ReplyNotReviewed, match=r"没有通过保密审查.*条例第十七条"):
        number_reply(reply, by=staff.registrar, on=DAY)
    reply = approve_reply(reply, stage=Stage.UNIT, by=staff.unit_head, on=DAY)
    reply = approve_reply(reply, stage=Stage.SECRECY, by=staff.secrecy_reviewer, on=DAY)
    with pytest.raises(errors.ReplyNotReviewed, match="还没有签发，现在的审批环节是“签发”"):
        number_reply(reply, by=staff.registrar, on=DAY)

    first = number_reply(sign_reply(reply, on=DAY), by=staff.registrar, on=DAY)
    again = number_reply(first, by=staff.registrar, on=date(2026, 3, 10))

    assert first.doc_no == again.doc_no == str(again)
    assert "2026" in first.doc_no


def test_a_number_that_a_letter_from_elsewhere_bears_is_passed_over() -> None:
    body = make_body()
    first, second, third = (
        sign_reply(make_reply(case=make_request(body=body, assigned=True), on=DAY), on=DAY) for _ in range(3)
    )
    by = staff_of(body).registrar
    first = number_reply(first, by=by, on=DAY)
    assert first.doc_no.count("1") == 1
    next_one = first.doc_no.replace("1", "2")
    number_reply(second, doc_no=next_one, by=by, on=DAY)

    assert number_reply(third, by=by, on=DAY).doc_no == first.doc_no.replace("1", "3")


def test_what_was_issued_is_not_numbered_again() -> None:
    case = answer_request(make_request(), on=DAY)

    with pytest.raises(errors.ReplyNotReviewed, match="还没有拟写答复"):
        number_reply(case.replies.get(), by=staff_of(case.body).registrar, on=DAY)


# --- finding and telling ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["李明", "138 0000 0000", "１３８００００００００"])
def test_somebody_on_the_telephone_is_found_by_name_or_number_and_by_the_whole_of_it(text: str) -> None:
    case = make_request(name="李明", phone="13800000000")
    make_request(name="李明明", phone="13800000001")

    assert list(DisclosureRequest.objects.filter(exactly(text))) == [case]


def test_who_runs_the_installation_sees_the_requests_of_every_body() -> None:
    cases = [make_request(body=make_body()), make_request(body=make_body())]

    seen = DisclosureRequest.objects.visible_to(make_user(is_superuser=True))

    assert set(seen) == set(cases)


def test_the_help_that_was_asked_for_is_told_in_words() -> None:
    case = make_request(assistance=["large_print", "by_phone"])

    assert case.assistance_labels == ["大字版文书", "电话沟通"]


def test_an_applicant_is_a_person_or_an_organisation() -> None:
    assert make_request().applicant.is_person
    assert not make_request(kind=ApplicantKind.LEGAL_SERVICE).applicant.is_person


@pytest.mark.parametrize(
    ("ladder", "words"), [(FeeNotice.Ladder.BY_VOLUME, "86页"), (FeeNotice.Ladder.BY_REQUEST, "86件")]
)
def test_a_fee_is_measured_in_pages_or_in_requests(ladder: FeeNotice.Ladder, words: str) -> None:
    notice = FeeNotice(ladder=ladder, quantity=86)

    assert f"{notice.quantity}{notice.measure}" == words


def test_a_fee_notice_waits_for_its_service_and_then_for_the_money() -> None:
    case = make_request(assigned=True)
    staff, notices = staff_of(case.body), FeeNotice.objects
    case = notify_fee(
        case, ladder=FeeNotice.Ladder.BY_VOLUME, quantity=86, by=staff.office_head, on=date(2026, 3, 10)
    )
    assert (notices.unserved().count(), notices.expired(date(2026, 12, 31)).count()) == (1, 0)

    record_fee_service(case, served_on=date(2026, 3, 12), by=staff.registrar, on=date(2026, 3, 12))

    assert notices.unserved().count() == 0
    assert notices.expired(date(2026, 4, 10)).count() == 0  # 收到通知次日起20个工作日的最后一日
    assert notices.expired(date(2026, 4, 11)).count() == 1


def test_reasons_are_awaited_until_they_are_recorded() -> None:
    case = make_request(assigned=True)
    request_reasons(case, grounds="一个月内申请42件", by=staff_of(case.body).office_head, on=DAY)

    assert [each.request_id for each in AbuseReview.objects.awaited()] == [case.pk]
