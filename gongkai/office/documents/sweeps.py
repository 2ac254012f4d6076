"""Where the places that cite an ended document are mended, and how far a clean-up is."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from gongkai.documents.models import Citation, CleanUp, CleanUpLine, Decision, Source

PLACES = {
    Source.ITEM: "office:item",
    Source.COLUMN: "office:edit_column",
    Source.UNIT: "office:body_unit",
    Source.TEMPLATE: "office:letter_template",
    Source.PAGE: "wagtailadmin_pages:edit",
}


def address_of(citation: Citation) -> str:
    """Return where the place is mended."""
    name = PLACES.get(Source(citation.source))
    return reverse(name, args=[citation.key]) if name else reverse("office:bodies")


def linked(citations: list[Citation]) -> list[tuple[Citation, str]]:
    """Return citations with where each is mended, the open ones first."""
    return [(each, address_of(each)) for each in sorted(citations, key=lambda each: not each.is_open)]


@dataclass(frozen=True)
class Progress:
    """How many documents of a clean-up were decided about, in all and how."""

    total: int
    decided: int
    by_decision: list[tuple[str, int]]

    @property
    def is_complete(self) -> bool:
        """Whether every unit has answered."""
        return self.total == self.decided


def progress_of(lines: list[CleanUpLine]) -> Progress:
    """Return how far the lines of a clean-up are."""
    counts = Counter(line.decision for line in lines)
    told = [(each.label, counts[each.value]) for each in Decision if counts[each.value]]
    return Progress(len(lines), len(lines) - counts[""], told)


def lines_of(cleanup: CleanUp) -> list[CleanUpLine]:
    """Return the lines of a clean-up with their documents, unit by unit."""
    related = ("document__item", "unit", "by")
    return list(cleanup.lines.select_related(*related).order_by("unit__order", "unit", "pk"))
