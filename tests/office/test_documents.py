"""规范性文件: the list by how documents stand, one document with its way, its steps as screens."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.documents.models import DocumentPaper, NormativeDocument
from gongkai.documents.states import State
from tests.documents.making import make_document, make_public
from tests.factories import Staff
from tests.office.conftest import LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_the_list_shows_what_is_in_the_making_and_what_will_end(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    make_document(body=bureau, to=State.LEGAL_REVIEW)
    make_public(body=bureau, title="海城市一次性补贴办法", sort="trial", valid_until=date(2026, 6, 30))
    browser = log_in(staff.office_head)

    making = words(browser.get(reverse("office:documents")))
    ending = words(browser.get(reverse("office:documents"), {"tab": "ending"}))

    assert "海城市就业见习管理办法" in making
    assert "合法性审核" in making
    assert "海城市一次性补贴办法" not in making
    assert "海城市一次性补贴办法" in ending
    assert "应于2026年4月30日前评估" in ending


def test_a_document_near_its_end_says_so(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    document = make_public(
        body=bureau, title="海城市一次性补贴办法", sort="trial", valid_until=date(2026, 4, 30)
    )

    page = words(log_in(staff.office_head).get(reverse("office:document", args=[document.pk])))

    assert "有效期将满" in page


def test_an_empty_list_says_what_will_stand_there(staff: Staff, log_in: LogIn) -> None:
    page = words(log_in(staff.handler).get(reverse("office:documents")))

    assert "没有正在制定的文件" in page


def test_a_document_is_begun_in_the_office(staff: Staff, log_in: LogIn) -> None:
    browser, address = log_in(staff.handler), reverse("office:document_start")
    facts = {"title": "海城市实习补贴办法", "sort": "trial", "unit": staff.unit.pk, "on": "2026-03-09"}

    browser.post(address, facts)

    document = NormativeDocument.objects.get()
    page = words(browser.get(reverse("office:document", args=[document.pk])))
    assert "海城市实习补贴办法" in page
    assert "立项起草" in page
    assert "送合法性审核" in page


def test_a_refusal_keeps_the_form(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    document = make_document(body=bureau, for_business=True)
    address = reverse("office:document_step", args=[document.pk, "solicit"])
    facts = {"until": "2026-03-20", "where": "局门户网站", "on": "2026-03-09"}

    answer = log_in(staff.handler).post(address, facts)

    assert "一般不少于30日，应当到2026年4月8日以后截止" in words(answer)
    assert 'value="局门户网站"' in answer.content.decode()


def test_a_step_that_is_not_lawful_now_says_why(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    document = make_document(body=bureau)

    page = words(log_in(staff.leader).get(reverse("office:document_step", args=[document.pk, "sign"])))

    assert "现在的状态是“起草”，“待签发”时才能“签发”。" in page


def test_numbers_are_given_and_the_way_is_drawn(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    document = make_document(body=bureau, to=State.SIGNED)
    browser = log_in(staff.office_head)
    facts = {
        "doc_no": "海人社规〔2026〕1号",
        "registration_no": "HCRS-2026-1",
        "effective_on": "2026-04-01",
        "on": "2026-03-09",
    }

    browser.post(reverse("office:document_step", args=[document.pk, "register"]), facts)

    page = words(browser.get(reverse("office:document", args=[document.pk])))
    assert "2031年3月31日" in page
    assert "没有征求" in page
    assert "HCRS-2026-1" in page


def test_a_form_opened_before_somebody_else_acted_is_refused_once(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    document = make_document(body=bureau, to=State.LEGAL_REVIEW)
    browser = log_in(staff.legal_reviewer)
    address = reverse("office:document_step", args=[document.pk, "pass_legal"])
    facts = {"opinion": "合法", "on": "2026-03-09", "last_event": "1"}

    answer = browser.post(address, facts)

    assert "您打开本页以后，经办人已经办理了“送合法性审核”" in words(answer)


def test_the_interpretation_is_added_from_the_page(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    document = make_public(body=bureau, explained=False)
    assert document.item
    browser = log_in(staff.handler)
    facts = {"form": "questions", "column": document.item.column_id, "on": "2026-03-09"}

    browser.post(reverse("office:document_step", args=[document.pk, "add_interpretation"]), facts)

    page = words(browser.get(reverse("office:document", args=[document.pk])))
    assert "《海城市就业见习管理办法》问答" in page
    assert "解读还没有发布" in page


def test_a_repeal_finds_the_later_document_in_whatever_brackets(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    old = make_public(body=bureau)
    make_public(body=bureau, title="海城市就业见习新办法", doc_no="海人社规〔2026〕2号")
    browser = log_in(staff.office_head)
    facts = {"basis": "新办法第二十条", "repeal_on": "2026-03-09", "on": "2026-03-09"}
    address = reverse("office:document_step", args=[old.pk, "repeal"])

    lost = browser.post(address, {**facts, "through": "海人社规[2026]22号"})
    browser.post(address, {**facts, "through": "海人社规[2026]2号"})

    assert "没有找到这个索引号或者文号的信息" in words(lost)
    page = words(browser.get(reverse("office:document", args=[old.pk])))
    assert "被废止，依据" in page
    assert "海城市就业见习新办法" in page


def test_a_file_of_a_step_is_sent_as_a_download(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    document = make_document(body=bureau)
    browser = log_in(staff.handler)
    file = SimpleUploadedFile("起草说明.txt", "依据和必要性".encode())
    facts = {"note": "起草说明", "on": "2026-03-09", "file": file}

    browser.post(reverse("office:document_step", args=[document.pk, "add_paper"]), facts)

    paper = DocumentPaper.objects.get()
    sent = browser.get(reverse("office:document_paper", args=[document.pk, paper.pk]))
    assert sent["Content-Disposition"].startswith("attachment")
    assert b"".join(sent.streaming_content).decode() == "依据和必要性"  # type: ignore[attr-defined]
