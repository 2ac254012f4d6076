"""卷宗目录 of one request: its papers from every room, each with whether it is there."""

from collections.abc import Iterator

from gongkai.casework.askers import missing_authority
from gongkai.casework.filing import Paper
from gongkai.casework.models import Consultation, DisclosureRequest, RequestFile
from gongkai.letters.models import Letter
from gongkai.letters.models.sending import LetterFile, Method
from gongkai.letters.sources import Source, sources_of
from gongkai.remedies.models import RemedyPaper
from gongkai.rules.case_file import file_papers

ONLINE = (Method.DOWNLOAD, Method.COUNTER)  # the system or a signature on the spot proves the service
Purpose = RequestFile.Purpose


def papers_of(case: DisclosureRequest) -> list[Paper]:
    """Return the papers that the file of a request must hold, in the order in which they are filed."""
    letters = list(
        Letter.objects.valid().filter(request=case).prefetch_related("files", "services__dispatch")
    )
    return [
        _paper("application", "", is_there=True),  # what was entered is the form
        *_of_agent(case),
        *_of_letters(case, letters),
        *_of_opinions(case),
        *_of_remedies(case),
    ]


def _paper(code: str, of: str, *, is_there: bool) -> Paper:
    kind = file_papers()[code]
    return Paper(f"{of}{kind.label}" if code != "letter" else of, kind.basis, is_there)


def _of_agent(case: DisclosureRequest) -> Iterator[Paper]:
    if case.applicant.agent_name:
        yield _paper("authority", "", is_there=not missing_authority(case))


def _of_letters(case: DisclosureRequest, letters: list[Letter]) -> Iterator[Paper]:
    """List each letter to somebody outside, with its original and the proof of its service."""
    for source in sources_of(case):
        if source.kind.code in file_papers()["letter"].without:
            continue
        letter = next((each for each in letters if _is_about(each, source) and each.is_sent), None)
        by_hand = source.reply is not None and case.files.filter(purpose=Purpose.REPLY).exists()
        yield _paper("letter", source.kind.label, is_there=letter is not None or by_hand)
        if source.kind.carries_reply:
            signed = letter is not None and _has(letter, LetterFile.Purpose.SCAN)
            yield _paper("scan", source.kind.label, is_there=signed or by_hand)
        if letter:
            yield _paper("service", source.kind.label, is_there=_is_proved(letter))


def _is_about(letter: Letter, source: Source) -> bool:
    mine = (letter.kind, letter.event_id, letter.reply_id, letter.consultation_id)
    about = (source.event, source.reply, source.consultation)
    return mine == (source.kind.code, *(each.pk if each else None for each in about))


def _has(letter: Letter, purpose: LetterFile.Purpose) -> bool:
    return any(file.purpose == purpose for file in letter.files.all())


def _is_proved(letter: Letter) -> bool:
    """Whether something shows that a letter arrived: a proof that was added, or how it was handed over."""
    arrived = [service for service in letter.services.all() if service.arrived]
    return any(service.proof_id or service.dispatch.method in ONLINE for service in arrived)


def _of_opinions(case: DisclosureRequest) -> Iterator[Paper]:
    """List the opinions that were given; silence leaves no paper."""
    given = case.consultations.exclude(opinion__in=["", Consultation.Opinion.SILENT])
    files = case.files.filter(purpose=Purpose.OPINION).count()
    for place, asked in enumerate(given, start=1):
        yield _paper("opinion", asked.get_kind_display(), is_there=files >= place)


def _of_remedies(case: DisclosureRequest) -> Iterator[Paper]:
    for remedy in case.remedies.exclude(concluded_on=None):
        decided = remedy.papers.filter(kind=RemedyPaper.Kind.DECISION).exists()
        yield _paper("decision", f"{remedy.case_no}的", is_there=decided)
