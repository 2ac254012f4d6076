"""Persons in the prose who should not be there: requesters named, numbers of papers and telephones (P1)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.common.masks import masked_name
from gongkai.reports.checks.findings import ERROR, WARNING, Finding, Where
from gongkai.reports.checks.quantities import Plain
from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.materials import Material
from gongkai.screening.names import is_name
from gongkai.screening.setting import Setting

Sections = Iterable[tuple[str, str]]

ASKED = re.compile(
    r"(?:受理|收到|接到|接收|办理|答复|回复|处理)(?:了)?(?P<who>[^,。;:#\d]{2,80}?)(?:等人?)?(?:提出)?的(?:政府|政务)?信息公开(?:的)?申请"
)
NAMED = re.compile(r"(?:\A|(?<=[省市县区镇乡村校学厂院街路社]))(?P<name>[一-鿿]{2,3})$")
NO_NAME = re.compile(
    r"[省市县区镇乡村局委办院校厂司处科民众人位某的]$|^(?:全|各|本|我|该)|公司|企业|机构|组织"
)
SHOWN = frozenset(
    {
        Kind.ID_CARD,
        Kind.PASSPORT,
        Kind.MOBILE,
        Kind.BANK_CARD,
        Kind.PLATE,
        Kind.APPLICANT,
        Kind.HEALTH,
        Kind.MINOR,
    }
)
MAYBE_NUMBER = re.compile(r"\d{7}")


def check_requesters(sections: Sections) -> list[Finding]:
    """Find the names of people who asked; nobody needs them to count requests (条例第十五条)."""
    found = []
    for heading, text in sections:
        plain = Plain.of(text, heading)
        for match in ASKED.finditer(plain.text):
            names = list(_names(match["who"], match.start("who")))
            if names:
                span = plain.span(names[0][1], names[-1][1] + len(names[-1][0]))
                shown = "、".join(masked_name(name) for name, _ in names)
                message = f"正文写了申请人的姓名（{shown}）。年度报告只报件数，请删去申请人的姓名和单位。"
                where = Where(section=heading or None, span=span)
                found.append(Finding("P1", ERROR, where, message, 0, len(names)))
    return found


def _names(who: str, at: int) -> Iterator[tuple[str, int]]:
    """Go through the names at the end of each piece of a list: 广东省惠州市胡国成."""
    for piece in re.finditer(r"[^、和及与]+", who):
        matches = (NAMED.search(piece[0], max(len(piece[0]) - size, 0)) for size in (3, 2))
        names = (match["name"] for match in matches if match)
        if name := next((one for one in names if is_name(one) and not NO_NAME.search(one)), None):
            yield name, at + piece.end() - len(name)


def check_persons(sections: Sections, setting: Setting) -> list[Finding]:
    """Look for numbers and facts of persons with the lists of the check before publication (发布前检查)."""
    found = []
    for heading, text in sections:
        material = Material(heading)
        material.add(text, heading)
        found += [_hit(heading, hit) for hit in screen(material, setting) if _matters(hit)]
    return found


def quick_setting(year: int | None) -> Setting:
    """Return the circumstances in which a report of a year is read that somebody else wrote."""
    return Setting(today=date((year or 2100) + 1, 12, 31))


def with_numbers(sections: Sections) -> list[tuple[str, str]]:
    """Return the sections that hold a number long enough to lead to a person."""
    return [(heading, text) for heading, text in sections if MAYBE_NUMBER.search(text)]


def _matters(hit: Hit) -> bool:
    return hit.kind in SHOWN and hit.severity is not Severity.INFO


def _hit(heading: str, hit: Hit) -> Finding:
    severity = ERROR if hit.severity is Severity.BLOCK else WARNING
    message = f"正文有{hit.kind.label}（{hit.masked}）。年度报告不应写明，请删去。"
    return Finding("P1", severity, Where(section=heading or None, span=(hit.start, hit.end)), message)
