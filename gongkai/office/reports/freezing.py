"""定稿 of a report over very many records: the worker does it, and says why it could not."""

from datetime import date

from django_tasks import task

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import User
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.workflow import StepNotAllowed


@task()
def freeze_later(report: int, user: int, on: str) -> str:
    """Freeze a report; return why it was refused, or nothing."""
    found, by = AnnualReport.objects.select_related("body").get(pk=report), User.objects.get(pk=user)
    try:
        actions.freeze_report(found, by=by, on=date.fromisoformat(on))
    except (Refused, StepNotAllowed) as refused:
        return str(refused)
    return ""
