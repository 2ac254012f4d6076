"""`gongkai search QUERY`: search what is published."""

import json
import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from html import unescape
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column
from gongkai.search.engine import SearchQuery, SearchUnavailable
from gongkai.search.finding import FacetValue, Findings, Found, columns_named, find

CODED = ("year", "kind", "validity")  # facets that programs read by their codes
MARK = re.compile(r"</?mark>")


class Command(BaseCommand):
    """Search, and print hits."""

    help = "检索已公开的信息"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the words and what to narrow them to."""
        parser.add_argument("query", nargs="+")
        parser.add_argument("--column", default="", help="栏目的名称、代码或路径")
        parser.add_argument("--year", type=int)
        parser.add_argument("--body", default="", metavar="CODE", help="机关及其下级机关")
        parser.add_argument("--valid", action="store_true", help="只找现行有效的文件")
        parser.add_argument("--sort", choices=("relevance", "date"), default="relevance")
        parser.add_argument("--limit", type=_positive, default=10)
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, query: list[str], **options: Any) -> None:
        """Print what was found; nothing found is no error."""
        asked = SearchQuery(
            " ".join(query),
            bodies=_bodies(options["body"]),
            columns=_columns(options["column"]),
            year=options["year"],
            in_force_on=localdate() if options["valid"] else None,
            sort=options["sort"],
            limit=options["limit"],
        )
        try:
            findings = find(asked)
        except SearchUnavailable as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(_as_json(findings) if options["json"] else _as_text(findings))


def _bodies(code: str) -> tuple[int, ...]:
    if not code:
        return ()
    if body := Body.objects.filter(code=code).first():
        return tuple(Body.objects.within(body).values_list("pk", flat=True))
    raise CommandError(f"没有代码为 {code} 的机关", returncode=2)


def _columns(name: str) -> tuple[int, ...]:
    if not name:
        return ()
    bodies = Body.objects.filter(pk__in=Column.objects.values("body"))
    keys = tuple(key for body in bodies for key in columns_named(body, name))
    if not keys:
        raise CommandError(f"没有栏目“{name}”", returncode=2)
    return keys


def _as_json(findings: Findings) -> str:
    document = {
        "total": findings.total,
        "ms": findings.ms,
        "loosened": findings.loosened,
        "facets": {name: _counts(name, values) for name, values in findings.facets.items()},
        "hits": [_hit(found) for found in findings.found],
    }
    return json.dumps(document, ensure_ascii=False)


def _counts(facet: str, values: Sequence[FacetValue]) -> dict[str, int]:
    """Return how many there are by code or name; columns of one name count together, whosever they are."""
    counts: Counter[str] = Counter()
    for value in values:
        counts[value.value if facet in CODED else value.label] += value.count
    return dict(counts)


def _positive(text: str) -> int:
    """
    Read a number of hits.

    :raises ValueError: it is none, or less than one
    """
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def _hit(found: Found) -> dict[str, Any]:
    item = found.item
    return {
        "source_id": item.source_id,
        "index_no": item.index_no,
        "title": item.title,
        "url": f"/i/{item.pk}.html",
        "published_on": item.published_on.isoformat() if item.published_on else None,
        "score": round(found.score, 3),
        "snippet": _plain(found.passage),
    }


def _as_text(findings: Findings) -> str:
    lines = [f"共 {findings.total} 条（{findings.ms:.1f} 毫秒）"]
    if findings.loosened:
        lines.append("没有同时包含全部词的结果，以下是含有部分词的。")
    for found in findings.found:
        lines += [f"{found.item.published_on}  {found.item.title}", f"    {_plain(found.passage)}"]
    return "\n".join(lines)


def _plain(html: str) -> str:
    return unescape(MARK.sub("", html))
