"""The register of what is withheld, by what is to be done with it."""

from datetime import date

from gongkai.casework.models.withholding import WithholdingQuerySet
from gongkai.office.forms.withholdings import TABS


def in_tab(seen: WithholdingQuerySet, tab: str, today: date) -> WithholdingQuerySet:
    """Return the entries of one tab, what is due first; an unknown tab is the first one."""
    if tab == "disclosed":
        return seen.exclude(disclosed_on=None).order_by("-disclosed_on", "-pk")
    return seen.open() if tab == "open" else seen.due(today)


def counts_of(seen: WithholdingQuerySet, today: date) -> list[tuple[str, str, int]]:
    """Return code, name and number of entries of each tab."""
    return [(code, label, in_tab(seen, code, today).count()) for code, label in TABS]
