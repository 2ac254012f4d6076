"""制定程序: opinions of the public, legality, deliberation, signature; what is refused, in which words."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.documents import actions
from gongkai.documents.errors import (
    ConsultationOpen,
    ConsultationTooShort,
    DayOutOfOrder,
    DocumentIncomplete,
    NoInterpretationPlan,
    NotConsulted,
    OwnDraft,
)
from gongkai.documents.states import State
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.documents.making import BEGUN, TITLE, make_clerk, make_document
from tests.factories import make_body, make_user, staff_of

pytestmark = pytest.mark.django_db
WHERE = "局门户网站“征集调查”栏目"


def test_a_document_begins_in_its_unit_with_a_record_of_who_and_when() -> None:
    document = make_document()

    record = document.records.get()

    assert (document.state, document.title, document.needs_interpretation) == (State.DRAFTING, TITLE, True)
    assert (record.step, record.by, record.on) == ("start", document.drafted_by, BEGUN)


def test_another_unit_does_not_begin_it() -> None:
    staff = staff_of(make_body())
    stranger = make_user(role=Role.HANDLER, body=staff.unit.body)

    with pytest.raises(StepNotAllowed, match="“立项起草”由承办科的经办人、科室负责人"):
        actions.start_document(staff.unit, title=TITLE, sort="general", by=stranger, on=BEGUN)


def test_a_document_needs_a_name() -> None:
    staff = staff_of(make_body())

    with pytest.raises(DocumentIncomplete, match="请写明名称。"):
        actions.start_document(staff.unit, title=" ", sort="general", by=staff.handler, on=BEGUN)


def test_a_decision_that_only_repeals_needs_no_interpretation() -> None:
    assert not make_document(sort="ending").needs_interpretation


def test_business_has_thirty_days_for_its_opinion() -> None:
    document = make_document(for_business=True)
    handler = document.drafted_by

    with pytest.raises(ConsultationTooShort, match=r"一般不少于30日，应当到2026年2月5日以后截止.*第六十二条"):
        actions.solicit_opinions(
            document, until=date(2026, 1, 30), where=WHERE, by=handler, on=date(2026, 1, 6)
        )

    document = actions.solicit_opinions(
        document, until=date(2026, 2, 5), where=WHERE, by=handler, on=date(2026, 1, 6)
    )
    assert (document.state, document.consultation_until) == (State.SOLICITING, date(2026, 2, 5))


def test_less_time_needs_a_reason_that_is_kept() -> None:
    document = make_document(for_business=True)

    actions.solicit_opinions(
        document,
        until=date(2026, 1, 20),
        where=WHERE,
        shortened="防汛抗灾急需",
        by=document.drafted_by,
        on=date(2026, 1, 6),
    )

    record = document.records.get(step="solicit")
    assert record.value("shortened") == "防汛抗灾急需"
    assert record.value("until") == "2026-01-20"


def test_what_does_not_concern_business_has_seven_working_days_unless_the_body_chose_otherwise() -> None:
    document = make_document()
    actions.choose_policy(document.body, by=None, consultation_days=10)

    with pytest.raises(ConsultationTooShort, match="不少于10个工作日"):
        actions.solicit_opinions(
            document, until=date(2026, 1, 15), where=WHERE, by=document.drafted_by, on=date(2026, 1, 6)
        )


def test_opinions_are_not_closed_before_their_last_day_has_passed() -> None:
    document = make_document()
    handler, day = document.drafted_by, date(2026, 1, 16)
    actions.solicit_opinions(document, until=day, where=WHERE, by=handler, on=date(2026, 1, 6))

    with pytest.raises(ConsultationOpen, match="征求意见到2026年1月16日截止"):
        actions.note_feedback(document, received=0, adopted=0, summary="没有意见", by=handler, on=day)

    document = actions.note_feedback(
        document, received=12, adopted=5, summary="采纳五条", by=handler, on=date(2026, 1, 19)
    )
    assert document.state == State.DRAFTING
    assert document.records.get(step="note_feedback").data == {"received": 12, "adopted": 5}


def test_legality_comes_after_the_opinions_of_business() -> None:
    document = make_document(for_business=True)

    with pytest.raises(NotConsulted, match=r"应当先公开征求意见.*优化营商环境条例第六十二条"):
        actions.send_to_legal(document, competition="通过", by=document.drafted_by, on=date(2026, 1, 6))


def test_what_concerns_business_says_how_fair_competition_was_looked_at() -> None:
    document = make_document(for_business=True)
    handler = document.drafted_by
    actions.solicit_opinions(document, until=date(2026, 2, 5), where=WHERE, by=handler, on=date(2026, 1, 6))
    actions.note_feedback(
        document, received=0, adopted=0, summary="没有收到意见", by=handler, on=date(2026, 2, 6)
    )

    with pytest.raises(DocumentIncomplete, match="请写明公平竞争审查的结论。"):
        actions.send_to_legal(document, by=handler, on=date(2026, 2, 6))


def test_without_a_plan_for_its_interpretation_it_is_not_taken() -> None:
    document = make_document(plan="")

    with pytest.raises(NoInterpretationPlan, match="写明解读方案"):
        actions.send_to_legal(document, by=document.drafted_by, on=date(2026, 1, 6))

    revised = actions.revise(document, plan="文字解读和图解", by=document.drafted_by, on=date(2026, 1, 6))
    actions.send_to_legal(revised, by=document.drafted_by, on=date(2026, 1, 6))
    assert document.records.get(step="revise").data["before"] == {"plan": ""}


def test_nobody_reviews_what_they_drafted() -> None:
    document = make_document()
    staff = staff_of(document.body)
    drafted = actions.start_document(
        staff.office, title=TITLE, sort="ending", by=staff.legal_reviewer, on=BEGUN
    )
    handler = make_clerk(drafted, Role.HANDLER)
    actions.send_to_legal(drafted, by=handler, on=BEGUN)

    with pytest.raises(OwnDraft, match="由其他法制审核人员审核"):
        actions.review_legality(drafted, opinion="合法", by=staff.legal_reviewer, on=BEGUN)


def test_a_returned_draft_is_drafted_again_and_the_review_has_fifteen_working_days() -> None:
    document = make_document(to=State.LEGAL_REVIEW)
    assert document.legality_due_on == date(2026, 2, 2)

    reviewer = staff_of(document.body).legal_reviewer
    document = actions.return_from_legal(
        document, opinion="第五条超出权限", by=reviewer, on=date(2026, 1, 14)
    )

    assert (document.state, document.legality_due_on) == (State.DRAFTING, None)
    assert document.records.last().note == "第五条超出权限"  # type: ignore[union-attr]


def test_what_the_meeting_or_the_leader_does_not_pass_goes_back() -> None:
    document = make_document(to=State.DELIBERATION)
    staff = staff_of(document.body)
    document = actions.deliberate(
        document, meeting="第2次会议：标准再作测算", passed=False, by=staff.office_head, on=date(2026, 2, 3)
    )
    assert document.state == State.DRAFTING

    signing = make_document(body=document.body, to=State.SIGNING)
    with pytest.raises(DocumentIncomplete, match="请写明退回的意见。"):
        actions.return_from_signature(signing, opinion="", by=staff.leader, on=date(2026, 2, 11))
    signing = actions.return_from_signature(
        signing, opinion="施行日期太近", by=staff.leader, on=date(2026, 2, 11)
    )
    assert signing.state == State.DRAFTING


def test_it_is_not_signed_before_it_was_begun() -> None:
    document = make_document(to=State.SIGNING)

    with pytest.raises(DayOutOfOrder, match="日期先后不对"):
        actions.sign_document(document, by=staff_of(document.body).leader, on=date(2026, 1, 4))


def test_a_step_keeps_the_file_it_rests_on() -> None:
    document = make_document(to=State.DELIBERATION)
    minutes = SimpleUploadedFile("会议纪要.txt", "第2次局长办公会议".encode())

    actions.deliberate(
        document,
        meeting="第2次会议通过",
        passed=True,
        files=[minutes],
        by=staff_of(document.body).office_head,
        on=date(2026, 2, 10),
    )

    paper = document.records.get(step="pass_deliberation").papers.get()
    assert (paper.name, paper.content_type) == ("会议纪要.txt", "text/plain")


def test_a_document_that_is_given_up_keeps_its_reason_and_takes_no_more_steps() -> None:
    document = make_document()
    staff = staff_of(document.body)

    document = actions.cancel_document(document, reason="上级已经统一规定", by=staff.office_head, on=BEGUN)

    assert document.state == State.CANCELLED
    with pytest.raises(StepNotAllowed, match="现在的状态是“不再制定”，“起草”时才能“送合法性审核”。"):
        actions.send_to_legal(document, by=staff.handler, on=BEGUN)
