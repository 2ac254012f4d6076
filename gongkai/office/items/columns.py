"""The columns of a body line by line, with the state of each and who was told of it."""

from dataclasses import dataclass
from datetime import date

from gongkai.bodies.models import Body
from gongkai.publishing.heartbeat import Beat, beats_of
from gongkai.publishing.models import Column, ColumnAlarm, Matter


@dataclass(frozen=True)
class ColumnLine:
    """A column as a line: its beat, the open alarm, and how many of its matters are not published yet."""

    beat: Beat
    alarm: ColumnAlarm | None
    matters: int
    open_matters: int

    @property
    def column(self) -> Column:
        """The column itself."""
        return self.beat.column


def column_lines(body: Body, today: date) -> list[ColumnLine]:
    """Return the columns in tree order, in a fixed number of queries."""
    alarms = {alarm.column_id: alarm for alarm in ColumnAlarm.objects.of(body).open()}
    matters: dict[int, list[bool]] = {}
    for column, live in Matter.objects.of(body).active().values_list("column", "item__live"):
        matters.setdefault(column, []).append(bool(live))
    return [
        ColumnLine(
            beat,
            alarms.get(beat.column.pk),
            len(matters.get(beat.column.pk, [])),
            matters.get(beat.column.pk, []).count(False),
        )
        for beat in beats_of(body, today)
    ]
