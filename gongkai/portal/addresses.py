"""Addresses that leave the portal at hand: another body's portal, and what a QR code may lead to."""

from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.bodies.models import Body
from gongkai.publishing.models import InformationItem, Topic
from gongkai.publishing.states import Ending


def portal_root(body: Body) -> str:
    """Return the address of a body's portal: its host name, its prefix, or the root for the top body."""
    return f"//{body.host}{body.portal_path}" if body.host else body.portal_path


def item_address(item: InformationItem) -> str:
    """Return the permanent address of an item in the portal of its body."""
    within = reverse("portal:item", args=[item.pk]).removeprefix(get_script_prefix())
    return portal_root(item.body) + within


def topic_address(topic: Topic) -> str:
    """Return the address of a topic in the portal of its body."""
    within = reverse("portal:topic", args=[topic.slug]).removeprefix(get_script_prefix())
    return portal_root(topic.body) + within


def new_place_of(item: InformationItem) -> str:
    """Return where what was replaced or moved is kept now; empty for what is simply gone."""
    if item.ending == Ending.REPLACE and item.replaced_by:
        return item_address(item.replaced_by)
    return item.new_place if item.ending == Ending.REDIRECT else ""


def is_own_path(path: str) -> bool:
    """Whether a path leads to a page of this site and nowhere else."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
