"""A year's report from a thousand, a hundred thousand and ten million requests, each in a body of its own."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import pairwise
from statistics import median

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import CharField, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse
from stdnum.cn import uscc

from bench import corpus
from gongkai.bodies.actions import add_user, assign_role
from gongkai.bodies.models import Body, User
from gongkai.casework.models import Applicant, DisclosureRequest
from gongkai.office.figures.receipts import overview
from gongkai.reports.filling import calls, counted_cells
from gongkai.reports.models import AnnualReport
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.statistics.answers import record_keys
from gongkai.statistics.closing import count_month, digest_of, month_scope

FEW = 1_000
YEAR, FIRST, SPAN = 2025, "2024-12-08", 389  # days: some are carried in, some are carried out
ANSWERED = "5 + n.i * 7919 % 30"  # days after receipt
OUTCOMES = tuple(each.value for each in Outcome if not each.detail_required)
KINDS = (*[ApplicantKind.NATURAL_PERSON.value] * 5, *(each.value for each in ApplicantKind))
LAST = 10**9  # of too great a number the list shows its last page
MONTH = date(YEAR, 3, 1)
ROUNDS, LONG = 3, 20_000  # milliseconds; what takes so long is done once
BATCH = 500_000  # requests in one statement
NUMBERS = "SELECT CAST({first} AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {last}"


def measure(sizes: tuple[int, ...]) -> Iterator[tuple[str, str, str]]:
    """Count a year and open what stands behind it at each size; yield what, the numbers, and the ratio."""
    bodies = {}
    for size in sizes:
        bodies[size] = body_of(size)
        started = time.perf_counter()
        if (made := fill(bodies[size], size)) > FEW:
            yield f"{made:,} requests made", f"{time.perf_counter() - started:.0f} s", "–"
    settle()
    found = {
        size: {name: _milliseconds(work) for name, work in _works(body).items()}
        for size, body in bodies.items()
    }
    for small, large in pairwise(sizes):
        for name, least in found[small].items():
            most, factor = found[large][name], large // small
            what = f"{name}, {factor:,} times the requests"
            yield what, f"{least:,.0f} ms at {small:,}, {most:,.0f} ms at {large:,}", f"{most / least:.1f} ×"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"peak memory of the process that counts {sizes[-1]:,} requests", f"{memory:.0f} MB", "–"


def body_of(size: int) -> Body:
    """Return the body with so many requests, made where an earlier run has not."""
    code = f"years-{size}"
    stem = f"1199{size:08}72804"
    with transaction.atomic():
        return Body.objects.filter(code=code).first() or corpus.make_body(
            code, stem + uscc.calc_check_digit(stem), f"测量{size}件申请的市市场监督管理局"
        )


def fill(body: Body, size: int) -> int:
    """Bring the requests of a body to a number, from where an earlier run has left it; return how many."""
    cases = DisclosureRequest.objects.of(body)
    if not cases.exists():
        corpus.add_requests(body, YEAR, 1)
        cases.update(query_code=Concat(Value("Y"), "pk", output_field=CharField()))
    taken = cases.count()
    for first in range(taken + 1, size + 1, BATCH):
        with transaction.atomic():
            add_requests(body, first, min(first + BATCH - 1, size), size)
    return size - taken


def settle() -> None:
    """Leave the tables as they are when nobody has just written."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def add_requests(body: Body, since: int, until: int, of: int) -> None:
    """Put requests straight into the tables, as copies of a first one: one statement for each table."""
    first = DisclosureRequest.objects.of(body).earliest("pk")
    newest = DisclosureRequest.objects.latest("pk")
    received = f"n.i * {SPAN} / {of}"
    own = {name: _day(received) for name in ("submitted_on", "received_on", "clock_from")} | {
        "number": f"'{YEAR}-' || n.i",
        "query_code": f"'Y' || (n.i + {newest.pk + 1 - since})",
        "due_on": _day(f"{received} + 30"),
        "applicant_kind": _one_of(KINDS, 11),
        "outcome": _one_of(OUTCOMES, 7),
        "concluded_on": _day(f"{received} + {ANSWERED}"),
        "concluded_late": "n.i * 13 % 50 = 0",
        "extension_days": "CASE WHEN n.i * 17 % 9 = 0 THEN 20 ELSE 0 END",
    }
    table = DisclosureRequest._meta.db_table
    kind = f"(SELECT applicant_kind FROM {table} WHERE id = n.i)"  # noqa: S608  # our own words
    made = f"SELECT id FROM {table} WHERE id > {newest.pk}"  # noqa: S608
    numbers = NUMBERS.format(first=since, last=until)
    with _unchecked() as cursor:
        cursor.execute(_copies(DisclosureRequest, f"id = {first.pk}", own, numbers))
        cursor.execute(
            _copies(Applicant, f"request_id = {first.pk}", {"request_id": "n.i", "kind": kind}, made)
        )


