"""What takes long is done by the worker: the page says so, asks again, and shows what was found and when."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from gongkai.bodies.models import Body, Unit, User
from gongkai.office import waiting
from gongkai.office.figures.receipts import overview
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.reports.states import State
from gongkai.rules.roles import Role
from gongkai.statistics.scope import Scope
from tests.factories import answer_request, make_body, make_request, make_unit, make_user

pytestmark = pytest.mark.django_db
FIGURES = "/office/figures/?year=2025"
JANUARY = date(2026, 1, 8)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def body() -> Body:
    return make_body(name="海城市人力资源和社会保障局")


@pytest.fixture
def office(body: Body) -> Unit:
    return make_unit(body=body, name="办公室", is_disclosure_office=True)


@pytest.fixture
def head(office: Unit) -> User:
    return make_user(role=Role.OFFICE_HEAD, unit=office)


@pytest.fixture
def reader(head: User, body: Body, monkeypatch: pytest.MonkeyPatch, settings: Any, client: Client) -> Client:
    """Let one request be many already, and the worker work when it is told to."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(waiting, "MANY", 0)
    answer_request(make_request(body=body, received_on=date(2025, 3, 3)), on=date(2025, 3, 20))
    client.force_login(head)
    return client


def work() -> None:
    """Do what the worker does, in the transaction of the test."""
    for row in DBTaskResult.objects.ready().filter(task_path__startswith="gongkai.office."):
        row.set_successful(row.task.call(*row.args_kwargs["args"]))


def test_the_figures_of_many_records_are_counted_by_the_worker(reader: Client, body: Body) -> None:
    first = reader.get(FIGURES)
    meanwhile = reader.get(FIGURES, headers=HTMX)
    work()
    done = reader.get(FIGURES, headers=HTMX)
    page = reader.get(FIGURES)

    assert "正在统计" in first.content.decode()
    assert first.context["groups"] == []
    assert "正在统计" in meanwhile.content.decode()
    assert "<html" not in meanwhile.content.decode()
    assert done.headers["HX-Refresh"] == "true"
    assert page.context["groups"] == overview(Scope.year(body, 2025))
    assert "统计于" in page.content.decode()
    assert DBTaskResult.objects.filter(task_path__endswith="count_figures").count() == 1


def test_they_are_counted_again_when_asked_and_when_old(reader: Client, body: Body) -> None:
    reader.get(FIGURES)
    work()
    make_request(body=body, received_on=date(2025, 6, 3))
    kept = reader.get(FIGURES).context

    assert reader.post(FIGURES).status_code == 302
    again = reader.get(FIGURES)
    assert again.context["counted"].is_running
    assert again.context["groups"] == kept["groups"]
    work()
    assert reader.get(FIGURES).context["groups"] == overview(Scope.year(body, 2025)) != kept["groups"]
    with time_machine.travel(now() + timedelta(hours=2)):
        assert reader.get(FIGURES).context["counted"].is_running


def test_it_is_said_when_nobody_counts(reader: Client) -> None:
    reader.get(FIGURES)
    with time_machine.travel(now() + timedelta(minutes=3)):
        page = reader.get(FIGURES).content.decode()
        assert "统计没有进展" in page
        assert "重新统计" in page
        reader.post(FIGURES)
        assert "正在统计" in reader.get(FIGURES).content.decode()


def test_a_counting_that_fails_is_said(reader: Client) -> None:
    reader.get(FIGURES)
    DBTaskResult.objects.get(task_path__endswith="count_figures").set_failed(ValueError("broken"))

    assert "统计没有完成" in reader.get(FIGURES).content.decode()


def test_a_great_report_is_frozen_by_the_worker(reader: Client, body: Body, head: User) -> None:
    report = actions.open_report(body, year=2025, by=make_editor(body), on=JANUARY)
    path = f"/office/reports/{report.pk}/steps/freeze/"

    assert reader.post(path).status_code == 302
    assert "正在定稿" in reader.get(path).content.decode()
    assert "正在" in reader.get(path, headers=HTMX).content.decode()
    work()
    assert reader.get(path, headers=HTMX).headers["HX-Refresh"] == "true"
    answer = reader.get(path, follow=True)

    report.refresh_from_db()
    assert report.state == State.FROZEN
    assert "已定稿" in answer.content.decode()


def test_why_a_great_report_could_not_be_frozen_is_said(reader: Client, body: Body) -> None:
    editor = make_editor(body)
    report = actions.open_report(body, year=2025, by=editor, on=JANUARY)
    actions.override_cell(
        report, cell="requests.new.total", value=Decimal(3), reason="核对", by=editor, on=JANUARY
    )
    path = f"/office/reports/{report.pk}/steps/freeze/"

    reader.post(path)
    work()
    page = reader.get(path).content.decode()

    assert "不能定稿" in page
    assert AnnualReport.objects.get().state == State.DRAFT


def make_editor(body: Body) -> User:
    return make_user(role=Role.REPORT_EDITOR, unit=body.units.get(is_disclosure_office=True))
