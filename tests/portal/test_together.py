"""Several ask together online: one request, one representative, and rows that come without script."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from gongkai.casework.askers import names_of, representative_of
from gongkai.casework.models import DisclosureRequest
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words
from tests.portal.test_requests import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bureau")]


def together(*people: dict[str, str]) -> dict[str, Any]:
    rows = {
        f"people-{place}-{name}": value for place, each in enumerate(people) for name, value in each.items()
    }
    return filled(**{"people-TOTAL_FORMS": "2", "people-INITIAL_FORMS": "0", **rows})


ZHANG = {"name": "张大力", "phone": "13900000001", "is_representative": "on"}


@time_machine.travel(date(2026, 3, 2))
def test_they_file_one_request(client: Client, bureau: Bureau) -> None:
    client.post("/requests/new/", together(ZHANG, {"name": "孙小美"}))

    case = DisclosureRequest.objects.get()
    assert names_of(case) == ["李明", "张大力", "孙小美"]
    assert representative_of(case).name == "张大力"


@time_machine.travel(date(2026, 3, 2))
def test_more_rows_come_without_script(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/new/", {**together(ZHANG), "more_people": "1", "matter": ""})

    page = parse(response)
    assert response.status_code == 200
    assert len(page.select("[name$=-is_representative]")) == 4
    assert [each["value"] for each in page.select("[name=people-0-name]")] == ["张大力"]
    assert not page.select(".gk-field__error")
    assert not DisclosureRequest.objects.exists()


@time_machine.travel(date(2026, 3, 2))
def test_a_row_without_a_name_is_asked_for_it(client: Client, bureau: Bureau) -> None:
    response = client.post("/requests/new/", together({"phone": "13900000001"}))

    assert response.status_code == 422
    assert "请填写姓名或者名称" in words(parse(response).select_one(".gk-field__error"))
    assert not DisclosureRequest.objects.exists()


@time_machine.travel(date(2026, 3, 2))
def test_receipt_and_status_name_all_and_each_finds_it(client: Client, bureau: Bureau) -> None:
    receipt = client.post("/requests/new/", together(ZHANG, {"name": "孙小美"}), follow=True)
    code = DisclosureRequest.objects.get().query_code

    status = client.post("/requests/track/", {"code": code, "name": "孙小美"}, follow=True)

    assert "李*、张**、孙**" in receipt.content.decode()
    assert "李*、张**、孙**" in status.content.decode()


@time_machine.travel(date(2026, 3, 2))
def test_a_wrong_name_of_several_gets_the_same_answer_as_of_one(client: Client, bureau: Bureau) -> None:
    client.post("/requests/new/", together(ZHANG))
    code = DisclosureRequest.objects.get().query_code

    answers = [
        words(parse(client.post("/requests/track/", pair)).select_one(".gk-errors, .gk-notice, [role=alert]"))
        for pair in ({"code": code, "name": "张大"}, {"code": "AAAAAAAAAA", "name": "张大力"})
    ]

    assert answers[0] == answers[1]
    assert "没有查到" in answers[0]


def test_the_form_for_paper_has_room_for_all(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/requests/form/"))

    assert [words(each) for each in page.select("th[scope=rowgroup]")][1] == "共同申请人"
