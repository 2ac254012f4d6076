"""答复的拟写、审核、制发和送达（条例第十七条、第三十六条、第三十七条）."""

from datetime import date
from typing import Any

import pytest

from gongkai.casework import errors
from gongkai.casework.actions import (
    approve_reply,
    close_request,
    consult_third_party,
    draft_reply,
    issue_reply,
    record_opinion,
    record_service,
    return_reply,
    set_policy,
    tell_third_party,
)
from gongkai.casework.completeness import ENDED_WITHOUT_REPLY, check_reply
from gongkai.casework.models import CaseworkPolicy, Consultation, Delivery, Reply, RequestFile, Stage
from gongkai.casework.states import State
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import (
    make_reply,
    make_reply_facts,
    make_request,
    make_user,
    overrule,
    sign_reply,
    staff_of,
)

pytestmark = pytest.mark.django_db
DRAFTED = date(2026, 3, 9)
ISSUED = date(2026, 3, 12)


# --- what each kind must say --------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [each for each in Outcome if each not in ENDED_WITHOUT_REPLY])
def test_a_complete_reply_of_each_kind_is_accepted(outcome: Outcome) -> None:
    for flag in outcome.details or [""]:
        check_reply(make_reply_facts(outcome=outcome, flag=flag))


@pytest.mark.parametrize(
    ("outcome", "facts", "says"),
    [
        (Outcome.GRANTED, {"text": ""}, "答复内容"),
        (Outcome.GRANTED_ALREADY_PUBLIC, {"route": ""}, "第三十六条第一项"),
        (Outcome.PARTIAL, {"segments": []}, "第三十七条"),
        (Outcome.PARTIAL, {"segments": [{"where": "第2页", "basis": "条例第十五条", "reason": ""}]}, "理由"),
        (Outcome.DENIED_PROCESS, {"basis": []}, "法律依据"),
        (Outcome.DENIED_STATE_SECRET, {"reasons": ""}, "理由"),
        (Outcome.UNAVAILABLE_NOT_HELD, {"flag": "not_existing", "search_log": ""}, "检索情况"),
        (Outcome.UNAVAILABLE_NOT_HELD, {"flag": "not_responsible", "reasons": ""}, "理由"),
        (
            Outcome.UNAVAILABLE_NOT_HELD,
            {"flag": "not_responsible", "other_body": "市医保局", "other_body_contact": ""},
            "联系方式",
        ),
        (Outcome.UNAVAILABLE_NOT_HELD, {"flag": "lost"}, "分清情形"),
        (Outcome.GRANTED, {"flag": "not_existing"}, "不分情形"),
        (Outcome.REFUSED_REPEAT, {"reasons": " "}, "理由"),
        (Outcome.OTHER_NO_CORRECTION, {}, "终止办理"),
    ],
)
def test_a_reply_that_lacks_what_its_kind_must_say_is_refused(
    outcome: Outcome, facts: dict[str, Any], says: str
) -> None:
    with pytest.raises(errors.ReplyIncomplete, match=says):
        check_reply(make_reply_facts(outcome=outcome, **facts))


# --- the way of a draft -------------------------------------------------------------------------------------


def test_a_granted_request_is_drafted_reviewed_signed_issued_served_and_closed() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)

    reply = make_reply(case=case, on=DRAFTED)
    assert (reply.stage, reply.request.state) == (Stage.UNIT, State.IN_REVIEW)
    reply = approve_reply(reply, stage=Stage.UNIT, by=staff.unit_head, on=DRAFTED)
    reply = approve_reply(reply, stage=Stage.SECRECY, by=staff.secrecy_reviewer, on=DRAFTED)
    reply = approve_reply(reply, stage=Stage.LEADER, by=staff.leader, on=DRAFTED)
    reply = issue_reply(reply, by=staff.registrar, on=ISSUED)
    reply = record_service(reply, method=Delivery.MAIL, by=staff.registrar, on=ISSUED)
    case = close_request(reply.request, by=staff.registrar, on=ISSUED)

    assert (reply.doc_no, reply.signed_by, reply.is_late) == ("海人社公复〔2026〕1号", staff.leader, False)
    assert (case.outcome, case.concluded_on, case.concluded_late) == (Outcome.GRANTED, ISSUED, False)
    assert case.state == State.CLOSED


