"""栏目维护: which columns lie empty or have not been renewed in the interval that was promised."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column, InformationItem
from gongkai.publishing.models.columns import ColumnNode


@dataclass(frozen=True)
class Beat:
    """A column in its place: the last item of its own, and the day by which something new is due."""

    node: ColumnNode
    depth: int
    last_on: date | None
    due_on: date | None
    today: date

    @property
    def column(self) -> Column:
        """The column itself."""
        return self.node.column

    @property
    def is_empty(self) -> bool:
        """Whether the public finds nothing here and no word why."""
        return self.node.is_empty

    @property
    def is_late(self) -> bool:
        """Whether the promised interval has passed without anything new."""
        return self.due_on is not None and self.due_on < self.today


def beats_of(body: Body, today: date) -> list[Beat]:
    """Return the columns in tree order, in three queries."""
    live = InformationItem.objects.live().of(body).order_by()
    last = dict(live.values("column").annotate(last=Max("published_on")).values_list("column", "last"))
    tops = Column.objects.of(body).active().tree()
    return [
        Beat(node, depth, last.get(node.column.pk), _due(node.column, last.get(node.column.pk)), today)
        for top in tops
        for depth, node in top.walk()
    ]


def _due(column: Column, last_on: date | None) -> date | None:
    """Return the day by which the next item is due; none without a promise or without a first item."""
    if last_on is None or column.update_cycle_days is None:
        return None
    return last_on + timedelta(days=column.update_cycle_days)
