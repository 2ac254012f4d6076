"""Making an answered request useful to everybody, and taking that back."""

from collections.abc import Collection
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import RequestIncomplete
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest, ReleasedAnswer, ReleasedFile, RequestFile
from gongkai.casework.progress import locked, take
from gongkai.casework.releasing import check_file, check_no_person, public_answer
from gongkai.common.kept_files import keep_file

CHARACTERS = 100_000  # of a file are kept to find it by


@transaction.atomic
def release_answer(
    case: DisclosureRequest,
    *,
    title: str,
    summary: str,
    files: Collection[RequestFile] = (),
    by: User,
    on: date,
) -> ReleasedAnswer:
    """
    Let everybody read what was answered, stripped of whoever asked (条例第四十四条).

    :param files: those that went out with the reply and are released with it, as copies

    :raises RequestIncomplete: no title or no summary
    :raises NamesPerson: a fact about the applicant stands in the words or a file (条例第十五条)
    :raises NotToRelease: a file did not go out with a reply, or cannot be looked into
    :raises AlreadyReleased: it is public already
    :raises NotServed: no reply went out
    """
    case = locked(case)
    step = check_allowed(case, "release_answer", by=by, on=on)
    title, summary = title.strip(), summary.strip()
    if not title or not summary:
        raise RequestIncomplete("请填写标题和答复摘要。")
    check_no_person(case, title, summary, on=on)
    checked = [
        (file, check_file(case, file, on=on)) for file in case.files.filter(pk__in=[f.pk for f in files])
    ]
    reply = case.replies.issued().order_by("issued_on", "pk").last()
    assert reply is not None  # noqa: S101 — the guard has seen one
    assert reply.issued_on is not None  # noqa: S101 — reply_issued_iff_dated
    answer = ReleasedAnswer.objects.create(
        body=case.body,
        reply=reply,
        title=title,
        summary=summary,
        outcome=reply.outcome,
        answered_on=reply.issued_on,
        released_on=on,
        released_by=by,
    )
    for file, text in checked:
        _copy(file, answer, text)
    copied = [file.sha256 for file, _ in checked]
    take(case, step, by=by, on=on, note=title, answer=answer.pk, summary=summary, files=copied)
    return answer


def _copy(file: RequestFile, answer: ReleasedAnswer, text: str) -> None:
    """Copy a file out of the sealed store, to where everybody may fetch it."""
    with file.file.open("rb") as opened:
        content = ContentFile(opened.read(), name=file.name)
    keep_file(ReleasedFile(answer=answer, text=text[:CHARACTERS]), content)


@transaction.atomic
def withdraw_answer(case: DisclosureRequest, *, note: str = "", by: User, on: date) -> ReleasedAnswer:
    """
    Take down what everybody could read; the row stays.

    :raises NotReleased: nothing of it is public
    """
    case = locked(case)
    step = check_allowed(case, "withdraw_answer", by=by, on=on)
    answer = public_answer(case)
    assert answer is not None  # noqa: S101 — the guard has seen it
    answer.withdrawn_on = on
    answer.save(update_fields=["withdrawn_on"])
    take(case, step, by=by, on=on, note=note.strip(), answer=answer.pk)
    return answer
