"""办理步骤: each is taken by its role and refused to others; it says before what it will bring about."""
# ruff: noqa: E501 — a table is read by lines

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import Channel, Consultation, Delivery, DisclosureRequest, FeeNotice, Stage
from gongkai.casework.states import State
from gongkai.casework.workflow import CASEWORK, OFFERED_ELSEWHERE
from gongkai.office.letters.ways import ISSUE
from gongkai.office.requests.cases import BY_REMEDIES
from gongkai.office.requests.steps import SCREENS
from gongkai.rules.letters import kind_taking
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.factories import (
    Staff,
    answer_request,
    make_reply,
    make_request,
    make_user,
    overrule,
    sign_reply,
    staff_of,
)
from tests.office.conftest import LogIn, current_reply, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = "2026-03-09"
Prepare = Callable[[Body], DisclosureRequest]


def url(case: DisclosureRequest, code: str) -> str:
    return f"/office/requests/{case.pk}/{code}/"


# --- cases in each state -----------------------------------------------------------------------------------


def filed(body: Body) -> DisclosureRequest:
    return make_request(body=body, received_on=None, channel=Channel.WEBSITE)


def posted(body: Body) -> DisclosureRequest:
    return make_request(body=body, received_on=None, channel=Channel.SIGNED_MAIL)


def registered(body: Body) -> DisclosureRequest:
    return make_request(body=body)


def assigned(body: Body) -> DisclosureRequest:
    return make_request(body=body, assigned=True)


def asked(body: Body) -> DisclosureRequest:
    case, until = make_request(body=body, received_on=date(2026, 2, 9)), date(2026, 2, 27)
    head = staff_of(body).office_head
    return actions.ask_to_correct(case, items="请写明文件名称", until_on=until, by=head, on=date(2026, 2, 10))


def consulted(body: Body, sent_on: date = date(2026, 3, 4)) -> DisclosureRequest:
    case = make_request(body=body, received_on=min(sent_on, date(2026, 3, 2)), assigned=True)
    letter = actions.consult_third_party(case, party="蓝天建材公司", by=staff_of(body).handler, on=sent_on)
    return letter.request


def expired(body: Body) -> DisclosureRequest:
    return consulted(body, date(2026, 2, 2))


def charged(body: Body, on: date = date(2026, 3, 4)) -> DisclosureRequest:
    case = make_request(body=body, received_on=min(on, date(2026, 3, 2)), assigned=True)
    return actions.notify_fee(
        case, ladder=FeeNotice.Ladder.BY_VOLUME, quantity=86, by=staff_of(body).office_head, on=on
    )


def told_to_pay(body: Body) -> DisclosureRequest:
    day = date(2026, 3, 5)
    return actions.record_fee_service(charged(body), served_on=day, by=staff_of(body).registrar, on=day)


def unpaid(body: Body) -> DisclosureRequest:
    sent, served = date(2026, 1, 19), date(2026, 1, 20)  # 春节之后，3月2日缴费期满
    registrar = staff_of(body).registrar
    return actions.record_fee_service(charged(body, sent), served_on=served, by=registrar, on=served)


def asked_why(body: Body) -> DisclosureRequest:
    head = staff_of(body).office_head
    return actions.request_reasons(assigned(body), grounds="一个月内申请42件", by=head, on=date(2026, 3, 4))


def explained(body: Body) -> DisclosureRequest:
    registrar = staff_of(body).registrar
    return actions.record_reasons(asked_why(body), text="研究需要", by=registrar, on=date(2026, 3, 5))


def reasonable(body: Body) -> DisclosureRequest:
    head, on = staff_of(body).office_head, date(2026, 3, 6)
    return actions.judge_reasons(explained(body), reasonable=True, finding="确有需要", by=head, on=on)


def wished(body: Body) -> DisclosureRequest:
    handler, on = staff_of(body).handler, date(2026, 3, 6)
    return actions.request_extension(assigned(body), days=8, reason="涉及三个科室", by=handler, on=on)


def in_review(passed: int, outcome: Outcome = Outcome.GRANTED) -> Prepare:
    def prepare(body: Body) -> DisclosureRequest:
        staff = staff_of(body)
        reply = make_reply(case=assigned(body), on=date(2026, 3, 5), outcome=outcome)
        for by in (staff.unit_head, staff.secrecy_reviewer)[:passed]:
            reply = actions.approve_reply(reply, stage=Stage(reply.stage), by=by, on=date(2026, 3, 5))
        return reply.request

    return prepare


def signed(body: Body) -> DisclosureRequest:
    return sign_reply(make_reply(case=assigned(body), on=date(2026, 3, 5)), on=date(2026, 3, 5)).request


