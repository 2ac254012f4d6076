"""All checks of a report's words in one place: against the tables, the years, other bodies and persons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.reports.checks.findings import Finding, Tables
from gongkai.reports.checks.privacy import check_persons, check_requesters, quick_setting, with_numbers
from gongkai.reports.checks.prose import check_prose
from gongkai.reports.checks.stale import check_copies, check_names, check_years
from gongkai.screening.setting import Setting


@dataclass(frozen=True)
class Texts:
    """
    What a report says: its sections as (heading, text), of which year, and whose.

    :param before: the sections of the report of the year before, where they are known
    :param typed: the sections with live figures blanked, to be held against those; else the sections
    """

    sections: Sequence[tuple[str, str]]
    year: int | None
    body: str | None = None
    before: Sequence[tuple[str, str]] = ()
    typed: Sequence[tuple[str, str]] = ()


def check_words(
    texts: Texts, tables: Tables, previous: Tables | None = None, setting: Setting | None = None
) -> list[Finding]:
    """
    Check what a report says (T1, T2, T3, Y1, P1).

    :param setting: what the check before publication has to know; without it only long numbers are looked at
    """
    sections, year = texts.sections, texts.year
    found: list[Finding] = []
    found += check_prose(sections, tables, year, previous, texts.body)
    found += check_years(sections, year)
    found += check_names(sections, texts.body)
    found += check_copies(texts.typed or sections, texts.before, year) if texts.before and year else []
    found += check_requesters(sections)
    looked_at: Iterable[tuple[str, str]] = sections if setting else with_numbers(sections)
    found += check_persons(looked_at, setting or quick_setting(year))
    return list(dict.fromkeys(found))
