"""Pages on a slow phone: Chromium on a slow line with a slow processor, until the page is painted."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from django.conf import settings
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from bench.webserver import HOST, server
from devkit import nginx
from gongkai.bodies.models import Body
from gongkai.publishing.models import InformationItem

LOADS = 5  # of each page, each with nothing kept
SECOND = 1_000.0  # milliseconds within which a page is to be read
SLOWER = 4  # times, the processor of a phone
# A slow mobile line as Lighthouse has it: milliseconds to the first byte of an answer, bytes a second.
SLOW_LINE = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
PHONE: ViewportSize = {"width": 390, "height": 844}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAINTS = """() => new Promise(told => {
  new PerformanceObserver(list => {
    const first = performance.getEntriesByName("first-contentful-paint")[0];
    if (first) told([first.startTime, list.getEntries().at(-1).startTime]);
    else new PerformanceObserver(paints => {
      const late = paints.getEntriesByName("first-contentful-paint")[0];
      if (late) told([late.startTime, list.getEntries().at(-1).startTime]);
    }).observe({type: "paint", buffered: true});
  }).observe({type: "largest-contentful-paint", buffered: true});
})"""
Line = tuple[str, str, str]


def measure(body: Body, home: Path) -> Iterator[Line]:
    """Open each page behind nginx as we ship it; yield what, the paints, and the largest beside a second."""
    folder, pages = home / "nginx-phone", pages_of(body)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with (
        server() as site,
        nginx.running(folder, site=site.port, static=settings.STATIC_ROOT) as port,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for what, path in pages.items():
            yield _line(what, [_paints(browser, f"http://{HOST}:{port}{path}") for _ in range(LOADS)])
        browser.close()


def pages_of(body: Body) -> dict[str, str]:
    """Return the pages that people open on a phone, by what they are."""
    item = InformationItem.objects.live().of(body).newest_first()[10]
    return {
        "home": "/",
        "column": f"/c/{item.column.slug}/",
        "item": f"/i/{item.pk}.html",
        "search": "/search/?q=%E5%A4%B1%E4%B8%9A%E4%BF%9D%E9%99%A9",
        "document library": "/documents/",
        "request form": "/requests/new/",
    }


def _paints(browser: Browser, address: str) -> tuple[float, float, int]:
    """Return the first and the largest paint in milliseconds, and the bytes that were sent till then."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, device_scale_factor=2)
    try:
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_LINE})
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        sent: list[int] = []
        line.on("Network.loadingFinished", lambda one: sent.append(int(one["encodedDataLength"])))
        page.goto(address, wait_until="load")
        first, largest = page.evaluate(PAINTS)
        return float(first), float(largest), sum(sent)
    finally:
        context.close()


def _line(what: str, loads: list[tuple[float, float, int]]) -> Line:
    first, largest, sent = (median(load[place] for load in loads) for place in range(3))
    numbers = f"first paint {first:.0f} ms, largest {largest:.0f} ms, {sent / 1000:.0f} kB sent"
    return f"{what} on a slow phone, largest paint against a second", numbers, f"{largest / SECOND:.2f}"
