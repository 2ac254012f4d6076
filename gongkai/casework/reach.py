"""Which requests a person may read: all of some bodies, those of some units, or none."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.utils.timezone import localdate

from gongkai.bodies.models import Assignment, User
from gongkai.rules.roles import Role

# Whoever serves the whole body sees all its requests; handlers and unit heads see those of their units.
SEE_ALL = (
    Role.REGISTRAR,
    Role.OFFICE_HEAD,
    Role.ARCHIVIST,
    Role.REPORT_EDITOR,
    Role.LEADER,
    Role.LEGAL_REVIEWER,
    Role.SECRECY_REVIEWER,
    Role.AUDITOR,
)
SEE_OWN_UNIT = (Role.HANDLER, Role.UNIT_HEAD)


@dataclass(frozen=True)
class Reach:
    """
    The requests that a person may read today, by the keys of bodies and units.

    The keys stand in the question as they are: with a subquery instead, a database reads all requests of the
    body one by one.
    """

    reader: User
    everywhere: bool = False
    bodies: tuple[int, ...] = ()
    units: tuple[int, ...] = ()

    def over(self, through: str = "") -> Q:
        """
        Return what lets these requests through, and nothing else.

        :param through: how requests are reached from the records that are asked: "", "request__" …
        """
        found = Q() if self.everywhere else Q(**{f"{through}body__in": self.bodies})
        if self.units:
            found |= Q(**{f"{through}handling_unit__in": self.units})
        return found & open_to(self.reader, through)


def reach_of(user: User) -> Reach:
    """Return what a user may read today; one query."""
    if user.is_superuser:
        return Reach(reader=user, everywhere=True)
    held = Assignment.objects.held(localdate()).filter(user=user, role__in=[*SEE_ALL, *SEE_OWN_UNIT])
    rows = set(held.values_list("role", "unit__body", "unit"))
    bodies = {body for role, body, _ in rows if role in SEE_ALL}
    units = {unit for role, body, unit in rows if role in SEE_OWN_UNIT and body not in bodies}
    return Reach(reader=user, bodies=tuple(sorted(bodies)), units=tuple(sorted(units)))


def open_to(user: User, through: str = "") -> Q:
    """
    Return what finds requests that are not kept for others: open ones, those for them, the own office's.

    It only takes away: who may read a request at all, their roles say. The account that keeps the machine is
    no exception; it can name whoever heads the office, which is on record.

    :param through: how requests are reached from the records that are asked: "", "request__" …
    """
    named = apps.get_model("casework", "DisclosureRequest").readers.through.objects.filter(user=user)
    headed = Assignment.objects.held(localdate()).filter(user=user, role=Role.OFFICE_HEAD)
    kept = Q(**{f"{through}pk__in": named.values("disclosurerequest")})
    kept |= Q(**{f"{through}body__in": headed.values("unit__body")})
    return kept | Q(**{f"{through}is_restricted": False})
