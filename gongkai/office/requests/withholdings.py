"""The register of what is withheld, by what is to be done with it."""

from datetime import date

from django.db.models import Count, Q

from gongkai.casework.models.withholding import WithholdingQuerySet


def in_tab(seen: WithholdingQuerySet, tab: str, today: date) -> WithholdingQuerySet:
    """Return the entries of one tab, what is due first; an unknown tab is the first one."""
    if tab == "disclosed":
        return seen.exclude(disclosed_on=None).order_by("-disclosed_on", "-pk")
    return seen.open() if tab == "open" else seen.due(today)


def counts_of(seen: WithholdingQuerySet, today: date) -> dict[str, int]:
    """Return the number of entries of each tab; all of them are looked through once, and not once a tab."""
    still = Q(disclosed_on=None)
    return seen.order_by().aggregate(
        due=Count("pk", filter=still & Q(next_review_on__lte=today)),
        open=Count("pk", filter=still),
        disclosed=Count("pk", filter=~still),
    )
