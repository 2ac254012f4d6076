"""Where a reading stands now: put right, checked again, and held against the year before in its batch."""

from django.db.models import QuerySet

from gongkai.proofing.models import Reading
from gongkai.proofing.revising import revise
from gongkai.reports.reading import ReadReport
from gongkai.reports.reading.series import findings_against


def report_now(reading: Reading) -> ReadReport:
    """Return a reading with its corrections, and with what does not fit the report of the year before."""
    report = revise(reading.data, reading.corrections.all())
    if before := _of_year(reading, -1).last():
        report.findings += findings_against(report, revise(before.data, before.corrections.all()))
    return report


def following(reading: Reading) -> QuerySet[Reading]:
    """Return the reports of the year after, which are held against this one."""
    return _of_year(reading, 1)


def _of_year(reading: Reading, step: int) -> QuerySet[Reading]:
    """Return the readings of the same body in the batch, so many years later, the newest last."""
    if not (reading.year and reading.body_name):
        return Reading.objects.none()
    others = Reading.objects.filter(paper__batch=reading.paper.batch_id, body_name=reading.body_name)
    return others.filter(year=reading.year + step).order_by("pk")
