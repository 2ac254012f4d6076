"""The prose of a report against its tables and against itself (F7 as T1, T2, T3), all warnings."""

from collections.abc import Iterable, Sequence

from gongkai.reports.checks.arithmetic import growth_findings, share_findings, split_findings
from gongkai.reports.checks.binding import Binding, Known, bindings, count_findings, nothing_findings
from gongkai.reports.checks.findings import Finding, Tables

Sections = Iterable[tuple[str, str]]  # heading and text


def check_prose(
    prose: str | Sections,
    tables: Tables,
    year: int | None,
    previous: Tables | None = None,
    body: str | None = None,
) -> list[Finding]:
    """
    Compare counts with the tables (T1), recompute shares and growth (T2), add up named parts (T3).

    :param prose: the text, or the sections as (heading, text), whose places the findings then name
    :param previous: the tables of the year before, where they are known
    :param body: who reports; of a government the numbers of the whole area are its own
    """
    sections = [("", prose)] if isinstance(prose, str) else list(prose)
    known = Known(tables, previous, body)
    bound = bindings(sections, year, known)
    found = [
        *count_findings(bound),
        *nothing_findings(sections, year, known),
        *_arithmetic(bound, known),
    ]
    return list(dict.fromkeys(found))


def read_quantities(
    sections: Sections, tables: Tables, year: int | None, body: str | None = None
) -> list[Binding]:
    """Return every quantity of the sections with what it is bound to."""
    return bindings(sections, year, Known(tables, None, body))


def _arithmetic(bound: Sequence[Binding], known: Known) -> Iterable[Finding]:
    yield from share_findings(bound, known)
    yield from growth_findings(bound, known)
    yield from split_findings(bound)
