"""What is measured and how it is compared; every line of the table is a ratio within this run."""

import os
import platform
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.utils.timezone import localdate

from bench import casework, corpus, judged, letters, searching, serving
from gongkai.bodies.models import Body
from gongkai.publishing.models import InformationItem
from gongkai.reports.filling import counted_cells
from gongkai.reports.models import AnnualReport
from gongkai.search.engine import SearchQuery, engine

QUERIES = (
    *("失业保险", "养老保险 转移", "公开招聘 面试 公告", "补贴性培训", "行政处罚", "高新区 招聘会"),
    *("创业担保贷款", "职称评审", "工资集体协商", "第77号", "农民工工资专用账户", "稳岗返还"),
)
SMALL_ITEMS, SMALL_REQUESTS = 20_000, 1_000
MANY = 40_000  # different pages, more than are read in a round
ROUNDS, SECONDS = 5, 4.0
LETTERS = 1_000


@dataclass
class Bench:
    """The table as it grows: what was measured, the numbers, and the ratio."""

    body: Body
    home: Path
    items: int
    requests: int
    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def say(self, what: str, numbers: str, ratio: str) -> None:
        """Add a line and show it at once."""
        self.lines.append((what, numbers, ratio))
        print(f"{what}: {numbers} → {ratio}", flush=True)  # noqa: T201


def measure(names: Collection[str], *, items: int, requests: int, home: Path) -> str:
    """Measure, in an order in which later measurements find what earlier ones loaded; return the page."""
    with transaction.atomic():
        body = corpus.make_body()
    bench = Bench(body, home, items, requests)
    parts: dict[str, Callable[[Bench], None]] = {
        "load": load,
        "search": search_judged,
        "page": page,
        "report": report,
        "cases": cases,
        "letters": make_letters,
    }
    if "load" not in names and "page" in names:
        load(bench)
    for name, part in parts.items():
        if name in names:
            part(bench)
    return _page(bench)


def load(bench: Bench) -> None:
    """Load the collection by the import command, in two steps, beside a bare bulk insert of the same rows."""
    first, second = min(SMALL_ITEMS, bench.items), bench.items
    for count in dict.fromkeys((first, second)):
        path = bench.home / "items.jsonl"
        corpus.write_items(path, count)
        before = InformationItem.objects.count()
        seconds = _time(partial(_import, path))
        new = count - before
        bare = _bare_insert(min(new, SMALL_ITEMS)) * new / min(new, SMALL_ITEMS)
        numbers = f"{new:,} items in {seconds:.1f} s, indexed; bare rows {bare:.1f} s"
        bench.say(f"load to {count:,} items against a bare bulk insert", numbers, f"{seconds / bare:.1f} ×")
        search(bench, count)


def search(bench: Bench, count: int) -> None:
    """Ask each question twenty times; the ratio says how far the slow ones lie from the usual ones."""
    times = sorted(
        engine().query(SearchQuery(text=query, limit=10)).ms for _ in range(20) for query in QUERIES
    )
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    numbers = f"p50 {p50:.2f} ms, p95 {p95:.2f} ms over {len(QUERIES)} queries"
    bench.say(f"search at {count:,} items, p95 against p50", numbers, f"{p95 / p50:.1f} ×")


def search_judged(bench: Bench) -> None:
    """Put the judged items among the others and ask for them; items that are not loaded yet are put in."""
    if not InformationItem.objects.exists():
        path = bench.home / "items.jsonl"
        corpus.write_items(path, bench.items)
        corpus.fill(bench.body, path, localdate())
    path = bench.home / "judged" / "items.jsonl"
    path.parent.mkdir()
    judged.write_judged(path)
    corpus.fill(bench.body, path, localdate())
    for line in searching.measure(InformationItem.objects.live().count()):
        bench.say(*line)


