"""`gongkai check-links`: links of public items that lead nowhere; other sites only when asked for."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.publishing.actions.links import OUTSIDE_SECONDS, check_links
from gongkai.publishing.models import BrokenLink, LinkCheck


class Command(BaseCommand):
    """Look at the links of all bodies, or of one."""

    help = "检查已公开信息的链接和附件；站外链接只在写明 --external 时检查"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the body, and whether other sites are asked."""
        parser.add_argument("--body", default="", metavar="CODE", help="检查哪个机关，默认全部")
        parser.add_argument("--external", action="store_true", help="也检查站外链接")
        parser.add_argument("--seconds", type=float, default=OUTSIDE_SECONDS, help="站外链接最多检查多少秒")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, body: str, external: bool, seconds: float, **options: Any) -> None:
        """Print what leads nowhere, with who keeps it; exit 1 when something does."""
        bodies = Body.objects.active().filter(**({"code": body} if body else {}))
        if not bodies:
            raise CommandError(f"没有代码为 {body} 的机关" if body else "系统里还没有机关", returncode=2)
        found: list[dict[str, Any]] = []
        for each in bodies:
            check = check_links(each, on=localdate(), external=external, seconds=seconds)
            broken = BrokenLink.objects.of(each).open().select_related("item__owner_unit")
            self._say(each, check, len(broken))
            found += [_facts(each, link) for link in broken]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for facts in found:
                self.stdout.write("　".join(str(value) for value in facts.values()))
        if found:
            raise SystemExit(1)

    def _say(self, body: Body, check: LinkCheck, broken: int) -> None:
        late = f"，{check.left_out} 个站外链接没有来得及检查" if check.left_out else ""
        self.stderr.write(
            f"{body.name}：检查 {check.items} 条信息、{check.links} 个链接，{broken} 个失效{late}"
        )


def _facts(body: Body, link: BrokenLink) -> dict[str, Any]:
    return {
        "body": body.code,
        "unit": str(link.item.owner_unit or ""),
        "item": link.item_id,
        "title": link.item.title,
        "address": link.address,
        "reason": link.reason,
        "since": link.since_on.isoformat(),
    }
