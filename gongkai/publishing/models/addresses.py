"""Where an item or a file of it stood before, so that old links lead to where it stands now."""

import re
from typing import Self
from urllib.parse import unquote, urlsplit

from django.db import models

from gongkai.bodies.models import Body
from gongkai.publishing.models.items import InformationItem
from gongkai.publishing.models.records import Attachment

LONGEST = 300  # characters of an address that is kept
INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$")


def old_place(address: str) -> str:
    """Return the path of an old address in the one form in which it is kept and looked for."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = INDEX.sub("/", unquote(parts.path))
    place = path + (f"?{unquote(parts.query)}" if parts.query else "")
    return place if path.startswith("/") and path != "/" and len(place) <= LONGEST else ""


class OldAddressQuerySet(models.QuerySet["OldAddress"]):
    """Old addresses, looked for as a visitor asks."""

    def at(self, body: Body, address: str) -> Self:
        """What stood at an address of a body's old site."""
        return self.filter(body=body, address=old_place(address))


class OldAddress(models.Model):
    """An address of an old site (原网址), and the item, or the file of it, that stood there."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    address = models.CharField("原网址", max_length=LONGEST)  # path and query, decoded
    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="old_addresses")
    attachment = models.ForeignKey(
        Attachment, null=True, on_delete=models.PROTECT, related_name="old_addresses"
    )

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原网址"
        ordering = ["body", "address"]
        constraints = [models.UniqueConstraint(fields=["body", "address"], name="one_old_address")]

    def __str__(self) -> str:
        return self.address
