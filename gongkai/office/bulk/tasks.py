"""What the worker does for a bulk registration."""

import logging
from datetime import date

from django_tasks import task

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import Body, User
from gongkai.casework import actions
from gongkai.office.bulk.checking import check_rows
from gongkai.office.bulk.sheet import read
from gongkai.office.requests.taking_in import take_in
from gongkai.workflow import StepNotAllowed

log = logging.getLogger(__name__)


@task()
def register_list(body_id: int, user_id: int, digest: str, on: str) -> None:
    """Register the rows of a kept list that can be, each by itself; may run any number of times."""
    body, user, day = Body.objects.get(pk=body_id), User.objects.get(pk=user_id), date.fromisoformat(on)
    data = actions.kept_list(body, digest=digest, by=user)
    if data is None:
        return
    refusals: dict[str, str] = {}
    for checked in check_rows(read(data), body, day).ready:
        try:
            take_in(checked.form, body, by=user, on=day)
        except (Refused, StepNotAllowed) as refused:
            log.warning("row %s of a list was refused: %s", checked.row.number, type(refused).__name__)
            refusals[checked.key] = str(refused)
    actions.keep_refusals(body, digest=digest, by=user, refusals=refusals)
    left = check_rows(read(data), body, day)
    if not left.wrong and not left.ready:
        actions.drop_list(body, digest=digest, by=user)
