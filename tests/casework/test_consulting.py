"""征求意见（条例第三十二条、第三十四条）: whose opinion is awaited, whose silence counts, who is told."""

from datetime import date

import pytest

from gongkai.casework import errors
from gongkai.casework.actions import (
    assign_unit,
    consult_peer,
    consult_third_party,
    expire_consultation,
    expire_consultations,
    issue_reply,
    record_opinion,
    redo_request,
    tell_third_party,
    withdraw_request,
)
from gongkai.casework.models import Consultation
from gongkai.casework.states import State
from tests.factories import make_reply, make_request, overrule, sign_reply, staff_of

pytestmark = pytest.mark.django_db
Opinion = Consultation.Opinion
LETTER, ANSWER, ISSUED = date(2026, 3, 10), date(2026, 3, 25), date(2026, 3, 27)


def test_a_letter_names_whom_it_asks() -> None:
    case = make_request(assigned=True)

    with pytest.raises(errors.RequestIncomplete, match="请填写被征求意见方的名称"):
        consult_third_party(case, party="  ", by=staff_of(case.body).handler, on=LETTER)
    assert not case.consultations.exists()


def test_after_the_third_party_another_organ_is_still_awaited() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    peer = consult_peer(case, party="市财政局", by=handler, on=LETTER)
    company = consult_third_party(case, party="甲公司", by=handler, on=LETTER)
    assert company.request.state == State.THIRD_PARTY_CONSULTING

    company = record_opinion(company, opinion=Opinion.AGREE, by=handler, on=ANSWER)

    assert company.request.state == State.PEER_CONSULTING
    assert company.counts_as_consent
    peer = record_opinion(peer, opinion=Opinion.REFUSE, by=handler, on=ANSWER)
    assert peer.request.state == State.ASSIGNED
    assert not peer.counts_as_consent


def test_the_silence_of_one_does_not_end_the_time_of_another() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    early = consult_third_party(case, party="甲公司", by=handler, on=date(2026, 3, 3))
    late = consult_third_party(case, party="乙公司", by=handler, on=LETTER)

    with pytest.raises(errors.ConsultationOpen, match=r"乙公司提出意见的期限还没有届满.*第三十二条"):
        expire_consultation(late, by=handler, on=ANSWER)

    assert expire_consultation(early, by=handler, on=ANSWER).opinion == Opinion.SILENT


def test_only_who_refused_and_was_overruled_is_told_and_once() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    willing = consult_third_party(case, party="甲公司", by=staff.handler, on=LETTER)
    against = consult_third_party(case, party="乙公司", by=staff.handler, on=LETTER)
    record_opinion(willing, opinion=Opinion.AGREE, by=staff.handler, on=ANSWER)
    against = record_opinion(against, opinion=Opinion.REFUSE, by=staff.handler, on=ANSWER)
    case = overrule(against, on=ANSWER)
    reply = make_reply(case=case, on=ANSWER, override_reasons="涉及公共资金的使用")
    issue_reply(sign_reply(reply, on=ANSWER), by=staff.registrar, on=ISSUED)

    with pytest.raises(errors.ConsultationClosed, match="甲公司不需要告知，或者已经告知"):
        tell_third_party(willing, by=staff.handler, on=ISSUED)
    told = tell_third_party(against, by=staff.handler, on=ISSUED)

    assert told.told_on == ISSUED
    with pytest.raises(errors.ThirdPartyNotTold, match="没有需要告知公开决定的第三方"):
        tell_third_party(against, by=staff.handler, on=ISSUED)


def test_a_letter_from_before_an_order_to_redo_is_not_awaited_any_more() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    old = consult_third_party(case, party="甲公司", by=staff.handler, on=LETTER)
    case = withdraw_request(old.request, reason="申请人来电", by=staff.registrar, on=date(2026, 3, 12))
    case = redo_request(case, order="撤回不是本人所为", by=staff.office_head, on=date(2026, 4, 7))
    case = assign_unit(case, unit=staff.unit, handler=staff.handler, by=staff.registrar, on=date(2026, 4, 8))
    assert case.due_on == date(2026, 5, 8)

    assert expire_consultations(on=date(2026, 4, 9)) == []
    new = consult_third_party(case, party="甲公司", by=staff.handler, on=date(2026, 4, 9))
    with pytest.raises(errors.ConsultationClosed, match="重新处理以前发的，需要意见的请重新征求"):
        record_opinion(old, opinion=Opinion.AGREE, by=staff.handler, on=date(2026, 4, 13))
    new = record_opinion(new, opinion=Opinion.AGREE, by=staff.handler, on=date(2026, 4, 13))

    assert new.request.state == State.ASSIGNED
    assert make_reply(case=new.request, on=date(2026, 4, 14)).request.state == State.IN_REVIEW


def test_whatever_the_state_says_nothing_is_answered_while_a_letter_is_open() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    Consultation.objects.create(
        request=case, kind=Consultation.Kind.PEER, party="市财政局", sent_on=LETTER, asked_by=handler
    )

    with pytest.raises(errors.ConsultationOpen, match=r"还在等待市财政局的意见，.*（条例第三十二条）"):
        make_reply(case=case, on=ANSWER)
