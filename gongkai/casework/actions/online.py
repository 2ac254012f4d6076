"""What applicants do themselves online: answer a correction notice, prove a payment, collect, rate."""

from collections.abc import Sequence
from datetime import date

from django.core.files import File
from django.db import transaction

from gongkai.casework.actions.papers import attach_file
from gongkai.casework.errors import AlreadyRated, NotOnline, RequestIncomplete
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import Delivery, DisclosureRequest, Feedback, Reply, RequestFile
from gongkai.casework.progress import locked, take
from gongkai.common.uploads import DOCUMENTS, check_upload

Purpose = RequestFile.Purpose


@transaction.atomic
def send_correction(
    case: DisclosureRequest, *, text: str, files: Sequence[File[bytes]] = (), on: date
) -> DisclosureRequest:
    """
    Take what the applicant sends online as correction; the office has still to accept it (条例第三十条).

    The day on which it was sent decides whether it came in time. The reply period counts anew from the day
    on which both sides confirm it, as with everything sent online (条例第三十一条第三项).

    :raises RequestIncomplete: neither words nor files
    :raises UploadRefused: a file is refused; then nothing was taken
    """
    return _send(case, "send_correction", Purpose.CORRECTION, text=text, files=files, on=on)


@transaction.atomic
def send_reasons(
    case: DisclosureRequest, *, text: str, files: Sequence[File[bytes]] = (), on: date
) -> DisclosureRequest:
    """
    Take online why the applicant asks so much; the registrar records it (条例第三十五条).

    :raises RequestIncomplete: neither words nor files
    :raises ReasonsGiven: they are recorded
    :raises UploadRefused: a file is refused; then nothing was taken
    """
    return _send(case, "send_reasons", Purpose.ATTACHMENT, text=text, files=files, on=on)


@transaction.atomic
def send_payment_proof(
    case: DisclosureRequest, *, text: str = "", files: Sequence[File[bytes]] = (), on: date
) -> DisclosureRequest:
    """
    Take the proof of a payment; the registrar records the payment when the money is there (办法第六条).

    :raises RequestIncomplete: neither words nor files
    :raises UploadRefused: a file is refused; then nothing was taken
    """
    return _send(case, "send_payment_proof", Purpose.PAYMENT, text=text, files=files, on=on)


@transaction.atomic
def collect_reply(reply: Reply, *, on: date) -> Reply:
    """
    Serve a reply on the applicant who opens it online; the event and its time are the proof of service.

    :raises NotOnline: the applicant asked for another route
    :raises AlreadyServed: it was served before
    """
    case = locked(reply.request)
    step = check_allowed(case, "collect_reply", by=None, on=on)
    if case.delivery != Delivery.ONLINE:
        raise NotOnline(f"答复按申请人选择的途径（{case.get_delivery_display()}）送达。")
    reply = case.replies.issued().get(pk=reply.pk)
    reply.served_on, reply.service_method = on, Delivery.ONLINE
    reply.save()
    given = list(case.files.filter(reply=reply).values_list("sha256", flat=True))
    take(case, step, by=None, on=on, served_on=on.isoformat(), content=reply.fingerprint(), files=given)
    reply.request = case
    return reply


@transaction.atomic
def give_feedback(case: DisclosureRequest, *, score: int, words: str = "", on: date) -> Feedback:
    """
    Take the applicant's opinion on how the request was handled, once.

    :raises AlreadyRated: it was given before
    """
    case = locked(case)
    step = check_allowed(case, "give_feedback", by=None, on=on)
    if Feedback.objects.filter(request=case).exists():
        raise AlreadyRated("这件申请已经评价过，谢谢。")
    given = Feedback(request=case, score=score, words=words.strip(), given_on=on)
    given.full_clean()
    given.save()
    take(case, step, by=None, on=on, score=score)
    return given


def _send(
    case: DisclosureRequest,
    code: str,
    purpose: RequestFile.Purpose,
    *,
    text: str,
    files: Sequence[File[bytes]],
    on: date,
) -> DisclosureRequest:
    case = locked(case)
    step = check_allowed(case, code, by=None, on=on)
    if not text.strip() and not files:
        raise RequestIncomplete("请写明内容，或者附上材料。")
    if _is_sent(case, code, text.strip(), files):
        return case
    event = take(case, step, by=None, on=on, note=text.strip(), files=len(files))
    for file in files:
        attach_file(case, file=file, purpose=purpose, event=event, by=None, on=on)
    return case


def _is_sent(case: DisclosureRequest, code: str, text: str, files: Sequence[File[bytes]]) -> bool:
    """Whether exactly this was sent last: a button pressed twice sends once."""
    last = case.events.filter(step=code).order_by("pk").last()
    if last is None or last.note != text:
        return False
    kept = last.files.values_list("sha256", flat=True)
    return sorted(kept) == sorted(check_upload(file, kinds=DOCUMENTS).sha256 for file in files)
