"""Pages under wrk: gunicorn alone, behind nginx as we ship it, and nginx with the same bytes from files."""

import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

from django.core.files.base import ContentFile
from django.test.utils import override_settings

from bench.webserver import HOST, WORKERS, Load, Site, fetch, server, wrk
from devkit import nginx
from gongkai.bodies.models import Body
from gongkai.portal.refreshing import refresh
from gongkai.publishing.models import Attachment, InformationItem

ROUNDS, SECONDS = 3, 3.0
ATTACHED = 200_000  # bytes of the file that is handed out
FILES = """
  server {{
    listen 127.0.0.1:{port}; root {root}; gzip on;
    access_log {root}.log gongkai buffer=32k flush=5s;
  }}
"""
BROWSER = {"Accept_Encoding": "gzip"}
Line = tuple[str, str, str]


@dataclass(frozen=True)
class Place:
    """The three servers: gunicorn, nginx before it, and nginx with files."""

    site: Site
    front: int
    files: int


def measure(body: Body, home: Path) -> Iterator[Line]:
    """Ask for each page at each of the three in turn; yield what, the numbers and the ratio to the file."""
    pages = pages_of(body)
    with _running(home, pages) as place:
        for what in pages:
            yield from _lines(what, _loads(place, pages[what], what))
        compressed = _loads(place, pages["item"], "item", **BROWSER)
        yield from _lines("item, compressed for a browser", compressed)
        memory = place.site.memory
        yield from _refreshed(InformationItem.objects.live().of(body).newest_first()[10], place.front)
    each = " and ".join(f"{own:.0f} of {pss:.0f}" for pss, own in sorted(memory))
    numbers = f"{WORKERS} workers, {each} MB PSS is not files of the database and the index"
    yield "memory of each worker of gunicorn after that", numbers, "–"


def _refreshed(item: InformationItem, front: int) -> Iterator[Line]:
    """Have the cache fetch anew what shows an item, as it does after a change and after a withdrawal."""
    with override_settings(GONGKAI_CACHES=[f"http://{HOST}:{front}"], BASE_URL=f"http://{HOST}"):
        for what, item.live in (("changed", True), ("withdrawn", False)):
            started = time.perf_counter()
            count = refresh(item)
            numbers = f"{count} pages in {time.perf_counter() - started:.1f} s"
            yield f"fetched anew by the cache when an item was {what}", numbers, "–"


def pages_of(body: Body) -> dict[str, str]:
    """Return what people open most, by what it is; a file is attached to an item for it."""
    item = InformationItem.objects.live().of(body).newest_first()[10]
    file = _attached(item)
    return {
        "item": f"/i/{item.pk}.html",
        "column": f"/c/{item.column.slug}/",
        "home": "/",
        "search": "/search/?q=%E5%A4%B1%E4%B8%9A%E4%BF%9D%E9%99%A9",
        "attachment": f"/i/{item.pk}/files/{file.pk}/list.bin",
    }


def _attached(item: InformationItem) -> Attachment:
    data = sha256(b"attached").digest() * (ATTACHED // 32)
    return Attachment.objects.create(
        item=item,
        file=ContentFile(data, name="list.bin"),
        name="list.bin",
        size=len(data),
        content_type="application/octet-stream",
        sha256=sha256(data).hexdigest(),
        live=True,
    )


@contextmanager
def _running(home: Path, pages: dict[str, str]) -> Iterator[Place]:
    """Start all three; what each page said is in the files."""
    folder, port = home / "nginx", nginx.free_port()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "files").mkdir(parents=True)
    more = FILES.format(port=port, root=folder / "files")
    with server() as site, nginx.running(folder, site=site.port, more=more) as front:
        for what, path in pages.items():
            (folder / "files" / _file(what)).write_bytes(fetch(site.port, path)[1])
        yield Place(site, front, port)


def _file(what: str) -> str:
    return f"{what}.bin" if what == "attachment" else f"{what}.html"


def _loads(place: Place, path: str, what: str, **headers: str) -> dict[str, list[Load]]:
    """Return what wrk got from each, in turn; all are asked once before."""
    loads: dict[str, list[Load]] = defaultdict(list)
    ways = {"gunicorn": (place.site.port, path), "nginx": (place.front, path)}
    ways["file"] = (place.files, f"/{_file(what)}")
    for port, address in ways.values():
        fetch(port, address)
    for _ in range(ROUNDS):
        for name, (port, address) in ways.items():
            loads[name].append(wrk(port, address, SECONDS, **headers))
    return loads


def _lines(what: str, loads: dict[str, list[Load]]) -> Iterator[Line]:
    for name, means in (("nginx", "behind nginx"), ("gunicorn", "gunicorn alone")):
        ratio = median(one.rate / file.rate for one, file in zip(loads[name], loads["file"], strict=True))
        rate, file = (median(load.rate for load in loads[each]) for each in (name, "file"))
        p50, p99 = median(load.p50 for load in loads[name]), median(load.p99 for load in loads[name])
        numbers = f"{rate:,.0f} against {file:,.0f} a second; p50 {p50:.1f}, p99 {p99:.1f} ms"
        digits = 2 if name == "nginx" else 4
        yield f"{what}, {means}, against the same bytes from a file", numbers, f"{ratio:.{digits}f}"
