"""在系统外制作的文书、盖章件、网上查收: what stands for the printed letter, and what proves that it came."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.casework import actions as casework
from gongkai.casework.errors import AlreadyServed
from gongkai.casework.models import Delivery, DisclosureRequest, Reply
from gongkai.casework.states import State as Case
from gongkai.cli.demo.papers import page
from gongkai.letters import actions
from gongkai.letters.errors import LetterIncomplete, NotPrintable, NumberTaken
from gongkai.letters.models import Letter, Method
from gongkai.letters.rendering.together import print_together
from gongkai.letters.states import State
from gongkai.workflow import StepNotAllowed
from tests.common.test_uploads import picture
from tests.factories import staff_of
from tests.letters.correspondence import MONDAY, draft, extended, make_case, seal, signed, signed_reply

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY = date(2026, 3, 10), date(2026, 3, 13)
NUMBER = "海人社公复〔2026〕17号"


def adopt(letter: Letter, number: str = NUMBER) -> Letter:
    by = staff_of(letter.body).registrar
    return actions.adopt_letter(letter, number=number, file=page("答复书", number), by=by, on=MONDAY)


def send(letter: Letter, method: Method = Method.COUNTER) -> Letter:
    return actions.dispatch_letter(letter, method=method, by=staff_of(letter.body).registrar, on=TUESDAY)


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo("Asia/Shanghai"))  # type: ignore[arg-type,misc]


def reply_draft(case: DisclosureRequest) -> Letter:
    signed_reply(case)
    return draft(case, "granted")


# --- written outside ----------------------------------------------------------------------------------------


def test_a_reply_written_outside_is_issued_by_its_dispatch_under_its_own_number() -> None:
    letter = send(adopt(reply_draft(make_case())))

    reply = Reply.objects.get()
    assert (reply.doc_no, reply.issued_on) == (NUMBER, TUESDAY)
    assert (letter.outside, letter.text, letter.files.get().purpose) == (True, "", "scan")
    assert letter.sha256 == letter.files.get().sha256
    assert letter.due_on == date(2026, 3, 30)


def test_its_original_is_printed_with_the_others_and_a_picture_fills_a_page() -> None:
    scanned, photographed = adopt(reply_draft(make_case())), adopt(reply_draft(make_case()), "18号")
    photo = SimpleUploadedFile("答复书.png", picture("PNG"))
    actions.attach_scan(photographed, file=photo, by=staff_of(photographed.body).registrar, on=MONDAY)

    made = print_together([signed(extended(make_case()), "extension_notice"), scanned, photographed])

    pages = pypdfium2.PdfDocument(made)
    assert len(pages) == 3
    assert [round(side) for side in pages[2].get_size()] == [595, 842]


def test_an_original_that_cannot_be_printed_is_named() -> None:
    letter = adopt(reply_draft(make_case()))
    letter.files.update(content_type="application/ofd")

    with pytest.raises(NotPrintable, match=f"{letter}的原件是 OFD"):
        print_together([letter])


def test_a_letter_ahead_of_its_step_may_be_written_outside() -> None:
    case = make_case()
    head = staff_of(case.body).office_head
    facts = {"days": 20, "reason": "涉及多个科室"}
    letter = actions.plan_letter(case, step="extend", facts=facts, by=head, on=MONDAY)

    letter = actions.adopt_letter(letter, number="延17号", file=page("延期", "17"), by=head, on=MONDAY)
    send(letter)

    assert case.events.get(step="extend").on == TUESDAY


def test_a_numbered_letter_written_outside_needs_its_number() -> None:
    with pytest.raises(LetterIncomplete, match="文号"):
        adopt(draft(extended(make_case()), "extension_notice"), " ")


def test_a_number_stands_on_one_letter_only() -> None:
    case = extended(make_case())
    adopt(draft(case, "extension_notice"))

    with pytest.raises(NumberTaken, match="已经用于另一份文书"):
        adopt(draft(case, "receipt"))


def test_the_next_number_passes_over_one_that_was_used_outside() -> None:
    body = make_case().body
    adopt(draft(make_case(body=body), "receipt"), "海人社公回〔2026〕1号")

    letter = signed(make_case(body=body), "receipt")

    assert letter.number == "海人社公回〔2026〕2号"


def test_the_next_reply_passes_over_a_number_that_was_used_outside() -> None:
    body = make_case().body
    adopt(reply_draft(make_case(body=body)), "海人社公复〔2026〕1号")

    case = make_case(body=body)
    signed_reply(case)

    assert signed(case, "granted").number == "海人社公复〔2026〕2号"


# --- the sealed original ------------------------------------------------------------------------------------


def test_a_reply_waits_for_its_sealed_original() -> None:
    case = make_case()
    signed_reply(case)
    letter = signed(case, "granted")

    with pytest.raises(StepNotAllowed, match="添加盖章件"):
        send(letter)
    assert send(seal(letter)).state == State.DISPATCHED


def test_a_body_may_send_replies_without_one() -> None:
    case = make_case()
    signed_reply(case)
    letter, head = signed(case, "granted"), staff_of(case.body).office_head

    actions.change_policy(case.body, needs_scan=False, by=head, on=MONDAY)

    assert send(letter).state == State.DISPATCHED


def test_only_its_head_or_an_administrator_chooses_that() -> None:
    body = make_case().body

    with pytest.raises(StepNotAllowed, match="修改"):
        actions.change_policy(body, needs_scan=False, by=staff_of(body).registrar, on=MONDAY)


def test_other_letters_go_out_without_one() -> None:
    assert send(signed(extended(make_case()), "extension_notice")).state == State.DISPATCHED


# --- opened online ------------------------------------------------------------------------------------------


def test_a_reply_that_is_opened_online_serves_its_letter_with_the_time_as_proof() -> None:
    letter = send(adopt(reply_draft(make_case(delivery=Delivery.ONLINE))), Method.DOWNLOAD)
    reply = Reply.objects.get()

    actions.collect_online(reply, at=at(2026, 3, 13, 20, 17))

    letter, served = Letter.objects.get(pk=letter.pk), letter.services.get()
    assert (letter.state, letter.served_on, served.by) == (State.SERVED, FRIDAY, None)
    assert served.note == "申请人于2026年3月13日20:17在网上查收"
    assert Reply.objects.get().served_on == FRIDAY
    with pytest.raises(AlreadyServed):
        actions.collect_online(reply, at=at(2026, 3, 14, 9, 0))


def test_a_reply_without_a_letter_is_collected_all_the_same() -> None:
    case = make_case(delivery=Delivery.ONLINE)
    reply = casework.issue_reply(signed_reply(case), by=staff_of(case.body).registrar, on=TUESDAY)

    actions.collect_online(reply, at=at(2026, 3, 13, 9, 0))

    assert Reply.objects.get().served_on == FRIDAY
    assert DisclosureRequest.objects.get(pk=case.pk).state == Case.REPLIED
