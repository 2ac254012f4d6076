"""拟写答复: the outcome decides what is asked and which remedy clause the applicant will read."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import Consultation, DisclosureRequest
from gongkai.casework.states import State
from gongkai.office.forms.replies import OUTCOMES, ReplyForm
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from tests.factories import Staff, make_reply, make_request, overrule
from tests.office.conftest import LogIn, current_reply, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = "2026-03-09"


@pytest.fixture
def case(bureau: Body) -> DisclosureRequest:
    return make_request(body=bureau, assigned=True)


def url(case: DisclosureRequest) -> str:
    return f"/office/requests/{case.pk}/draft_reply/"


def chosen(browser: Client, case: DisclosureRequest, outcome: Outcome, **typed: Any) -> ReplyForm:
    """Choose an outcome as htmx does, and return the form that comes back."""
    answer = browser.post(url(case), {"outcome": outcome.value, **typed}, headers={"HX-Request": "true"})
    form: ReplyForm = answer.context["form"]
    return form


def asked(form: ReplyForm) -> set[str]:
    return {bound.name for bound in form.needed}


# --- choosing -----------------------------------------------------------------------------------------------


def test_every_statutory_outcome_is_offered_in_its_group_with_its_article(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    shown = words(log_in(staff.handler).get(url(case)))

    for group in OutcomeGroup:
        assert group.label in shown
    for outcome in OUTCOMES:
        assert f"{outcome.label} {outcome.basis or '无明文规定'}" in shown


def test_nothing_is_asked_before_an_outcome_is_chosen(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    answer = log_in(staff.handler).get(url(case))

    assert asked(answer.context["form"]) == set()
    assert 'name="send"' not in answer.content.decode()


@pytest.mark.parametrize(
    ("outcome", "fields"),
    [
        (Outcome.GRANTED, {"text", "route"}),
        (Outcome.PARTIAL, {"text", "route", "basis"}),
        (Outcome.DENIED_PROCESS, {"text", "reasons", "basis"}),
        (Outcome.DENIED_THIRD_PARTY, {"text", "reasons", "basis", "flag"}),
        (
            Outcome.UNAVAILABLE_NOT_HELD,
            {"text", "reasons", "basis", "flag", "search_log", "other_body", "other_body_contact"},
        ),
    ],
)
def test_an_outcome_asks_for_what_the_law_asks_of_it(
    case: DisclosureRequest, staff: Staff, log_in: LogIn, outcome: Outcome, fields: set[str]
) -> None:
    form = chosen(log_in(staff.handler), case, outcome)

    assert asked(form) == fields
    assert form.shows_segments is (outcome is Outcome.PARTIAL)
    assert not form.errors


@pytest.mark.parametrize(
    ("outcome", "says", "first"),
    [
        (Outcome.GRANTED, "也可以自收到本答复之日起6个月内向海城市中级人民法院提起行政诉讼", False),
        (Outcome.DENIED_PROCESS, "应当先", True),
    ],
)
def test_the_remedy_clause_is_previewed(
    case: DisclosureRequest, staff: Staff, log_in: LogIn, outcome: Outcome, says: str, first: bool
) -> None:
    answer = log_in(staff.handler).post(url(case), {"outcome": outcome.value}, headers={"HX-Request": "true"})

    assert answer.context["clause"].review_first is first
    assert ("复议前置" in words(answer)) is first
    assert says in words(answer) or first


def test_the_article_follows_the_outcome_unless_another_was_typed(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.handler)

    first = chosen(browser, case, Outcome.DENIED_INTERNAL)
    changed = chosen(
        browser, case, Outcome.DENIED_PROCESS, basis=first["basis"].value(), text="已经写好的内容"
    )
    own = chosen(browser, case, Outcome.DENIED_PROCESS, basis="档案法第二十七条")

    assert first["basis"].value() == "条例第十六条第一款"
    assert (changed["basis"].value(), changed["text"].value()) == ("条例第十六条第二款", "已经写好的内容")
    assert own["basis"].value() == "档案法第二十七条"


def test_without_scripts_the_same_form_comes_back_as_a_page(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    answer = log_in(staff.handler).post(url(case), {"outcome": "granted"})

    assert answer.status_code == 200
    assert 'name="send"' in answer.content.decode()
    assert not case.replies.exists()


# --- sending to review --------------------------------------------------------------------------------------


def test_a_complete_draft_goes_to_review(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    typed = {
        "outcome": "denied_process",
        "text": "您申请的信息不予公开。",
        "reasons": "属于讨论记录。",
        "basis": "条例第十六条第二款\n海人社发〔2020〕3号",
        "search_log": "不属于这一类型，不应保存",
        "on": TODAY,
        "send": "1",
    }

    answer = log_in(staff.handler).post(url(case), typed)

    case.refresh_from_db()
    reply = current_reply(case)
    assert (answer.status_code, case.state) == (302, State.IN_REVIEW)
    assert reply.basis == ["条例第十六条第二款", "海人社发〔2020〕3号"]
    assert (reply.outcome, reply.search_log) == ("denied_process", "")


def test_withheld_parts_are_kept_line_by_line(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    parts = {
        "segment-TOTAL_FORMS": "2",
        "segment-INITIAL_FORMS": "0",
        "segment-0-where": "第2页表格",
        "segment-0-basis": "条例第十五条",
        "segment-0-reason": "涉及个人隐私",
        "segment-1-where": "",
        "segment-1-basis": "",
        "segment-1-reason": "",
    }
    typed = {"outcome": "partial", "text": "部分公开。", "on": TODAY, "send": "1", **parts}

    log_in(staff.handler).post(url(case), typed)

    reply = current_reply(case)
    assert reply.segments == [{"where": "第2页表格", "basis": "条例第十五条", "reason": "涉及个人隐私"}]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"outcome": "partial"}, "条例第三十七条"),
        ({"outcome": "denied_process", "basis": "条例第十六条"}, "请说明理由"),
        ({"outcome": "unavailable_not_held", "flag": "not_existing", "reasons": "无"}, "检索情况"),
        ({"outcome": "granted_already_public"}, "方式、途径"),
    ],
)
def test_an_incomplete_draft_is_refused_with_the_article_and_kept(
    case: DisclosureRequest, staff: Staff, log_in: LogIn, typed: dict[str, str], says: str
) -> None:
    whole = {"text": "已经写好的答复内容。", "on": TODAY, "send": "1", **typed}

    answer = log_in(staff.handler).post(url(case), whole)

    assert says in str(answer.context["form"].non_field_errors())
    assert "已经写好的答复内容。" in answer.content.decode()
    assert not case.replies.exists()


def test_without_an_outcome_nothing_is_sent(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.handler).post(url(case), {"send": "1", "on": TODAY})

    assert answer.context["form"].errors["outcome"]
    assert not case.replies.exists()


def test_disclosing_against_a_third_party_asks_for_the_public_interest(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    letter = actions.consult_third_party(case, party="蓝天建材公司", by=staff.handler, on=date(2026, 3, 4))
    actions.record_opinion(letter, opinion=Consultation.Opinion.REFUSE, by=staff.handler, on=date(2026, 3, 5))
    browser = log_in(staff.handler)
    typed = {"outcome": "granted", "text": "予以公开。", "on": TODAY, "send": "1"}

    refused = browser.post(url(case), typed)
    overrule(case.consultations.get(), on=date(2026, 3, 5))
    browser.post(url(case), {**typed, "override_reasons": "关系公共安全"})

    assert "蓝天建材公司不同意公开" in str(refused.context["form"].non_field_errors())
    assert case.replies.get().override_reasons == "关系公共安全"


def test_a_draft_that_was_sent_back_is_there_again(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    reply = make_reply(case=case, outcome=Outcome.DENIED_PROCESS, on=date(2026, 3, 5))
    actions.return_reply(reply, opinion="请补充理由", by=staff.unit_head, on=date(2026, 3, 6))

    form = log_in(staff.handler).get(url(case)).context["form"]

    assert form.chosen is Outcome.DENIED_PROCESS
    assert form["reasons"].value() == "不符合公开的条件。"


def test_whoever_does_not_handle_the_case_drafts_nothing(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.leader)

    shown = browser.get(url(case))
    browser.post(url(case), {"outcome": "granted", "text": "予以公开。", "on": TODAY, "send": "1"})

    assert "“拟写答复”由经办人、收件登记员办理。" in words(shown)
    assert not case.replies.exists()
