"""更正发出和送达的登记: old and new stay with the reason, and the days of the case follow."""

from datetime import date

import pytest

from gongkai.casework.models import Consultation, Delivery, DisclosureRequest, Reply
from gongkai.cli.demo.papers import page
from gongkai.letters import actions
from gongkai.letters.actions.correcting import foretell_correction
from gongkai.letters.errors import DayDiffers, NothingToCorrect, ServiceUnproven
from gongkai.letters.models import Letter, LetterFile, Method
from gongkai.workflow import StepNotAllowed
from tests.factories import staff_of
from tests.letters.correspondence import MONDAY, charged, consulted, make_case, seal, signed, signed_reply

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY, LATER = date(2026, 3, 10), date(2026, 3, 13), date(2026, 4, 3)
WHY = "看错了邮戳"


def sent(letter: Letter, *, on: date = TUESDAY, served_on: date | None = FRIDAY) -> Letter:
    by = staff_of(letter.body).registrar
    letter = actions.dispatch_letter(letter, method=Method.COUNTER, by=by, on=on)
    if served_on:
        letter = actions.record_service(letter, receiver="本人", by=by, on=served_on)
    return letter


def answered(*, on: date = TUESDAY, served_on: date | None = FRIDAY) -> Letter:
    case = make_case()
    signed_reply(case)
    return sent(seal(signed(case, "granted")), on=on, served_on=served_on)


def fix(letter: Letter, day: date, reason: str = WHY) -> Letter:
    by = staff_of(letter.body).registrar
    return actions.correct_dispatch(letter, dispatched_on=day, reason=reason, by=by, on=LATER)


def fix_service(letter: Letter, day: date, receiver: str = "本人") -> Letter:
    by = staff_of(letter.body).registrar
    return actions.correct_service(letter, served_on=day, receiver=receiver, reason=WHY, by=by, on=LATER)


def test_a_corrected_dispatch_moves_the_day_of_the_reply_and_whether_it_was_in_time() -> None:
    letter = answered(on=date(2026, 3, 31), served_on=None)

    letter = fix(letter, date(2026, 3, 30))

    reply, case = Reply.objects.get(), DisclosureRequest.objects.get()
    assert (letter.dispatched_on, reply.issued_on) == (date(2026, 3, 30), date(2026, 3, 30))
    assert (case.concluded_late, letter.is_late) == (False, False)
    kept = letter.corrections.get()
    assert (kept.old, kept.new, kept.reason) == ("2026年3月31日", "2026年3月30日", WHY)
    assert case.events.get(step="correct_entry").note == WHY


def test_a_corrected_service_moves_the_day_from_which_the_remedies_run() -> None:
    letter = fix_service(answered(), date(2026, 3, 12))

    assert (letter.served_on, Reply.objects.get().served_on) == (date(2026, 3, 12), date(2026, 3, 12))


def test_the_receiver_alone_is_corrected_without_the_case() -> None:
    letter = fix_service(answered(), FRIDAY, receiver="李明之妻")

    assert letter.services.get().receiver == "李明之妻"
    assert not letter.request.events.filter(step="correct_entry").exists()


def test_how_it_went_to_whom_and_what_was_noted_are_corrected_with_old_and_new() -> None:
    letter = answered()
    by = staff_of(letter.body).registrar
    facts = {"method": Method.POST, "to": "海城市人民路1号", "mail_no": "XA17", "note": "由邮政揽收"}

    actions.correct_dispatch(letter, dispatched_on=TUESDAY, **facts, reason=WHY, by=by, on=LATER)  # type: ignore[arg-type]

    sent = letter.dispatches.get()
    assert (sent.method, sent.to, sent.mail_no, sent.note) == tuple(facts.values())
    assert [(each.label, each.old, each.new) for each in letter.corrections.all()] == [
        ("发出方式", "当面送达", "邮寄"),
        ("收件人和地址", "", "海城市人民路1号"),
        ("邮件号码", "", "XA17"),
        ("发出说明", "", "由邮政揽收"),
    ]
    assert Reply.objects.get().service_method == Delivery.MAIL


def test_another_file_proves_the_dispatch_or_the_service_and_the_first_one_stays() -> None:
    letter = answered()
    by = staff_of(letter.body).registrar
    for of, name in ((LetterFile.Purpose.DISPATCH, "揽收单"), (LetterFile.Purpose.SERVICE, "回执")):
        for try_no in ("1", "2"):
            file = page(name, try_no)
            file.name = f"{name}{try_no}.pdf"
            actions.correct_proof(letter, of=of, file=file, reason=WHY, by=by, on=LATER)

    assert letter.dispatches.get().proof.name == "揽收单2.pdf"  # type: ignore[union-attr]
    assert letter.services.get().proof.name == "回执2.pdf"  # type: ignore[union-attr]
    assert [(each.label, each.old, each.new) for each in letter.corrections.all()][:2] == [
        ("发出凭证", "", "揽收单1.pdf"),
        ("发出凭证", "揽收单1.pdf", "揽收单2.pdf"),
    ]
    assert letter.files.exclude(purpose="scan").count() == 4


