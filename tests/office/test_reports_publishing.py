"""年报公布: frozen by the head, sent to review by the information officer, published by the leader."""

from datetime import date

import pytest
from django.test import Client

from gongkai.bodies.models import Body, Unit, User
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Column
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.reports.states import State
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_unit, make_user

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 8)


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def office(body: Body) -> Unit:
    return make_unit(body=body, name="办公室", is_disclosure_office=True)


@pytest.fixture
def report(body: Body, office: Unit) -> AnnualReport:
    head = make_user(role=Role.OFFICE_HEAD, unit=office)
    opened = actions.open_report(body, year=2025, by=head, on=JANUARY)
    return actions.freeze_report(opened, by=head, on=JANUARY)


def step(client: Client, report: AnnualReport, code: str) -> str:
    return client.post(f"/office/reports/{report.pk}/steps/{code}/", follow=True).content.decode()


def review(report: AnnualReport, office: Unit) -> None:
    report.refresh_from_db()
    assert report.item is not None
    head, reviewer = (make_user(role=role, unit=office) for role in (Role.UNIT_HEAD, Role.SECRECY_REVIEWER))
    item = publishing.approve_unit(report.item, by=head, on=JANUARY)
    publishing.approve_secrecy(
        item, checked=list(review_points()), disclosure_mode="public", by=reviewer, on=JANUARY
    )


@pytest.fixture
def officer(office: Unit) -> User:
    return make_user(role=Role.INFORMATION_OFFICER, unit=office)


def test_a_frozen_report_goes_through_review_to_the_public(
    report: AnnualReport, office: Unit, officer: User, client: Client
) -> None:
    make_column(unit=office, kind=Column.Kind.ANNUAL_REPORT)
    client.force_login(officer)

    assert "已送审" in step(client, report, "submit")
    client.force_login(make_user(role=Role.LEADER, unit=office))
    too_early = step(client, report, "publish")
    review(report, office)
    step(client, report, "publish")

    assert "还没有通过公开审查" in too_early
    report.refresh_from_db()
    assert report.state == State.PUBLISHED
    assert report.is_public


def test_without_a_column_the_refusal_says_what_to_do(
    report: AnnualReport, officer: User, client: Client
) -> None:
    client.force_login(officer)

    assert "请先设置栏目" in step(client, report, "submit")
    report.refresh_from_db()
    assert report.state == State.FROZEN


def test_a_step_that_is_none_is_not_there(report: AnnualReport, officer: User, client: Client) -> None:
    client.force_login(officer)

    assert client.get(f"/office/reports/{report.pk}/steps/erase/").status_code == 404
