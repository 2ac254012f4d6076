"""The letters of a case for one person: what is there, what is owed, and what may be done with each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.http import Http404

from gongkai.bodies.errors import Refused
from gongkai.casework.states import State as Case
from gongkai.casework.workflow import step_label
from gongkai.letters.document import Draft, LetterDocument, document_of, drafted
from gongkai.letters.guards import may_write, steps_for
from gongkai.letters.models import Letter, LetterFile
from gongkai.letters.plans import facts_of, foreseen
from gongkai.letters.sources import Source, find_source, owed, source_of
from gongkai.letters.states import State
from gongkai.letters.templates import text_for, text_of, version_for
from gongkai.office.letters.course import PEOPLE, ROWS, LetterEntry, merged
from gongkai.office.requests.cases import CaseView
from gongkai.office.requests.history import Entry
from gongkai.rules.letters import Addressee, LetterKind
from gongkai.workflow import Option, StepNotAllowed

LOOKS = {State.DRAFT: "wait", State.SERVED: "done", State.RETURNED: "late", State.VOID: "quiet"}


@dataclass(frozen=True)
class ShownLetter:
    """A letter as one person sees it today."""

    letter: Letter
    seen: CaseView

    @property
    def kind(self) -> LetterKind:
        """What the rules say about it."""
        return self.letter.of_kind

    @property
    def look(self) -> str:
        """How its state is drawn."""
        return LOOKS.get(State(self.letter.state), "going")

    @property
    def party(self) -> str:
        """Whom it concerns, when the kind alone does not say."""
        return source_of(self.letter).about or facts_of(self.letter).get("party", "")

    @cached_property
    def draft(self) -> Draft | None:
        """The text as it would be fixed today, and what it lacks; None once it is fixed."""
        if self.letter.is_fixed:
            return None
        return draft_of(self.letter, self.letter.typed, on=self.seen.desk.today)

    @cached_property
    def document(self) -> LetterDocument:
        """The letter as it is printed."""
        return self.draft.document if self.draft else document_of(self.letter)

    @cached_property
    def options(self) -> list[Option]:
        """The steps of the letter, the impossible ones with their reason."""
        return steps_for(self.letter, self.seen.desk.user, self.seen.desk.today)

    @property
    def forward(self) -> list[Option]:
        """What the person may do with it now."""
        return [option for option in self.options if option.allowed]

    @property
    def hindered(self) -> list[Option]:
        """What its state allows and something that is missing does not."""
        return [option for option in self.options if option.refusal and option.refusal.kind == "guard"]

    @property
    def takes(self) -> str:
        """The step of the case that its dispatch will take, in words; else empty."""
        return step_label(self.letter.step) if self.letter.is_ahead else ""

    @property
    def scan(self) -> LetterFile | None:
        """The newest signed and sealed original."""
        scans = [each for each in self.letter.files.all() if each.purpose == LetterFile.Purpose.SCAN]
        return scans[-1] if scans else None

    @property
    def may_correct(self) -> bool:
        """Whether a letter that went out may be followed by one that corrects it."""
        is_open = self.letter.is_sent and not hasattr(self.letter, "replaced_by")
        return is_open and may_write(self.seen.case, self.seen.desk.user, self.seen.desk.today)

    @property
    def may_mail(self) -> bool:
        """Whether it may be sent by e-mail now."""
        sends = self.seen.sees_contact and self.kind.to != Addressee.UNIT
        return sends and any(option.step.code == "dispatch" for option in self.forward)

    def option(self, code: str) -> Option:
        """
        Return one step with its reason.

        :raises Http404: there is no such step
        """
        for option in self.options:
            if option.step.code == code:
                return option
        raise Http404("没有这个步骤")

    def file(self, pk: int) -> LetterFile:
        """
        Return one file of the letter.

        :raises Http404: there is none
        """
        found = self.letter.files.filter(pk=pk).first()
        if found is None:
            raise Http404("没有这个文件")
        return found


@dataclass(frozen=True)
class Shelf:
    """The letters of one case."""

    seen: CaseView

    @property
    def is_open(self) -> bool:
        """Whether the person may read letters, in which the applicant's name stands."""
        return self.seen.sees_name

    @property
    def is_going_on(self) -> bool:
        """Whether the case is not closed yet, so that letters are still to be written."""
        return self.seen.case.state not in (Case.CLOSED, Case.ARCHIVED)

    @cached_property
    def letters(self) -> list[ShownLetter]:
        """The letters, newest first."""
        related = ("request__body", "event", "reply", "consultation")
        found = Letter.objects.filter(request=self.seen.case).select_related(*related)
        found = found.select_related(*PEOPLE).prefetch_related(*ROWS)
        return [
            ShownLetter(letter, self.seen) for letter in found.order_by("-pk") if self.shows(letter.of_kind)
        ]

    @property
    def course(self) -> list[Entry | LetterEntry]:
        """All that happened to the case and to those of its letters that the person may read."""
        return merged(self.seen.timeline, [shown.letter for shown in self.letters])

    @cached_property
    def owed(self) -> list[Source]:
        """What gives rise to a letter that has not been written, for those who write letters."""
        case, desk = self.seen.case, self.seen.desk
        if not may_write(case, desk.user, desk.today):
            return []
        return [source for source in owed(case) if self.shows(source.kind)]

    def shows(self, kind: LetterKind) -> bool:
        """Whether the person may read letters of a kind; a form with identity data asks for more."""
        return self.seen.sees_contact if kind.private else self.seen.sees_name


def open_letter(seen: CaseView, pk: int) -> ShownLetter:
    """
    Return a letter that the person may read.

    :raises Http404: there is none, or it is none of theirs
    """
    for shown in Shelf(seen).letters:
        if shown.letter.pk == pk:
            return shown
    raise Http404("没有这份文书，或者您不能查看")


def open_source(seen: CaseView, key: str) -> Source:
    """
    Return what gives rise to a letter that the person may write.

    :raises Http404: there is nothing of that kind
    """
    source = find_source(seen.case, key)
    if source is None or not Shelf(seen).shows(source.kind):
        raise Http404("没有可以据以制作文书的事项")
    return source


def draft_of(letter: Letter, typed: Mapping[str, str], *, on: date) -> Draft:
    """Return a draft as it would be fixed today; a step that cannot be taken now is among what is missing."""
    text = text_for(letter)
    try:
        with foreseen(letter, by=letter.prepared_by, on=on) as source:
            return drafted(source, text, typed, on=on)
    except (Refused, StepNotAllowed) as refusal:
        return replace(drafted(source_of(letter), text, typed, on=on), missing=(str(refusal),))


def first_draft(source: Source, seen: CaseView, typed: dict[str, str]) -> Draft:
    """Return the letter as it would begin, with the body's newest wording."""
    text = text_of(version_for(seen.case.body, source.kind.code), source.kind.code)
    return drafted(source, text, typed, on=seen.desk.today)
