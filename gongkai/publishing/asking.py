"""Asking those who have a say in what goes out and what is in force: the settings name them, from above."""

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


def ask_before_validity(item: InformationItem, validity: str) -> None:
    """
    Let everybody look at what is to be said of an item's validity whom the deployment names.

    :raises Refused: one of them knows that it is not so
    """
    for path in settings.GONGKAI_BEFORE_VALIDITY:
        import_string(path)(item, validity)
