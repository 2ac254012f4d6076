"""The office at work among few and among many cases: the list, the first page, and the page of one case."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from django.db import connection
from django.db.models import DateTimeField, QuerySet
from django.db.models.functions import Cast
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.bodies.actions import add_user, assign_role
from gongkai.bodies.models import Body, Unit, User
from gongkai.casework.models import Applicant, Channel, DisclosureRequest, Reply, RequestEvent, Stage
from gongkai.casework.states import State
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role

BATCH = 2_000
FEW = 100
IN_HAND = (40, 400)  # of the few and of the many: a backlog grows more slowly than an archive
READS = 40  # of each page
Taken = tuple[str, str, str, date, Mapping[str, object]]  # step, states, day, data
OUTCOMES = tuple(outcome for outcome in Outcome if not outcome.detail_required)


def measure(body: Body, many: int) -> Iterator[tuple[str, str, str]]:
    """Read each page among few cases, then among many; yield what, the numbers and the ratio of the p95."""
    officer = _officer(body)
    times = []
    for count, in_hand in zip((FEW, many), IN_HAND, strict=True):
        started = time.perf_counter()
        before = DisclosureRequest.objects.of(body).count()
        add_cases(body, officer, range(before, count), in_hand=in_hand)
        if before:
            yield f"{count - before:,} cases made", f"{time.perf_counter() - started:.0f} s", "–"
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        times.append({name: _p95(read) for name, read in _pages(body, officer).items()})
    for name, few in times[0].items():
        lot = times[1][name]
        numbers = f"p95 {few:.0f} ms at {FEW:,}, {lot:.0f} ms at {many:,} cases"
        yield f"{name}, p95 against that at {FEW:,} cases", numbers, f"{lot / few:.1f} ×"


def add_cases(body: Body, officer: User, numbers: range, *, in_hand: int) -> None:
    """Put cases with applicants, events and replies into the tables; the last ones wait for an answer."""
    unit = body.units.get()
    for first in range(numbers.start, numbers.stop, BATCH):
        some = range(first, min(first + BATCH, numbers.stop))
        cases = [_case(unit, officer, each, is_done=each < numbers.stop - in_hand) for each in some]
        DisclosureRequest.objects.bulk_create(cases)
        Applicant.objects.bulk_create(_applicant(case) for case in cases)
        Reply.objects.bulk_create(_reply(case, officer) for case in cases if case.outcome)
        RequestEvent.objects.bulk_create(event for case in cases for event in _events(case, officer))
    RequestEvent.objects.update(at=Cast("on", DateTimeField()))  # entered on their day, not all of them now


def _officer(body: Body) -> User:
    unit = body.units.get()
    officer = add_user(username="bench-officer", full_name="王芳", password="only for measuring")  # noqa: S106
    for role in (Role.REGISTRAR, Role.OFFICE_HEAD, Role.HANDLER):
        assign_role(officer, unit=unit, role=role, on=date(2019, 5, 15))
    return officer


def _pages(body: Body, officer: User) -> dict[str, Callable[[], None]]:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    cases = DisclosureRequest.objects.of(body)
    answered = cases.exclude(outcome="").order_by("pk")
    waiting = cases.in_hand().order_by("pk")
    rows = reverse("office:requests")

    def read(path: str) -> Callable[[], None]:
        def once() -> None:
            status = client.get(path).status_code
            if status != 200:
                raise RuntimeError(f"{path} answers {status}")

        return once

    return {
        "list of cases in hand": read(rows),
        "list of all cases": read(f"{rows}?tab=all"),
        "today, with the radar": read(reverse("office:today")),
        "page of a case in hand": read(reverse("office:request", args=[_middle(waiting)])),
        "page of an answered case": read(reverse("office:request", args=[_middle(answered)])),
    }


def _middle(cases: QuerySet[DisclosureRequest]) -> int:
    key: int = cases.values_list("pk", flat=True)[cases.count() // 2]
    return key


def _p95(read: Callable[[], None]) -> float:
    """Return the 95th percentile in milliseconds; the first reading, which fills caches, is left out."""
    read()
    times = []
    for _ in range(READS):
        started = time.perf_counter()
        read()
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)[int(READS * 0.95) - 1]


def _case(unit: Unit, officer: User, number: int, *, is_done: bool) -> DisclosureRequest:
    chance = random.Random(f"case {number}")  # noqa: S311  # quantities, not secrets
    today = localdate()
    ago = chance.randrange(60, 3_000) if is_done else chance.randrange(0, 35)
    received_on = today - timedelta(days=ago)
    return DisclosureRequest(
        body=unit.body,
        number=f"CASE-{number:07d}",
        query_code=f"C{number:09d}",
        channel=Channel.COUNTER,
        submitted_on=received_on,
        received_on=received_on,
        clock_from=received_on,
        due_on=received_on + timedelta(days=28),
        matter=f"第{number}件申请的政府信息",
        description="稳岗返还的办理情况",
        state=State.CLOSED if is_done else chance.choice((State.REGISTERED, State.ASSIGNED)),
        handling_unit=unit,
        handler=officer,
        outcome=chance.choice(OUTCOMES) if is_done else "",
        concluded_on=received_on + timedelta(days=20) if is_done else None,
    )


def _applicant(case: DisclosureRequest) -> Applicant:
    return Applicant(
        request=case,
        kind=ApplicantKind.NATURAL_PERSON,
        name=f"测量{case.pk % 5000}",
        id_type="passport",
        id_number=f"E{case.pk % 5000:08d}",
        phone=f"1380000{case.pk % 5000:04d}",
    )


def _reply(case: DisclosureRequest, officer: User) -> Reply:
    return Reply(
        request=case,
        outcome=case.outcome,
        text="经审查，答复如下。",
        reasons="不符合公开的条件。",
        stage=Stage.ISSUED,
        drafted_by=officer,
        drafted_on=case.concluded_on or case.submitted_on,
        doc_no=f"测人社答〔{case.pk}〕号",
        due_on=case.due_on,
        issued_on=case.concluded_on,
        served_on=case.concluded_on,
    )


def _events(case: DisclosureRequest, officer: User) -> Iterator[RequestEvent]:
    """Yield what happened: filed and registered, passed on where that is due, answered and closed."""
    received = case.submitted_on  # handed in
    passed_on = {"before": [None, None], "after": [case.handling_unit_id, officer.pk]}
    steps: list[Taken] = [("file", "", State.SUBMITTED, received, {})]
    steps.append(("register", State.SUBMITTED, State.REGISTERED, received, {}))
    if case.state != State.REGISTERED:
        steps.append(("assign", State.REGISTERED, State.ASSIGNED, received, passed_on))
    if answered := case.concluded_on:
        draft, result = {"draft_no": 1, "before": {}}, {"outcome": case.outcome}
        steps += [
            ("draft_reply", State.ASSIGNED, State.IN_REVIEW, answered, draft),
            ("issue_reply", State.IN_REVIEW, State.REPLIED, answered, result),
            ("close", State.REPLIED, State.CLOSED, answered, {}),
        ]
    for step, before, after, on, data in steps:
        yield RequestEvent(
            request=case, step=step, from_state=before, to_state=after, on=on, by=officer, data=data
        )
