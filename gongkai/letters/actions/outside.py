"""Letters that were written outside: the same row, with the number, the signed original and its day."""

from datetime import date

from django.core.files import File
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.actions import number_reply
from gongkai.casework.models import Reply
from gongkai.letters.actions.sending import store_file
from gongkai.letters.actions.writing import check_signed, locked_letter
from gongkai.letters.errors import LetterIncomplete, NumberTaken
from gongkai.letters.guards import check_allowed
from gongkai.letters.models import Letter, LetterFile
from gongkai.letters.plans import foreseen
from gongkai.letters.values import due_day


@transaction.atomic
def adopt_letter(letter: Letter, *, number: str, file: File[bytes], by: User, on: date) -> Letter:
    """
    Take the signed and sealed original that was written outside for the letter that was drafted here.

    It is sent and served as any other; nothing is printed from here. A reply gets the same number.

    :param number: under which it was written; empty for a kind that bears none
    :raises LetterIncomplete: a kind that bears a number has none
    :raises NumberTaken: another letter or reply of the body bears it, or the reply has another one
    :raises ReplyNotSigned: the leader has not signed the reply
    :raises StepNotAllowed: wrong state or role, of the letter or of its step
    :raises UploadRefused: no PDF, OFD or picture, damaged, too large
    """
    letter, number = locked_letter(letter), number.strip()
    step = check_allowed(letter, "adopt", by=by, on=on)
    if letter.of_kind.is_numbered and not number:
        raise LetterIncomplete("请填写文书的文号。")
    _check_free(letter, number)
    with foreseen(letter, by=by, on=on) as source:
        letter.due_on = due_day(source)
    if letter.of_kind.carries_reply and letter.reply:
        check_signed(letter.reply)
        if not letter.reply.is_issued:
            letter.reply = number_reply(letter.reply, doc_no=number, by=by, on=on)
        letter.context = {"reply": letter.reply.fingerprint()}
    scan = store_file(letter, file, LetterFile.Purpose.SCAN, by, on)
    letter.outside, letter.number, letter.sha256 = True, number, scan.sha256
    letter.signed_by, letter.signed_on = by, on
    letter.state = step.target(letter.state)
    letter.save()
    return letter


def _check_free(letter: Letter, number: str) -> None:
    if not number:
        return
    reply = letter.reply if letter.of_kind.carries_reply else None
    if reply and reply.is_issued and reply.doc_no != number:
        raise NumberTaken(f"答复已经以{reply.doc_no}制发，文书应当使用同一文号。")
    letters = Letter.objects.valid().filter(body=letter.body, number=number).exclude(pk=letter.pk)
    if reply and reply.is_issued:
        letters = letters.exclude(reply=reply)
    replies = Reply.objects.filter(request__body=letter.body, doc_no=number)
    replies = replies.exclude(pk=reply.pk) if reply else replies
    if letters.exists() or replies.exists():
        raise NumberTaken(f"文号{number}已经用于另一份文书，请核对。")
