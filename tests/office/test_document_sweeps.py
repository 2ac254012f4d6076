"""规范性文件: citations, clean-ups, what is not registered, the periods chosen, the first page."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.documents import actions
from gongkai.documents.models import CleanUp, DocumentPolicy, NormativeDocument
from gongkai.rules.roles import Role
from tests.documents.making import make_public
from tests.factories import LONG_AGO, Staff, make_column, make_item, make_user
from tests.office.conftest import LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)


def _repealed(body: Body, staff: Staff) -> NormativeDocument:
    document = make_public(body=body)
    make_item(body=body, title="见习补贴办事指南", content="<p>依据：海人社规[2026]1号</p>")
    return actions.repeal_document(
        document, basis="市政府决定", repeal_on=MONDAY, by=staff.office_head, on=MONDAY
    )


def test_each_place_is_handled_from_the_page_of_the_document(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    document = _repealed(bureau, staff)
    browser, page = log_in(staff.handler), reverse("office:document", args=[document.pk])
    citation = document.citations.get()

    before = words(browser.get(page))
    address = reverse("office:document_citation", args=[document.pk, citation.pk])
    refused = words(browser.post(address, {"how": "kept"}))
    browser.post(address, {"how": "renewed", "note": "改引新办法"})

    assert "待处理" in before
    assert "依据：海人社规[2026]1号" in before
    assert "保留引用的，请说明理由" in refused
    assert "已改为现行依据" in words(browser.get(page))
    assert "这处引用已经处理过" in words(browser.get(address))


def test_somebody_looks_again(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    document = _repealed(bureau, staff)

    answer = log_in(staff.handler).post(reverse("office:document_sweep", args=[document.pk]), follow=True)

    assert "已重新查找，新增0处引用" in answer.content.decode()


def test_a_clean_up_runs_from_the_question_to_the_draft_of_its_list(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    make_public(body=bureau)
    column = make_column(body=bureau, unit=staff.unit)
    head, handler = log_in(staff.office_head), log_in(staff.handler)
    officer = make_user(role=Role.INFORMATION_OFFICER, unit=staff.office, on=LONG_AGO)

    head.post(reverse("office:document_cleanups"), {"title": "2026年度清理", "due_on": "2026-03-31"})
    cleanup = CleanUp.objects.get()
    page = reverse("office:document_cleanup", args=[cleanup.pk])
    line = reverse("office:document_cleanup_line", args=[cleanup.pk, cleanup.lines.get().pk])
    refused = words(handler.post(line, {"decision": "repeal", "reason": ""}))
    handler.post(line, {"decision": "keep", "reason": ""})
    answer = log_in(officer).post(page, {"column": column.pk}, follow=True)

    assert "意见为“废止”的，请说明理由" in refused
    assert "1／1件已提出意见" in words(head.get(page))
    assert "关于公布2026年度清理结果的公告" in words(answer)
    assert "2026年度清理" in words(head.get(reverse("office:document_cleanups")))


def test_what_was_public_before_is_registered_in_one_go(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    facts = {"document_kind": "normative_document", "doc_no": "海人社规〔2024〕5号", "validity": "in_force"}
    item = make_item(
        body=bureau,
        title="旧办法",
        formed_on=date(2024, 3, 4),
        published_on=date(2024, 3, 5),
        effective_on=date(2024, 4, 1),
        **facts,
    )
    browser, address = log_in(staff.office_head), reverse("office:documents_unregistered")

    nothing = words(browser.post(address, {"sort": "general", "years": "5"}))
    browser.post(address, {"sort": "general", "years": "5", "items": [item.pk]})

    assert "请至少选中一件文件" in nothing
    document = NormativeDocument.objects.get()
    assert (document.item, document.valid_until) == (item, date(2029, 3, 31))
    assert "已经全部登记" in words(browser.get(address))


def test_the_head_chooses_periods_and_others_only_read_them(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    address = reverse("office:document_policy")

    page = words(log_in(staff.office_head).get(address))
    log_in(staff.office_head).post(address, {"interpretation_days": "5"})
    refused = log_in(staff.handler).post(address, {"interpretation_days": "9"})

    assert "不填的为3个工作日（地方政策解读工作规定）" in page
    assert DocumentPolicy.objects.get(body=bureau).interpretation_days == 5
    assert refused.status_code in (302, 403)


def test_the_first_page_and_the_radar_warn_before_the_end(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    make_public(body=bureau, title="将到期的办法", explained=False, valid_until=date(2026, 5, 10))
    browser = log_in(staff.office_head)

    today = words(browser.get(reverse("office:today")))
    radar = words(browser.get(reverse("office:radar")))

    assert "有效期将满的规范性文件" in today
    assert "将到期的办法" in today
    assert "发布解读" in radar
    assert "评估有效期" in radar
