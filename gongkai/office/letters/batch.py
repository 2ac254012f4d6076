"""Letters that wait to go out or to arrive: many are printed, sent or served at once, each on its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from gongkai.bodies.errors import Refused
from gongkai.casework.models import CoApplicant, DisclosureRequest
from gongkai.common.masks import masked_name
from gongkai.letters import actions
from gongkai.letters.models import Letter, LetterFile, LetterPolicy
from gongkai.letters.plans import facts_of
from gongkai.letters.states import State
from gongkai.office.desk import Desk
from gongkai.office.forms.letters import BatchDispatchForm, BatchServeForm
from gongkai.rules.letters import Addressee, LetterKind
from gongkai.workflow import StepNotAllowed

PER_PAGE = 50


@dataclass(frozen=True)
class Tab:
    """A queue of letters, what is recorded of many of them, and what each of them has of its own."""

    code: str
    label: str
    states: tuple[State, ...]
    form: type[BatchDispatchForm] | type[BatchServeForm]
    own: str
    own_label: str
    longest: int  # characters of that
    button: str
    record: Callable[..., Letter]


SEND = Tab(
    "send",
    "待发出",
    (State.SIGNED, State.RETURNED),
    BatchDispatchForm,
    "mail_no",
    "邮件号码",
    40,
    "登记发出",
    actions.dispatch_letter,
)
SERVE = Tab(
    "serve",
    "待送达",
    (State.DISPATCHED,),
    BatchServeForm,
    "receiver",
    "签收人",
    60,
    "登记送达",
    actions.record_service,
)
TABS = {tab.code: tab for tab in (SEND, SERVE)}


@dataclass
class Row:
    """One letter of the page, whether it was chosen, what was typed for it and why it was refused."""

    letter: Letter
    needs_scan: bool
    to: str = ""
    chosen: bool = False
    typed: str = ""
    error: str = ""

    @property
    def kind(self) -> LetterKind:
        """What the rules say about it."""
        return self.letter.of_kind

    @property
    def lacks_seal(self) -> bool:
        """Whether its sealed original has to be added first."""
        return self.needs_scan and self.kind.carries_reply and not self.letter.has_scan  # type: ignore[attr-defined]


@dataclass
class Batch:
    """One page of a queue; the number of queries does not depend on how many letters there are."""

    desk: Desk
    tab: Tab
    page: Page[Any]  # of letters with `has_scan`
    data: QueryDict | None = None
    rows: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        needs = self.tab is SEND and LetterPolicy.objects.for_body(self.desk.body).needs_scan
        named = _representatives(letter.request_id for letter in self.page)
        self.rows = [self._row(letter, needs, _recipient(letter, named)) for letter in self.page]

    def _row(self, letter: Letter, needs_scan: bool, to: str) -> Row:
        if self.data is None:
            return Row(letter, needs_scan, to)
        chosen = str(letter.pk) in self.data.getlist("letter")
        return Row(letter, needs_scan, to, chosen, self.data.get(f"own-{letter.pk}", ""))

    @property
    def chosen(self) -> list[Row]:
        """The letters that were chosen."""
        return [row for row in self.rows if row.chosen]

    def record(self, facts: dict[str, Any]) -> int:
        """Record what the chosen letters share and each one's own; return how many were taken."""
        done = 0
        for row in self.chosen:
            if len(row.typed) > self.tab.longest:
                row.error = f"{self.tab.own_label}最多{self.tab.longest}个字符。"
                continue
            own = {self.tab.own: row.typed}
            try:
                self.tab.record(row.letter, **facts, **own, by=self.desk.user, on=self.desk.today)
            except (Refused, StepNotAllowed) as refusal:
                row.error = str(refusal)
            else:
                done += 1
        return done

    def leave_out_done(self) -> None:
        """Show again only what was not taken."""
        self.rows = [row for row in self.rows if row.error or not row.chosen]


def open_batch(desk: Desk, code: str, number: Any, data: QueryDict | None) -> Batch:
    """Return a page of a queue of the desk's body, the oldest letters first."""
    tab = TABS.get(code, SEND)
    found = _waiting(desk, tab).select_related("body", "request__body", "request__applicant", "consultation")
    scans = LetterFile.objects.filter(letter=OuterRef("pk"), purpose=LetterFile.Purpose.SCAN)
    found = found.annotate(has_scan=Exists(scans)).prefetch_related("dispatches")
    return Batch(desk, tab, Paginator(found.order_by("signed_on", "pk"), PER_PAGE).get_page(number), data)


def counts_of(desk: Desk) -> Iterator[tuple[Tab, int]]:
    """Return each queue with how many letters wait in it."""
    return ((tab, _waiting(desk, tab).count()) for tab in TABS.values())


def _representatives(cases: Iterable[int]) -> dict[int, str]:
    """Return, by case, the co-applicants who were named to get the letters; one query."""
    named = CoApplicant.objects.present().filter(request__in=list(cases), is_representative=True)
    return {each.request_id: each.name for each in named}


def _recipient(letter: Letter, named: dict[int, str]) -> str:
    """Return to whom a letter goes; people are masked, as in every list."""
    kind, case = letter.of_kind, letter.request
    party = letter.consultation.party if letter.consultation else facts_of(letter).get("party", "")
    if kind.to == Addressee.APPLICANT:
        party = named.get(case.pk) or case.applicant.name
    shown = party if kind.to == Addressee.PEER else party and masked_name(party)
    return shown or kind.to.label


def _waiting(desk: Desk, tab: Tab) -> QuerySet[Letter]:
    seen = DisclosureRequest.objects.of(desk.body).visible_to(desk.user)
    return Letter.objects.of(desk.body).filter(state__in=tab.states, request__in=seen.order_by().values("pk"))
