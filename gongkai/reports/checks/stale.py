"""Text that was copied: the year before, last year's sentences, another body's name (Y1)."""

import re
from collections.abc import Iterable, Iterator

from gongkai.reports.checks.findings import INFO, WARNING, Finding, Where
from gongkai.reports.checks.quantities import YEAR, Plain, Quantity, Role, quantities_in, sentences_in
from gongkai.rules.formats import ReportFormat

Sections = Iterable[tuple[str, str]]

COMPARED = re.compile(
    r"比|较|同期|上年|去年|上一年|结转|决算|预算|以来|截至|截止|起|—|~|-|至|到|连续|历年|《|〔|审计|跨|之后|印发"
)
GUIDE = re.compile(
    r"《(?P<body>[一-鿿]{4,30}?(?:局|委|办|厅|委员会|政府|管委会))(?:政府)?信息公开(?:指南|目录)》"
)
ABOVE = re.compile(r"国务院|人民政府|^省|^市|^区|^县|管委会")
EMPTY = re.compile(r"(?:无|暂无|没有|不存在|略|同上|\(?空\)?)?[。,;]?")
SHORT, COPIED = 10, 20  # characters of a section that says nothing, of a sentence that says something


def check_years(sections: Sections, year: int | None) -> list[Finding]:
    """Find counts that are said of the year before the report's, without comparing (Y1)."""
    if year is None:
        return []
    counts = (said for heading, text in sections for said in quantities_in(text, heading, year))
    wrong = [said for said in counts if _is_of_last_year(said, year)]
    first = {(said.section, said.sentence_at): said for said in reversed(wrong)}  # one for each sentence
    return [_wrong_year(said, year) for said in wrong if said in first.values()]


def _is_of_last_year(said: Quantity, year: int) -> bool:
    before = said.left.rpartition(";")[2]
    only_last = set(YEAR.findall(before)) == {str(year - 1)} and str(year) not in said.sentence
    return only_last and said.role is Role.COUNT and not COMPARED.search(before + said.right[:12])


def _wrong_year(said: Quantity, year: int) -> Finding:
    words = said.left[max(said.left.rfind(str(year - 1)), 0) :][-30:]
    message = f"正文写“{words}{said.text}”，本报告是{year}年度的。请核对是不是沿用了{year - 1}年的内容。"
    return Finding(
        "Y1", WARNING, Where(section=said.section or None, span=said.span), message, year, year - 1
    )


def check_names(sections: Sections, body: str | None) -> list[Finding]:
    """Find the guide or the catalogue of another body named as one's own (Y1)."""
    found = []
    for heading, text in sections:
        plain = Plain.of(text, heading)
        for match in GUIDE.finditer(plain.text):
            other = match["body"]
            if body and not _is_same(other, body) and not ABOVE.search(other):
                span = plain.span(match.start(), match.end())
                message = f"正文写“{match[0]}”，本报告是{body}的。请核对是不是照抄了其他机关的内容。"
                found.append(Finding("Y1", WARNING, Where(section=heading or None, span=span), message))
    return found


def _is_same(name: str, body: str) -> bool:
    """Whether two names can be of one body: one ends the other, or its words stand in it in their order."""
    rest = iter(body)
    return name in body or body in name or all(char in rest for char in name)


def check_copies(sections: Sections, before: Sections, year: int) -> list[Finding]:
    """Find sentences with a typed number that stood in the report of the year before word for word (Y1)."""
    known = {words for _, text in before for words in _sentences(text)}
    found = []
    for heading, text in sections:
        plain = Plain.of(text, heading)
        for at, words in sentences_in(plain.text):
            if len(words) >= COPIED and words in known and quantities_in(words, heading, year):
                span = plain.span(at, at + len(words))
                message = f"“{words[:30]}…”与上一年度报告一字不差，其中有数字。请核对是不是{year}年的情况。"
                found.append(Finding("Y1", WARNING, Where(section=heading or None, span=span), message))
    return found


def copied_share(sections: Sections, before: Sections) -> tuple[int, int]:
    """Return how many sentences stood in the report of the year before word for word, of how many."""
    known = {words for _, text in before for words in _sentences(text)}
    own = [words for _, text in sections for words in _sentences(text)]
    return sum(words in known for words in own), len(own)


def _sentences(text: str) -> Iterator[str]:
    return (words for _, words in sentences_in(Plain.of(text).text) if len(words) >= COPIED)


def check_empty(sections: Sections, report: ReportFormat) -> list[Finding]:
    """Find a section that has to say something and only says 无 (条例第五十条)."""
    wanted = {one.heading: one.must_say for one in report.sections if one.must_say and not one.table}
    found = []
    for heading, text in sections:
        words = Plain.of(text).text
        if not words or heading not in wanted:
            continue
        asked = "、".join(wanted[heading])
        if EMPTY.fullmatch(words):
            message = f"“{heading}”只写了“{words}”。请写明{asked}。"
            found.append(Finding("missing_section", WARNING, Where(section=heading), message))
        elif len(words) < SHORT:
            message = f"“{heading}”只有{len(words)}个字。请补充{asked}。"
            found.append(Finding("missing_section", INFO, Where(section=heading), message))
    return found
