"""What a request of the demo is told with: the people at the desk, the case, and the day it is."""

from collections.abc import Callable
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
    """A request as it goes on: the case, the day it is, and what is on its way by post."""

    desk: Desk
    facts: dict[str, Any]
    case: DisclosureRequest
    today: date
    calendar: Calendar = field(default_factory=Calendar.default)
    on_the_way: list[tuple[date, Callable[[date], None]]] = field(default_factory=list)

    def pass_days(self, days: int) -> date:
        """Let working days pass; what was sent arrives on its day."""
        self.today = self.calendar.add_working_days(self.today, int(days)).on
        self.let_arrive(self.today)
        return self.today

    def expect(self, on: date, arrive: Callable[[date], None]) -> None:
        """Send something that arrives on a day; what arrives today is there at once."""
        if on <= self.today:
            arrive(on)
        else:
            self.on_the_way.append((on, arrive))

    def let_arrive(self, until: date) -> None:
        """Let everything arrive that was sent to arrive up to a day."""
        due = sorted((each for each in self.on_the_way if each[0] <= until), key=lambda each: each[0])
        self.on_the_way = [each for each in self.on_the_way if each[0] > until]
        for on, arrive in due:
            arrive(on)
