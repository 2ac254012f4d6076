"""Pictures in the text of an item, as people of the office see them before they are public."""

from django import template
from django.utils.safestring import SafeString

from gongkai.publishing.pictures import for_office

register = template.Library()


@register.filter
def in_office(content: str) -> SafeString:
    """Return cleaned HTML of a draft with its pictures shown."""
    return SafeString(for_office(content))
