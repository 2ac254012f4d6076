"""How this portal looks now: the body's own design, a draft that is being previewed, and days of mourning."""

from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.bodies.models import Body, Design, MourningPeriod
from gongkai.design.colour import accents, shades

HEI = {"--song": "var(--hei)"}


class Appearance:
    """The look of one request's page; nothing is asked of the database before it is drawn."""

    def __init__(self, request: HttpRequest, body: Body) -> None:
        self.body = body
        self.draft: Design | None = getattr(request, "portal_draft", None)
        self.token = str(getattr(request, "portal_token", ""))
        self.is_shown_grey = bool(getattr(request, "portal_grey", False))

    @cached_property
    def design(self) -> Design | None:
        """The draft that is being previewed, else the design in use."""
        return self.draft or Design.objects.current(self.body)

    @cached_property
    def is_grey(self) -> bool:
        """Whether today is a day of mourning."""
        return self.is_shown_grey or MourningPeriod.objects.over(self.body).on(localdate()).exists()

    @property
    def site_name(self) -> str:
        """The standard name of the site (SiteName), the body's own where none was set."""
        return (self.design and self.design.site_name) or self.body.name

    @property
    def sheet(self) -> str:
        """The address of the body's own style sheet; nothing where there is nothing to say."""
        if not self.design or not rules_of(self.design):
            return ""
        if self.draft:
            return reverse("portal:draft_sheet", args=[self.token])
        return reverse("portal:sheet")

    @property
    def emblem(self) -> str:
        """The address of the body's own emblem, another for each design."""
        if not self.design or not self.design.emblem:
            return ""
        return reverse("portal:emblem", args=[self.design.pk])


def rules_of(design: Design) -> dict[str, str]:
    """Return the custom properties of tokens.css that a design sets, by name."""
    rules = shades(design.colour) if design.colour else {}
    if design.accent:
        rules |= accents(design.accent)
    return rules | (HEI if design.titles == Design.Titles.HEI else {})


def sheet_of(design: Design | None) -> str:
    """Return the style sheet of a design; in high contrast the reader's wish goes before the body's."""
    lines = [f"  {name}: {value};" for name, value in rules_of(design).items()] if design else []
    return "\n".join(["@layer tokens {", " html:not(.gk-contrast) {", *lines, " }", "}", ""])
