"""Asking those who have a say before an item goes out: the settings name them, for they stand above."""

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.publishing.models import InformationItem


def ask_before_publication(item: InformationItem, on: date) -> None:
    """
    Let everybody look at the item whom the deployment names; each refuses by raising.

    :raises Refused: one of them does not let it out
    """
    for path in settings.GONGKAI_BEFORE_PUBLICATION:
        import_string(path)(item, on)
