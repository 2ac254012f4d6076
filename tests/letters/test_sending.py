"""发出和送达: the day of dispatch decides, the day of service starts the remedies; the case gets both."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from gongkai.casework import actions as casework
from gongkai.casework.models import Consultation, Delivery, DisclosureRequest, Reply
from gongkai.casework.states import State as Case
from gongkai.common.uploads import UploadRefused
from gongkai.letters import actions
from gongkai.letters.errors import DayDiffers, LetterOutdated, ServiceUnproven
from gongkai.letters.models import Letter, Method
from gongkai.letters.rendering import render_pdf
from gongkai.letters.states import State
from gongkai.workflow import StepNotAllowed
from tests.factories import staff_of
from tests.letters.correspondence import (
    MONDAY,
    charged,
    consulted,
    extended,
    make_case,
    overruled,
    seal,
    signed,
    signed_reply,
)

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY = date(2026, 3, 10), date(2026, 3, 13)


def send(letter: Letter, *, on: date = TUESDAY, method: Method = Method.COUNTER, mail_no: str = "") -> Letter:
    by = staff_of(letter.body).registrar
    return actions.dispatch_letter(letter, method=method, mail_no=mail_no, by=by, on=on)


def serve(letter: Letter, *, on: date = FRIDAY) -> Letter:
    return actions.record_service(letter, receiver="本人", by=staff_of(letter.body).registrar, on=on)


def reply_letter(case: DisclosureRequest) -> Letter:
    signed_reply(case)
    return seal(signed(case, "granted"))


# --- replies ------------------------------------------------------------------------------------------------


def test_dispatch_issues_the_reply_on_the_same_day_under_the_same_number() -> None:
    letter = send(reply_letter(make_case()))

    reply = Reply.objects.get(pk=letter.reply_id)
    assert (reply.issued_on, reply.doc_no) == (TUESDAY, letter.number)
    assert DisclosureRequest.objects.get(pk=letter.request_id).state == Case.REPLIED
    assert letter.state == State.DISPATCHED


def test_service_is_kept_in_the_letter_and_in_the_case() -> None:
    letter = serve(send(reply_letter(make_case()), method=Method.POST, mail_no="XA12345678932"))

    reply = Reply.objects.get(pk=letter.reply_id)
    assert (letter.dispatched_on, letter.served_on) == (TUESDAY, FRIDAY)
    assert (reply.served_on, reply.service_method) == (FRIDAY, "mail")


@pytest.mark.parametrize(("on", "late"), [(date(2026, 3, 30), False), (date(2026, 3, 31), True)])
def test_the_day_of_dispatch_decides_whether_it_was_in_time(on: date, late: bool) -> None:
    letter = send(reply_letter(make_case()), on=on)

    letter = serve(letter, on=date(2026, 4, 2))

    assert letter.due_on == date(2026, 3, 30)
    assert letter.is_late is late
    assert DisclosureRequest.objects.get(pk=letter.request_id).concluded_late is late


def test_a_reply_that_changed_after_its_letter_was_fixed_is_not_sent() -> None:
    letter = reply_letter(make_case())
    Reply.objects.filter(pk=letter.reply_id).update(text="另作答复")

    with pytest.raises(LetterOutdated, match="有改动"):
        send(letter)
    assert not letter.dispatches.exists()


def test_a_reply_that_the_case_may_not_issue_is_not_sent_either() -> None:
    letter = reply_letter(make_case())
    head = staff_of(letter.body).office_head

    with pytest.raises(StepNotAllowed, match="作出答复"):
        actions.dispatch_letter(letter, method=Method.COUNTER, by=head, on=TUESDAY)
    assert Letter.objects.get(pk=letter.pk).state == State.SIGNED


def test_a_reply_that_was_issued_before_is_sent_afterwards() -> None:
    case = make_case()
    reply = casework.issue_reply(signed_reply(case), by=staff_of(case.body).registrar, on=TUESDAY)
    letter = seal(signed(case, "granted", on=TUESDAY))

    letter = send(letter, on=TUESDAY)

    assert letter.number == reply.doc_no
    assert Reply.objects.get(pk=reply.pk).issued_on == TUESDAY


def test_two_days_of_service_do_not_stand_side_by_side() -> None:
    letter = send(reply_letter(make_case()))
    casework.record_service(
        Reply.objects.get(pk=letter.reply_id),
        method=Delivery.MAIL,
        by=staff_of(letter.body).registrar,
        on=TUESDAY,
    )

    with pytest.raises(DayDiffers, match="答复的送达日期是2026年3月10日"):
        serve(letter)


def test_a_petition_notice_is_sent_and_served() -> None:
    case = make_case()
    head = staff_of(case.body).office_head
    case = casework.transfer_petition(
        case, reasons="反映工资拖欠", advice="请向信访局反映。", by=head, on=MONDAY
    )

    letter = serve(send(seal(signed(case, "petition_notice"))))

    assert letter.number == "海人社公复〔2026〕1号"
    assert Reply.objects.get(pk=letter.reply_id).served_on == FRIDAY


# --- others -------------------------------------------------------------------------------------------------


def test_the_service_of_a_fee_notice_starts_the_time_to_pay() -> None:
    case = charged(make_case())

    serve(send(signed(case, "fee_notice", payment_account="非税窗口")))

    assert DisclosureRequest.objects.get(pk=case.pk).fee_notice.due_on == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [(Consultation.Kind.THIRD_PARTY, "third_party_letter"), (Consultation.Kind.PEER, "peer_letter")],
)
def test_the_service_of_a_consultation_starts_its_fifteen_days(asked: Consultation.Kind, kind: str) -> None:
    consultation = consulted(make_case(), asked)

    serve(send(signed(consultation.request, kind, consulted_content="名单"), on=TUESDAY))

    assert Consultation.objects.get(pk=consultation.pk).delivered_on == FRIDAY


def test_the_dispatch_of_a_disclosure_notice_tells_the_third_party() -> None:
    case = overruled(make_case())

    send(signed(case, "disclosure_notice_third_party"))

    assert case.consultations.get().told_on == TUESDAY


def test_an_extension_notice_that_goes_out_after_the_old_last_day_is_late() -> None:
    letter = send(signed(extended(make_case()), "extension_notice"), on=date(2026, 3, 31))

    assert (letter.due_on, letter.is_late) == (date(2026, 3, 30), True)


# --- proof and return ---------------------------------------------------------------------------------------


def test_post_needs_a_number_or_a_proof() -> None:
    with pytest.raises(ServiceUnproven, match="邮件号码"):
        send(signed(extended(make_case()), "extension_notice"), method=Method.POST)


def test_service_needs_a_proof() -> None:
    letter = send(signed(extended(make_case()), "extension_notice"))

    with pytest.raises(ServiceUnproven, match="送达凭证"):
        actions.record_service(letter, by=staff_of(letter.body).registrar, on=FRIDAY)


def test_a_letter_that_came_back_is_sent_again_and_the_first_day_counts() -> None:
    letter = send(signed(extended(make_case()), "extension_notice"))
    registrar = staff_of(letter.body).registrar
    letter = actions.record_return(letter, note="查无此人", by=registrar, on=FRIDAY)

    letter = serve(send(letter, on=date(2026, 3, 16)), on=date(2026, 3, 17))

    assert (letter.dispatched_on, letter.served_on) == (TUESDAY, date(2026, 3, 17))
    assert [each.arrived for each in letter.services.all()] == [False, True]


def test_the_sealed_original_is_kept_with_its_hash() -> None:
    letter = signed(extended(make_case()), "extension_notice")
    scan = ContentFile(render_pdf(letter), name="盖章件.pdf")

    kept = actions.attach_scan(letter, file=scan, by=staff_of(letter.body).registrar, on=MONDAY)

    assert (kept.purpose, kept.name, len(kept.sha256)) == ("scan", "盖章件.pdf", 64)


def test_a_text_file_is_no_sealed_original() -> None:
    letter = signed(extended(make_case()), "extension_notice")

    with pytest.raises(UploadRefused):
        actions.attach_scan(
            letter, file=ContentFile(b"x", name="a.txt"), by=staff_of(letter.body).registrar, on=MONDAY
        )


@pytest.mark.parametrize("day", [date(2026, 3, 6), date(2026, 3, 11)])
def test_a_letter_goes_out_between_its_date_and_today(day: date) -> None:
    letter = signed(extended(make_case()), "extension_notice")

    with pytest.raises(DayDiffers, match="发出日期应当在2026年3月9日"):
        actions.dispatch_letter(
            letter, method=Method.EMAIL, dispatched_on=day, by=staff_of(letter.body).registrar, on=TUESDAY
        )
