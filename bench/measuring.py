"""What is measured and how it is compared; every line of the table is a ratio within this run."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction
from django.utils.timezone import localdate

from bench import (
    casework,
    corpus,
    gate,
    importing,
    judged,
    letters,
    phone,
    reading,
    rollup,
    searching,
    serving,
    webserver,
    years,
)
from bench.table import Line, part_of
from gongkai.bodies.models import Body
from gongkai.publishing.models import InformationItem
from gongkai.search.indexing import is_complete, rebuild_index

MANY = 40_000  # different pages, more than are read in a round
ROUNDS, SECONDS = 5, 4.0
LETTERS = 1_000


@dataclass
class Bench:
    """The table of a part as it grows: what was measured, the numbers, and the ratio."""

    body: Body
    home: Path
    items: int
    requests: int
    largest: int
    lines: list[Line] = field(default_factory=list)

    def say(self, what: str, numbers: str, ratio: str) -> None:
        """Add a line and show it at once."""
        self.lines.append((what, numbers, ratio))
        print(f"{what}: {numbers} → {ratio}", flush=True)  # noqa: T201

    def say_all(self, lines: Iterable[Line]) -> None:
        """Add lines, each as soon as it is known."""
        for line in lines:
            self.say(*line)


def measure(
    names: Collection[str], *, items: int, requests: int, largest: int, home: Path, note: str
) -> dict[str, str]:
    """Measure, in an order in which later measurements find what earlier ones loaded; return part by part."""
    body = Body.objects.filter(code=corpus.CODE).first() or _made()
    bench = Bench(body, home, items, requests, largest)
    parts: dict[str, tuple[str, Callable[[Bench], None]]] = {
        "gate": ("The check before publication", look_into),
        "import": ("Import", load),
        "searching": (f"Search on {connection.vendor}", search),
        "page": ("Pages without a cache in front", page),
        "serving": ("Serving", serve),
        "phone": ("A slow phone", open_on_phone),
        "report": ("Annual report", report),
        "rollup": ("All bodies below one", roll_up),
        "reading": ("Reading annual reports", read_reports),
        "cases": ("The office at work", cases),
        "letters": ("Letters", make_letters),
    }
    written = {}
    for name, (title, part) in parts.items():
        if name in names:
            bench.lines = []
            part(bench)
            written[title] = part_of(bench.lines, localdate(), note)
    return written


def _made() -> Body:
    with transaction.atomic():
        return corpus.make_body()


def look_into(bench: Bench) -> None:
    """Look into documents with planted data, and into plain items."""
    bench.say_all(gate.measure(bench.body, bench.home))


def load(bench: Bench) -> None:
    """Import the whole collection by the command."""
    bench.say_all(importing.measure(bench.body, bench.home, bench.items))


def serve(bench: Bench) -> None:
    """Ask for what people open most, with and without nginx in front."""
    fill(bench)
    bench.say_all(serving.measure(bench.body, bench.home))


def open_on_phone(bench: Bench) -> None:
    """Open what people open on a phone."""
    fill(bench)
    bench.say_all(phone.measure(bench.body, bench.home))


def fill(bench: Bench, *, indexed: bool = True) -> None:
    """Put the collection into the tables and the index, unless it was imported before."""
    if not InformationItem.objects.exists():
        path = bench.home / "items.jsonl"
        corpus.write_items(path, bench.items)
        corpus.fill(bench.body, path, localdate())
    if indexed and not is_complete():
        rebuild_index()


def search(bench: Bench) -> None:
    """Put the judged items among the others and ask for them."""
    fill(bench, indexed=False)
    path = bench.home / "judged" / "items.jsonl"
    if not path.exists():
        path.parent.mkdir()
        judged.write_judged(path)
        corpus.fill(bench.body, path, localdate())
    bench.say_all(searching.measure(InformationItem.objects.live().count()))


def page(bench: Bench) -> None:
    """Serve an item's page and a bare view that returns the same bytes, in turn, from one server."""
    fill(bench)
    keys = list(InformationItem.objects.live().order_by("?").values_list("pk", flat=True)[:MANY])
    everybodys, everyones = [_address(keys[0])], [_address(key) for key in keys]
    with webserver.server() as site:
        (bench.home / "bare.html").write_bytes(webserver.fetch(site.port, everybodys[0])[1])
        rates: dict[str, list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            for name, paths in (("one", everybodys), ("many", everyones), ("bare", ["/bare"])):
                rates[name].append(webserver.requests_per_second(site.port, paths, SECONDS))
    for name, what in (("one", "the page that everybody reads"), ("many", "pages that nobody read lately")):
        ratio = statistics.median(a / b for a, b in zip(rates[name], rates["bare"], strict=True))
        numbers = (
            f"{statistics.median(rates[name]):.0f} against {statistics.median(rates['bare']):.0f} a second"
        )
        bench.say(f"item pages among {bench.items:,}, {what}, against a bare view", numbers, f"{ratio:.2f}")


def _address(key: int) -> str:
    return f"/i/{key}.html"


def report(bench: Bench) -> None:
    """Count a year with few and with many requests, and open what stands behind it."""
    sizes = (years.FEW, bench.requests, *((bench.largest,) if bench.largest else ()))
    bench.say_all(years.measure(sizes))


def roll_up(bench: Bench) -> None:
    """Roll up three hundred bodies, beside thirty."""
    bench.say_all(rollup.measure())


def read_reports(bench: Bench) -> None:
    """Read annual reports in each form, many at a time."""
    bench.say_all(reading.measure(bench.body))


def cases(bench: Bench) -> None:
    """Read the pages of casework in a body with few cases, and in the same body with many."""
    with transaction.atomic():
        body = corpus.make_body("cases", "114417000072804212", "测量市住房保障局")
    bench.say_all(casework.measure(body, bench.requests))


def make_letters(bench: Bench) -> None:
    """Make a thousand letters as PDF and as DOCX."""
    bench.say_all(letters.measure(bench.body, LETTERS))
