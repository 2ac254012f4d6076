"""The tables of bodies, units and people."""

from gongkai.bodies.models.body import Body, Level, Sequence
from gongkai.bodies.models.people import Assignment, Leader, Unit, User
from gongkai.bodies.models.places import ReadingPlace

__all__ = ["Assignment", "Body", "Leader", "Level", "ReadingPlace", "Sequence", "Unit", "User"]
