"""The context processor of the public pages."""

from django.http import HttpRequest

from gongkai.portal.frame import Frame


def portal(request: HttpRequest) -> dict[str, Frame]:
    """Give every template the frame, which costs nothing until it is drawn."""
    return {"portal": Frame(request)}
