"""The way of a document to its signature: opinions of the public, legality, deliberation."""

from collections.abc import Iterable
from datetime import date

from django.core.files import File
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.design.words import due_words
from gongkai.documents.errors import ConsultationTooShort
from gongkai.documents.models import NormativeDocument
from gongkai.documents.periods import consultation_ends, period_of
from gongkai.documents.progress import check_order, check_said, checked, moved

Files = Iterable[File[bytes]]


@transaction.atomic
def solicit_opinions(
    document: NormativeDocument,
    *,
    until: date,
    where: str,
    shortened: str = "",
    files: Files = (),
    by: User,
    on: date,
) -> NormativeDocument:
    """
    Publish the draft for opinions from `on` to the end of `until` (优化营商环境条例第六十二条).

    :param where: the address or place where people find it
    :param shortened: why the public has less time than usual, where the law lets it
    :raises ConsultationTooShort: fewer days than the rule, without a reason
    :raises DayOutOfOrder: the days contradict each other
    """
    document = checked(document, "solicit", by=by, on=on)
    check_order(document.started_on, on, until)
    check_said(征求意见的渠道=where)
    least = consultation_ends(document.body, on, for_business=document.for_business)
    if until < least.due_on and not shortened.strip():
        raise ConsultationTooShort(
            f"征求意见一般不少于{least.version.value.label}，应当到{due_words(least)}以后截止；"
            f"情况紧急需要缩短的，请写明理由（{least.version.basis}）。"
        )
    document.consultation_from, document.consultation_until = on, until
    told = {"until": until, "where": where.strip(), "shortened": shortened.strip()}
    return moved(document, "solicit", by=by, on=on, note=shortened, files=files, **told)


@transaction.atomic
def note_feedback(
    document: NormativeDocument,
    *,
    received: int,
    adopted: int,
    summary: str,
    files: Files = (),
    by: User,
    on: date,
) -> NormativeDocument:
    """
    Record how many opinions came, how many were adopted, and why the others were not.

    :raises ConsultationOpen: the period has not ended
    :raises DocumentIncomplete: nothing is said of them, or more were adopted than came
    """
    document = checked(document, "note_feedback", by=by, on=on)
    check_said(意见采纳情况=summary if received >= adopted else "")
    told = {"received": received, "adopted": adopted}
    return moved(document, "note_feedback", by=by, on=on, note=summary, files=files, **told)


@transaction.atomic
def send_to_legal(
    document: NormativeDocument, *, competition: str = "", files: Files = (), by: User, on: date
) -> NormativeDocument:
    """
    Send the draft to the legality review, which no asking of opinions replaces (优化营商环境条例第六十三条).

    :param competition: the result of the review of fair competition (公平竞争审查条例)
    :raises DocumentIncomplete: it concerns business, and nobody looked at competition
    :raises NoInterpretationPlan: it must be interpreted, and nobody says how
    :raises NotConsulted: it concerns business, and the public was not asked
    """
    document = checked(document, "send_to_legal", by=by, on=on)
    if document.for_business:
        check_said(公平竞争审查的结论=competition)
    document.legality_due_on = period_of(document.body, "legality_review_document", on).due_on
    return moved(document, "send_to_legal", by=by, on=on, note=competition, files=files)


@transaction.atomic
def review_legality(
    document: NormativeDocument, *, opinion: str, files: Files = (), by: User, on: date
) -> NormativeDocument:
    """
    Find a draft lawful: power, procedure, content (国办发〔2018〕115号).

    :raises DocumentIncomplete: no opinion
    :raises OwnDraft: the reviewer drafted it
    """
    document = checked(document, "pass_legal", by=by, on=on)
    check_said(合法性审核意见=opinion)
    document.legality_due_on = None
    return moved(document, "pass_legal", by=by, on=on, note=opinion, files=files)


@transaction.atomic
def return_from_legal(
    document: NormativeDocument, *, opinion: str, files: Files = (), by: User, on: date
) -> NormativeDocument:
    """
    Give a draft back with what is wrong in law (国办发〔2018〕115号).

    :raises DocumentIncomplete: no opinion
    """
    document = checked(document, "return_legal", by=by, on=on)
    check_said(退回的意见=opinion)
    document.legality_due_on = None
    return moved(document, "return_legal", by=by, on=on, note=opinion, files=files)


@transaction.atomic
def deliberate(
    document: NormativeDocument, *, meeting: str, passed: bool, files: Files = (), by: User, on: date
) -> NormativeDocument:
    """
    Record what the office meeting said of a draft (国办发〔2018〕37号).

    :raises DocumentIncomplete: it is not said which meeting, and how it decided
    """
    code = "pass_deliberation" if passed else "return_deliberation"
    document = checked(document, code, by=by, on=on)
    check_said(会议和审议意见=meeting)
    return moved(document, code, by=by, on=on, note=meeting, files=files)


@transaction.atomic
def sign_document(document: NormativeDocument, *, opinion: str = "", by: User, on: date) -> NormativeDocument:
    """Sign a document; this is the day it is formed."""
    document = checked(document, "sign", by=by, on=on)
    check_order(document.started_on, on)
    document.signed_on = on
    return moved(document, "sign", by=by, on=on, note=opinion)


@transaction.atomic
def return_from_signature(
    document: NormativeDocument, *, opinion: str, by: User, on: date
) -> NormativeDocument:
    """
    Give a draft back instead of signing it.

    :raises DocumentIncomplete: no opinion
    """
    document = checked(document, "return_signature", by=by, on=on)
    check_said(退回的意见=opinion)
    return moved(document, "return_signature", by=by, on=on, note=opinion)
