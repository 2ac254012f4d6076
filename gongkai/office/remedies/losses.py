"""败诉与纠错: losses by the ground that did not stand, so that none is lost twice the same way."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gongkai.office.desk import Desk
from gongkai.remedies.models import LostPoint, Remedy, RemedyEvent


@dataclass
class Ground:
    """One ground with the points that were lost on it, newest first, and how often for which cause."""

    words: str
    points: list[tuple[LostPoint, str]] = field(default_factory=list)  # each with the lesson of its case

    @property
    def causes(self) -> list[tuple[str, int]]:
        """The causes with their counts, in the order of the list of causes."""
        found = [point.get_cause_display() for point, _ in self.points]
        return [(label, found.count(label)) for label in LostPoint.Cause.labels if label in found]


@dataclass(frozen=True)
class Losses:
    """The grounds, most lost first; how many cases ended, and how many of them were lost."""

    grounds: list[Ground]
    concluded: int
    lost: int


def losses_of(desk: Desk, since: date, until: date) -> Losses:
    """Return what the body lost in the period, as far as the person may read it; always four queries."""
    seen = Remedy.objects.of(desk.body).visible_to(desk.user).concluded_between(since, until)
    found = LostPoint.objects.filter(remedy__in=seen).select_related("remedy__request", "reply")
    points = list(found.order_by("-remedy__concluded_on", "-pk"))
    lessons = _lessons({point.remedy_id for point in points})
    grounds: dict[str, Ground] = {}
    for point in points:
        ground = grounds.setdefault(point.ground, Ground(point.ground))
        ground.points.append((point, lessons[point.remedy_id]))
    order = sorted(grounds.values(), key=lambda ground: -len(ground.points))
    return Losses(order, seen.count(), seen.lost().count())


def _lessons(remedies: Iterable[int]) -> defaultdict[int, str]:
    events = RemedyEvent.objects.filter(remedy__in=remedies, step="note_lesson").order_by("pk")
    return defaultdict(str, events.values_list("remedy", "note"))
