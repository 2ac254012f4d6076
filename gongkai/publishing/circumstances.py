"""发布前检查的口径: what an item is checked by: its kind of notice, what is the body's own, who is known."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.bodies.models import Body
from gongkai.publishing.lexicons import lexicons_of
from gongkai.publishing.models import Column, InformationItem
from gongkai.publishing.models.screening import ScreeningPolicy, listed
from gongkai.publishing.snapshot import Snapshot
from gongkai.rules.notices import Notice, notice_of
from gongkai.screening.hits import Kind
from gongkai.screening.setting import Setting


def screening_policy_of(body: Body) -> ScreeningPolicy:
    """Return what a body has settled for the check, or what is usual."""
    return ScreeningPolicy.objects.filter(body=body).first() or ScreeningPolicy(body=body)


def notice_for(draft: Snapshot) -> Notice | None:
    """Return which kind of public notice a draft is: what its column says, else what its title tells."""
    column = Column.objects.filter(pk=draft["column"]).only("notice").first()
    return notice_of(column.notice if column else "", draft["title"])


def setting_for(item: InformationItem, draft: Snapshot, on: date) -> Setting:
    """Return the circumstances under which a draft is checked."""
    return setting_within(setting_of(item.body, on), notice_for(draft), item, draft)


def setting_within(usual: Setting, notice: Notice | None, item: InformationItem, draft: Snapshot) -> Setting:
    """Return the circumstances of one draft, within those of its body; asks for nothing more."""
    keep = {Kind(kind): ends for kind, ends in notice.keep.items()} if notice else {}
    return replace(
        usual,
        mode=draft["disclosure_mode"],
        formed_on=date.fromisoformat(draft["formed_on"]) if draft["formed_on"] else None,
        published_on=item.published_on,
        listing=frozenset(map(Kind, notice.shows)) if notice else frozenset(),
        hiding=frozenset(map(Kind, notice.hides)) if notice else frozenset(),
        keep={**usual.keep, **keep},
    )


def setting_of(body: Body, on: date) -> Setting:
    """Return by what a body has anything checked: what is its own, its lists of words, whom it knows."""
    policy = screening_policy_of(body)
    hosts = {body.host} if body.host else set()
    return Setting(
        today=on,
        keep={Kind.ID_CARD: policy.id_ends},
        own_phones=frozenset(re.sub(r"\D", "", phone) for phone in listed(policy.phones)),
        own_addresses=listed(policy.addresses),
        own_domains=frozenset(each.lower() for each in listed(policy.domains) | hosts),
        lexicons=lexicons_of(body),
        known=partial(names_known_to, body),
    )


def names_known_to(body: Body, words: Collection[str]) -> frozenset[str]:
    """
    Return which of the words are names that the deployment's register of persons knows.

    The settings name the register, for it stands beside publishing; without one nobody is known.
    """
    if not settings.GONGKAI_KNOWN_NAMES:
        return frozenset()
    found: frozenset[str] = import_string(settings.GONGKAI_KNOWN_NAMES)(body, words)
    return found
