"""Making an answered request useful to everybody, and taking that back."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import RequestIncomplete
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest, ReleasedAnswer
from gongkai.casework.progress import locked, take
from gongkai.casework.releasing import check_no_person, public_answer


@transaction.atomic
def release_answer(
    case: DisclosureRequest, *, title: str, summary: str, by: User, on: date
) -> ReleasedAnswer:
    """
    Let everybody read what was answered, stripped of whoever asked (条例第四十四条).

    :raises RequestIncomplete: no title or no summary
    :raises NamesPerson: a fact about the applicant stands in the words (条例第十五条)
    :raises AlreadyReleased: it is public already
    :raises NotServed: no reply went out
    """
    case = locked(case)
    step = check_allowed(case, "release_answer", by=by, on=on)
    title, summary = title.strip(), summary.strip()
    if not title or not summary:
        raise RequestIncomplete("请填写标题和答复摘要。")
    check_no_person(case, title, summary)
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
    take(case, step, by=by, on=on, note=title, answer=answer.pk, summary=summary)
    return answer


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
