"""转为主动公开: what several applicants asked for becomes a draft item (条例第十八条、第四十四条)."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.bodies.models import Body
from gongkai.casework.actions import attach_file, review_withholding, set_policy
from gongkai.casework.models import DisclosureRequest, RequestFile, WithholdingReview
from gongkai.promotion.actions import decline_proposal, decline_wish, promote_request, propose_promotion
from gongkai.promotion.errors import AlreadyPromoted, NamesApplicant, NothingToPromote, ProposalIncomplete
from gongkai.promotion.models import Promotion, Proposal
from gongkai.promotion.suggestions import Wish, requests_behind, suggestions_for, wishes_for
from gongkai.publishing.models import Column
from gongkai.publishing.states import State
from gongkai.rules.outcomes import Outcome
from gongkai.workflow import StepNotAllowed
from tests.factories import answer_request, make_body, make_column, make_request, staff_of

pytestmark = pytest.mark.django_db
ANSWERED, LATER = date(2026, 3, 9), date(2026, 3, 16)
MATTER = "2025年职业技能提升行动资金拨付名单"


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def column(body: Body) -> Column:
    return make_column(body=body)


def granted(body: Body, *, name: str = "李明", phone: str = "13800000000", **facts: Any) -> DisclosureRequest:
    case = make_request(body=body, matter=MATTER, name=name, phone=phone, assigned=True)
    return answer_request(case, on=ANSWERED, **facts)


def with_file(body: Body, text: str) -> tuple[DisclosureRequest, RequestFile]:
    case = make_request(body=body, matter=MATTER, assigned=True)
    upload = SimpleUploadedFile("拨付名单.txt", text.encode())
    purpose = RequestFile.Purpose.SUPPLIED
    attach_file(case, file=upload, purpose=purpose, by=staff_of(body).handler, on=ANSWERED)
    case = answer_request(case, on=ANSWERED)
    return case, case.files.get()


def promote(case: DisclosureRequest, column: Column, **facts: Any) -> Promotion:
    values = {"title": MATTER, "by": staff_of(case.body).handler, "on": LATER, **facts}
    return promote_request(case, column=column, **values)


# --- suggestions --------------------------------------------------------------------------------------------


def test_a_matter_that_two_applicants_asked_for_is_suggested(body: Body) -> None:
    reader = staff_of(body).office_head
    granted(body)
    granted(body)
    assert suggestions_for(body, reader=reader) == []
    newest = granted(body, name="周敏", phone="13900000000")

    (found,) = suggestions_for(body, reader=reader)

    assert (found.case, found.requests, found.applicants) == (newest, 3, 2)


def test_a_body_may_ask_for_more_applicants(body: Body) -> None:
    granted(body)
    granted(body, name="周敏", phone="13900000000")
    set_policy(body, withholding_months=None, promotion_applicants=3)

    assert suggestions_for(body, reader=staff_of(body).office_head) == []


def test_what_is_not_disclosed_or_was_promoted_is_not_suggested(body: Body, column: Column) -> None:
    reader = staff_of(body).office_head
    granted(body, outcome=Outcome.DENIED_INTERNAL)
    granted(body, name="周敏", phone="13900000000", outcome=Outcome.DENIED_INTERNAL)
    assert suggestions_for(body, reader=reader) == []
    case = granted(body, name="吴强", phone="13700000000")
    assert suggestions_for(body, reader=reader)

    promote(case, column)

    assert suggestions_for(body, reader=reader) == []


def test_what_another_body_promoted_is_still_suggested_here(body: Body, column: Column) -> None:
    reader, county = staff_of(body).office_head, make_body(parent=body)
    for name in ("李明", "王芳"):
        granted(body, name=name)
    elsewhere = granted(county)

    promote(elsewhere, make_column(body=county))

    assert len(suggestions_for(body, reader=reader)) == 1


# --- the draft item -----------------------------------------------------------------------------------------


def test_a_disclosed_request_becomes_a_draft_item_with_its_files(body: Body, column: Column) -> None:
    case, file = with_file(body, "企业甲 100万元")

    text = "资金拨付情况如下。\n\n详见附件。"
    made = promote(case, column, text=text, attachments=[file], reason="多人申请")

    item = made.item
    assert (item.state, item.title, item.owner_unit) == (State.DRAFT, MATTER, case.handling_unit)
    assert item.content == "<p>资金拨付情况如下。</p><p>详见附件。</p>"
    assert [attached.name for attached in item.attachments.all()] == ["拨付名单.txt"]
    assert (case.promotion, item.promotion) == (made, made)
    assert str(made) == f"{case.number} 转为主动公开"
    assert Promotion.objects.of(body).visible_to(staff_of(body).registrar).get() == made
    with pytest.raises(AlreadyPromoted):
        promote(case, column)


def test_nothing_of_the_applicant_becomes_public(body: Body, column: Column) -> None:
    case, file = with_file(body, "联系人：李明")

    for facts in ({"title": "李明申请的名单"}, {"text": "电话13800000000"}, {"attachments": [file]}):
        with pytest.raises(NamesApplicant, match="第十五条"):
            promote(case, column, **facts)
    assert not Promotion.objects.exists()


def test_only_files_that_went_out_with_the_reply(body: Body, column: Column) -> None:
    case = granted(body)
    _, other = with_file(body, "企业甲")

    with pytest.raises(NothingToPromote, match="没有随答复提供"):
        promote(case, column, attachments=[other])


def test_what_was_not_disclosed_cannot_be_promoted(body: Body, column: Column) -> None:
    staff = staff_of(body)
    with pytest.raises(NothingToPromote, match="第四十四条"):
        promote(make_request(body=body, matter=MATTER, assigned=True), column)
    case = granted(body, outcome=Outcome.DENIED_PROCESS)
    with pytest.raises(NothingToPromote):
        promote(case, column)

    disclose = WithholdingReview.Decision.DISCLOSE
    entry = review_withholding(
        case.withholding, decision=disclose, reason="过程已经结束", by=staff.office_head, on=LATER
    )

    assert promote(case, column).withholding == entry


def test_only_who_writes_for_the_unit_makes_the_draft(body: Body, column: Column) -> None:
    with pytest.raises(StepNotAllowed, match="由承办科室的经办人或者信息员办理"):
        promote(granted(body), column, by=staff_of(body).office_head)


# --- proposals ----------------------------------------------------------------------------------------------


def test_an_applicant_may_propose_it_once(body: Body) -> None:
    case = granted(body)

    proposal = propose_promotion(case, text=" 许多企业关心 ", on=LATER)

    assert (proposal.text, proposal.by, proposal.is_declined) == ("许多企业关心", None, False)
    assert Proposal.objects.of(body).visible_to(staff_of(body).registrar).open().get() == proposal
    assert str(proposal) == f"{case.number} 主动公开建议"
    with pytest.raises(AlreadyPromoted, match="已经提出过"):
        propose_promotion(case, text="再次建议", on=LATER)
    with pytest.raises(ProposalIncomplete):
        propose_promotion(granted(body), text=" ", on=LATER)


def test_following_a_proposal_answers_it(body: Body, column: Column) -> None:
    case = granted(body)
    propose_promotion(case, text="许多企业关心", on=LATER)

    promote(case, column)

    proposal = Proposal.objects.get(request=case)
    assert (proposal.answered_on, proposal.is_declined) == (LATER, False)


def test_a_proposal_is_declined_with_a_reason_by_the_head(body: Body) -> None:
    proposal = propose_promotion(granted(body), text="许多企业关心", on=LATER)
    staff = staff_of(body)

    with pytest.raises(StepNotAllowed, match="由公开工作机构负责人办理"):
        decline_proposal(proposal, reason="略", by=staff.handler, on=LATER)
    with pytest.raises(ProposalIncomplete, match="理由"):
        decline_proposal(proposal, reason=" ", by=staff.office_head, on=LATER)
    proposal = decline_proposal(proposal, reason="涉及个案", by=staff.office_head, on=LATER)

    assert (proposal.is_declined, proposal.answered_by) == (True, staff.office_head)
    with pytest.raises(AlreadyPromoted, match="已经答复"):
        decline_proposal(proposal, reason="涉及个案", by=staff.office_head, on=LATER)


# --- what applicants propose with their requests ------------------------------------------------------------


def wished(body: Body, name: str, **facts: Any) -> DisclosureRequest:
    case = make_request(body=body, matter=MATTER, name=name, proposes_release=True, assigned=True, **facts)
    return answer_request(case, on=ANSWERED)


def test_what_is_proposed_with_requests_is_one_wish_with_their_number(body: Body) -> None:
    wished(body, "李明")
    newest = wished(body, "王芳")
    granted(body, name="周平", phone="13900000000")

    assert wishes_for(body, reader=staff_of(body).office_head) == [Wish(newest, 2)]


def test_what_was_not_disclosed_or_was_not_proposed_is_no_wish(body: Body) -> None:
    denied = make_request(body=body, matter=MATTER, proposes_release=True, assigned=True)
    answer_request(denied, on=ANSWERED, outcome=Outcome.DENIED_PROCESS)
    granted(body)

    assert wishes_for(body, reader=staff_of(body).office_head) == []


def test_a_promotion_answers_all_who_proposed_the_matter(body: Body, column: Column) -> None:
    first, second = wished(body, "李明"), wished(body, "王芳")

    promote(first, column)

    assert wishes_for(body, reader=staff_of(body).office_head) == []
    followed = Proposal.objects.filter(answered_on=LATER, declined_because="").values_list(
        "request", flat=True
    )
    assert set(followed) == {first.pk, second.pk}


def test_a_wish_is_declined_once_for_all_with_a_reason(body: Body) -> None:
    first, second = wished(body, "李明"), wished(body, "王芳")
    head = staff_of(body).office_head

    decline_wish(first, reason="名单正在核对", by=head, on=LATER)

    assert wishes_for(body, reader=head) == []
    reasons = Proposal.objects.values_list("request", "declined_because", "on")
    assert set(reasons) == {(each.pk, "名单正在核对", each.submitted_on) for each in (first, second)}
    with pytest.raises(AlreadyPromoted):
        decline_wish(second, reason="再次", by=head, on=LATER)


def test_a_request_that_proposed_nothing_has_nothing_to_decline(body: Body) -> None:
    with pytest.raises(NothingToPromote):
        decline_wish(granted(body), reason="略", by=staff_of(body).office_head, on=LATER)


def test_an_item_leads_back_to_the_requests_for_its_matter(body: Body, column: Column) -> None:
    first, second = wished(body, "李明"), wished(body, "王芳")
    item = promote(first, column).item
    stranger = staff_of(make_body()).office_head

    assert requests_behind(item, reader=staff_of(body).office_head) == [first, second]
    assert requests_behind(item, reader=stranger) == []
