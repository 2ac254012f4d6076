"""Reports to be checked: pages as bodies publish them, right and wrong."""

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from gongkai.bodies.models import Body, User
from gongkai.proofing.actions import make_batch
from gongkai.proofing.models import Batch, Paper, Reading
from gongkai.rules import formats
from tests.reports.reading.printing import Cells, as_html
from tests.reports.reading.test_reading import balanced

IN_MARCH = date(2026, 3, 9)
LINJIANG = "临江市人力资源和社会保障局"  # whose reports `printing` prints


def page(
    cells: Cells | None = None, *, code: str = "y2021", year: int = 2024, name: str = "报告.html"
) -> SimpleUploadedFile:
    """Return a report as a web page; the numbers balance unless others are given."""
    text = as_html(formats.load(code), cells or balanced(code), year)
    return SimpleUploadedFile(name, text.encode())


def unbalanced() -> Cells:
    """Return cells in which business asks for 3 more than became of its requests (F1)."""
    cells = balanced("y2021")
    new = cells["requests"]["new"]
    new["business"] = (new["business"] or 0) + 3
    new["total"] = (new["total"] or 0) + 3
    return cells


def checked(by: User, files: Sequence[SimpleUploadedFile]) -> Batch:
    """Check files on 9 March 2026."""
    unit = by.assignments.get().unit
    return make_batch(unit.body, title="", files=files, by=by, on=IN_MARCH, at=now())


def only_reading(batch: Batch) -> Reading:
    """Return the one report of a batch."""
    return Reading.objects.get(paper__batch=batch)


def keep_batch(body: Body, by: User, papers: int = 1) -> Batch:
    """Keep a batch whose papers have been read, without reading any."""
    batch = Batch.objects.create(body=body, title="各县区", made_by=by, made_on=IN_MARCH)
    for number in range(papers):
        facts = {"name": f"{number}.html", "size": 1, "sha256": "0" * 64, "content_type": "text/plain"}
        paper = Paper.objects.create(batch=batch, state=Paper.State.READ, **facts)
        Reading.objects.create(paper=paper, data={}, body_name=LINJIANG, year=2008 + number, format="y2021")
    return batch
