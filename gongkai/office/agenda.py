"""今日: what becomes unlawful next, what waits for the person at the desk, and what they did lately."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from gongkai.bodies.calendar import current_calendar
from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.casework.reach import open_to
from gongkai.documents.models import NormativeDocument
from gongkai.documents.periods import warned_until
from gongkai.ledger.models import LedgerMonth
from gongkai.office.desk import Desk
from gongkai.office.forms.ledger import units_kept_by
from gongkai.office.requests.clocks import Row, rows_of
from gongkai.office.requests.queues import Band, bands, count_by, for_list
from gongkai.office.requests.waiting import LABELS, waiting_for
from gongkai.publishing.models import ColumnAlarm, InformationItem, Topic
from gongkai.publishing.topic_reviews import waiting_for as topics_for
from gongkai.remedies.models import Remedy
from gongkai.rules.roles import Role

SHOWN = 12  # lines of each list
LATELY = timedelta(days=7)
CATALOGUE_KEEPERS = frozenset({Role.OFFICE_HEAD, Role.INFORMATION_OFFICER})


@dataclass(frozen=True)
class Reading:
    """One field of a radar: how many, how many of them are one's own, and where they are listed."""

    band: Band
    count: int
    mine: int
    url: str

    @property
    def css(self) -> str:
        """How loud it is: nothing is quiet, what is late is red."""
        if not self.count:
            return "gk-radar--none"
        return "gk-radar--late" if self.band.code in ("late", "today") else ""


@dataclass(frozen=True)
class Radar:
    """Five readings over one kind of thing that has a last day."""

    label: str
    unit: str
    readings: list[Reading]

    @property
    def has_mine(self) -> bool:
        """Whether some of it is the person's own."""
        return any(reading.mine for reading in self.readings)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is late and nothing falls due soon."""
        return not any(reading.count for reading in self.readings)


@dataclass(frozen=True)
class Waiting:
    """What waits for the person: the first lines, and how many there are."""

    lines: list[tuple[str, Row]]
    total: int


@dataclass
class Agenda:
    """All that the first page shows to one person."""

    radars: list[Radar] = field(default_factory=list)
    pressing: list[Row] = field(default_factory=list)
    waiting: Waiting | None = None
    items: list[InformationItem] = field(default_factory=list)
    items_total: int = 0
    topics: list[Topic] = field(default_factory=list)
    columns: list[ColumnAlarm] = field(default_factory=list)
    answers: list[Remedy] = field(default_factory=list)
    sheets: list[LedgerMonth] = field(default_factory=list)
    ending: list[NormativeDocument] = field(default_factory=list)
    done: list[RequestEvent] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits for the person."""
        return not (self.waiting and self.waiting.total) and not (
            self.items_total or self.topics or self.answers or self.columns or self.sheets
        )


def agenda_of(desk: Desk) -> Agenda:
    """Return the first page of the person at the desk; the number of queries is always the same."""
    agenda, calendar = Agenda(), current_calendar()
    fields = bands(desk.today, calendar)
    if desk.sees("requests"):
        _add_requests(agenda, desk, fields)
    if desk.sees("items"):
        _add_items(agenda, desk, fields)
        agenda.columns = _columns(desk)
    if desk.sees("topics"):
        agenda.topics = list(topics_for(desk.user, desk.body, desk.today)[:SHOWN])
    if desk.sees("documents"):
        near = NormativeDocument.objects.of(desk.body).near_the_end(warned_until(desk.body, desk.today))
        agenda.ending = list(near.select_related("unit").order_by("valid_until", "pk")[:SHOWN])
    if desk.sees("ledger"):
        owed = LedgerMonth.objects.of(desk.body).owed().filter(unit__in=units_kept_by(desk))
        agenda.sheets = list(owed.select_related("unit").order_by("due_on")[:SHOWN])
    if desk.sees("remedies"):
        seen = Remedy.objects.of(desk.body).visible_to(desk.user).running().filter(answered_on=None)
        agenda.answers = list(seen.select_related("request").order_by("answer_due_on")[:SHOWN])
    return agenda


def _add_requests(agenda: Agenda, desk: Desk, fields: tuple[Band, ...]) -> None:
    seen = DisclosureRequest.objects.of(desk.body).visible_to(desk.user)
    mine = Q(handler=desk.user)
    readings = _readings(seen.in_hand(), fields, mine, lambda band: band.condition, _case_url)
    agenda.radars.append(Radar("依申请公开的答复", "件", readings))
    near = Q(due_on__lte=fields[-1].last)
    found = waiting_for(desk)
    rows = rows_of(for_list(found)[:SHOWN], desk.today)
    others = seen.in_hand().filter(near).exclude(pk__in=[row.case.pk for row in rows])
    agenda.pressing = rows_of(for_list(others).order_by("due_on", "pk")[:SHOWN], desk.today)
    agenda.waiting = Waiting([(LABELS[row.case.turn], row) for row in rows], found.count())  # type: ignore[attr-defined]
    lately = RequestEvent.objects.filter(by=desk.user, request__body=desk.body, on__gte=desk.today - LATELY)
    lately = lately.filter(open_to(desk.user, "request__"))
    agenda.done = list(lately.select_related("request").order_by("-pk")[:SHOWN])


def _add_items(agenda: Agenda, desk: Desk, fields: tuple[Band, ...]) -> None:
    ours = InformationItem.objects.of(desk.body)
    awaiting = ours.awaiting(desk.user, desk.today)
    agenda.items_total = awaiting.count()
    agenda.items = list(
        awaiting.select_related("column", "owner_unit").order_by("publish_due_on", "pk")[:SHOWN]
    )
    unpublished = ours.filter(live=False, disclosure_mode="public", withdrawn_on=None)
    mine = Q(owner_unit__in=desk.user.units_in(desk.body))
    agenda.radars.append(
        Radar("主动公开信息的发布", "条", _readings(unpublished, fields, mine, _publishing, _item_url))
    )


def _columns(desk: Desk) -> list[ColumnAlarm]:
    """Return the empty and late columns of one's units; the leader's, when the owner was told in vain."""
    seen = Q(column__owner_unit__in=desk.user.units_in(desk.body))
    if not CATALOGUE_KEEPERS.isdisjoint(desk.roles):
        seen = Q()
    elif Role.LEADER in desk.roles:
        seen |= Q(leader_told_on__isnull=False)
    found = ColumnAlarm.objects.of(desk.body).open().filter(seen)
    return list(found.select_related("column__owner_unit")[:SHOWN])


def _readings(
    seen: Any, fields: tuple[Band, ...], mine: Q, condition: Callable[[Band], Q], url: Callable[[Band], str]
) -> list[Reading]:
    """Count all and one's own of each field, in one query."""
    all_of = {band.code: condition(band) for band in fields}
    own = {f"mine {code}": found & mine for code, found in all_of.items()}
    counts = count_by({**all_of, **own}, seen)
    return [Reading(band, counts[band.code], counts[f"mine {band.code}"], url(band)) for band in fields]


def _publishing(band: Band) -> Q:
    return Q(publish_due_on__gte=band.first, publish_due_on__lte=band.last)


def _case_url(band: Band) -> str:
    return f"{reverse('office:requests')}?tab=in_hand&due={band.code}"


def _item_url(band: Band) -> str:
    return f"{reverse('office:items')}?tab=all&late=on" if band.code == "late" else ""
