"""The forms that visitors fill in: shape is checked here, law in the actions."""

from gongkai.portal.forms.asking import AskForm
from gongkai.portal.forms.tracking import TrackForm

__all__ = ["AskForm", "TrackForm"]
