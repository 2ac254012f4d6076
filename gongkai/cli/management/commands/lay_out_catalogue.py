"""`gongkai lay-out-catalogue BODY AREA`: the standard catalogue of an area, as a draft to be compared."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import Body
from gongkai.publishing.actions import lay_out_catalogue, plan_catalogue
from gongkai.rules.grassroots import areas, usual


class Command(BaseCommand):
    """Give a body the columns and matters of an area."""

    help = "按基层政务公开标准目录为机关增加一个领域的栏目和公开事项"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of the body, the area, and whether only to look."""
        parser.add_argument("body")
        parser.add_argument("area", choices=areas())
        parser.add_argument("--check", action="store_true", help="只列出会增加什么")

    def handle(self, *, body: str, area: str, check: bool, **options: Any) -> None:
        """Lay out the area, or print what that would add."""
        found = Body.objects.filter(code=body).first()
        if found is None:
            raise CommandError(f"没有代码为 {body} 的机关", returncode=2)
        new = [each for each in plan_catalogue(found, areas()[area]) if not each.is_there]
        if check:
            for each in new:
                self.stdout.write(f"{each.column}：{each.item.name}（{'、'.join(each.item.elements)}）")
        else:
            try:
                lay_out_catalogue(found, areas()[area])
            except Refused as refusal:
                raise CommandError(str(refusal), returncode=2) from refusal
        done = "可以增加" if check else "已增加"
        self.stderr.write(f"{found.name}：{done} {len(new)} 个公开事项，{usual().note}")
