"""The folder of an old site's pages, page by page, in the order of their paths."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urljoin

from gongkai.publishing.incoming.markup import BadPage, read_page
from gongkai.publishing.incoming.pages import Page, day_in, read_facts
from gongkai.publishing.incoming.rows import FileUnreadable, Row
from gongkai.publishing.incoming.site import Site

ENDINGS = (".html", ".htm", ".shtml")
NAMED = {"title": "标题", "published_on": "发布日期", "column": "栏目"}  # without which no page is an item
LONGEST_ID = 100  # characters


def pages_of(folder: Path) -> list[str]:
    """Return the paths of all pages in a folder and below; links that lead elsewhere are not followed."""
    found = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        inside = Path(place).relative_to(folder)
        found += [(inside / name).as_posix() for name in names if name.lower().endswith(ENDINGS)]
    return sorted(found)


def read_folder(folder: Path, site: Site) -> Iterator[Row]:
    """
    Yield a row for each page of an old site.

    :raises FileUnreadable: there are no pages
    """
    paths = pages_of(folder)
    if not paths:
        raise FileUnreadable(f"文件夹里没有网页（.html、.htm、.shtml）：{folder}")
    for number, path in enumerate(paths, 1):
        yield _row(number, Page(folder, path), site)


def _row(number: int, page: Page, site: Site) -> Row:
    values = {"source_id": _source_id(page.path), "old_url": urljoin(site.address, "/" + quote(page.path))}
    if site.passes_over(page.path):
        return Row(number, values, passed="按规则跳过")
    try:
        whole = (page.folder / page.path).resolve()
        if not whole.is_relative_to(page.folder.resolve()):
            return Row(number, values, fault="网页在文件夹以外")
        facts, passed = read_facts(read_page(whole.read_bytes(), site.encoding), page, site)
    except (BadPage, OSError) as error:
        return Row(number, values, fault=str(error))
    missing = [label for name, label in NAMED.items() if not facts.get(name)]
    fault = f"找不到{'、'.join(missing)}，请在 site.toml 里写明" if missing else ""
    if not fault and day_in(facts["published_on"]) is None:
        fault = f"发布日期不是日期：{facts['published_on'][:30]}"
    return Row(number, {**facts, **values}, fault="" if passed else fault, passed=passed)


def _source_id(path: str) -> str:
    return path if len(path) <= LONGEST_ID else sha256(path.encode()).hexdigest()
