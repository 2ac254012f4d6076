"""保存期限: what goes when is shown before it goes, and only an administrator lets it go."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from gongkai.bodies.models import Body
from gongkai.casework.actions import keep_list, kept_list, purge_due, restrict_request
from gongkai.casework.models import Applicant, DisclosureRequest
from gongkai.rules.roles import Role
from tests.factories import answer_request, make_body, make_request, make_user, staff_of

pytestmark = pytest.mark.django_db
PAGE = "/office/bodies/retention/"
ANSWERED, AFTER = date(2026, 3, 9), date(2036, 3, 10)


@pytest.fixture
def body() -> Body:
    body = make_body()
    answer_request(make_request(body=body, assigned=True, name="王小明"), on=ANSWERED)
    answer_request(make_request(assigned=True, name="张大力"), on=ANSWERED)
    return body


def opened(client: Client, body: Body, role: Role) -> Client:
    client.force_login(make_user(role=role, unit=staff_of(body).office))
    return client


@time_machine.travel(AFTER)
def test_the_page_says_what_would_go_and_the_button_lets_it_go(client: Client, body: Body) -> None:
    browser = opened(client, body, Role.ADMINISTRATOR)

    before = browser.get(PAGE).content.decode()
    still = Applicant.objects.get(request__body=body).name
    browser.post(PAGE)

    assert "将清除1项" in before
    assert "个人信息保护法第十九条、第四十七条" in before
    assert "2036年3月9日" in before
    assert still == "王小明"
    assert Applicant.objects.get(request__body=body).name == ""
    assert Applicant.objects.exclude(request__body=body).get().name == "张大力"
    assert "没有期满的个人信息" in browser.get(PAGE).content.decode()


@time_machine.travel(AFTER)
def test_a_restricted_case_goes_without_its_number_being_read(client: Client, body: Body) -> None:
    staff, case = staff_of(body), DisclosureRequest.objects.of(body).get()
    restrict_request(case, readers=[staff.leader], reason="涉及人事", by=staff.office_head, on=ANSWERED)

    page = opened(client, body, Role.ADMINISTRATOR).get(PAGE).content.decode()

    assert "（限定人员查看）" in page
    assert case.number not in page


@time_machine.travel(date(2036, 1, 10))
def test_what_will_go_in_three_months_is_foretold(client: Client, body: Body) -> None:
    page = opened(client, body, Role.OFFICE_HEAD).get(PAGE).content.decode()

    assert "2036年3月9日" in page
    assert "现在清除" not in page


@time_machine.travel(AFTER)
def test_the_head_of_the_office_only_reads(client: Client, body: Body) -> None:
    opened(client, body, Role.OFFICE_HEAD).post(PAGE)

    assert Applicant.objects.get(request__body=body).name == "王小明"


def test_a_list_that_nobody_finished_goes_after_its_period(settings: Any, tmp_path: Path) -> None:
    body = make_body()
    by = staff_of(body).registrar
    digest = keep_list(body, data=b"list", by=by)
    file = next((Path(settings.MEDIA_ROOT) / "lists" / str(body.pk)).rglob("*.xlsx"))
    uploaded = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()
    os.utime(file, (uploaded, uploaded))

    purge_due(on=date(2026, 4, 1))
    kept = kept_list(body, digest=digest, by=by)
    purge_due(on=date(2026, 4, 2))

    assert kept == b"list"
    assert kept_list(body, digest=digest, by=by) is None
