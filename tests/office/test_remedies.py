"""复议诉讼: filed from the case, answered, concluded; listed with the day by which to answer."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.states import State
from gongkai.remedies.actions import add_paper, answer_remedy, conclude_remedy
from gongkai.remedies.models import Remedy, RemedyOutcome, RemedyPaper
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.common.test_uploads import picture, upload
from tests.factories import Staff, answer_request, make_body, make_remedy, make_request, make_user
from tests.office.conftest import LogIn, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY = "2026-03-09"


@pytest.fixture
def case(bureau: Body) -> DisclosureRequest:
    denied = make_request(body=bureau, received_on=date(2026, 1, 12), assigned=True)
    return answer_request(denied, on=date(2026, 1, 26), outcome=Outcome.DENIED_PROCESS)


def filing(**changes: str) -> dict[str, str]:
    first = {
        "kind": "review",
        "procedure": "simple",
        "case_no": "海府复〔2026〕3号",
        "organ": "海城市人民政府",
        "accepted_on": "2026-03-04",
        "notified_on": "2026-03-05",
        "on": TODAY,
    }
    return {**first, **changes}


def test_a_review_is_filed_from_the_case_and_must_be_answered_in_five_working_days(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.legal_reviewer)

    answer = browser.post(f"/office/remedies/about/{case.pk}/", filing(), follow=True)

    remedy = Remedy.objects.get()
    case.refresh_from_db()
    assert (remedy.answer_due_on, case.state) == (date(2026, 3, 12), State.UNDER_REVIEW_OR_SUIT)
    assert "至2026年3月12日" in words(answer)
    assert "海府复〔2026〕3号" in words(browser.get(f"/office/requests/{case.pk}/"))


def test_a_suit_after_review_names_the_review(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.legal_reviewer).post(
        f"/office/remedies/about/{case.pk}/", filing(kind="suit_after_review", organ="海城市中级人民法院")
    )

    assert "应当选择此前的复议" in words(answer)
    assert "海城市中级人民法院" in answer.content.decode()
    assert not Remedy.objects.exists()


def test_it_is_answered_and_concluded_and_the_case_is_taken_up_again(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    remedy = make_remedy(case=case, accepted_on=date(2026, 3, 2))
    browser, address = log_in(staff.legal_reviewer), f"/office/remedies/{remedy.pk}/"

    browser.post(f"{address}answer/", {"answered_on": "2026-03-05", "on": TODAY})
    browser.post(
        f"{address}conclude/",
        {"outcome": "corrected", "concluded_on": "2026-03-06", "redo": "on", "redo_days": "10", "on": TODAY},
    )

    remedy.refresh_from_db()
    case.refresh_from_db()
    assert (remedy.answered_on, remedy.outcome) == (date(2026, 3, 5), "corrected")
    assert (case.state, case.due_on) == (State.REDO, date(2026, 3, 23))
    assert "结果纠正" in words(browser.get(address))


def test_a_redo_without_a_correction_is_refused_and_kept(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    remedy = make_remedy(case=case, accepted_on=date(2026, 3, 2))
    typed = {"outcome": "upheld", "decision": "维持答复", "concluded_on": TODAY, "redo": "on", "on": TODAY}

    answer = log_in(staff.legal_reviewer).post(f"/office/remedies/{remedy.pk}/conclude/", typed)

    assert "才会责令重新处理" in words(answer)
    assert "维持答复" in answer.content.decode()
    remedy.refresh_from_db()
    assert remedy.concluded_on is None


def test_who_comes_second_is_told_what_happened_and_keeps_what_was_typed(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    remedy = make_remedy(case=case, accepted_on=date(2026, 3, 4))
    browser, address = log_in(staff.legal_reviewer), f"/office/remedies/{remedy.pk}/suspend/"
    seen = browser.get(address).context["form"]["last_event"].value()
    typed = {"reason": "等待另案判决", "suspended_on": TODAY, "on": TODAY, "last_event": seen}
    answer_remedy(remedy, answered_on=date(2026, 3, 9), by=staff.office_head, on=date(2026, 3, 9))

    refused = browser.post(address, typed)

    assert f"{staff.office_head}已经办理了“提交答辩”" in words(refused)
    assert "等待另案判决" in refused.content.decode()
    assert not remedy.events.filter(step="suspend").exists()
    again = {**typed, "last_event": refused.context["form"]["last_event"].value()}
    assert browser.post(address, again).status_code == 302
    assert remedy.events.filter(step="suspend").exists()


def test_a_second_filing_is_refused_once_after_a_first(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser, address = log_in(staff.legal_reviewer), f"/office/remedies/about/{case.pk}/"
    seen = browser.get(address).context["form"]["last_event"].value()
    make_remedy(case=case, accepted_on=date(2026, 3, 4))

    refused = browser.post(address, filing(last_event=seen))

    assert "您打开本页以后" in words(refused)
    assert "海府复〔2026〕3号" in refused.content.decode()
    assert case.remedies.count() == 1


def test_others_read_why_they_cannot(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    remedy = make_remedy(case=case, accepted_on=date(2026, 3, 2))
    browser = log_in(staff.leader)

    shown = markup(browser.get(f"/office/remedies/{remedy.pk}/"))
    answer = browser.post(f"/office/remedies/{remedy.pk}/answer/", {"answered_on": TODAY, "on": TODAY})
    filed = browser.post(f"/office/remedies/about/{case.pk}/", filing())

    assert 'aria-disabled="true" title="“提交答辩”由法制审核员、公开工作机构负责人办理。"' in shown
    assert "由法制审核员" in str(answer.context["form"].non_field_errors())
    assert "由法制审核员" in str(filed.context["form"].non_field_errors())
    assert Remedy.objects.count() == 1


def test_what_is_concluded_cannot_be_answered_any_more(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    remedy = make_remedy(case=case, accepted_on=date(2026, 3, 2))
    browser = log_in(staff.legal_reviewer)
    typed = {"outcome": "upheld", "concluded_on": TODAY, "on": TODAY}
    browser.post(f"/office/remedies/{remedy.pk}/conclude/", typed)

    shown = words(browser.get(f"/office/remedies/{remedy.pk}/answer/"))

    assert "现在不能办理" in shown
    case.refresh_from_db()
    assert case.state == State.CLOSED


def test_the_list_shows_ones_own_body_and_filters(
    bureau: Body, case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    mine = make_remedy(case=case, accepted_on=date(2026, 3, 2))
    foreign = answer_request(make_request(body=make_body(code="qinglan")), on=date(2026, 3, 5))
    other = make_remedy(case=foreign, accepted_on=date(2026, 3, 6))
    browser = log_in(staff.office_head)

    shown = words(browser.get("/office/remedies/"))

    assert (mine.case_no in shown, other.case_no in shown) == (True, False)
    assert "没有符合条件的案件" in words(browser.get("/office/remedies/?outcome=upheld"))
    assert mine.case_no in words(browser.get(f"/office/remedies/?q={case.number}&kind=review"))
    assert browser.get(f"/office/remedies/{other.pk}/").status_code == 404


def test_the_number_of_queries_is_always_the_same(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.office_head)
    add_remedy(bureau)
    few = count_queries(browser)
    for _ in range(3):
        add_remedy(bureau)

    assert count_queries(browser) == few


def add_remedy(body: Body) -> None:
    answered = answer_request(
        make_request(body=body, received_on=date(2026, 1, 12), assigned=True), on=date(2026, 1, 26)
    )
    make_remedy(case=answered, accepted_on=date(2026, 3, 2))


def count_queries(browser: Client) -> int:
    browser.get("/office/remedies/")
    with CaptureQueriesContext(connection) as queries:
        browser.get("/office/remedies/")
    return len(queries)


def test_the_page_shows_the_days_the_reply_and_what_speaks_against_the_suit(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.legal_reviewer)
    typed = filing(kind="direct_suit", organ="海城市人民法院", applied_on="2026-03-02")
    browser.post(f"/office/remedies/about/{case.pk}/", typed)

    shown = words(browser.get(f"/office/remedies/{Remedy.objects.get().pk}/"))

    assert "可以在答辩状中请求法院驳回起诉" in shown
    assert "2026年1月26日" in shown


def test_documents_are_added_and_opened_by_those_who_defend(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    remedy = make_remedy(case=case, accepted_on=date(2026, 3, 2))
    browser, address = log_in(staff.legal_reviewer), f"/office/remedies/{remedy.pk}/"
    file = upload(picture("PNG"), "答复通知书.png")

    browser.post(
        f"{address}add_paper/", {"kind": "notice", "paper_on": "2026-03-03", "on": TODAY, "file": file}
    )

    paper = remedy.papers.get()
    assert "答复通知书.png" in words(browser.get(address))
    assert browser.get(f"{address}papers/{paper.pk}/").status_code == 200
    assert browser.get(f"{address}papers/{paper.pk + 1}/").status_code == 404


def test_another_body_opens_no_documents(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    remedy = make_remedy(case=case, accepted_on=date(2026, 3, 2))
    file = upload(picture("PNG"), "起诉状.png")
    paper = add_paper(
        remedy, file=file, kind=RemedyPaper.Kind.NOTICE, by=staff.legal_reviewer, on=date(2026, 3, 9)
    )
    stranger = make_user(role=Role.LEADER, body=make_body(code="qinglan"))

    assert log_in(stranger).get(f"/office/remedies/{remedy.pk}/papers/{paper.pk}/").status_code == 404


def test_a_loss_is_sorted_by_its_parts_and_listed_with_its_lesson(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    partial = make_request(body=bureau, received_on=date(2026, 1, 12), assigned=True)
    case = answer_request(partial, on=date(2026, 1, 26), outcome=Outcome.PARTIAL)
    remedy = make_remedy(case=case, accepted_on=date(2026, 3, 2))
    browser, address = log_in(staff.legal_reviewer), f"/office/remedies/{remedy.pk}/"
    typed = {"outcome": "corrected", "concluded_on": "2026-03-06", "lost_0": "ground", "on": TODAY}

    asked = words(browser.get(f"{address}conclude/"))
    assert "第2页表格（条例第十五条）" in asked
    assert "其他结果：申请人撤回、终止" in asked
    browser.post(f"{address}conclude/", typed)
    browser.post(f"{address}note_lesson/", {"text": "先问第三方，再看公共利益。", "on": TODAY})

    for shown in (words(browser.get(address)), words(browser.get("/office/remedies/losses/"))):
        assert "条例第十五条" in shown
        assert "不公开的理由不成立" in shown
        assert "先问第三方，再看公共利益。" in shown
    assert "没有被纠正的案件" in words(browser.get("/office/remedies/losses/?year=2025"))
    assert "条例第十五条" in words(browser.get("/office/remedies/losses/?year=2026"))


def test_the_radar_knows_when_a_decision_and_a_suit_may_come(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    remedy = make_remedy(case=case, accepted_on=date(2026, 2, 9))
    browser = log_in(staff.legal_reviewer)

    shown = words(browser.get("/office/radar/"))
    conclude_remedy(
        remedy,
        outcome=RemedyOutcome.UPHELD,
        concluded_on=date(2026, 2, 24),
        by=staff.legal_reviewer,
        on=date(2026, 3, 9),
    )
    after = words(browser.get("/office/radar/"))

    assert ("复议决定期满" in shown, "申请人复议后起诉期满" in after) == (True, True)
