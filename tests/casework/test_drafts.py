"""答复草稿: kept before it goes to review, given up, or sent (条例第三十六条)."""

from datetime import date
from typing import Any

import pytest

from gongkai.casework.actions import consult_third_party, discard_draft, draft_reply, keep_draft
from gongkai.casework.completeness import check_reply
from gongkai.casework.errors import NoDraftKept, ReplyIncomplete
from gongkai.casework.models import ReplyDraft
from gongkai.casework.states import State
from gongkai.rules.outcomes import Outcome
from gongkai.workflow import StepNotAllowed
from tests.factories import make_reply_facts, make_request, staff_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
SEARCH = {
    "who": "李经办",
    "where": "公文系统、业务档案",
    "keywords": "稳岗返还 企业名单",
    "period": "2024年至2025年",
    "result": "未检索到",
}


def test_a_draft_is_kept_without_going_to_review() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler

    draft = keep_draft(case, facts=make_reply_facts(text=""), by=handler, on=TODAY)

    case.refresh_from_db()
    assert (case.state, case.due_on) == (State.ASSIGNED, date(2026, 3, 30))
    assert draft.facts["outcome"] == Outcome.GRANTED
    assert str(draft) == f"{case.number} 答复草稿"
    assert not case.replies.exists()
    assert [event.step for event in case.events.all()][-1] == "keep_draft"


def test_each_saving_that_differs_adds_a_row() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler

    first = keep_draft(case, facts=make_reply_facts(text="初稿"), by=handler, on=TODAY)
    same = keep_draft(case, facts=make_reply_facts(text="初稿"), by=handler, on=TODAY)
    second = keep_draft(case, facts=make_reply_facts(text="二稿"), by=handler, on=TODAY)

    assert same == first
    assert [draft.facts["text"] for draft in case.drafts.open()] == ["初稿", "二稿"]
    assert case.drafts.open().last() == second
    assert case.events.filter(step="keep_draft").count() == 2


def test_a_draft_may_be_written_while_an_opinion_is_awaited() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    consult_third_party(case, party="海城某公司", by=handler, on=TODAY)

    keep_draft(case, facts=make_reply_facts(), by=handler, on=TODAY)

    assert ReplyDraft.objects.open().filter(request=case).count() == 1


def test_sending_it_to_review_ends_the_draft() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    keep_draft(case, facts=make_reply_facts(), by=handler, on=TODAY)

    draft_reply(case, facts=make_reply_facts(), by=handler, on=TODAY)

    assert not case.drafts.open().exists()
    assert case.drafts.get().ended_on == TODAY


def test_a_draft_that_is_given_up_stays_on_record() -> None:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    keep_draft(case, facts=make_reply_facts(text="初稿"), by=handler, on=TODAY)

    case = discard_draft(case, by=handler, on=TODAY)

    assert not case.drafts.open().exists()
    assert case.drafts.get().facts["text"] == "初稿"
    with pytest.raises(NoDraftKept, match="没有保存的答复草稿"):
        discard_draft(case, by=handler, on=TODAY)


def test_only_who_writes_the_reply_keeps_a_draft_of_it() -> None:
    case = make_request(assigned=True)

    with pytest.raises(StepNotAllowed, match="由经办人、收件登记员办理"):
        keep_draft(case, facts=make_reply_facts(), by=staff_of(case.body).leader, on=TODAY)


def test_a_search_is_recorded_whole_or_not_at_all() -> None:
    not_held: dict[str, Any] = {
        "outcome": Outcome.UNAVAILABLE_NOT_HELD,
        "flag": "not_existing",
        "search_log": "",
    }

    check_reply(make_reply_facts(**not_held, searches=[SEARCH]))

    with pytest.raises(ReplyIncomplete, match="第三十六条第四项"):
        check_reply(make_reply_facts(**not_held, searches=[{**SEARCH, "result": " "}]))
    with pytest.raises(ReplyIncomplete, match="第三十六条第四项"):
        check_reply(make_reply_facts(**not_held))
