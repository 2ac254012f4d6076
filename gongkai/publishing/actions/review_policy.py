"""What a body chooses about its reviews, logged in words."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.bodies.changes import YES_NO, Words, log_change
from gongkai.bodies.models import Body, User
from gongkai.publishing.models import ReviewPolicy
from gongkai.rules.review_chains import BadChain, as_chain, chain_kinds


@transaction.atomic
def set_review_policy(
    body: Body,
    *,
    chains: Mapping[str, Sequence[str]],
    proofread: Mapping[str, bool],
    emergency_days: int | None,
    by: User | None,
) -> ReviewPolicy:
    """
    Choose which reviews each kind of information passes; what is under review keeps its chain.

    :param chains: codes of reviews, by code of the kind; what is left out keeps the default
    :raises ValidationError: by kind, a chain that is too short, too long, or without the secrecy review
    """
    policy = ReviewPolicy.objects.select_for_update().of(body).first() or ReviewPolicy(body=body)
    before = in_words(policy)
    policy.chains = _checked(chains)
    policy.proofread = {code: bool(proofread[code]) for code in chain_kinds() if code in proofread}
    policy.emergency_days = emergency_days
    policy.full_clean(validate_unique=False, exclude=["body", "chains", "proofread"])
    policy.save()
    log_change(body, "审核流程", before, in_words(policy), by=by)
    return policy


def in_words(policy: ReviewPolicy) -> Words:
    """Return what a policy says, by label."""
    words = {}
    for kind in chain_kinds().values():
        course = policy.course_of(kind)
        words[f"{kind.label}的审核链"] = course.words
        words[f"{kind.label}逐级校对"] = YES_NO[course.proofread]
    days = policy.emergency_days
    return {**words, "应急发布后补审期限": f"{days}个工作日" if days else "默认"}


def _checked(chains: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    kept, wrong = {}, {}
    for code in chain_kinds():
        if code not in chains:
            continue
        try:
            kept[code] = [stage.value for stage in as_chain(chains[code])]
        except BadChain as error:
            wrong[f"chain_{code}"] = str(error)
    if wrong:
        raise ValidationError(wrong)
    return kept