def test_whatever_is_not_granted_goes_to_the_legal_reviewer_unless_the_body_chooses_otherwise() -> None:
    first, second = make_request(assigned=True), make_request(assigned=True)
    set_policy(second.body, legal_review=CaseworkPolicy.LegalReview.NEVER)

    stages = []
    for case in (first, second):
        staff = staff_of(case.body)
        reply = make_reply(case=case, on=DRAFTED, outcome=Outcome.DENIED_PROCESS)
        reply = approve_reply(reply, stage=Stage.UNIT, by=staff.unit_head, on=DRAFTED)
        reply = approve_reply(reply, stage=Stage.SECRECY, by=staff.secrecy_reviewer, on=DRAFTED)
        stages.append(reply.stage)

    assert stages == [Stage.LEGAL, Stage.LEADER]


def test_nobody_reviews_out_of_turn() -> None:
    reply = make_reply()
    staff = staff_of(reply.request.body)

    with pytest.raises(errors.NotThisReviewersTurn, match="科室负责人审核"):
        approve_reply(reply, stage=Stage.SECRECY, by=staff.secrecy_reviewer, on=DRAFTED)
    with pytest.raises(StepNotAllowed, match="科室负责人"):
        approve_reply(reply, stage=Stage.UNIT, by=staff.leader, on=DRAFTED)
    with pytest.raises(StepNotAllowed):
        return_reply(reply, opinion="不妥", by=staff.leader, on=DRAFTED)
    with pytest.raises(errors.ReplyNotReviewed, match="第十七条"):
        issue_reply(reply, by=staff.registrar, on=DRAFTED)


def test_nobody_reviews_what_they_wrote() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    both = make_user(role=Role.HANDLER, unit=staff.unit)
    both.assignments.create(unit=staff.unit, role=Role.UNIT_HEAD, from_on=date(2019, 5, 15))
    reply = draft_reply(case, facts=make_reply_facts(), by=both, on=DRAFTED)

    with pytest.raises(errors.OwnDraft, match="他人"):
        approve_reply(reply, stage=Stage.UNIT, by=both, on=DRAFTED)


def test_a_returned_reply_is_reviewed_from_the_beginning() -> None:
    reply = make_reply()
    staff = staff_of(reply.request.body)
    reply = approve_reply(reply, stage=Stage.UNIT, by=staff.unit_head, on=DRAFTED)

    reply = return_reply(reply, opinion="理由不充分", by=staff.secrecy_reviewer, on=DRAFTED)
    assert (reply.stage, reply.request.state) == (Stage.DRAFT, State.ASSIGNED)
    again = draft_reply(reply.request, facts=make_reply_facts(text="改过"), by=staff.handler, on=DRAFTED)

    assert (again.pk, again.draft_no, again.stage) == (reply.pk, 2, Stage.UNIT)
    assert [str(review) for review in again.reviews.all()] == ["科室负责人审核 通过", "保密审查 退回"]
    event = again.request.events.last()
    assert event is not None
    assert event.data["before"]["text"] == "经审查，答复如下。"


def test_a_return_needs_an_opinion() -> None:
    reply = make_reply()

    with pytest.raises(errors.RequestIncomplete):
        return_reply(reply, opinion=" ", by=staff_of(reply.request.body).unit_head, on=DRAFTED)


def test_a_signed_reply_is_called_back_by_who_signed_it() -> None:
    reply = sign_reply(make_reply(on=DRAFTED), on=DRAFTED)
    staff = staff_of(reply.request.body)

    reply = return_reply(reply, opinion="再核对", by=staff.leader, on=DRAFTED)

    assert (reply.stage, reply.signed_by) == (Stage.DRAFT, None)


# --- opinions are tied to the content -----------------------------------------------------------------------


def test_a_file_added_behind_the_reviewers_back_stops_the_reply() -> None:
    reply = sign_reply(make_reply(on=DRAFTED), on=DRAFTED)
    RequestFile.objects.create(
        request=reply.request, purpose=RequestFile.Purpose.SUPPLIED, name="名单.txt", size=4, sha256="0" * 64
    )

    with pytest.raises(errors.ReplyChanged, match="第十七条"):
        issue_reply(reply, by=staff_of(reply.request.body).registrar, on=ISSUED)


def test_words_changed_behind_the_reviewers_back_stop_the_reply() -> None:
    reply = sign_reply(make_reply(on=DRAFTED), on=DRAFTED)
    Reply.objects.filter(pk=reply.pk).update(text="另一种说法")

    with pytest.raises(errors.ReplyChanged):
        issue_reply(reply, by=staff_of(reply.request.body).registrar, on=ISSUED)


def test_an_opinion_on_what_is_no_longer_there_is_refused() -> None:
    reply = make_reply()
    seen = reply.fingerprint()
    Reply.objects.filter(pk=reply.pk).update(text="另一种说法")

    with pytest.raises(errors.ReplyChanged, match="重新查看"):
        approve_reply(
            reply, stage=Stage.UNIT, seen=seen, by=staff_of(reply.request.body).unit_head, on=DRAFTED
        )


