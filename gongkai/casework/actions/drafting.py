"""The draft of a reply before it goes to review: kept, and given up (条例第三十六条)."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import NoDraftKept
from gongkai.casework.facts import ReplyFacts
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.models.draft import ReplyDraft
from gongkai.casework.progress import locked, take


@transaction.atomic
def keep_draft(case: DisclosureRequest, *, facts: ReplyFacts, by: User, on: date) -> ReplyDraft:
    """
    Keep what is written of a reply, complete or not; nobody reviews it yet and the clock runs on.

    Nothing is recorded when nothing differs from what was kept last.

    :raises StepNotAllowed: a reply cannot be drafted now, or not by `by`
    """
    case = locked(case)
    step = check_allowed(case, "keep_draft", by=by, on=on)
    content: dict[str, Any] = json.loads(json.dumps(asdict(facts)))  # as it comes back from the database
    last = case.drafts.open().last()
    if last and last.facts == content:
        return last
    draft = ReplyDraft.objects.create(request=case, facts=content, kept_by=by, kept_on=on)
    take(case, step, by=by, on=on, draft=draft.pk)
    return draft


@transaction.atomic
def discard_draft(case: DisclosureRequest, *, by: User, on: date) -> DisclosureRequest:
    """
    Give up the draft that was kept; its savings stay on record.

    :raises NoDraftKept: there is none
    """
    case = locked(case)
    step = check_allowed(case, "discard_draft", by=by, on=on)
    draft = case.drafts.open().last()
    if draft is None:
        raise NoDraftKept("没有保存的答复草稿。")
    end_drafts(case, on=on)
    take(case, step, by=by, on=on, draft=draft.pk)
    return case


def end_drafts(case: DisclosureRequest, *, on: date) -> None:
    """Note that what was kept of a reply is no longer worked on."""
    case.drafts.open().update(ended_on=on)
