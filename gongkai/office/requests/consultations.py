"""The desk for opinions of others: letters by their last day, objections to weigh, third parties to tell."""

from dataclasses import dataclass
from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.casework import states
from gongkai.casework.models import Consultation, DisclosureRequest
from gongkai.casework.states import State
from gongkai.design.words import cn_day, cn_last
from gongkai.office.desk import Desk
from gongkai.office.requests.clocks import SOON, Due
from gongkai.promotion.suggestions import OPEN
from gongkai.rules.calendar import Calendar

SHOWN = 100
# What silence means (条例第三十二条、第三十四条).
SILENCE = {
    Consultation.Kind.THIRD_PARTY.value: "逾期不提出意见的，由本机关决定是否公开（条例第三十二条）",
    Consultation.Kind.PEER.value: "逾期不提出意见的，视为同意公开（条例第三十四条）",
}
OBJECTED = (Consultation.Opinion.REFUSE, Consultation.Opinion.PARTLY)


@dataclass(frozen=True)
class Letter:
    """A letter with its own last day in words."""

    consultation: Consultation
    due: Due

    @property
    def silence(self) -> str:
        """What silence means."""
        return SILENCE[self.consultation.kind]


@dataclass(frozen=True)
class Board:
    """All that is open about opinions of others."""

    awaited: list[Letter]
    to_weigh: list[Consultation]
    to_tell: list[Consultation]


def board_of(desk: Desk) -> Board:
    """Return the open letters, the objections that are not weighed yet, and who must still be told."""
    cases = DisclosureRequest.objects.of(desk.body).visible_to(desk.user)
    seen = Consultation.objects.filter(request__in=cases).select_related("request__handling_unit")
    calendar = current_calendar()
    awaited = seen.open().filter(request__state__in=states.CONSULTING).order_by("due_on", "pk")
    weigh = seen.filter(
        kind=Consultation.Kind.THIRD_PARTY,
        opinion__in=OBJECTED,
        weighing=None,
        request__state__in=(State.REGISTERED, *states.BEING_HANDLED),
    )
    tell = seen.untold().filter(request__state__in=(State.REPLIED, State.CLOSED), request__outcome__in=OPEN)
    return Board(
        [Letter(each, due_in_words(each.due_on, calendar, desk.today)) for each in awaited[:SHOWN]],
        list(weigh.order_by("answered_on", "pk")[:SHOWN]),
        list(tell.order_by("pk")[:SHOWN]),
    )


def due_in_words(due_on: date | None, calendar: Calendar, today: date) -> Due:
    """Say when the period for an opinion ends."""
    if due_on is None:
        return Due("无法定期限")
    if due_on < today:
        return Due("期满未答复", f"应于{cn_last(due_on, calendar)}前提出意见", "late")
    left = sum(day.counts for day in calendar.days(today, due_on))
    last = cn_day(due_on) if due_on.year == today.year else cn_last(due_on, calendar)
    return Due(
        f"还有 {left} 个工作日，{last}" if left else f"今天到期，{last}", "", "soon" if left <= SOON else ""
    )
