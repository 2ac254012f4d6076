"""What applicants do online themselves: correct, prove a payment, collect the reply, rate, withdraw."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from gongkai.casework import errors
from gongkai.casework.actions import (
    accept_correction,
    ask_to_correct,
    close_request,
    collect_reply,
    give_feedback,
    issue_reply,
    lapse_correction,
    notify_fee,
    record_service,
    send_correction,
    send_payment_proof,
    withdraw_request,
)
from gongkai.casework.models import Channel, Delivery, DisclosureRequest, Feedback, FeeNotice, RequestFile
from gongkai.casework.states import State
from gongkai.workflow import StepNotAllowed
from tests.factories import Staff, make_reply, make_request, sign_reply, staff_of

pytestmark = pytest.mark.django_db
RECEIVED, ASKED, SENT = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 20)
UNTIL = date(2026, 3, 25)  # 补正期限15个工作日
ANSWERED, COLLECTED = date(2026, 3, 9), date(2026, 3, 12)


def paper(name: str = "说明.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "东城区".encode())


def to_correct() -> tuple[DisclosureRequest, Staff]:
    case = make_request(received_on=RECEIVED)
    staff = staff_of(case.body)
    return ask_to_correct(case, items="请写明县区。", by=staff.registrar, on=ASKED), staff


def answered(delivery: Delivery = Delivery.ONLINE) -> DisclosureRequest:
    case = make_request(received_on=RECEIVED, delivery=delivery, assigned=True)
    reply = sign_reply(make_reply(case=case, on=ANSWERED), on=ANSWERED)
    return issue_reply(reply, by=staff_of(case.body).registrar, on=ANSWERED).request


def test_a_correction_sent_online_waits_until_the_registrar_takes_it_in() -> None:
    case, staff = to_correct()

    case = send_correction(case, text=" 东城区。 ", files=[paper()], on=SENT)

    event = case.events.get(step="send_correction")
    assert (case.state, case.due_on, event.note, event.by) == (
        State.CORRECTION_PENDING,
        None,
        "东城区。",
        None,
    )
    [file] = event.files.all()
    assert (file.purpose, file.name) == (RequestFile.Purpose.CORRECTION, "说明.txt")
    taken = accept_correction(case, text=event.note, by=staff.registrar, on=date(2026, 3, 23))
    assert taken.due_on == date(2026, 4, 21)  # 以双方确认之日重新起算，清明节放假


def test_a_button_pressed_twice_sends_once_and_another_paper_is_another_letter() -> None:
    case, _ = to_correct()
    send_correction(case, text="东城区。", files=[paper()], on=SENT)

    send_correction(case, text="东城区。", files=[paper()], on=SENT)
    other = SimpleUploadedFile("说明.txt", "西城区".encode())
    send_correction(case, text="东城区。", files=[other], on=SENT)

    assert case.events.filter(step="send_correction").count() == 2
    assert case.files.count() == 2


def test_a_correction_says_something() -> None:
    case, _ = to_correct()

    with pytest.raises(errors.RequestIncomplete):
        send_correction(case, text="  ", on=SENT)


def test_who_sent_the_correction_in_time_has_not_given_up() -> None:
    case, staff = to_correct()
    send_correction(case, text="东城区。", on=UNTIL)

    with pytest.raises(errors.CorrectionSent):
        lapse_correction(case, by=staff.office_head, on=date(2026, 3, 30))


def test_a_correction_sent_too_late_holds_nothing_up() -> None:
    case, staff = to_correct()
    send_correction(case, text="东城区。", on=date(2026, 3, 26))

    case = lapse_correction(case, by=staff.office_head, on=date(2026, 3, 30))

    assert case.state == State.ABANDONED_NO_CORRECTION


def test_a_proof_of_payment_changes_nothing_before_the_money_is_there() -> None:
    case = make_request(received_on=RECEIVED, assigned=True)
    head = staff_of(case.body).office_head
    notify_fee(case, ladder=FeeNotice.Ladder.BY_VOLUME, quantity=86, by=head, on=date(2026, 3, 10))

    case = send_payment_proof(case, files=[paper("凭证.txt")], on=SENT)

    assert case.state == State.FEE_PENDING
    assert case.files.get().purpose == RequestFile.Purpose.PAYMENT


def test_opening_the_reply_online_is_its_service_and_leaves_a_proof() -> None:
    case = answered()
    reply = case.replies.get()

    reply = collect_reply(reply, on=COLLECTED)

    assert (reply.served_on, reply.service_method) == (COLLECTED, Delivery.ONLINE)
    event = case.events.get(step="collect_reply")
    assert event.data == {
        "served_on": "2026-03-12",
        "content": reply.fingerprint(),
        "files": [],
    }
    assert close_request(case, by=staff_of(case.body).registrar, on=COLLECTED).state == State.CLOSED


def test_it_is_served_once() -> None:
    case = answered()
    reply = case.replies.get()
    record_service(reply, method=Delivery.PICK_UP, by=staff_of(case.body).registrar, on=ANSWERED)

    with pytest.raises(errors.AlreadyServed):
        collect_reply(reply, on=COLLECTED)


def test_who_asked_for_a_letter_gets_a_letter() -> None:
    with pytest.raises(errors.NotOnline, match="邮寄"):
        collect_reply(answered(Delivery.MAIL).replies.get(), on=COLLECTED)


def test_an_opinion_is_given_once_and_after_the_answer() -> None:
    case = answered()

    given = give_feedback(case, score=4, words=" 很快。 ", on=COLLECTED)

    assert (given.score, given.words, given.given_on) == (Feedback.Score.GOOD, "很快。", COLLECTED)
    assert str(given) == f"{case.number} 满意"
    with pytest.raises(errors.AlreadyRated):
        give_feedback(case, score=1, on=COLLECTED)
    with pytest.raises(StepNotAllowed):
        give_feedback(make_request(body=case.body), score=5, on=COLLECTED)


def test_there_is_no_sixth_star() -> None:
    case = answered()

    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(request=case, score=6, given_on=COLLECTED)


def test_an_applicant_may_withdraw_without_the_office() -> None:
    case = make_request(received_on=None, channel=Channel.WEBSITE)

    case = withdraw_request(case, reason="", by=None, on=RECEIVED)

    assert (case.state, case.outcome) == (State.WITHDRAWN, "")
