"""发布前检查设置: what a body settles for the check; each change is logged with who made it."""

from django.db import transaction

from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.models import Body, User
from gongkai.publishing.circumstances import screening_policy_of
from gongkai.publishing.models import ScreeningPolicy

FIELDS = ("phones", "addresses", "domains", "id_mask", "needs_words")


@transaction.atomic
def set_screening_policy(
    body: Body,
    *,
    phones: str,
    addresses: str,
    domains: str,
    id_mask: str,
    needs_words: bool = False,
    by: User,
) -> ScreeningPolicy:
    """
    Settle what is the body's own, how identity numbers are masked, and whether each picture needs words.

    Texts are line by line. Items are checked anew by what is settled before they go out.

    :raises ValidationError: no such way of masking
    """
    policy = screening_policy_of(body)
    before = in_words(policy, FIELDS)
    policy.phones, policy.addresses, policy.domains, policy.id_mask = phones, addresses, domains, id_mask
    policy.needs_words = needs_words
    policy.full_clean(validate_unique=False)
    policy.save()
    log_change(body, "发布前检查", before, in_words(policy, FIELDS), by=by)
    return policy
