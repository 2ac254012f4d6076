"""Looking for links that lead nowhere, and noting which are mended."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.publishing.asking_sites import faults_of_sites
from gongkai.publishing.links import FILE_LOST, Link, faults_of, file_is_there, links_of
from gongkai.publishing.models import Attachment, BrokenLink, InformationItem, LinkCheck

CHUNK = 500  # items whose links are looked up together
EVERY = timedelta(days=7)
OUTSIDE_SECONDS = 600.0  # for all other sites together

Broken = dict[tuple[int, str], str]  # why, by item and address


def check_links(
    body: Body, *, on: date, external: bool = False, seconds: float = OUTSIDE_SECONDS
) -> LinkCheck:
    """
    Look at every link and file of the public items of a body; a second look on the same day changes nothing.

    :param external: whether other sites are asked as well
    :param seconds: for all other sites together
    """
    check, broken, outside = LinkCheck(body=body, on=on, external=external), Broken(), dict[str, list[Link]]()
    hosts = {host for host in (body.host, "localhost") if host}
    live = InformationItem.objects.live().of(body).only("pk", "content").order_by("pk").iterator(CHUNK)
    while items := list(islice(live, CHUNK)):
        links = [link for item in items for link in links_of(item, hosts)]
        check.items, check.links = check.items + len(items), check.links + len(links)
        broken |= {(link.item, link.address): fault for link, fault in faults_of(links, body).items()}
        for link in links:
            if link.path is None:
                outside.setdefault(link.address, []).append(link)
    broken |= dict(_lost_files(body))
    if external:
        told, check.left_out = faults_of_sites(list(outside), seconds=seconds)
        broken |= {(link.item, link.address): fault for each, fault in told.items() for link in outside[each]}
    _note(body, check, broken, set() if external else set(outside))
    return check


def _lost_files(body: Body) -> Iterator[tuple[tuple[int, str], str]]:
    """Yield attachments of public items whose file is gone, linked to or not."""
    for file in Attachment.objects.live().filter(item__body=body).iterator(CHUNK):
        if not file_is_there(file):
            yield (file.item_id, file.name), FILE_LOST


@transaction.atomic
def _note(body: Body, check: LinkCheck, broken: Broken, not_asked: set[str]) -> None:
    """Add what is new, end what is mended; links to sites that were not asked stay as they are."""
    known = {(link.item_id, link.address): link for link in BrokenLink.objects.of(body).filter(ended_on=None)}
    mended = [link for key, link in known.items() if key not in broken and key[1] not in not_asked]
    BrokenLink.objects.filter(pk__in=[link.pk for link in mended]).update(ended_on=check.on)
    new = [
        BrokenLink(item_id=item, address=address, reason=reason, since_on=check.on)
        for (item, address), reason in broken.items()
        if (item, address) not in known
    ]
    BrokenLink.objects.bulk_create(new, batch_size=CHUNK)
    check.save()


def check_links_weekly(*, on: date) -> list[BrokenLink]:
    """
    Look at the links of every body whose last look lies a week back; other sites are not asked.

    :return: what was found for the first time
    """
    lately = LinkCheck.objects.filter(on__gt=on - EVERY).values("body")
    bodies = list(Body.objects.active().exclude(pk__in=lately))
    for body in bodies:
        check_links(body, on=on)
    return list(BrokenLink.objects.open().filter(item__body__in=bodies, since_on=on))
