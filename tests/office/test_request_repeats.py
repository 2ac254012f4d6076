"""查重 on the screen: both requests side by side, and the paragraph taken into the draft."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.casework.actions import keep_draft
from gongkai.casework.models import DisclosureRequest
from gongkai.rules.roles import Role
from tests.factories import Staff, answer_request, make_reply_facts, make_request, make_unit, make_user
from tests.office.conftest import LogIn, current_reply, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MATTER = "2025年职业技能提升行动资金拨付名单"


@pytest.fixture
def earlier(bureau: Body) -> DisclosureRequest:
    case = make_request(body=bureau, matter=MATTER, received_on=date(2026, 2, 2), description="按企业列出")
    return answer_request(case, on=date(2026, 2, 6), text="名单见附件。")


@pytest.fixture
def case(bureau: Body, earlier: DisclosureRequest) -> DisclosureRequest:
    return make_request(body=bureau, matter=MATTER, assigned=True)


def draft_url(case: DisclosureRequest, suggest: str) -> str:
    return f"{reverse('office:draft_reply', args=[case.pk])}?suggest={suggest}"


def test_earlier_request_and_reply_stand_beside_this_one(
    case: DisclosureRequest, earlier: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    page = words(log_in(staff.registrar).get(reverse("office:request_repeats", args=[case.pk])))

    assert "同一申请人" in page
    assert "所需信息的名称相同" in page
    assert f"此前 {earlier.number}" in page.replace("　", " ").replace("  ", " ")
    assert "名单见附件。" in page
    assert f"本机关已于2026年2月6日作出答复（{current_reply(earlier).doc_no}）" in page
    assert "共申请2件，本月1件" in page


def test_the_paragraph_is_taken_into_the_draft(
    case: DisclosureRequest, earlier: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    keep_draft(case, facts=make_reply_facts(text="另一份草稿"), by=staff.registrar, on=date(2026, 3, 9))
    browser = log_in(staff.registrar)

    page = words(browser.get(draft_url(case, f"repeat-{current_reply(earlier).pk}")))

    assert "本机关不再重复处理" in page
    assert "条例第三十六条第六项" in page
    assert "另一份草稿" not in page


def test_the_refusal_of_too_many_requests_begins_with_the_counts(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    page = words(log_in(staff.registrar).get(draft_url(case, "frequency")))

    assert "提出政府信息公开申请2件（3月1件），其中与本次申请内容相近的1件" in page


@pytest.mark.parametrize("suggest", ["repeat-0", "repeat-x", "anything", ""])
def test_nothing_is_suggested_without_an_earlier_reply(
    case: DisclosureRequest, staff: Staff, log_in: LogIn, suggest: str
) -> None:
    page = words(log_in(staff.registrar).get(draft_url(case, suggest)))

    assert "不再重复处理" not in page


def test_another_applicants_reply_gives_no_paragraph(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    other = answer_request(
        make_request(body=bureau, matter=MATTER, name="周敏", phone="13900000000"), on=date(2026, 3, 6)
    )
    case = make_request(body=bureau, matter=MATTER, received_on=date(2026, 3, 6), assigned=True)
    browser = log_in(staff.registrar)

    page = words(browser.get(reverse("office:request_repeats", args=[case.pk])))

    assert "其他申请人" in page
    assert "周敏" not in page
    assert "用于拟写答复" not in page
    assert "不再重复处理" not in words(browser.get(draft_url(case, f"repeat-{current_reply(other).pk}")))


def test_cases_of_other_units_are_counted_only(
    bureau: Body, earlier: DisclosureRequest, log_in: LogIn
) -> None:
    unit = make_unit(body=bureau, name="就业科")
    handler = make_user(role=Role.HANDLER, unit=unit)
    case = make_request(body=bureau, unit=unit, matter=MATTER, assigned=True)
    case.handling_unit = unit

    page = words(log_in(handler).get(reverse("office:request_repeats", args=[case.pk])))

    assert "没有发现相近的申请" in page
    assert "另有1件相近的申请由其他科室承办" in page


def test_who_does_not_see_names_learns_nothing_of_repeats(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.secrecy_reviewer)

    assert browser.get(reverse("office:request_repeats", args=[case.pk])).status_code in (302, 403)
    assert "查找重复" not in words(browser.get(reverse("office:request", args=[case.pk])))
    assert "不再重复处理" not in words(browser.get(draft_url(case, "frequency")))
