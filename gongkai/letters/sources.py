"""What gives rise to a letter: a step that was taken, a reply that was signed, a party that was overruled."""

from dataclasses import dataclass
from datetime import date

from gongkai.casework.models import Consultation, DisclosureRequest, Reply, RequestEvent, Stage
from gongkai.letters.models import Letter
from gongkai.rules.letters import LetterKind, kind_of_reply, kinds, kinds_after
from gongkai.rules.outcomes import Outcome, OutcomeGroup

DISCLOSED = (OutcomeGroup.GRANTED, OutcomeGroup.PARTIAL)


@dataclass(frozen=True)
class Source:
    """What a letter is about; `consultation` and `event` go together for letters that ask for an opinion."""

    case: DisclosureRequest
    kind: LetterKind
    event: RequestEvent | None = None
    reply: Reply | None = None
    consultation: Consultation | None = None

    @property
    def key(self) -> str:
        """A word that tells this source from the others of its case, for an address."""
        about = self.consultation or self.reply or self.event
        return f"{self.kind.code}-{about.pk if about else 0}"

    @property
    def on(self) -> date | None:
        """The day of what gave rise to it."""
        if self.event:
            return self.event.on
        return self.reply.issued_on or self.reply.drafted_on if self.reply else None

    @property
    def about(self) -> str:
        """Whom or what it concerns, when the kind alone does not say."""
        return self.consultation.party if self.consultation else ""

    def made(self) -> bool:
        """Whether a letter about it is there that was not made void."""
        letters = Letter.objects.valid().filter(request=self.case, kind=self.kind.code)
        return letters.filter(event=self.event, reply=self.reply, consultation=self.consultation).exists()


def sources_of(case: DisclosureRequest) -> list[Source]:
    """Return everything in a case that gives rise to a letter, oldest first, written or not."""
    return [*_from_steps(case), *_from_replies(case), *_from_overruled(case)]


def owed(case: DisclosureRequest) -> list[Source]:
    """Return what gives rise to a letter that has not been written, newest first."""
    keys = {_key(letter) for letter in Letter.objects.valid().filter(request=case)}
    return [source for source in reversed(sources_of(case)) if source.key not in keys]


def find_source(case: DisclosureRequest, key: str) -> Source | None:
    """Return the source of a case with this key."""
    return next((source for source in sources_of(case) if source.key == key), None)


def source_of(letter: Letter) -> Source:
    """Return what a letter is about."""
    return Source(letter.request, letter.of_kind, letter.event, letter.reply, letter.consultation)


def _key(letter: Letter) -> str:
    return source_of(letter).key


def _from_steps(case: DisclosureRequest) -> list[Source]:
    steps = {step for each in kinds().values() for step in each.arises}
    events = case.events.filter(step__in=steps).order_by("pk")
    letters = {each.pk: each for each in case.consultations.all()}
    return [
        Source(case, each, event, None, letters.get(event.data.get("consultation", 0)))
        for event in events
        for each in kinds_after(event.step)
    ]


def _from_replies(case: DisclosureRequest) -> list[Source]:
    ready = case.replies.filter(stage__in=[Stage.SIGNED, Stage.ISSUED]).order_by("pk")
    return [
        Source(case, kind_of_reply(Outcome(reply.outcome), reply.flag), None, reply, None) for reply in ready
    ]


def _from_overruled(case: DisclosureRequest) -> list[Source]:
    """Return the notices owed to third parties whose refusal was overruled (条例第三十二条)."""
    reply = case.replies.filter(stage=Stage.ISSUED).order_by("pk").last()
    if reply is None or Outcome(reply.outcome).group not in DISCLOSED:
        return []
    refused = case.consultations.filter(
        kind=Consultation.Kind.THIRD_PARTY, opinion=Consultation.Opinion.REFUSE
    )
    overruling = [each for each in kinds().values() if each.overruled]
    return [Source(case, each, None, reply, party) for party in refused for each in overruling]
