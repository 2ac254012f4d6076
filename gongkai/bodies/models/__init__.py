"""The tables of bodies, units and people."""

from gongkai.bodies.models.body import Body, Level, Sequence
from gongkai.bodies.models.calendar import CalendarYear
from gongkai.bodies.models.changes import SettingChange
from gongkai.bodies.models.design import Design, MourningPeriod
from gongkai.bodies.models.people import Assignment, Leader, Unit, User
from gongkai.bodies.models.places import ReadingPlace

__all__ = [
    "Assignment",
    "Body",
    "CalendarYear",
    "Design",
    "Leader",
    "Level",
    "MourningPeriod",
    "ReadingPlace",
    "Sequence",
    "SettingChange",
    "Unit",
    "User",
]
