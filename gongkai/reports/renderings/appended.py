"""What is printed behind the sections: what a corrected edition changed, how figures are counted, notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.design.words import cn_date
from gongkai.reports.document import ReportDocument


@dataclass(frozen=True)
class Appended:
    """An appendix as plain lines."""

    id: str
    heading: str
    lines: tuple[str, ...]


def appended(document: ReportDocument) -> tuple[Appended, ...]:
    """Return the appendices of a report that it has."""
    return tuple(part for part in _all(document) if part.lines)


def _all(document: ReportDocument) -> Iterator[Appended]:
    yield Appended("changes", "附：更正说明", tuple(_changes(document)))
    yield Appended("methods", "附：数据说明", tuple(_methods(document)))
    yield Appended("notes", "附：说明", tuple(f"{place}：{reason}" for place, reason in document.notes))


def _changes(document: ReportDocument) -> Iterator[str]:
    if document.edition < 2:
        return
    yield f"本报告为第{document.edition}版。更正原因：{document.correction_reason}"
    for change in document.changes:
        yield change.words


def _methods(document: ReportDocument) -> Iterator[str]:
    if not document.methods:
        return
    period = f"{cn_date(document.since)}至{cn_date(document.until)}"
    yield f"本报告统计期限为{period}。表格和正文中的数字由业务登记自动统计，统计口径如下。"
    for method in document.methods:
        yield f"[{method.number}] {method.title}：{method.counted}依据：{method.basis}。"
