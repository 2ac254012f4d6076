"""发出: letters and notices over a real mail server, tried again while it says later, with proof."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate, now

from gongkai.casework.actions import file_request, register_request
from gongkai.casework.facts import ApplicantFacts
from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.common.typesetting import NotTypeset
from gongkai.letters.models import Letter
from gongkai.letters.states import State as LetterState
from gongkai.mail import actions, posting
from gongkai.mail.actions import sending
from gongkai.mail.errors import MailOff, NoAddress, NotToBeSent
from gongkai.mail.imap import Fetched
from gongkai.mail.models import IncomingMail, Message
from gongkai.mail.notices import NOTICES
from gongkai.rules.applicants import ApplicantKind
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body, staff_of
from tests.letters.correspondence import make_case, seal, signed
from tests.mail.letters_of_people import bounce, make_mail
from tests.mail.smtp import Postman

pytestmark = pytest.mark.django_db
TO = "liming@mail.example"


def make_letter() -> Letter:
    return signed(make_case(), "receipt", on=localdate())


def send(letter: Letter, *, to: str = TO) -> Message:
    message = actions.send_letter(letter, to=to, by=staff_of(letter.body).registrar, on=localdate(), at=now())
    return Message.objects.get(pk=message.pk)


def sweep(*, later: timedelta) -> None:
    """Try again what waits, some time later."""
    at = now() + later
    for message in Message.objects.to_be_tried(at):
        actions.take_attempt(message.pk, on=localdate(), at=at)


def ask_by_website(**applicant: str) -> DisclosureRequest:
    """File a request today and confirm its receipt."""
    body, today = make_body(short_name="海城人社局"), localdate()
    person = ApplicantFacts(kind=ApplicantKind.NATURAL_PERSON, name="李明", **applicant)
    case = file_request(
        body,
        applicant=person,
        matter="低保名单",
        channel=Channel.WEBSITE,
        submitted_on=today,
        on=today,
    )
    return register_request(case, confirmed_on=today, by=staff_of(body).registrar, on=today)


# --- letters ------------------------------------------------------------------------------------------------


def test_a_letter_goes_out_as_pdf_and_its_dispatch_has_the_message_id(postman: Postman) -> None:
    letter = make_letter()

    message = send(letter)

    mail = postman.mails[0]
    attached = next(mail.iter_attachments())
    assert (message.state, message.tries, mail["Message-ID"]) == ("sent", 1, message.message_id)
    assert (attached.get_content_type(), attached.get_content()[:5]) == ("application/pdf", b"%PDF-")
    assert str(letter.body) in str(mail["From"])
    letter = Letter.objects.get(pk=letter.pk)
    sent = letter.dispatches.get()
    assert (letter.state, sent.method, sent.to, sent.on) == (LetterState.DISPATCHED, "email", TO, localdate())
    assert message.message_id in sent.note
    with message.raw.open("rb") as kept:
        assert message.message_id.encode() in kept.read()


def test_a_refused_recipient_is_a_failure_and_no_dispatch(postman: Postman) -> None:
    postman.answers_recipient = f"550 5.1.1 <{TO}> no such user"
    letter = make_letter()

    message = send(letter)

    assert (message.state, message.reason) == ("failed", "邮件服务器答复550：5.1.1 … no such user")
    assert not letter.dispatches.exists()
    assert not postman.taken


def test_a_server_that_says_later_is_asked_again_under_the_same_message_id(postman: Postman) -> None:
    postman.answers_data = "451 4.3.0 try again later"
    letter = make_letter()
    message = send(letter)
    assert (message.state, message.tries) == ("waiting", 1)
    assert not letter.dispatches.exists()

    postman.answers_data = "250 OK"
    sweep(later=timedelta(minutes=1))
    assert Message.objects.get().state == "waiting"  # not its turn yet
    sweep(later=timedelta(minutes=3))

    assert Message.objects.get().state == "sent"
    assert [each["Message-ID"] for each in postman.mails] == [message.message_id]
    assert [attempt.done for attempt in message.attempts.all()] == [False, True]


def test_it_gives_up_in_the_end_and_may_be_sent_again_by_hand(postman: Postman) -> None:
    postman.answers_data = "451 later"
    message = send(make_letter())
    for hours in range(1, 200, 20):
        sweep(later=timedelta(hours=hours))
    message.refresh_from_db()
    assert (message.state, message.tries) == ("failed", 7)

    postman.answers_data = "250 OK"
    actions.resend(message, by=staff_of(message.body).registrar, at=now())

    message.refresh_from_db()
    assert message.state == "sent"
    with pytest.raises(NotToBeSent):
        actions.resend(message, by=staff_of(message.body).registrar, at=now())


def test_a_server_that_cannot_be_reached_is_asked_again(settings: Any, postman: Postman) -> None:
    settings.EMAIL_PORT = 9

    message = send(make_letter())

    assert (message.state, message.reason[:10]) == ("waiting", "邮件服务器连接不上：")


def test_a_letter_that_cannot_be_set_fails_with_its_reason(
    postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_font(letter: Letter) -> bytes:
        raise NotTypeset("现有字体缺少“𰻞”字")

    monkeypatch.setattr(posting, "render_pdf", no_font)

    message = send(make_letter())

    assert (message.state, message.reason) == ("failed", "文书没有生成 PDF：现有字体缺少“𰻞”字")
    assert [attempt.done for attempt in message.attempts.all()] == [False]


def test_a_letter_whose_original_is_gone_fails_with_its_reason(postman: Postman) -> None:
    letter = seal(make_letter())
    scan = letter.files.get()
    scan.file.storage.delete(scan.file.name)

    message = send(letter)

    assert (message.state, message.reason) == ("failed", "文书的盖章件不在了，请重新添加以后再发送。")
    assert not postman.taken


def test_what_a_worker_has_just_taken_is_not_enqueued_again(
    postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    postman.answers_data = "451 later"
    first, second = send(make_letter()), send(make_letter())
    at = now() + timedelta(hours=1)

    def other_worker(message: Message) -> bytes:
        if message.pk == first.pk:
            sending._claim(second.pk, at)
        return b""

    monkeypatch.setattr(sending, "post", other_worker)
    monkeypatch.setattr("gongkai.mail.tasks.now", lambda: at)
    found = actions.send_waiting(at=at)

    assert [message.pk for message in found] == [first.pk]
    second.refresh_from_db()
    assert (second.next_at, second.tries) == (at + sending.AT_WORK, 2)


def test_a_letter_that_waits_is_not_sent_twice(postman: Postman) -> None:
    postman.answers_data = "451 later"
    letter = make_letter()
    send(letter)

    with pytest.raises(NotToBeSent):
        send(letter)


def test_nothing_goes_out_without_a_server(settings: Any) -> None:
    with pytest.raises(MailOff):
        send(make_letter())


@pytest.mark.parametrize("to", ["", "nobody", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"])
def test_one_address_and_nothing_else(postman: Postman, to: str) -> None:
    with pytest.raises(NoAddress):
        send(make_letter(), to=to)


def test_a_draft_is_not_sent(postman: Postman) -> None:
    letter = send(make_letter()).letter
    assert letter

    with pytest.raises(StepNotAllowed):  # it went out
        send(letter)


def test_a_bounce_is_linked_to_its_letter(postman: Postman) -> None:
    message = send(make_letter())
    raw = bounce(message.message_id)

    actions.keep_mail(message.body, Fetched(1, raw, len(raw), now(), is_whole=True))

    message.refresh_from_db()
    mail = IncomingMail.objects.get()
    assert (message.state, mail.kind, mail.concerns, mail.request) == (
        "returned",
        "bounce",
        message,
        message.request,
    )
    assert "5.1.1" in message.reason


def test_an_answer_to_a_letter_hints_at_its_case(postman: Postman) -> None:
    message = send(make_letter())
    raw = make_mail(subject="Re: 收到", In_Reply_To=message.message_id)

    mail = actions.keep_mail(message.body, Fetched(1, raw, len(raw), now(), is_whole=True))

    assert mail
    assert (mail.hinted, mail.state, mail.concerns) == (message.request, "new", message)


# --- notices ------------------------------------------------------------------------------------------------


def test_an_applicant_is_told_the_number_and_where_to_look_and_nothing_else(postman: Postman) -> None:
    case = ask_by_website(email=TO)

    mail = postman.mails[0]
    text = mail.get_content() + mail["Subject"]
    assert case.number in text
    assert "/requests/track/" in text
    assert not [private for private in ("李明", "低保", case.query_code, TO) if private in text]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert Message.objects.get().label == "收到申请通知"


def test_a_text_message_goes_to_a_file_for_trial(settings: Any, tmp_path: Path, caplog: Any) -> None:
    settings.GONGKAI_SMS, settings.HOME = "file", tmp_path

    case = ask_by_website(phone="13800000000")

    line = json.loads(next((tmp_path / "sms").glob("*.jsonl")).read_text("utf-8"))
    assert (line["number"], line["text"].startswith("【海城人社局】")) == ("13800000000", True)
    assert case.number in line["text"]
    assert "13800000000" not in caplog.text
    assert Message.objects.get().state == "sent"


def test_a_body_may_switch_notices_off(settings: Any, postman: Postman) -> None:
    told, settings.GONGKAI_ON_REQUEST_STEP = settings.GONGKAI_ON_REQUEST_STEP, {}
    event = ask_by_website(email=TO).events.get(step="confirm_receipt")
    settings.GONGKAI_ON_REQUEST_STEP = told

    actions.set_preferences(event.request.body, email_notices=False)

    assert actions.make_notice(event, on=localdate(), at=now()) == []


def test_a_step_is_told_once(postman: Postman) -> None:
    event = ask_by_website(email=TO).events.get(step="confirm_receipt")

    assert actions.make_notice(event, on=localdate(), at=now()) == []
    assert len(postman.taken) == 1


def test_what_was_entered_for_an_earlier_day_is_no_news(settings: Any, postman: Postman) -> None:
    told, settings.GONGKAI_ON_REQUEST_STEP = settings.GONGKAI_ON_REQUEST_STEP, {}
    event = ask_by_website(email=TO).events.get(step="confirm_receipt")
    settings.GONGKAI_ON_REQUEST_STEP = told

    assert actions.make_notice(event, on=localdate() + timedelta(days=4), at=now()) == []
    assert len(actions.make_notice(event, on=localdate(), at=now())) == 1


def test_the_settings_name_the_steps_that_have_a_notice(settings: Any) -> None:
    assert set(settings.GONGKAI_ON_REQUEST_STEP) == set(NOTICES)
