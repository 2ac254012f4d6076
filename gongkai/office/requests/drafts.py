"""The draft of a reply beside a case: whether the person may keep one, and what was kept last."""

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.casework.models import DisclosureRequest, ReplyDraft
from gongkai.casework.workflow import CASEWORK
from gongkai.rules.roles import Role


@dataclass(frozen=True)
class KeptDraft:
    """The draft as one person sees it: only those who may write the reply do."""

    may_keep: bool
    draft: ReplyDraft | None


def kept_draft_of(case: DisclosureRequest, roles: Collection[Role]) -> KeptDraft:
    """Return the draft of a case for somebody with these roles for it."""
    if CASEWORK.refusal("keep_draft", case.state, roles):
        return KeptDraft(False, None)
    return KeptDraft(True, case.drafts.open().select_related("kept_by").last())