# --- third parties ------------------------------------------------------------------------------------------


def test_no_reply_while_somebody_may_still_answer() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    letter = consult_third_party(case, party="甲公司", by=staff.handler, on=DRAFTED)

    with pytest.raises(StepNotAllowed, match="征求第三方意见"):
        draft_reply(letter.request, facts=make_reply_facts(), by=staff.handler, on=DRAFTED)


def test_against_a_refusal_only_with_reasons_and_the_third_party_is_told() -> None:
    case = make_request(assigned=True)
    staff = staff_of(case.body)
    letter = consult_third_party(case, party="甲公司", by=staff.handler, on=DRAFTED)
    refused = Consultation.Opinion.REFUSE
    letter = record_opinion(letter, opinion=refused, note="商业秘密", by=staff.handler, on=ISSUED)

    with pytest.raises(errors.OverrideUnreasoned, match="公共利益"):
        draft_reply(letter.request, facts=make_reply_facts(), by=staff.handler, on=ISSUED)
    facts = make_reply_facts(override_reasons="涉及劳动者工资权益")
    with pytest.raises(errors.OverrideUnreasoned, match="甲公司不同意公开，请先登记权衡"):
        draft_reply(letter.request, facts=facts, by=staff.handler, on=ISSUED)
    overrule(letter, on=ISSUED)
    reply = sign_reply(draft_reply(letter.request, facts=facts, by=staff.handler, on=ISSUED), on=ISSUED)
    reply = issue_reply(reply, by=staff.registrar, on=ISSUED)
    reply = record_service(reply, method=Delivery.MAIL, by=staff.registrar, on=ISSUED)
    with pytest.raises(errors.ThirdPartyNotTold, match="甲公司"):
        close_request(reply.request, by=staff.registrar, on=ISSUED)
    letter = tell_third_party(letter, by=staff.handler, on=ISSUED)

    assert letter.told_on == ISSUED
    assert close_request(letter.request, by=staff.registrar, on=ISSUED).state == State.CLOSED


# --- issue and service --------------------------------------------------------------------------------------


def test_a_late_reply_goes_out_and_is_known_to_be_late() -> None:
    reply = sign_reply(make_reply(on=DRAFTED), on=DRAFTED)
    registrar = staff_of(reply.request.body).registrar

    reply = issue_reply(reply, by=registrar, on=date(2026, 3, 31))

    assert reply.due_on == date(2026, 3, 30)
    assert reply.is_late
    assert reply.request.concluded_late


def test_no_reply_goes_out_before_it_was_drafted() -> None:
    reply = sign_reply(make_reply(on=DRAFTED), on=DRAFTED)

    with pytest.raises(errors.DateOutOfOrder, match="制发日期不能早于拟稿日期（2026年3月9日）"):
        issue_reply(reply, by=staff_of(reply.request.body).registrar, on=date(2026, 3, 6))


def test_not_closed_before_it_is_served_and_served_once() -> None:
    reply = sign_reply(make_reply(on=DRAFTED), on=DRAFTED)
    registrar = staff_of(reply.request.body).registrar
    reply = issue_reply(reply, by=registrar, on=ISSUED)

    with pytest.raises(errors.NotServed):
        close_request(reply.request, by=registrar, on=ISSUED)
    with pytest.raises(errors.DateOutOfOrder):
        record_service(reply, method=Delivery.EMAIL, served_on=DRAFTED, by=registrar, on=ISSUED)
    record_service(reply, method=Delivery.EMAIL, by=registrar, on=ISSUED)
    with pytest.raises(errors.AlreadyServed):
        record_service(reply, method=Delivery.EMAIL, by=registrar, on=ISSUED)


def test_the_office_answers_on_the_spot_and_its_head_reviews() -> None:
    case = make_request()
    staff = staff_of(case.body)

    reply = draft_reply(case, facts=make_reply_facts(), by=staff.registrar, on=date(2026, 3, 2))
    reply = approve_reply(reply, stage=Stage.UNIT, by=staff.office_head, on=date(2026, 3, 2))

    assert reply.request.handling_unit == staff.office
    assert reply.stage == Stage.SECRECY


def test_how_it_was_searched_for_reads_as_sentences() -> None:
    row = {"who": "李经办", "where": "公文系统", "keywords": "稳岗", "period": "2024年", "result": "未检索到"}
    facts: dict[str, Any] = {"flag": "not_existing", "search_log": "办公室一并查找。", "searches": [row]}
    reply = make_reply(outcome=Outcome.UNAVAILABLE_NOT_HELD, **facts)

    assert reply.searched == ["办公室一并查找。", "李经办检索公文系统，关键词“稳岗”，2024年，未检索到。"]
