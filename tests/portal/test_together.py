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
