"""The registers beside the requests: opinions of others, withheld information, promotion."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body
from gongkai.casework.actions import (
    consult_peer,
    consult_third_party,
    issue_reply,
    record_delivery,
    record_opinion,
    review_withholding,
)
from gongkai.casework.models import Consultation, DisclosureRequest, WithholdingReview
from gongkai.office.requests.consultations import due_in_words
from gongkai.promotion.actions import propose_promotion
from gongkai.promotion.models import Promotion, Proposal
from gongkai.rules.outcomes import Outcome
from tests.factories import (
    Staff,
    answer_request,
    make_body,
    make_column,
    make_reply,
    make_request,
    overrule,
    sign_reply,
)
from tests.office.conftest import LogIn, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)
REFUSE = Consultation.Opinion.REFUSE


@pytest.fixture
def case(bureau: Body) -> DisclosureRequest:
    return make_request(body=bureau, assigned=True)


def denied(bureau: Body, on: date = date(2026, 3, 6)) -> DisclosureRequest:
    return answer_request(make_request(body=bureau), on=on, outcome=Outcome.DENIED_PROCESS)


# --- opinions -----------------------------------------------------------------------------------------------


def test_open_letters_are_listed_with_their_clock_and_what_silence_means(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    letter = consult_third_party(case, party="蓝天建材公司", by=staff.handler, on=date(2026, 3, 4))
    consult_peer(case, party="海城市财政局", by=staff.handler, on=MONDAY)
    record_delivery(letter, delivered_on=date(2026, 3, 5), by=staff.handler, on=MONDAY)

    page = words(log_in(staff.registrar).get(reverse("office:consultations")))

    assert "蓝天建材公司 第三方" in page
    assert "还有 13 个工作日，3月26日" in page
    assert "由本机关决定是否公开（条例第三十二条）" in page
    assert "视为同意公开（条例第三十四条）" in page


@pytest.mark.parametrize(
    ("due_on", "text", "urgency"),
    [
        (None, "无法定期限", ""),
        (date(2026, 3, 6), "期满未答复", "late"),
        (date(2026, 3, 9), "今天到期，3月9日", "soon"),
        (date(2026, 3, 12), "还有 3 个工作日，3月12日", "soon"),
        (date(2027, 1, 4), "还有 209 个工作日，2027年1月4日（暂定）", ""),
    ],
)
@pytest.mark.usefixtures("bureau")
def test_the_last_day_for_an_opinion_in_words(due_on: date | None, text: str, urgency: str) -> None:
    due = due_in_words(due_on, current_calendar(), MONDAY)

    assert (due.text.split(" 个工作日")[-1], due.urgency) == (text.split(" 个工作日")[-1], urgency)


def test_an_objection_waits_to_be_weighed_and_then_the_third_party_to_be_told(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    letter = consult_third_party(case, party="蓝天建材公司", by=staff.handler, on=date(2026, 3, 4))
    letter = record_opinion(letter, opinion=REFUSE, note="涉及报价", by=staff.handler, on=date(2026, 3, 5))
    browser, board = log_in(staff.handler), reverse("office:consultations")
    step = reverse("office:request_step", args=[case.pk, "weigh_interests"])
    assert "登记权衡" in words(browser.get(board))

    scale = {"third_party_interest": "涉及报价", "public_interest": "公共资金", "conclusion": "disclose"}
    browser.post(step, {"consultation": letter.pk, **scale, "on": "2026-03-09"})

    assert "登记权衡" not in words(browser.get(board))
    assert letter.weighing.public_interest == "公共资金"
    reply = make_reply(case=letter.request, on=MONDAY, override_reasons="涉及公共资金")
    issue_reply(sign_reply(reply, on=MONDAY), by=staff.registrar, on=MONDAY)
    assert "登记告知" in words(browser.get(board))


def test_the_board_is_empty_where_nobody_is_asked(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    other = make_request(body=make_body(), assigned=True)
    assert other.handler
    consult_third_party(other, party="外地公司", by=other.handler, on=MONDAY)

    page = words(log_in(staff.registrar).get(reverse("office:consultations")))

    assert "没有等待的意见" in page
    assert "外地公司" not in page


def test_weighing_shows_in_the_case_only_where_somebody_objected(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.handler)
    before = words(browser.get(reverse("office:request", args=[case.pk])))
    letter = consult_third_party(case, party="蓝天建材公司", by=staff.handler, on=date(2026, 3, 4))
    record_opinion(letter, opinion=REFUSE, by=staff.handler, on=date(2026, 3, 5))

    after = words(browser.get(reverse("office:request", args=[case.pk])))

    assert "其他步骤" in before
    assert f"{reverse('office:request_step', args=[case.pk, 'weigh_interests'])}" in markup(
        browser.get(reverse("office:request", args=[case.pk]))
    )
    assert "权衡公开与第三方权益" in after
    assert overrule(letter, on=MONDAY) == case


# --- what is withheld ---------------------------------------------------------------------------------------


def test_withheld_information_is_listed_by_the_next_look(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    denied(bureau)
    browser, url = log_in(staff.legal_reviewer), reverse("office:withholdings")

    assert "没有到期应评估的信息" in words(browser.get(url))
    assert "2027年3月8日前" in words(browser.get(url, {"tab": "open"}))  # 3月6日是星期六
    assert "没有登记" in words(browser.get(url, {"tab": "disclosed"}))


def test_it_is_kept_for_a_reason(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    entry = denied(bureau).withholding
    browser, url = log_in(staff.legal_reviewer), reverse("office:withholding", args=[entry.pk])

    refused = browser.post(url, {"decision": "keep", "reason": "仍在研究", "next_review_on": "2026-03-09"})
    kept = browser.post(
        url, {"decision": "keep", "reason": "仍在研究", "next_review_on": "2026-09-09"}, follow=True
    )

    assert "下次评估日期应当晚于" in words(refused)
    assert "仍在研究" in words(kept)
    entry.refresh_from_db()
    assert entry.next_review_on == date(2026, 9, 9)


def test_others_read_it_and_do_not_judge(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    entry = denied(bureau).withholding
    url = reverse("office:withholding", args=[entry.pk])

    page = words(log_in(staff.registrar).get(url))

    assert "由公开工作机构负责人、法制审核员办理" in page
    outside = denied(make_body()).withholding
    assert log_in(staff.registrar).get(reverse("office:withholding", args=[outside.pk])).status_code == 404


def test_what_may_be_disclosed_now_becomes_a_draft_item(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case, column = denied(bureau), make_column(body=bureau)
    review_withholding(
        case.withholding,
        decision=WithholdingReview.Decision.DISCLOSE,
        reason="过程结束",
        by=staff.office_head,
        on=MONDAY,
    )
    browser = log_in(staff.handler)
    url = reverse("office:withholding", args=[case.withholding.pk])
    assert "拟写主动公开的信息" in words(browser.get(url))

    made = browser.post(
        reverse("office:promote_request", args=[case.pk]),
        {"title": "稳岗返还企业名单", "column": column.pk, "text": "名单如下"},
    )

    promotion = Promotion.objects.get(request=case)
    assert made["Location"] == reverse("office:item", args=[promotion.item_id])
    assert "已拟写主动公开的信息" in words(browser.get(url))
    assert "已转为主动公开" in words(browser.get(reverse("office:request", args=[case.pk])))
    listed = words(browser.get(reverse("office:withholdings"), {"tab": "disclosed"}))
    assert "2026年3月9日改为公开" in listed


# --- promotion ----------------------------------------------------------------------------------------------


def test_suggestions_and_proposals_are_listed(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    first = answer_request(make_request(body=bureau), on=date(2026, 3, 6))
    answer_request(make_request(body=bureau, name="周敏", phone="13900000000"), on=date(2026, 3, 6))
    propose_promotion(first, text="许多企业关心", on=MONDAY)

    page = words(log_in(staff.office_head).get(reverse("office:promotions")))

    assert "2个申请人，2件" in page
    assert "许多企业关心" in page


def test_the_applicant_may_not_be_named(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case, column = answer_request(make_request(body=bureau), on=date(2026, 3, 6)), make_column(body=bureau)

    page = log_in(staff.handler).post(
        reverse("office:promote_request", args=[case.pk]), {"title": "李明的申请", "column": column.pk}
    )

    assert "有申请人的信息" in words(page)
    assert 'value="李明的申请"' in markup(page)


def test_what_was_not_disclosed_cannot_be_promoted(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    page = log_in(staff.handler).get(reverse("office:promote_request", args=[denied(bureau).pk]))

    assert "现在不能办理" in words(page)


def test_a_proposal_is_declined_with_a_reason(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = answer_request(make_request(body=bureau), on=date(2026, 3, 6))
    proposal = propose_promotion(case, text="许多企业关心", on=MONDAY)
    url = reverse("office:decline_proposal", args=[proposal.pk])

    assert "由公开工作机构负责人办理" in words(log_in(staff.handler).post(url, {"reason": "涉及个案"}))
    browser = log_in(staff.office_head)
    assert "许多企业关心" in words(browser.get(url))
    browser.post(url, {"reason": "涉及个案"})

    assert Proposal.objects.get().declined_because == "涉及个案"
    other = answer_request(make_request(body=make_body()), on=date(2026, 3, 6))
    hidden = propose_promotion(other, text="略", on=MONDAY)
    assert browser.get(reverse("office:decline_proposal", args=[hidden.pk])).status_code == 404
