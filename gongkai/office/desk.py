"""Where a person works from: who, in which body, with which roles, on which day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.timezone import localdate

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body, User
from gongkai.office.menu import SECTIONS, Section
from gongkai.rules.calendar import Calendar
from gongkai.rules.roles import Role

SESSION_KEY = "office_body"


@dataclass(frozen=True)
class Desk:
    """The place a person works from; every screen of the office starts here."""

    user: User
    body: Body
    bodies: tuple[Body, ...]
    roles: frozenset[Role]
    today: date

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar in force, read once for the marks of last days."""
        return current_calendar()

    @property
    def has_choice(self) -> bool:
        """Whether the person works for several bodies."""
        return len(self.bodies) > 1

    @property
    def sections(self) -> list[Section]:
        """The lines of the menu that the person sees."""
        return [section for section in SECTIONS if self.may_enter(section)]

    def may_enter(self, section: Section) -> bool:
        """Whether a section is open to the person."""
        return section.is_open_to(self.roles, is_superuser=self.user.is_superuser)

    def sees(self, code: str) -> bool:
        """Whether the person sees the section with this code."""
        return any(section.code == code for section in self.sections)

    @property
    def role_names(self) -> str:
        """The roles held in the body, for people."""
        return "、".join(role.label for role in Role if role in self.roles)


def find_desk(request: HttpRequest) -> Desk | None:
    """Return the desk of whoever asks; None for a person without any role today."""
    kept = request.__dict__  # for the rest of this request
    if "office_desk" not in kept:
        kept["office_desk"] = _lay_desk(request)
    return cast("Desk | None", kept["office_desk"])


def desk_of(request: HttpRequest) -> Desk:
    """
    Return the desk of whoever asks.

    :raises PermissionDenied: the person holds no role today
    """
    desk = find_desk(request)
    if desk is None:
        raise PermissionDenied("您目前没有任职，不能进入办公端。")
    return desk


def choose_body(request: HttpRequest, code: str) -> bool:
    """Work for another of one's bodies from now on; answer whether that is possible."""
    desk = desk_of(request)
    if code not in {body.code for body in desk.bodies}:
        return False
    request.session[SESSION_KEY] = code
    return True


def _lay_desk(request: HttpRequest) -> Desk | None:
    user = request.user
    if not isinstance(user, User):
        return None
    bodies = tuple(user.bodies())
    if not bodies:
        return None
    chosen = request.session.get(SESSION_KEY)
    body = next((body for body in bodies if body.code == chosen), bodies[0])
    return Desk(user=user, body=body, bodies=bodies, roles=user.roles_in(body), today=localdate())
