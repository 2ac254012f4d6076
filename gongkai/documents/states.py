"""Where a normative document stands between its draft and its end."""

from django.db import models


class State(models.TextChoices):
    """How far the making of a document is, and how it ended."""

    DRAFTING = "drafting", "起草"
    SOLICITING = "soliciting", "征求意见"
    LEGAL_REVIEW = "legal_review", "合法性审核"
    DELIBERATION = "deliberation", "集体审议"
    SIGNING = "signing", "待签发"
    SIGNED = "signed", "已签发"
    REGISTERED = "registered", "已编号"
    PUBLISHED = "published", "已公布"
    LAPSED = "lapsed", "失效"
    REPEALED = "repealed", "废止"
    CANCELLED = "cancelled", "不再制定"


BEFORE_SIGNATURE = (
    State.DRAFTING,
    State.SOLICITING,
    State.LEGAL_REVIEW,
    State.DELIBERATION,
    State.SIGNING,
)
TO_PUBLISH = (State.SIGNED, State.REGISTERED)
BEFORE_PUBLICATION = (*BEFORE_SIGNATURE, *TO_PUBLISH)
ENDED = (State.LAPSED, State.REPEALED)
INTERPRETED = (*BEFORE_PUBLICATION, State.PUBLISHED)  # while it still makes sense to explain it
# The way from the draft to the register of the higher body, as the page of a document draws it.
COURSE = (
    State.DRAFTING,
    State.SOLICITING,
    State.LEGAL_REVIEW,
    State.DELIBERATION,
    State.SIGNED,
    State.REGISTERED,
    State.PUBLISHED,
)