def issued(body: Body) -> DisclosureRequest:
    reply = current_reply(signed(body))
    return actions.issue_reply(reply, by=staff_of(body).registrar, on=date(2026, 3, 6)).request


def served(body: Body) -> DisclosureRequest:
    reply = current_reply(issued(body))
    return actions.record_service(
        reply, method=Delivery.MAIL, by=staff_of(body).registrar, on=date(2026, 3, 6)
    ).request


WEIGHED = {
    "consultation": "letter",
    "third_party_interest": "经营数据",
    "public_interest": "公共资金",
    "conclusion": "disclose",
}
RELEASE = {"title": "稳岗返还企业数", "summary": "126家。", "sure": "on"}


def restricted(body: Body) -> DisclosureRequest:
    case, staff = registered(body), staff_of(body)
    facts: dict[str, Any] = {"readers": [staff.registrar], "reason": "涉及人事", "by": staff.office_head}
    return actions.restrict_request(case, **facts, on=date(2026, 3, 6))


def released(body: Body) -> DisclosureRequest:
    case, head = closed(body), staff_of(body).office_head
    actions.release_answer(case, title="稳岗返还企业数", summary="126家。", by=head, on=date(2026, 3, 6))
    return case


def closed(body: Body) -> DisclosureRequest:
    return answer_request(assigned(body), on=date(2026, 3, 5))


def objected(body: Body) -> DisclosureRequest:
    letter, by, no = consulted(body).consultations.get(), staff_of(body).handler, Consultation.Opinion.REFUSE
    return actions.record_opinion(letter, opinion=no, by=by, on=date(2026, 3, 5)).request


def overruled(body: Body) -> DisclosureRequest:
    case = consulted(body)
    letter, staff = case.consultations.get(), staff_of(body)
    letter = actions.record_opinion(
        letter, opinion=Consultation.Opinion.REFUSE, by=staff.handler, on=date(2026, 3, 5)
    )
    overrule(letter, on=date(2026, 3, 5))
    reply = make_reply(case=letter.request, on=date(2026, 3, 5), override_reasons="关系公共安全")
    reply = actions.issue_reply(
        sign_reply(reply, on=date(2026, 3, 5)), by=staff.registrar, on=date(2026, 3, 6)
    )
    return reply.request


# --- every step ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taken:
    """A step taken on a case by a role: what is typed, the state after it, what the page said before."""

    code: str
    prepare: Prepare
    role: str
    state: State
    says: str
    typed: dict[str, Any] = field(default_factory=dict)
    others: str = "leader"


