"""收件箱: what others did that concerns the person at the desk, and who mentioned them, newest first."""
# ruff: noqa: E501 — a table is read by lines

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now

from gongkai.casework import states
from gongkai.casework.models import DisclosureRequest, InboxLook, Mention, RequestEvent
from gongkai.casework.reach import open_to
from gongkai.casework.receipt import needs_confirmation
from gongkai.casework.states import State
from gongkai.office.desk import Desk
from gongkai.rules.roles import Role

R = Role
LATELY = timedelta(days=14)
SHOWN = 100
MOST = 20_000  # events of all bodies that are looked at
LIVE = Q(request__state__in=[*states.UNCONFIRMED, *states.IN_HAND])


@dataclass(frozen=True)
class News:
    """One kind of news: after which steps, for whom, in which cases it still matters, and what to do then."""

    label: str
    steps: tuple[str, ...]
    role: Role
    matters: Q
    act: str = ""
    act_label: str = ""


# fmt: off
NEWS = (
    #    消息              步骤                                      给谁           还有关系的条件                                        可以办理
    News("新收到的申请",   ("file",),                                R.REGISTRAR,   Q(request__state__in=states.UNCONFIRMED),             "confirm", "确认收到"),
    News("补正材料到了",   ("send_correction",),                     R.REGISTRAR,   Q(request__state=State.CORRECTION_PENDING),           "accept_correction", "登记补正"),
    News("理由说明到了",   ("send_reasons",),                        R.REGISTRAR,   Q(request__state=State.REASON_REQUESTED),             "record_reasons", "登记说明"),
    News("缴费凭证到了",   ("send_payment_proof",),                  R.REGISTRAR,   Q(request__state=State.FEE_PENDING),                  "record_payment", "登记缴费"),
    News("申请人查收或者评价了", ("collect_reply", "give_feedback"), R.REGISTRAR,   Q()),
    News("责令重新处理",   ("redo",),                                R.REGISTRAR,   Q(request__state=State.REDO),                         "assign", "转交承办"),
    News("补正期满",       ("propose_lapse",),                       R.OFFICE_HEAD, Q(request__state=State.CORRECTION_PENDING),           "lapse_correction", "终止办理"),
    News("缴费期满",       ("propose_payment_lapse",),               R.OFFICE_HEAD, Q(request__state=State.FEE_PENDING),                  "lapse_payment", "终止办理"),
    News("申请延期",       ("request_extension",),                   R.OFFICE_HEAD, Q(request__state__in=states.CLOCK_RUNS),              "extend", "审批延期"),
    News("交给我办理",     ("assign", "hand_over"),                  R.HANDLER,     Q(request__state__in=states.BEING_HANDLED),           "draft_reply", "拟写答复"),
    News("退回修改",       ("return_reply",),                        R.HANDLER,     Q(request__state=State.ASSIGNED),                     "draft_reply", "修改答复"),
    News("意见收到或者期满", ("record_opinion", "expire_consultation"), R.HANDLER,  LIVE,                                                 "draft_reply", "拟写答复"),
    News("补正收到",       ("accept_correction",),                   R.HANDLER,     LIVE,                                                 "draft_reply", "拟写答复"),
    News("缴费到账",       ("record_payment",),                      R.HANDLER,     LIVE,                                                 "draft_reply", "拟写答复"),
    News("科室办理期限",   ("set_unit_date",),                       R.HANDLER,     LIVE),
    News("答复已制发",     ("issue_reply",),                         R.HANDLER,     Q()),
    News("申请人撤回",     ("withdraw",),                            R.HANDLER,     Q()),
)
# fmt: on


@dataclass(frozen=True)
class Entry:
    """One line of the inbox; `is_new` since the person last went through it."""

    label: str
    case: DisclosureRequest
    at: datetime
    who: str
    note: str
    is_new: bool
    act_url: str = ""
    act_label: str = ""
    mention: Mention | None = None


@dataclass(frozen=True)
class Inbox:
    """All that came in lately."""

    entries: list[Entry]
    since: datetime

    @property
    def new(self) -> int:
        """How many lines are new."""
        return sum(entry.is_new for entry in self.entries)


def inbox_of(desk: Desk) -> Inbox:
    """Return what came in during the last two weeks, newest first; always four queries."""
    since = looked_at(desk)
    found = _events(desk, now() - LATELY).select_related("by", "request").order_by("-pk")[:SHOWN]
    mentions = Mention.objects.unread(desk.user, desk.body).select_related("note__request", "note__by")
    entries = [*(_of_event(event, since) for event in found), *(_of_mention(each) for each in mentions)]
    return Inbox(sorted(entries, key=lambda entry: entry.at, reverse=True), since)


def count_new(desk: Desk) -> int:
    """Count what came in since the person last looked, for the menu."""
    mentions = Mention.objects.unread(desk.user, desk.body).count()
    return int(_events(desk, looked_at(desk)).count()) + mentions


def looked_at(desk: Desk) -> datetime:
    """Return when the person last went through the inbox; two weeks ago at the earliest."""
    look = InboxLook.objects.filter(user=desk.user, body=desk.body).first()
    return max(look.at, now() - LATELY) if look else now() - LATELY


def _events(desk: Desk, since: datetime) -> Any:
    """Return what others did since then that concerns the person, in cases where it still matters."""
    wanted, steps = Q(pk__in=[]), set()
    for news in NEWS:
        if news.role in desk.roles:
            own = Q(request__handler=desk.user) if news.role is R.HANDLER else Q()
            wanted |= Q(step__in=news.steps) & news.matters & own
            steps |= set(news.steps)
    # The few of late are read first: otherwise a database may walk through all cases of the body.
    lately = RequestEvent.objects.filter(at__gt=since, step__in=sorted(steps)).exclude(by=desk.user)
    keys = list(lately.order_by("-at").values_list("pk", flat=True)[:MOST])
    events = RequestEvent.objects.filter(wanted, pk__in=keys, request__body=desk.body)
    return events.filter(open_to(desk.user, "request__"))


def _of_event(event: RequestEvent, since: datetime) -> Entry:
    news = next(each for each in NEWS if event.step in each.steps)
    who = str(event.by) if event.by else "系统" if event.step.startswith(("propose", "expire")) else "申请人"
    case = event.request
    url = reverse("office:request_step", args=[case.pk, _act(news.act, case)]) if news.act else ""
    if news.act == "draft_reply":
        url = reverse("office:draft_reply", args=[case.pk])
    return Entry(news.label, case, event.at, who, event.note, event.at > since, url, news.act_label)


def _act(act: str, case: DisclosureRequest) -> str:
    """Return the step that takes a new request in, by its channel (条例第三十一条)."""
    if act != "confirm":
        return act
    return "confirm_receipt" if needs_confirmation(case.channel, case.submitted_on) else "register"


def _of_mention(mention: Mention) -> Entry:
    note = mention.note
    return Entry("提到我", note.request, note.at, str(note.by), note.text, True, mention=mention)