def page(bench: Bench) -> None:
    """Serve an item's page and a bare view that returns the same bytes, in turn, from one server."""
    keys = list(InformationItem.objects.live().order_by("?").values_list("pk", flat=True)[:MANY])
    everybodys, everyones = [_address(keys[0])], [_address(key) for key in keys]
    with serving.server() as port:
        (bench.home / "bare.html").write_bytes(serving.fetch(port, everybodys[0])[1])
        rates: dict[str, list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            for name, paths in (("one", everybodys), ("many", everyones), ("bare", ["/bare"])):
                rates[name].append(serving.requests_per_second(port, paths, SECONDS))
    for name, what in (("one", "the page that everybody reads"), ("many", "pages that nobody read lately")):
        ratio = statistics.median(a / b for a, b in zip(rates[name], rates["bare"], strict=True))
        numbers = (
            f"{statistics.median(rates[name]):.0f} against {statistics.median(rates['bare']):.0f} a second"
        )
        bench.say(f"item pages among {bench.items:,}, {what}, against a bare view", numbers, f"{ratio:.2f}")


def _address(key: int) -> str:
    return f"/i/{key}.html"


def report(bench: Bench) -> None:
    """Count all cells of a year with few and with many requests."""
    times = {}
    for year, count in ((2024, SMALL_REQUESTS), (2025, bench.requests)):
        corpus.add_requests(bench.body, year, count)
        times[count] = _median(partial(counted_cells, _report(bench.body, year)))
    few, many = times[SMALL_REQUESTS], times[bench.requests]
    numbers = (
        f"{few * 1000:.0f} ms at {SMALL_REQUESTS:,}, {many * 1000:.0f} ms at {bench.requests:,} requests"
    )
    factor = bench.requests / SMALL_REQUESTS
    bench.say(f"report of a year, {factor:.0f} times the requests", numbers, f"{many / few:.1f} ×")


def cases(bench: Bench) -> None:
    """Read the pages of casework in a body with few cases, and in the same body with many."""
    with transaction.atomic():
        body = corpus.make_body("cases", "114417000072804212", "测量市住房保障局")
    for line in casework.measure(body, bench.requests):
        bench.say(*line)


def make_letters(bench: Bench) -> None:
    """Make a thousand letters as PDF and as DOCX."""
    for line in letters.measure(bench.body, LETTERS):
        bench.say(*line)


def _report(body: Body, year: int) -> AnnualReport:
    return AnnualReport(
        body=body, year=year, format="y2021", since=date(year, 1, 1), until=date(year, 12, 31)
    )


def _import(path: Path) -> None:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        call_command("import_items", path, json=True, stdout=nowhere, stderr=nowhere)


def _bare_insert(count: int) -> float:
    """Return the seconds for inserting copies of rows that are there, without the work; rolled back."""
    rows = list(InformationItem.objects.order_by("-pk")[:count])
    for number, row in enumerate(rows):
        row.pk, row.index_no, row.source_id = None, f"bare-{number}", f"bare-{number}"
    with transaction.atomic():
        seconds = _time(lambda: InformationItem.objects.bulk_create(rows, batch_size=corpus.BATCH))
        transaction.set_rollback(True)
    return seconds


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_time(work) for _ in range(ROUNDS))


def _page(bench: Bench) -> str:
    """Return the table as a page of the documentation."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kernel = f"{platform.system()} {platform.release().split('-')[0]}"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {kernel}"
    rows = "".join(f"| {what} | {numbers} | **{ratio}** |\n" for what, numbers, ratio in bench.lines)
    return (
        "# Measurements\n\n"
        "Made by `python3 dev.py bench --write`. Read the ratios: both sides come from one run.\n\n"
        f"Machine: {machine}, Python {platform.python_version()}, {connection.vendor}. "
        f"Peak memory of the measuring process: {memory:.0f} MB.\n\n"
        f"| measured | numbers of this run | ratio |\n| --- | --- | --- |\n{rows}"
    )
