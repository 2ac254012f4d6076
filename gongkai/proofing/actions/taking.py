"""How a reading becomes a report of the series."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.proofing.actions.recording import locked
from gongkai.proofing.errors import CannotBeTaken
from gongkai.proofing.models import Reading
from gongkai.proofing.revising import revise
from gongkai.reports.actions import enter_report
from gongkai.reports.models import AnnualReport
from gongkai.reports.states import Origin
from gongkai.reports.taking import cells_read, paragraphs_read
from gongkai.rules import formats


@transaction.atomic
def take_over(reading: Reading, *, body: Body, by: User, on: date) -> AnnualReport:
    """
    Put a reading into the series of a body, with its corrections; cells that are not sure stay blank.

    :raises CannotBeTaken: no year, a form that is not known, a body elsewhere, or taken before
    :raises ReportExists: the body has a report of that year
    :raises NotYourBatch: the user makes no reports in the body that checks
    """
    reading = locked(reading, by, on)
    now = revise(reading.data, reading.corrections.all())
    if reading.report_id:
        raise CannotBeTaken("这份报告已经收入各年报告。")
    if not now.year:
        raise CannotBeTaken("文件没有写明年度，不能收入各年报告，请改为手工录入。")
    if now.layout not in formats.available():
        raise CannotBeTaken("文件没有统计表，没有可以收入的数字。")
    if not body.path.startswith(reading.paper.batch.body.path):
        raise CannotBeTaken("只能收入本机关和下级机关的各年报告。")
    known = formats.load(now.layout)
    reading.report = enter_report(
        body,
        year=now.year,
        cells=cells_read(now, known),
        sections=paragraphs_read(now, known),
        report_format=known.code,
        origin=Origin.READ,
        by=by,
        on=on,
    )
    reading.save(update_fields=["report"])
    return reading.report
