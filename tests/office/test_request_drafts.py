"""答复草稿 on the screen: kept without review, continued, given up; lists that grow without JavaScript."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.casework.actions import consult_third_party, keep_draft, set_unit_date
from gongkai.casework.models import DisclosureRequest
from tests.factories import Staff, make_reply_facts, make_request
from tests.office.conftest import LogIn, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = date(2026, 3, 9)
NOTHING = {f"{prefix}-{key}_FORMS": "0" for prefix in ("segment", "search") for key in ("TOTAL", "INITIAL")}
SEARCH = {
    "search-0-who": "李经办",
    "search-0-where": "公文系统",
    "search-0-keywords": "稳岗返还",
    "search-0-period": "2024年至2025年",
    "search-0-result": "未检索到",
}


@pytest.fixture
def case(bureau: Body, staff: Staff) -> DisclosureRequest:
    return make_request(body=bureau, assigned=True)


def typed(**facts: Any) -> dict[str, str]:
    return {"outcome": "granted", "text": "", "on": "2026-03-09", **NOTHING, **facts}


def url(case: DisclosureRequest) -> str:
    return reverse("office:draft_reply", args=[case.pk])


def test_half_a_reply_is_kept_and_taken_up_again(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.handler)

    kept = browser.post(url(case), typed(route="到局办公室领取", keep="1"), follow=True)

    assert "草稿已保存，尚未送审" in markup(kept)
    assert "答复草稿" in words(kept)
    again = browser.get(url(case))
    assert "到局办公室领取" in words(again)
    assert "2026年3月9日保存的草稿" in words(again)
    assert not case.replies.exists()


def test_a_returned_search_log_comes_back_line_by_line(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.handler)
    facts = typed(
        outcome="unavailable_not_held", flag="not_existing", text="经检索不存在", reasons="未检索到"
    )
    facts |= {**SEARCH, "search-TOTAL_FORMS": "3"}

    sent = browser.post(url(case), {**facts, "send": "1"}, follow=True)

    assert case.replies.get().searches == [
        {
            "who": "李经办",
            "where": "公文系统",
            "keywords": "稳岗返还",
            "period": "2024年至2025年",
            "result": "未检索到",
        }
    ]
    assert "李经办检索公文系统，关键词“稳岗返还”，2024年至2025年，未检索到。" in words(sent)


@pytest.mark.parametrize(("outcome", "prefix"), [("partial", "segment"), ("unavailable_not_held", "search")])
def test_a_button_adds_lines_and_keeps_what_was_typed(
    case: DisclosureRequest, staff: Staff, log_in: LogIn, outcome: str, prefix: str
) -> None:
    first = {f"{prefix}-TOTAL_FORMS": "2", f"{prefix}-0-where": "第3页", f"more_{prefix}": "1"}

    page = log_in(staff.handler).post(url(case), typed(outcome=outcome, **first))

    assert f'name="{prefix}-TOTAL_FORMS" value="4"' in markup(page)
    assert 'value="第3页"' in markup(page)
    assert f'name="{prefix}-3-where"' in markup(page)


def test_the_grounds_for_withholding_a_part_are_offered(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    page = log_in(staff.handler).post(url(case), typed(outcome="partial"))

    assert '<option value="条例第十四条">' in markup(page)


def test_while_an_opinion_is_awaited_the_reply_is_drafted_and_not_sent(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    consult_third_party(case, party="海城某公司", by=staff.handler, on=TODAY)
    browser = log_in(staff.handler)

    page = browser.post(url(case), typed())

    assert 'name="keep"' in markup(page)
    assert 'name="send"' not in markup(page)
    assert "现在不能送审" in words(page)


def test_others_do_not_see_the_draft(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    keep_draft(case, facts=make_reply_facts(text="内部初稿"), by=staff.handler, on=TODAY)

    for person in (staff.leader, staff.office_head):
        browser = log_in(person)
        assert "继续拟写" not in words(browser.get(reverse("office:request", args=[case.pk])))
        assert "内部初稿" not in words(browser.get(url(case)))
    assert "继续拟写" in words(log_in(staff.registrar).get(reverse("office:request", args=[case.pk])))


def test_a_draft_is_given_up_after_a_question(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    keep_draft(case, facts=make_reply_facts(), by=staff.handler, on=TODAY)
    browser = log_in(staff.handler)
    address = reverse("office:discard_draft", args=[case.pk])

    assert "不再继续" in words(browser.get(address))
    done = browser.post(address, follow=True)

    assert "草稿已放弃" in markup(done)
    assert not case.drafts.open().exists()
    assert "没有保存的答复草稿" in words(browser.post(address))
    assert "没有草稿" in words(browser.get(address))


def test_what_was_typed_before_somebody_else_acted_is_refused_once_and_stays(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.handler)
    seen = str(browser.get(url(case)).context["form"]["last_event"].value())
    set_unit_date(case, unit_due_on=date(2026, 3, 20), by=staff.registrar, on=TODAY)
    posted = typed(text="信息随附", last_event=seen, keep="1")

    refused = browser.post(url(case), posted)

    assert f"{staff.registrar}已经办理了“确定科室办理期限”" in words(refused)
    assert "信息随附" in markup(refused)
    assert not case.events.filter(step="keep_draft").exists()
    again = {**posted, "last_event": str(refused.context["form"]["last_event"].value())}
    assert browser.post(url(case), again).status_code == 302