def _copies(model: type[models.Model], of: str, own: dict[str, str], numbers: str) -> str:
    """Return the statement that copies a row once for each number `n.i`, but for its own columns."""
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    taken = ", ".join(own.get(column, f't."{column}"') for column in columns)
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {table} ({names}) WITH RECURSIVE n(i) AS ({numbers}) "  # noqa: S608  # no one's words
        f"SELECT {taken} FROM n, (SELECT * FROM {table} WHERE {of}) t"
    )


def _day(days: str) -> str:
    if connection.vendor == "postgresql":
        return f"DATE '{FIRST}' + CAST({days} AS integer)"
    return f"date('{FIRST}', ({days}) || ' days')"


def _one_of(values: tuple[str, ...], step: int) -> str:
    cases = " ".join(f"WHEN {place} THEN '{value}'" for place, value in enumerate(values))
    return f"CASE n.i * {step} % {len(values)} {cases} END"


@contextmanager
def _unchecked() -> Iterator[CursorWrapper]:
    """Take rows without looking for what each refers to: they are copies of one that is right."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET session_replication_role = replica")
        yield cursor
        if is_postgresql:
            cursor.execute("SET session_replication_role = DEFAULT")


def _works(body: Body) -> dict[str, Callable[[], object]]:
    """Return what is done with the requests: the year counted, and the pages that open its figures."""
    read = _reader(body)
    report = AnnualReport(
        body=body, year=YEAR, format="y2021", since=date(YEAR, 1, 1), until=date(YEAR, 12, 31)
    )
    receipt = reverse("office:figure", args=["requests.new"])
    pages = {
        "first page of the receipt of a figure": f"{receipt}?year={YEAR}",
        "last page of the receipt of a figure": f"{receipt}?year={YEAR}&page={LAST}",
        "page of all figures, or that they are being counted": f"{reverse('office:figures')}?year={YEAR}",
    }
    works: dict[str, Callable[[], object]] = {
        "report of a year": partial(counted_cells, report),
        "all figures of a year": partial(overview, report.scope),
        "lists of the records behind a report": partial(
            record_keys, calls(report.report_format).values(), report.scope
        ),
        "closing of a month with its lists": lambda: digest_of(count_month(month_scope(body, MONTH))),
    }
    return works | {name: partial(_open, read, path) for name, path in pages.items()}


def _open(read: Client, path: str) -> None:
    answer = read.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")


def _reader(body: Body) -> Client:
    username = f"{body.code}-editor"
    editor = User.objects.filter(username=username).first()
    if editor is None:
        editor = add_user(username=username, full_name="王芳", password="only for measuring")  # noqa: S106
        assign_role(editor, unit=body.units.get(), role=Role.REPORT_EDITOR, on=date(YEAR, 1, 1))
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _milliseconds(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        work()
        return (time.perf_counter() - started) * 1000

    first = once()
    return first if first > LONG else median([first, *(once() for _ in range(ROUNDS - 1))])