def test_nothing_is_proven_that_is_not_recorded_and_nothing_without_a_reason() -> None:
    letter = answered(served_on=None)
    facts = {"file": page("回执", "1"), "by": staff_of(letter.body).registrar, "on": LATER}

    with pytest.raises(NothingToCorrect, match="还没有登记送达"):
        actions.correct_proof(letter, of=LetterFile.Purpose.SERVICE, reason=WHY, **facts)  # type: ignore[arg-type]
    with pytest.raises(NothingToCorrect, match="理由"):
        actions.correct_proof(letter, of=LetterFile.Purpose.DISPATCH, reason=" ", **facts)  # type: ignore[arg-type]


def test_what_was_sent_by_post_keeps_its_number_and_what_arrived_what_proves_it() -> None:
    letter = answered()
    facts = {"reason": WHY, "by": staff_of(letter.body).registrar, "on": LATER}

    with pytest.raises(ServiceUnproven, match="邮件号码"):
        actions.correct_dispatch(letter, dispatched_on=TUESDAY, method=Method.POST, **facts)  # type: ignore[arg-type]
    with pytest.raises(ServiceUnproven, match="签收人"):
        actions.correct_service(letter, served_on=FRIDAY, receiver="", **facts)  # type: ignore[arg-type]


def test_a_corrected_service_moves_the_period_of_a_consultation() -> None:
    asked = consulted(make_case(), Consultation.Kind.PEER)
    letter = sent(signed(asked.request, "peer_letter", consulted_content="名单"))

    fix_service(letter, date(2026, 3, 12))

    assert Consultation.objects.get().delivered_on == date(2026, 3, 12)


def test_what_a_correction_changes_is_foretold_and_nothing_is_changed_by_that() -> None:
    letter = answered()
    by, facts = staff_of(letter.body).registrar, {"served_on": date(2026, 3, 12), "reason": WHY}

    said = foretell_correction(letter, "correct_service", facts, by=by, on=LATER)

    assert said["送达日期"] == "2026年3月13日 → 2026年3月12日"
    assert said["复议申请期限"] == "2026年5月12日 → 2026年5月11日"
    assert Letter.objects.get().served_on == FRIDAY
    assert not letter.corrections.exists()


# --- refusals -----------------------------------------------------------------------------------------------


def test_a_correction_needs_a_reason_and_something_new() -> None:
    letter = answered(served_on=None)

    with pytest.raises(NothingToCorrect, match="理由"):
        fix(letter, MONDAY, reason=" ")
    with pytest.raises(NothingToCorrect, match="相同"):
        fix(letter, TUESDAY)


@pytest.mark.parametrize("day", [date(2026, 3, 6), date(2026, 3, 16)])
def test_a_dispatch_stays_between_the_letter_and_its_arrival(day: date) -> None:
    with pytest.raises(DayDiffers, match="应当在2026年3月9日和2026年3月13日之间"):
        fix(answered(), day)


def test_the_dispatch_that_took_a_step_is_not_corrected_by_itself() -> None:
    case = make_case()
    head = staff_of(case.body).office_head
    facts = {"days": 20, "reason": "涉及多个科室"}
    letter = actions.plan_letter(case, step="extend", facts=facts, by=head, on=MONDAY)
    letter = sent(actions.sign_letter(letter, by=head, on=MONDAY), served_on=None)

    with pytest.raises(NothingToCorrect, match="延长答复期限"):
        fix(letter, MONDAY)


def test_the_day_on_which_the_time_to_pay_hangs_is_not_corrected_by_itself() -> None:
    letter = sent(signed(charged(make_case()), "fee_notice", payment_account="非税窗口"))

    with pytest.raises(NothingToCorrect, match="缴费期限"):
        fix_service(letter, date(2026, 3, 12))


def test_after_the_archive_nothing_is_corrected() -> None:
    letter = answered()
    DisclosureRequest.objects.update(state="archived")

    with pytest.raises(StepNotAllowed, match="已经归档"):
        fix_service(letter, date(2026, 3, 12))


def test_a_handler_corrects_nothing() -> None:
    letter = answered()
    handler = staff_of(letter.body, unit=letter.request.handling_unit).handler

    with pytest.raises(StepNotAllowed, match="更正送达登记"):
        actions.correct_service(letter, served_on=MONDAY, reason=WHY, by=handler, on=LATER)
