"""`gongkai lay-out-columns BODY`: the columns a new bureau starts with."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from gongkai.bodies.models import Body
from gongkai.publishing.actions import lay_out_columns


class Command(BaseCommand):
    """Give a body the five blocks and the statutory tree."""

    help = "为机关建立政府信息公开专栏的五个板块和法定主动公开目录"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the code of the body."""
        parser.add_argument("body")

    def handle(self, *, body: str, **options: Any) -> None:
        """Lay out the columns and say how many."""
        found = Body.objects.filter(code=body).first()
        if found is None:
            raise CommandError(f"没有代码为 {body} 的机关", returncode=2)
        try:
            columns = lay_out_columns(found)
        except ValidationError as error:
            raise CommandError(f"{found.name}已有栏目：{'；'.join(error.messages)}", returncode=2) from error
        self.stderr.write(f"{found.name}：已建立 {len(columns)} 个栏目")