S = State
# fmt: off
STEPS = [
    Taken("log_contact", filed, "registrar", S.SUBMITTED, "收到申请之日不变", {"means": "phone", "result": "no_answer"}),
    Taken("mark_unreachable", filed, "registrar", S.UNREACHABLE, "期限才开始计算", {"note": "电话两次无人接听"}),
    Taken("register", posted, "registrar", S.REGISTERED, "至2026年4月7日", {"signed_for_on": TODAY}),
    Taken("confirm_receipt", filed, "registrar", S.REGISTERED, "收到申请之日确定为2026年3月9日", {"confirmed_on": TODAY}),
    Taken("ask_to_correct", registered, "office_head", S.CORRECTION_PENDING, "自收到补正之日起重新计算", {"items": "请写明文件名称", "until_on": "2026-03-30"}),
    Taken("accept_correction", asked, "registrar", S.REGISTERED, "自2026年3月9日起重新计算，20个工作日，至2026年4月7日", {"text": "稳岗返还名单", "received_on": TODAY}),
    Taken("lapse_correction", asked, "office_head", S.ABANDONED_NO_CORRECTION, "逾期不补正", {}),
    Taken("request_reasons", registered, "office_head", S.REASON_REQUESTED, "近12个月向本机关提出申请1件（含本件）", {"grounds": "一个月内申请42件", "until_on": "2026-03-23"}),
    Taken("record_reasons", asked_why, "registrar", S.REASON_REQUESTED, "由政府信息公开工作机构负责人认定", {"text": "研究需要", "received_on": TODAY}),
    Taken("judge_reasons", explained, "office_head", S.ASSIGNED, "不予处理：申请人无正当理由大量反复申请", {"reasonable": "no", "finding": "与数量不相称"}),
    Taken("set_delay", reasonable, "office_head", S.ASSIGNED, "由2026年3月30日改为2026年5月20日", {"delayed_to": "2026-05-20", "reason": "需要逐件核对"}),
    Taken("assign", registered, "registrar", S.ASSIGNED, "答复期限不变", {"unit": "unit"}),
    Taken("set_unit_date", assigned, "registrar", S.ASSIGNED, "法定答复期限不变", {"unit_due_on": "2026-03-20"}),
    Taken("hand_over", assigned, "office_head", S.ASSIGNED, "承办科室、状态和答复期限不变", {"handler": "successor"}, "handler"),
    Taken("transfer_petition", registered, "office_head", S.TRANSFERRED_PETITION, "信访举报投诉类申请", {"reasons": "属于投诉", "advice": "请向信访局提出"}),
    Taken("split", assigned, "registrar", S.SPLIT, "收到申请之日和答复期限（2026年3月30日）不变", {"matter_1": "企业名单", "matter_2": "资金决算"}),
    Taken("consult_third_party", assigned, "handler", S.THIRD_PARTY_CONSULTING, "由本机关依法决定是否公开", {"party": "蓝天建材公司"}),
    Taken("consult_peer", assigned, "handler", S.PEER_CONSULTING, "视为同意公开", {"party": "海城市财政局"}),
    Taken("record_delivery", consulted, "handler", S.THIRD_PARTY_CONSULTING, "答复意见的期限自2026年3月9日起算，至2026年3月30日", {"consultation": "letter", "delivered_on": TODAY}),
    Taken("record_opinion", consulted, "registrar", S.ASSIGNED, "答复期限至2026年4月2日", {"consultation": "letter", "opinion": "agree", "answered_on": TODAY}),
    Taken("weigh_interests", objected, "handler", S.ASSIGNED, "结论为予以公开的，才能拟写予以公开的答复", WEIGHED),
    Taken("expire_consultation", expired, "handler", S.ASSIGNED, "由本机关决定是否公开", {"consultation": "letter"}),
    Taken("notify_fee", assigned, "office_head", S.FEE_PENDING, "按标准应收560元", {"ladder": "by_volume", "quantity": 86}),
    Taken("record_fee_service", charged, "registrar", S.FEE_PENDING, "自2026年3月9日的次日起算，至2026年4月7日", {"served_on": TODAY}),
    Taken("record_payment", told_to_pay, "registrar", S.ASSIGNED, "自2026年3月9日的次日起重新计算，至2026年4月7日", {"paid_on": TODAY, "receipt_no": "00351882"}),
    Taken("lapse_payment", unpaid, "office_head", S.ABANDONED_NO_PAYMENT, "逾期未按收费通知要求缴纳费用", {}),
    Taken("request_extension", assigned, "handler", S.ASSIGNED, "批准的，答复期限由2026年3月30日改为2026年4月10日", {"days": 8, "reason": "涉及三个科室"}),
    Taken("decline_extension", wished, "office_head", S.ASSIGNED, "答复期限不变", {"opinion": "可以如期答复"}),
    Taken("extend", assigned, "office_head", S.ASSIGNED, "由2026年3月30日改为2026年4月28日", {"days": 20, "reason": "涉及多个科室"}),
    Taken("approve_unit", in_review(0), "unit_head", S.IN_REVIEW, "通过后转入“保密审查”", {"opinion": "同意", "seen": "seen"}),
    Taken("approve_secrecy", in_review(1), "secrecy_reviewer", S.IN_REVIEW, "通过后转入“签发”", {"opinion": "不涉密", "seen": "seen"}),
    Taken("approve_legal", in_review(2, Outcome.DENIED_PROCESS), "legal_reviewer", S.IN_REVIEW, "通过后转入“签发”", {"opinion": "合法", "seen": "seen"}),
    Taken("approve_leader", in_review(2), "leader", S.IN_REVIEW, "通过后转入“待制发”", {"opinion": "同意", "seen": "seen"}, "handler"),
    Taken("return_reply", in_review(0), "unit_head", S.ASSIGNED, "须重新进行", {"opinion": "请补充理由"}, "handler"),
    Taken("record_service", issued, "registrar", S.REPLIED, "可以办结", {"method": "mail", "served_on": TODAY}),
    Taken("tell_third_party", overruled, "handler", S.REPLIED, "书面告知第三方", {"consultation": "letter"}),
    Taken("withdraw", assigned, "registrar", S.WITHDRAWN, "其他处理", {"reason": "申请人书面撤回"}),
    Taken("close", served, "registrar", S.CLOSED, "转入归档", {}),
    Taken("release_answer", closed, "office_head", S.CLOSED, "立即在门户", RELEASE),
    Taken("withdraw_answer", released, "office_head", S.CLOSED, "立即从门户撤下", {"note": "有新的数字。"}),
    Taken("archive", closed, "archivist", S.ARCHIVED, "卷宗目录", {"gap_reason": "答复原件另卷保存"}),
    Taken("correct_entry", registered, "registrar", S.REGISTERED, "由当面提交更正为平常信函", {"entry": "channel", "value": "ordinary_mail", "reason": "信封附在卷内"}),
    Taken("join_applicant", registered, "registrar", S.REGISTERED, "仍是一件申请", {"name": "张大力", "reason": "申请书第二页有签名"}),
    Taken("restrict", registered, "office_head", S.REGISTERED, "只对选上的人员", {"readers": "successor", "reason": "涉及人事"}),
    Taken("lift_restriction", restricted, "office_head", S.REGISTERED, "恢复为按岗位查看", {"reason": "已经处理"}, "registrar"),
    Taken("redo", closed, "legal_reviewer", S.REDO, "自2026年3月9日起重新计算，10个工作日，至2026年3月23日", {"order": "海府复〔2026〕3号", "days": 10}, "handler"),
]
# fmt: on
EACH = pytest.mark.parametrize("step", STEPS, ids=[step.code for step in STEPS])
HERE = [step for step in STEPS if kind_taking(step.code) is None]  # the others by a letter: test_letter_ways


