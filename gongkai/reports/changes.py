"""What a corrected edition says otherwise than the one before it: cells, and sentences."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from gongkai.reports.document import Change, DocumentSection, ReportDocument
from gongkai.reports.naming import cell_label

BLANK = "空白"


def changes_between(old: ReportDocument, new: ReportDocument) -> tuple[Change, ...]:
    """Return what has changed from one edition to the next, in printed order."""
    return (*_cells(old, new), *_texts(old.sections, new.sections))


def _cells(old: ReportDocument, new: ReportDocument) -> Iterator[Change]:
    before = {cell.key: cell.text for table in old.tables for line in table.lines for cell in line.cells}
    for table in new.tables:
        for cell in (cell for line in table.lines for cell in line.cells):
            then = before.get(cell.key, "")
            if cell.text != then:
                place = f"《{table.label}》{cell_label(new.format, cell.key)}"
                yield Change(place, then or BLANK, cell.text or BLANK)


def _texts(old: Sequence[DocumentSection], new: Sequence[DocumentSection]) -> Iterator[Change]:
    before = {section.id: section for section in old}
    for section in new:
        then = _sentences(before[section.id].text) if section.id in before else []
        yield from _sections(section.heading, then, _sentences(section.text))


def _sections(heading: str, then: list[str], now: list[str]) -> Iterator[Change]:
    for kind, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Change(f"“{heading}”", "".join(then[a:b]), "".join(now[c:d]))


def _sentences(text: str) -> list[str]:
    return [one + "。" for line in text.splitlines() for one in line.rstrip("。").split("。") if line.strip()]
