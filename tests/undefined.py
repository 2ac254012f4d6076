"""What a template gets for a name that is not there: in our own templates, a failure."""

import inspect
from pathlib import Path

from django.template.base import Node

OURS = str(Path(__file__).resolve().parent.parent / "gongkai")


class UndefinedVariable(Exception):
    """One of our templates names something that its view did not give it."""


class Undefined(str):
    """
    The engine's `string_if_invalid`.

    Django asks whether it is true, then whether it contains "%s", then formats it with the name. In templates
    of other packages it is false and empty, as in a deployment.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return _template_being_rendered().startswith(OURS)

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, name: object) -> str:
        raise UndefinedVariable(f"{name} in {_template_being_rendered()}")


def _template_being_rendered() -> str:
    """Return the file of the innermost template node on the stack."""
    frame = inspect.currentframe()
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back
    return ""
