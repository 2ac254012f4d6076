"""The portal beside pages as bureaus had them years ago, drawn for this: the pictures of docs/design.md."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from gongkai.publishing.models import InformationItem
from tests.source import ROOT

FOLDER = ROOT / "docs" / "pictures"
BEFORE = Path(__file__).parent / "before"
DESK, PHONE = {"width": 1200, "height": 800}, {"width": 390, "height": 780}
COLOURS = 128
TITLE = "创业担保贷款实施办法"  # the mock page before shows the same document


def document() -> str:
    """Return where a document of the city bureau is on the portal."""
    found = InformationItem.objects.filter(body__code="mingjiang", live=True, title__contains=TITLE)
    return f"/i/{found.exclude(document_kind='other')[0].pk}.html"


PAGES: dict[str, Callable[[], str]] = {"home": lambda: "/", "item": document}


def take_pairs(browser: Browser, site: str) -> None:
    """Take each page before and after, at a desk and on a phone."""
    for size, view in (("desk", DESK), ("phone", PHONE)):
        context = browser.new_context(
            viewport=view,  # type: ignore[arg-type]
            is_mobile=size == "phone",
            locale="zh-CN",
        )
        page = context.new_page()
        for name, address in PAGES.items():
            _take(page, (BEFORE / f"{name}.html").as_uri(), f"before-{name}-{size}")
            _take(page, site + address(), f"after-{name}-{size}")
        context.close()


def _take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    shot = page.screenshot(animations="disabled", scale="css")
    image = Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    FOLDER.mkdir(parents=True, exist_ok=True)
    image.save(FOLDER / f"{name}.png", optimize=True)
