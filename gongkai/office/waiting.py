"""What the worker does while somebody waits: how far it is, what came of it, and whether nobody works."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import now
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.statistics.questions import QUESTIONS
from gongkai.statistics.scope import Scope

MANY = 200_000  # requests, from which on a page does not count them while somebody waits
PATIENCE = timedelta(minutes=2)  # until a task should have begun
LONGEST = timedelta(hours=1)  # until one that has begun must have been interrupted


@dataclass(frozen=True)
class Waiting:
    """A task that was asked for: still to come or under way, or finished with what it returned."""

    status: str
    asked_at: datetime
    finished_at: datetime | None = None
    found: Any = None

    @property
    def is_finished(self) -> bool:
        """Whether it came to its end, well or not."""
        return self.status in (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)

    @property
    def has_failed(self) -> bool:
        """Whether something went wrong that nobody foresaw."""
        return self.status == TaskResultStatus.FAILED

    @property
    def is_running(self) -> bool:
        """Whether to ask again."""
        return not self.is_finished and not self.is_stuck

    @property
    def is_stuck(self) -> bool:
        """Whether nobody works on it: no worker has taken it, or one was interrupted."""
        patience = PATIENCE if self.status == TaskResultStatus.READY else LONGEST
        return not self.is_finished and now() - self.asked_at > patience


def takes_long(scope: Scope) -> bool:
    """Whether counting the requests of a scope takes seconds; asked of an index, and not by counting."""
    records = QUESTIONS["requests.received_until"].records(scope)
    return bool(records.order_by()[MANY : MANY + 1].exists())


def ask(task: Task[Any, Any], args: Sequence[Any]) -> Waiting:
    """Ask the worker for something that can be written as JSON."""
    result = task.enqueue(*args)
    done = result.status == TaskResultStatus.SUCCESSFUL
    return Waiting(result.status, now(), result.finished_at, result.return_value if done else None)


def asked(task: Task[Any, Any], args: Sequence[Any], *, well: bool = False) -> Waiting | None:
    """
    Return the newest that was asked of the worker with these arguments, if anything was.

    :param well: only what came to a good end
    """
    asked_so: dict[str, Any] = {"task_path": task.module_path, "args_kwargs__args": list(args)}
    known = DBTaskResult.objects.filter(**asked_so)
    if well:
        known = known.filter(status=TaskResultStatus.SUCCESSFUL)
    row = known.order_by("-enqueued_at").first()
    if row is None:
        return None
    return Waiting(row.status, row.enqueued_at, row.finished_at, row.return_value)
