"""What a body chooses where the law leaves the length of a period open."""

from typing import Any

from django.db import transaction

from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.models import Body, User
from gongkai.documents.models import DocumentPolicy
from gongkai.documents.models.policy import policy_of


@transaction.atomic
def choose_policy(body: Body, *, by: User | None, **choices: Any) -> DocumentPolicy:
    """
    Choose the periods of normative documents; what is not named stays, what is new is logged.

    :raises ValidationError: a number out of its range
    """
    policy = policy_of(body)
    before = in_words(policy, choices)
    for name, value in choices.items():
        setattr(policy, name, value)
    policy.full_clean(exclude=["body"], validate_unique=False)
    policy.save()
    log_change(body, "规范性文件管理", before, in_words(policy, choices), by=by)
    return policy
