"""All bodies below one: three hundred of them with their requests and reports, beside thirty."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from statistics import median

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from stdnum.cn import uscc

from bench.corpus import note_kinds
from gongkai.bodies.actions import add_body, add_unit, add_user
from gongkai.bodies.models import Body
from gongkai.casework.models import Applicant, Channel, DisclosureRequest
from gongkai.casework.states import State
from gongkai.office.desk import Desk
from gongkai.office.reports.rollup import roll_up
from gongkai.reports.models import AnnualReport, ReportCell
from gongkai.rules import formats
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role

FEW, MANY, REQUESTS = 30, 300, 100  # bodies, and requests of each
YEAR, TODAY = 2025, date(2026, 2, 2)
ROUNDS = 3


def measure() -> Iterator[tuple[str, str, str]]:
    """Roll up a city with few bodies below and one with many; yield what, the numbers, and the ratio."""
    found = {count: _city(count) for count in (FEW, MANY)}
    times = {count: _seconds(partial(roll_up, desk, YEAR)) for count, desk in found.items()}
    queries = {count: _queries(partial(roll_up, desk, YEAR)) for count, desk in found.items()}
    numbers = (
        f"{times[FEW] * 1000:.0f} ms for {FEW}, {times[MANY] * 1000:.0f} ms for {MANY} bodies, "
        f"{queries[FEW]} and {queries[MANY]} queries"
    )
    yield f"roll-up of a year, {MANY // FEW} times the bodies", numbers, f"{times[MANY] / times[FEW]:.1f} ×"


@transaction.atomic
def _city(count: int) -> Desk:
    code = f"city{count}"
    city = _body(code, 900 + count, None)
    for number in range(count):
        below = _body(f"{code}-{number}", count * 10 + number, city)
        _add_requests(below, f"{count:03}{number:03}")
        _add_report(below)
    note_kinds()
    user = add_user(username=code, full_name="王芳", password="only for measuring")  # noqa: S106
    return Desk(user, city, (city,), frozenset({Role.REPORT_EDITOR}), TODAY)


def _body(code: str, number: int, parent: Body | None) -> Body:
    stem = f"11990{number:06}728042"
    return add_body(
        code=code,
        name=f"第{code}人力资源和社会保障局",
        short_name=f"{code}人社局",
        level="county" if parent else "city",
        parent=parent,
        uscc=stem + uscc.calc_check_digit(stem),
        doc_no_prefix="人社",
    )


def _add_requests(body: Body, prefix: str) -> None:
    """Put the requests of a year straight into the tables: only their number matters here."""
    unit = add_unit(body, code="office", name="办公室", is_disclosure_office=True)
    received = [date(YEAR, 1, 1) + timedelta(days=number * 3) for number in range(REQUESTS)]
    cases = DisclosureRequest.objects.bulk_create(
        DisclosureRequest(
            body=body,
            number=f"{YEAR}{number:04}",
            query_code=f"{prefix}{number:04}",
            channel=Channel.WEBSITE,
            submitted_on=on,
            received_on=on,
            clock_from=on,
            due_on=on + timedelta(days=30),
            matter=f"第{number}件申请的信息",
            state=State.CLOSED,
            handling_unit=unit,
            outcome=Outcome.GRANTED,
            concluded_on=on + timedelta(days=number % 40),
        )
        for number, on in enumerate(received)
    )
    kinds = list(ApplicantKind)
    Applicant.objects.bulk_create(
        Applicant(request=case, kind=kinds[number % len(kinds)], name="测量", phone="0999-0000000")
        for number, case in enumerate(cases)
    )


def _add_report(body: Body) -> None:
    """Give the body a report whose cells are stored; what they hold does not matter for the time."""
    report = AnnualReport.of_year(body, YEAR)
    report.save()
    cells = [
        (table.id, row.id, column.id)
        for table in formats.for_year(YEAR).tables
        for row, column in table.cells()
    ]
    ReportCell.objects.bulk_create(
        ReportCell(report=report, table=table, row=row, column=column, value=Decimal(3), source="counted")
        for table, row, column in cells
    )


def _seconds(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return median(once() for _ in range(ROUNDS))


def _queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)