def posted_data(step: Taken, case: DisclosureRequest, staff: Staff) -> dict[str, Any]:
    stand_ins: dict[Any, Callable[[], Any]] = {
        "letter": lambda: case.consultations.get().pk,
        "seen": lambda: current_reply(case).fingerprint(),
        "unit": lambda: staff.unit.pk,
        "successor": lambda: make_user(role=Role.HANDLER, unit=staff.unit).pk,
    }
    typed = {name: stand_ins[value]() if value in stand_ins else value for name, value in step.typed.items()}
    return {"on": TODAY, **typed}


def test_every_step_for_people_has_its_screen_and_its_test() -> None:
    for_people = {step.code for step in CASEWORK.steps if not step.starts and step.roles != (Role.SYSTEM,)}

    assert set(SCREENS) == for_people - BY_REMEDIES - {"draft_reply", ISSUE} - OFFERED_ELSEWHERE
    assert {step.code for step in STEPS} == set(SCREENS)


@EACH
def test_a_step_says_what_it_will_bring_about(step: Taken, bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = step.prepare(bureau)
    browser = log_in(getattr(staff, step.role))
    typed = posted_data(step, case, staff)

    shown = words(browser.get(url(case, step.code), typed, headers={"HX-Request": "true"}))

    assert step.says in shown
    case.refresh_from_db()
    assert not case.events.filter(on=date(2026, 3, 9)).exists()


@pytest.mark.parametrize("step", HERE, ids=[step.code for step in HERE])
def test_a_step_is_taken_by_its_role(step: Taken, bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = step.prepare(bureau)
    browser = log_in(getattr(staff, step.role))

    answer = browser.post(url(case, step.code), posted_data(step, case, staff), follow=True)

    case.refresh_from_db()
    assert answer.redirect_chain[0][0] == f"/office/requests/{case.pk}/", words(answer)
    assert (case.state, SCREENS[step.code].done in answer.content.decode()) == (step.state, True)
    assert case.events.filter(step=step.code, by=getattr(staff, step.role)).exists()


@EACH
def test_a_step_is_closed_to_another_role_and_refused_when_posted_all_the_same(
    step: Taken, bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = step.prepare(bureau)
    browser = log_in(getattr(staff, step.others))

    shown = browser.get(url(case, step.code))
    answer = browser.post(url(case, step.code), posted_data(step, case, staff))

    assert "现在不能办理" in words(shown)
    assert '<button class="gk-button">' not in markup(shown)
    assert "办理。" in str(answer.context["form"].non_field_errors())
    assert not case.events.filter(step=step.code, by=getattr(staff, step.others)).exists()


# --- refusals -----------------------------------------------------------------------------------------------


def test_who_comes_second_is_told_what_happened_and_keeps_what_was_typed(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = assigned(bureau)
    browser, address = log_in(staff.office_head), url(case, "extend")
    seen = browser.get(address).context["form"]["last_event"].value()
    typed = {"days": 8, "reason": "涉及三个科室", "on": TODAY, "last_event": seen}
    actions.set_unit_date(case, unit_due_on=date(2026, 3, 20), by=staff.registrar, on=date(2026, 3, 9))

    refused = browser.post(address, typed)

    assert f"{staff.registrar}已经办理了“确定科室办理期限”" in words(refused)
    assert "涉及三个科室" in refused.content.decode()
    assert not case.events.filter(step="extend").exists()
    again = {**typed, "last_event": refused.context["form"]["last_event"].value()}
    assert browser.post(address, again).status_code == 302
    assert case.letters.get().step == "extend"


def test_a_refusal_keeps_what_was_typed(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = assigned(bureau)
    typed = {"days": 30, "reason": "涉及多个科室，需要协商", "on": TODAY}

    answer = log_in(staff.office_head).post(url(case, "extend"), typed)

    assert "最长20个工作日" in words(answer)
    assert "涉及多个科室，需要协商" in answer.content.decode()
    assert 'value="30"' in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"ladder": "by_volume", "quantity": 30}, "没有超过收费的起点，不收费"),
        ({"ladder": "by_request", "quantity": 1}, "2026年3月申请的第1件"),
        ({"ladder": "by_volume", "quantity": ""}, "这里显示应收的金额"),
    ],
)
def test_what_is_charged_follows_what_is_typed(
    bureau: Body, staff: Staff, log_in: LogIn, typed: dict[str, Any], says: str
) -> None:
    browser, asks = log_in(staff.office_head), {"HX-Request": "true"}

    shown = words(browser.get(url(assigned(bureau), "notify_fee"), {"on": TODAY, **typed}, headers=asks))

    assert says in shown


@pytest.mark.parametrize(
    ("code", "prepare", "typed"),
    [
        ("record_fee_service", charged, {"served_on": "2019-03-09"}),
        ("record_payment", told_to_pay, {"paid_on": "2019-03-09"}),
    ],
)
def test_a_day_before_the_fee_notice_is_no_day_for_it(
    bureau: Body, staff: Staff, log_in: LogIn, code: str, prepare: Prepare, typed: dict[str, str]
) -> None:
    browser, case = log_in(staff.registrar), prepare(bureau)
    typed = {"on": TODAY, "receipt_no": "00351882", **typed}

    shown = words(browser.get(url(case, code), typed, headers={"HX-Request": "true"}))
    answer = words(browser.post(url(case, code), typed))

    assert "应当在收费通知之后" in shown
    assert "日期应当在2026年3月4日（收费通知）" in answer


def test_a_second_extension_is_refused_with_the_article(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = assigned(bureau)
    actions.extend_deadline(case, days=5, reason="第一次", by=staff.office_head, on=date(2026, 3, 5))

    shown = words(log_in(staff.office_head).get(url(case, "extend")))

    assert "答复期限只能延长一次，本申请已经延长过（条例第三十三条）。" in shown


def test_a_draft_that_changed_while_it_was_read_is_not_approved(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = in_review(0)(bureau)
    typed = {"opinion": "同意", "seen": "0" * 64, "on": TODAY}

    answer = log_in(staff.unit_head).post(url(case, "approve_unit"), typed)

    assert "有改动" in words(answer)
    assert not current_reply(case).reviews.exists()


@pytest.mark.parametrize(
    ("on", "says"), [("2026-03-10", "不能晚于今天"), ("2026-03-01", "不能早于上一步的日期"), ("", "on_error")]
)
def test_the_day_lies_between_the_last_step_and_today(
    bureau: Body, staff: Staff, log_in: LogIn, on: str, says: str
) -> None:
    typed = {"unit_due_on": "2026-03-20", "on": on}

    answer = log_in(staff.office_head).post(url(assigned(bureau), "set_unit_date"), typed)

    assert says in answer.content.decode()


def test_a_step_of_a_past_day_is_recorded_under_that_day(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = assigned(bureau)

    log_in(staff.office_head).post(
        url(case, "set_unit_date"), {"unit_due_on": "2026-03-20", "on": "2026-03-05"}
    )

    assert case.events.get(step="set_unit_date").on == date(2026, 3, 5)


def test_there_are_no_other_steps(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = assigned(bureau)

    for code in ("challenge", "redate", "resume", "nonsense"):
        assert log_in(staff.office_head).get(url(case, code)).status_code == 404


def test_reviewers_read_the_draft_beside_their_opinion(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    shown = words(log_in(staff.unit_head).get(url(in_review(0)(bureau), "approve_unit")))

    assert "经审查，答复如下。" in shown
    assert "第1稿" in shown


def test_a_step_page_asks_the_same_number_of_queries(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.office_head)
    first = count_queries(browser, assigned(bureau))
    for _ in range(3):
        assigned(bureau)

    assert count_queries(browser, assigned(bureau)) == first


def count_queries(browser: Any, case: DisclosureRequest) -> int:
    browser.get(url(case, "extend"))
    with CaptureQueriesContext(connection) as queries:
        browser.get(url(case, "extend"))
    return len(queries)
