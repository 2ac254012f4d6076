"""`gongkai render-workflows FOLDER`: the tables of steps as pages for lawyers and staff."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.manuals import MANUALS
from gongkai.workflow import render


class Command(BaseCommand):
    """Write each table of steps as a Markdown page."""

    help = "把办理流程表写成文档"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder to write to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Write the pages, making the folder when it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, manual in MANUALS.items():
            (folder / f"{name}.md").write_text(render(manual), "utf-8")
