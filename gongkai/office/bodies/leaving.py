"""What somebody who leaves has in hand: what is handed over, and what waits for a role that they hold."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.functional import cached_property

from gongkai.bodies.models import Assignment, Body, User
from gongkai.casework import actions
from gongkai.casework.actions.leaving import name_instead, named_in, pass_on_mentions
from gongkai.casework.actions.together import open_matters
from gongkai.casework.models import DisclosureRequest, Mention
from gongkai.casework.reach import open_to
from gongkai.letters.models import Letter
from gongkai.letters.states import State as LetterState
from gongkai.office.desk import Desk
from gongkai.office.requests.clocks import Row, rows_of
from gongkai.office.requests.waiting import TURNS, waiting_for
from gongkai.publishing.actions.handing import hand_over_items, open_items
from gongkai.rules.roles import Role

SHOWN = 100
ROLE_OF = {turn.code: turn.role for turn in TURNS}


@dataclass(frozen=True)
class Held:
    """A role that the person holds: where, how many cases wait for it, and who else holds it there."""

    assignment: Assignment
    waiting: int
    others: list[User]


@dataclass(frozen=True)
class Leaving:
    """Everything that a person of the body has in hand on a day."""

    person: User
    body: Body
    today: date
    viewer: User

    @property
    def matters(self) -> Any:
        """The requests that the person handles; what is kept for others than the viewer is left out."""
        found = open_matters(self.person, self.body).filter(open_to(self.viewer))
        return found.select_related("handling_unit").order_by("due_on", "pk")

    @cached_property
    def named(self) -> list[DisclosureRequest]:
        """The other restricted requests that the person may read, for who can name somebody else."""
        if Role.OFFICE_HEAD not in self.viewer.roles_in(self.body, self.today):
            return []
        others = open_matters(self.person, self.body).values("pk")
        return list(named_in(self.person, self.body).exclude(pk__in=others).order_by("pk"))

    @cached_property
    def kept(self) -> int:
        """How many restricted requests only the head of the office can hand over."""
        handled = open_matters(self.person, self.body).exclude(open_to(self.viewer)).values("pk")
        named = named_in(self.person, self.body).exclude(pk__in=[each.pk for each in self.named])
        own = self.matters.values("pk")
        kept = DisclosureRequest.objects.filter(Q(pk__in=handled) | Q(pk__in=named.values("pk")))
        return kept.exclude(pk__in=own).count()

    @cached_property
    def mentions(self) -> int:
        """How many mentions the person has not read."""
        return Mention.objects.unread(self.person, self.body).count()

    @cached_property
    def rows(self) -> list[Row]:
        """The first of these requests."""
        return rows_of(self.matters[:SHOWN], self.today)

    @cached_property
    def items(self) -> list[Any]:
        """The items that the person began and nobody has published."""
        return list(open_items(self.person, self.body).select_related("owner_unit", "column").order_by("pk"))

    @cached_property
    def letters(self) -> list[Letter]:
        """The letters that the person drafted; they stay with their case, whoever handles it."""
        drafts = Letter.objects.of(self.body).filter(state=LetterState.DRAFT, prepared_by=self.person)
        return list(drafts.select_related("request").order_by("pk"))

    @cached_property
    def total(self) -> int:
        """How many things are handed over."""
        return int(self.matters.count()) + len(self.items) + len(self.named) + self.mentions

    @cached_property
    def roles(self) -> list[Held]:
        """The roles that the person holds, with what waits for each: reviews, letters, archiving."""
        desk = Desk(
            self.person, self.body, (self.body,), self.person.roles_in(self.body, self.today), self.today
        )
        turns = waiting_for(desk).values_list("turn", flat=True)
        waiting = Counter(ROLE_OF[code] for code in turns if ROLE_OF[code] is not Role.HANDLER)
        held = Assignment.objects.held(self.today).filter(user=self.person, unit__body=self.body)
        return [
            Held(each, waiting[Role(each.role)], self._others(each))
            for each in held.select_related("unit").order_by("pk")
        ]

    def _others(self, mine: Assignment) -> list[User]:
        same = Assignment.objects.held(self.today).filter(
            unit=mine.unit, role=mine.role, user__is_active=True
        )
        return [each.user for each in same.exclude(user=self.person).select_related("user").order_by("pk")]


@transaction.atomic
def hand_over_everything(leaver: Leaving, *, to: User, note: str, by: User) -> int:
    """
    Put all that a person has in hand into the hands of another; return how many things moved.

    :raises Refused: the other person cannot take one of them; then nothing moves
    :raises StepNotAllowed: `by` is neither administrator nor head of the disclosure office
    """
    facts: dict[str, Any] = {"body": leaver.body, "to": to, "note": note, "by": by, "on": leaver.today}
    moved = {case.pk for case in actions.hand_over_all(leaver.person, **facts)}
    moved |= {case.pk for case in name_instead(leaver.person, **facts)}
    mentions = pass_on_mentions(leaver.person, body=leaver.body, to=to, on=leaver.today)
    return len(moved) + mentions + len(hand_over_items(leaver.person, **facts))
