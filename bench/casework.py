"""The office at work among few and among many cases: each page's time and number of queries."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.docket import Staff, add_cases, add_staff
from gongkai.bodies.models import Body, User
from gongkai.casework.models import DisclosureRequest

FEW = 100
IN_HAND = (40, 800)  # of the few and of the many: a backlog grows more slowly than an archive
READS = 40  # of each page
FIGURE = "requests.new"


@dataclass(frozen=True)
class Reading:
    """What one page took: the usual and the slow time in milliseconds, and how many queries it asks."""

    p50: float
    p95: float
    queries: int


def measure(body: Body, many: int) -> Iterator[tuple[str, str, str]]:
    """Read each page among few cases, then among many; yield what, the numbers and the ratio of the p95."""
    staff, readings = add_staff(body), []
    for count, in_hand in zip((FEW, many), IN_HAND, strict=True):
        started = time.perf_counter()
        before = DisclosureRequest.objects.of(body).count()
        add_cases(staff, range(before, count), in_hand=in_hand)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if before:
            yield f"{count - before:,} cases made", f"{time.perf_counter() - started:.0f} s", "–"
        readings.append({name: read(get) for name, get in pages(body, staff).items()})
    for name, few in readings[0].items():
        yield _line(name, few, readings[1][name], many)


def pages(body: Body, staff: Staff) -> dict[str, Callable[[], None]]:
    """Return what reads each page, as the officer of the disclosure office."""
    get, rows = _reader(staff.officer), reverse("office:requests")
    cases = DisclosureRequest.objects.of(body)
    waiting, answered = _middle(cases.in_hand()), _middle(cases.exclude(outcome=""))
    first = cases.select_related("applicant").earliest("pk")  # is there among the few, and among the many
    return {
        "list of cases in hand": get(rows),
        "list of all cases": get(f"{rows}?tab=all"),
        "list of all cases, page 2": get(f"{rows}?tab=all&page=2"),
        "search for a number": get(f"{rows}?tab=all&q={first.number}"),
        "search for words": get(f"{rows}?tab=all&q={first.matter}"),
        "search for an applicant": get(f"{rows}?tab=all&q={first.applicant.name}"),
        "export of the first hundred cases": get(f"{reverse('office:requests_export')}?tab=all&q=CASE-00000"),
        "today": get(reverse("office:today")),
        "radar": get(reverse("office:radar")),
        "inbox": get(reverse("office:inbox")),
        "page of a case in hand": get(reverse("office:request", args=[waiting])),
        "page of an answered case": get(reverse("office:request", args=[answered])),
        "requests like a case in hand": get(reverse("office:request_repeats", args=[waiting])),
        "what to disclose to everybody": get(reverse("office:promotions")),
        "register of what is withheld": get(reverse("office:withholdings")),
        "receipt of a figure of this year": get(reverse("office:figure", args=[FIGURE])),
    }


def read(get: Callable[[], None]) -> Reading:
    """Read a page many times; the first reading, which fills caches, is left out."""
    get()
    with CaptureQueriesContext(connection) as asked:
        get()
    queries, times = len(asked), []
    for _ in range(READS):
        started = time.perf_counter()
        get()
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return Reading(times[READS // 2], times[int(READS * 0.95) - 1], queries)


def _line(name: str, few: Reading, lot: Reading, many: int) -> tuple[str, str, str]:
    what = f"{name}, p95 at {many:,} cases against that at {FEW:,}"
    times = f"p50 {few.p50:.0f} and {lot.p50:.0f} ms, p95 {few.p95:.0f} and {lot.p95:.0f} ms"
    same = f"{lot.queries} queries both times"
    queries = same if few.queries == lot.queries else f"{few.queries} and {lot.queries} queries"
    return what, f"{times}, {queries}", f"{lot.p95 / few.p95:.1f} ×"


def _reader(officer: User) -> Callable[[str], Callable[[], None]]:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    def reader(path: str) -> Callable[[], None]:
        def once() -> None:
            answer = client.get(path)
            answer.getvalue()
            if answer.status_code != 200:
                raise RuntimeError(f"{path} answers {answer.status_code}")

        return once

    return reader


def _middle(cases: QuerySet[DisclosureRequest]) -> int:
    key: int = cases.order_by("pk").values_list("pk", flat=True)[cases.count() // 2]
    return key
