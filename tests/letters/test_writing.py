"""拟写和定稿: what gives rise to a letter, what it says, its number, and what is refused."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from gongkai.bodies.actions import change_body
from gongkai.bodies.models import Body
from gongkai.casework import actions as casework
from gongkai.casework.models import Consultation, Delivery, DisclosureRequest, Reply, RequestFile
from gongkai.letters import actions
from gongkai.letters.document import document_of
from gongkai.letters.errors import LetterIncomplete, NothingToWrite, ReplyNotSigned
from gongkai.letters.models import Letter, Method
from gongkai.letters.sources import owed, source_of
from gongkai.letters.states import State
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_request, make_user, staff_of
from tests.letters.correspondence import (
    MONDAY,
    charged,
    consulted,
    draft,
    extended,
    make_bureau,
    make_case,
    overruled,
    signed,
    signed_reply,
    source,
)

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 3, 10)


def kinds_owed(case: DisclosureRequest) -> list[str]:
    return [each.kind.code for each in owed(case)]


# --- what gives rise to a letter ----------------------------------------------------------------------------


def test_a_registered_request_is_owed_a_receipt() -> None:
    assert kinds_owed(make_request(body=make_bureau())) == ["registration_form", "receipt"]


def test_a_consultation_gives_rise_to_a_letter_a_form_and_a_notice() -> None:
    case = consulted(make_case()).request

    assert kinds_owed(case)[:3] == [
        "third_party_notice_to_applicant",
        "third_party_confirmation",
        "third_party_letter",
    ]


def test_a_reply_that_is_not_signed_gives_rise_to_nothing() -> None:
    case = make_case()
    before = kinds_owed(case)

    reply = signed_reply(case)
    casework.return_reply(reply, opinion="理由不充分", by=staff_of(case.body).leader, on=MONDAY)

    assert kinds_owed(case) == before


def test_an_overruled_third_party_is_owed_a_notice() -> None:
    assert "disclosure_notice_third_party" in kinds_owed(overruled(make_case()))


def test_what_was_written_is_not_owed_any_more() -> None:
    case = extended(make_case())

    draft(case, "extension_notice")

    assert "extension_notice" not in kinds_owed(case)


def test_a_letter_is_not_written_twice() -> None:
    case = extended(make_case())
    about = source(case, "extension_notice")
    draft(case, "extension_notice")

    with pytest.raises(NothingToWrite, match="已经拟好"):
        actions.prepare_letter(about, by=staff_of(case.body).registrar, on=MONDAY)


# --- what it says -------------------------------------------------------------------------------------------


def test_an_extension_notice_says_the_old_and_the_new_last_day() -> None:
    letter = signed(extended(make_case()), "extension_notice")

    assert "无法在2026年3月30日以前答复" in letter.text
    assert "答复期限延长10个工作日，至2026年4月14日" in letter.text
    assert letter.text.startswith("李明：\n")


def test_a_fee_notice_says_the_amount() -> None:
    letter = signed(charged(make_case()), "fee_notice", payment_account="市政务服务中心非税窗口")

    assert "金额｜10元" in letter.text
    assert "缴费方式｜市政务服务中心非税窗口" in letter.text


def test_a_denial_from_2024_on_sends_to_review_first() -> None:
    case = make_case()
    signed_reply(case, outcome=Outcome.DENIED_PROCESS)

    letter = signed(case, "denied")

    assert "应当自收到本答复之日起60日内先向海城市人民政府申请行政复议" in letter.text
    assert "依照《中华人民共和国政府信息公开条例》第十六条第二款" in letter.text


def test_a_denial_served_online_names_the_online_channel_for_review() -> None:
    case = make_case(delivery=Delivery.ONLINE)
    signed_reply(case, outcome=Outcome.DENIED_PROCESS)

    letter = signed(case, "denied")

    assert "申请行政复议也可以通过网上渠道提出：https://fuyi.haicheng.example/。" in letter.text


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("review_organ", "行政复议机关"),
        ("court", "有管辖权的人民法院"),
        ("online_review", "网上申请行政复议的地址"),
    ],
)
def test_a_body_that_has_not_said_where_to_turn_cannot_sign_and_reads_what_is_missing(
    field: str, label: str
) -> None:
    case = make_case(delivery=Delivery.ONLINE)
    signed_reply(case, outcome=Outcome.DENIED_PROCESS)
    change_body(case.body, **{field: ""})
    case.refresh_from_db()

    with pytest.raises(LetterIncomplete, match=f"缺少“{label}”，请在“机关设置 › 监督和救济”填写"):
        signed(case, "denied")


def test_a_termination_speaks_of_itself_as_a_notice() -> None:
    case = make_case()
    case = casework.withdraw_request(case, reason="书面撤回", by=staff_of(case.body).registrar, on=MONDAY)

    letter = signed(case, "termination_notice")

    assert "如不服本告知书" in letter.text


def test_an_organisation_is_addressed_as_one() -> None:

    case = make_case(kind=ApplicantKind.BUSINESS, name="海城市星火机械有限公司")

    assert "收到你单位以" in signed(case, "receipt").text


# --- what is missing ----------------------------------------------------------------------------------------


def test_a_missing_field_is_named_with_the_place_where_it_is_filled_in() -> None:
    case = charged(make_case())

    with pytest.raises(LetterIncomplete, match="缺少“缴费方式”，请在“文书填写”填写。"):
        signed(case, "fee_notice")


def test_a_body_without_a_review_organ_sends_no_reply() -> None:
    case = make_case(body=make_bureau(review_organ=""))
    signed_reply(case)

    with pytest.raises(LetterIncomplete, match="缺少“行政复议机关”，请在“机关设置 › 监督和救济”填写"):
        signed(case, "granted")


def test_a_refused_letter_takes_no_number() -> None:
    case = charged(make_case())
    letter = draft(case, "fee_notice")
    registrar = staff_of(case.body).registrar

    with pytest.raises(LetterIncomplete):
        actions.sign_letter(letter, by=registrar, on=MONDAY)
    letter = actions.edit_letter(letter, typed={"payment_account": "非税窗口"}, by=registrar, on=MONDAY)
    letter = actions.sign_letter(letter, by=registrar, on=MONDAY)

    assert letter.number == "海人社公费〔2026〕1号"


# --- numbers ------------------------------------------------------------------------------------------------


def test_numbers_of_one_kind_have_no_gap() -> None:
    body = make_bureau()

    numbers = [signed(extended(make_case(body=body)), "extension_notice").number for _ in range(3)]

    assert numbers == ["海人社公延〔2026〕1号", "海人社公延〔2026〕2号", "海人社公延〔2026〕3号"]


def test_a_letter_bears_the_number_of_its_reply() -> None:
    case = make_case()
    reply = signed_reply(case)

    letter = signed(case, "granted")

    assert letter.number == "海人社公复〔2026〕1号"
    assert Reply.objects.get(pk=reply.pk).doc_no == letter.number


def test_a_reply_that_was_numbered_and_returned_keeps_its_number() -> None:
    case = make_case()
    reply = signed_reply(case)
    letter, staff = signed(case, "granted"), staff_of(case.body)
    actions.void_letter(letter, reason="答复退回", by=staff.registrar, on=MONDAY)
    casework.return_reply(reply, opinion="补充理由", by=staff.leader, on=MONDAY)

    signed_reply(case)
    again = signed(case, "granted", on=TUESDAY)

    assert again.number == letter.number


def test_a_returned_reply_is_not_fixed() -> None:
    case = make_case()
    reply = signed_reply(case)
    letter, staff = draft(case, "granted"), staff_of(case.body)
    casework.return_reply(reply, opinion="补充理由", by=staff.leader, on=MONDAY)

    with pytest.raises(ReplyNotSigned):
        actions.sign_letter(letter, by=staff.registrar, on=MONDAY)


def test_the_number_of_a_void_letter_goes_to_the_next_about_the_same() -> None:
    case = extended(make_case())
    registrar = staff_of(case.body).registrar
    first = signed(case, "extension_notice")
    actions.void_letter(first, reason="称谓有误", by=registrar, on=MONDAY)

    again = signed(case, "extension_notice", on=TUESDAY)

    assert again.number == first.number == "海人社公延〔2026〕1号"


def test_a_correction_of_a_letter_that_went_out_has_a_number_of_its_own() -> None:
    case = extended(make_case())
    registrar = staff_of(case.body).registrar
    first = signed(case, "extension_notice")
    actions.dispatch_letter(first, method=Method.COUNTER, by=registrar, on=MONDAY)

    again = actions.prepare_letter(
        source_of(first), typed={"more": "更正原告知书的日期"}, replaces=first, by=registrar, on=TUESDAY
    )
    again = actions.sign_letter(again, by=registrar, on=TUESDAY)

    assert again.number == "海人社公延〔2026〕2号"
    assert again.replaces == first


# --- what is fixed ------------------------------------------------------------------------------------------


def test_what_is_fixed_stays_whatever_changes_later() -> None:
    case = extended(make_case())
    letter = signed(case, "extension_notice")
    before = document_of(letter)

    change_body(Body.objects.get(pk=case.body_id), name="海城市人社局", phone="0412-1111111")
    kept = document_of(Letter.objects.get(pk=letter.pk))

    assert kept == before
    assert kept.digest == letter.sha256


def test_a_fixed_letter_is_not_edited() -> None:
    letter = signed(extended(make_case()), "extension_notice")

    with pytest.raises(StepNotAllowed, match="现在的状态是“已定稿”"):
        actions.edit_letter(letter, typed={"more": "x"}, by=staff_of(letter.body).registrar, on=MONDAY)


def test_what_a_kind_does_not_ask_for_is_not_kept() -> None:
    letter = draft(extended(make_case()), "extension_notice", more="补充", due_on="2030年1月1日")

    assert letter.typed == {"more": "补充"}


# --- who ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRECY_REVIEWER, Role.AUDITOR, Role.ARCHIVIST])
def test_others_write_no_letters(role: Role) -> None:
    case = extended(make_case())
    person = make_user(role=role, unit=staff_of(case.body).office)

    with pytest.raises(StepNotAllowed, match="由经办人、收件登记员、公开工作机构负责人办理"):
        actions.prepare_letter(source(case, "extension_notice"), by=person, on=MONDAY)


def test_a_handler_fixes_what_asks_for_an_opinion_and_no_notice_to_the_applicant() -> None:
    case = extended(make_case())
    consulted(case, Consultation.Kind.PEER)
    handler = case.handler
    assert handler

    letter = actions.sign_letter(draft(case, "peer_letter", consulted_content="名单"), by=handler, on=MONDAY)

    assert letter.state == State.SIGNED
    with pytest.raises(StepNotAllowed, match="“延期答复告知书”由收件登记员、公开工作机构负责人办理"):
        actions.sign_letter(draft(case, "extension_notice"), by=handler, on=MONDAY)


def test_a_voided_letter_says_why() -> None:
    letter = draft(extended(make_case()), "extension_notice")
    registrar = staff_of(letter.body).registrar

    with pytest.raises(LetterIncomplete, match="作废的原因"):
        actions.void_letter(letter, reason=" ", by=registrar, on=MONDAY)
    letter = actions.void_letter(letter, reason="重复", by=registrar, on=MONDAY)

    assert (letter.state, letter.void_reason, letter.void_by) == (State.VOID, "重复", registrar)


# --- what goes out with a letter ----------------------------------------------------------------------------


def test_a_reply_names_the_files_that_go_with_it() -> None:
    case, file = make_case(), ContentFile("名单\n".encode(), name="企业名单.txt")
    assert case.handler
    casework.attach_file(case, file=file, purpose=RequestFile.Purpose.SUPPLIED, by=case.handler, on=MONDAY)

    signed_reply(case)

    assert "企业名单.txt" in signed(case, "granted").text


def test_how_it_was_searched_for_stands_in_the_letter() -> None:
    search = {
        "who": "李经办",
        "where": "公文系统",
        "keywords": "稳岗返还",
        "period": "2024至2025年",
        "result": "未检索到",
    }
    facts: dict[str, Any] = {"flag": "not_existing", "search_log": "", "searches": [search]}
    case = signed_reply(make_case(), outcome=Outcome.UNAVAILABLE_NOT_HELD, **facts).request

    letter = signed(case, "not_exist")

    assert "李经办检索公文系统，关键词“稳岗返还”，2024至2025年，未检索到。\n" in letter.text
