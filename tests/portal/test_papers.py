"""The request form on paper and the receipt as PDF: what stands in them, and what does not."""

from datetime import date
from typing import Any

import pdfplumber
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from gongkai.bodies.actions import adopt_design, draft_design
from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.portal import limits
from gongkai.portal.following import sealed
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.roles import Role
from tests.factories import make_request, make_user
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words
from tests.portal.test_requests import filled
from tests.publishing.papers.made import picture

pytestmark = pytest.mark.django_db


def text_of(response: Any, tmp_path: Any) -> str:
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    file = tmp_path / "paper.pdf"
    file.write_bytes(response.content)
    with pdfplumber.open(file) as pdf:
        return "".join(page.extract_text() or "" for page in pdf.pages).replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("kind", ApplicantKind)
def test_each_kind_of_applicant_has_its_own_form(client: Client, bureau: Bureau, kind: ApplicantKind) -> None:
    page = parse(client.get("/requests/form/", {"kind": kind.value}))

    names = [words(each) for each in page.select(".gk-paper th")]
    assert ("证件号码" in names) is kind.is_person
    assert ("统一社会信用代码" in names) is not kind.is_person
    assert (f"■{kind.label}" in page.get_text()) is not kind.is_person
    assert {"联系电话", "名称", "文号", "提供方式", "获取途径", "需要的帮助"} <= set(names)


def test_the_page_and_the_pdf_have_the_same_fields(client: Client, bureau: Bureau, tmp_path: Any) -> None:
    page = parse(client.get("/requests/form/?kind=business"))
    text = text_of(client.get("/requests/form/form.pdf?kind=business"), tmp_path)

    for name in page.select(".gk-paper th[scope=row]"):
        assert words(name) in text


def test_an_unknown_kind_is_taken_for_a_person(client: Client, bureau: Bureau) -> None:
    assert "证件号码" in parse(client.get("/requests/form/?kind=ghost")).get_text()


def test_what_was_typed_comes_back_on_paper_and_nothing_is_filed(
    client: Client, bureau: Bureau, tmp_path: Any
) -> None:
    typed = filled(assistance=["large_print"], proposes_release="on", matter="“稳岗”#返还[名单]*$x$")

    text = text_of(client.post("/requests/form/filled.pdf", typed), tmp_path)

    assert "110101199003070038" in text
    assert "“稳岗”#返还[名单]*$x$" in text
    assert "■居民身份证" in text
    assert "■大字版文书" in text
    assert "■建议将所申请的信息主动公开" in text
    assert not DisclosureRequest.objects.exists()


def test_half_a_form_is_a_form(client: Client, bureau: Bureau, tmp_path: Any) -> None:
    text = text_of(client.post("/requests/form/filled.pdf", {"name": "李明"}), tmp_path)

    assert "李明" in text


def test_a_filled_form_is_kept_by_no_cache(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/form/filled.pdf", filled())

    assert "no-store" in response["Cache-Control"]


def test_a_character_that_no_font_has_is_told_in_plain_words(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/form/filled.pdf", filled(name="\U0001f9ff"))

    assert response.status_code == 422
    assert "没有生成文件" in parse(response).get_text()


def test_an_empty_form_that_cannot_be_set_is_told_in_plain_words(client: Client, bureau: Bureau) -> None:
    Body.objects.filter(pk=bureau.body.pk).update(address="海城市\U0001f9ff路1号")

    response = client.get("/requests/form/form.pdf")

    assert response.status_code == 422
    assert "没有生成文件" in parse(response).get_text()


@time_machine.travel("2026-03-09T09:20:00+08:00", tick=False)  # within one hour, whenever it runs
def test_papers_too_have_an_end(client: Client, bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAPERS", ("paper", 0, limits.HOUR))

    response = client.post("/requests/form/filled.pdf", filled())

    assert "次数太多" in parse(response).get_text()


@time_machine.travel(date(2026, 3, 2))
def test_the_receipt_names_code_and_legal_day(client: Client, bureau: Bureau, tmp_path: Any) -> None:
    case = make_request(body=bureau.body, received_on=None, channel=Channel.WEBSITE)

    text = text_of(client.get(f"/requests/receipt/{sealed(case)}/receipt.pdf"), tmp_path)

    assert case.query_code in text
    assert "今天确认收到的，最迟答复日期" in text
    assert "2026年3月30日星期一" in text
    assert "李*" in text
    assert "http://testserver/requests/track/" in text


def test_the_receipt_wears_the_look_of_the_body(client: Client, bureau: Bureau, tmp_path: Any) -> None:
    case = make_request(body=bureau.body, received_on=None)
    facts = {"site_name": "", "colour": "#0a5c36", "accent": "", "titles": "song"}
    by = make_user(role=Role.ADMINISTRATOR, body=bureau.body)
    emblem = SimpleUploadedFile("徽标.png", picture())
    draft = draft_design(bureau.body, facts, emblem=emblem, keeps_emblem=False, by=by)
    adopt_design(draft, by=by, at=now())

    file = tmp_path / "receipt.pdf"
    file.write_bytes(client.get(f"/requests/receipt/{sealed(case)}/receipt.pdf").content)

    with pdfplumber.open(file) as pdf:
        page = pdf.pages[0]
        assert len(page.images) == 1
        drawn = {tuple(round(part * 255) for part in each["non_stroking_color"]) for each in page.chars}
    assert (0x0A, 0x5C, 0x36) in drawn


@time_machine.travel(date(2026, 3, 20))
def test_a_receipt_fetched_later_shows_the_day_that_holds_then(
    client: Client, bureau: Bureau, tmp_path: Any
) -> None:
    case = make_request(body=bureau.body, received_on=date(2026, 3, 2))

    text = text_of(client.get(f"/requests/receipt/{sealed(case)}/receipt.pdf"), tmp_path)

    assert "2026年3月30日星期一" in text
    assert "今天确认" not in text


def test_a_withdrawn_request_still_has_its_receipt(client: Client, bureau: Bureau, tmp_path: Any) -> None:
    case = make_request(body=bureau.body, received_on=None)
    actions.withdraw_request(case, reason="", by=None, on=date(2026, 3, 3))

    assert case.number.replace(" ", "") in text_of(
        client.get(f"/requests/receipt/{sealed(case)}/receipt.pdf"), tmp_path
    )


def test_a_forged_address_gives_no_receipt(client: Client, bureau: Bureau) -> None:
    response = client.get("/requests/receipt/MQ:1abcde:forged/receipt.pdf")

    assert response["Location"] == "/requests/track/"
