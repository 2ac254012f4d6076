"""`gongkai render-workflows FOLDER`: the tables of steps as pages for lawyers and staff."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.casework.record_workflow import RECORDS
from gongkai.casework.withholding_workflow import WITHHOLDING
from gongkai.casework.workflow import CASEWORK
from gongkai.letters.workflow import LETTERS
from gongkai.publishing.workflow import PUBLISHING
from gongkai.remedies.workflow import REMEDIES
from gongkai.reports.workflow import REPORTING
from gongkai.workflow import render

PAGES = {
    "casework.md": CASEWORK,
    "letters.md": LETTERS,
    "publishing.md": PUBLISHING,
    "records.md": RECORDS,
    "remedies.md": REMEDIES,
    "reports.md": REPORTING,
    "withholding.md": WITHHOLDING,
}


class Command(BaseCommand):
    """Write each table of steps as a Markdown page."""

    help = "把办理流程表写成文档"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder to write to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Write the pages, making the folder when it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, workflow in PAGES.items():
            (folder / name).write_text(render(workflow), "utf-8")
