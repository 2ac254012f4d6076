"""What a request of the demo is told with: the people at the desk, the case, and the day it is."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.bodies.models import Body, User
from gongkai.casework.models import DisclosureRequest
from gongkai.cli.demo.cast import Cast
from gongkai.rules.calendar import Calendar


@dataclass
class Desk:
    """The people who handle requests in a body; in the counties one person does several of the jobs."""

    body: Body
    registrar: User
    head: User
    handler: User
    unit_head: User
    secrecy: User
    legal: User
    leader: User
    archivist: User | None = None

    @classmethod
    def of_city(cls, cast: Cast) -> "Desk":
        """The city bureau: one account for each role."""
        people = cast.people
        return cls(
            cast.city,
            people["registrar"],
            people["officehead"],
            people["handler"],
            people["unithead"],
            people["secrecy"],
            people["legal"],
            people["leader"],
            people["archivist"],
        )

    @classmethod
    def of_county(cls, cast: Cast, code: str) -> "Desk":
        """A county bureau: one who works, one who reviews."""
        worker, reviewer = cast.people[code], cast.people[f"{code}-review"]
        return cls(cast.bodies[code], worker, worker, worker, reviewer, reviewer, reviewer, reviewer)


@dataclass
class Story:
    """A request as it goes on: the case, and the day it is."""

    desk: Desk
    facts: dict[str, Any]
    case: DisclosureRequest
    today: date
    calendar: Calendar = field(default_factory=Calendar.default)

    def pass_days(self, days: int) -> date:
        """Let working days pass."""
        self.today = self.calendar.add_working_days(self.today, int(days)).on
        return self.today
