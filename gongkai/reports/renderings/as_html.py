"""A report as HTML: accessible tables in the official layout, and figures that lead to their records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from gongkai.reports.document import (
    DocumentCell,
    DocumentSection,
    DocumentTable,
    Part,
    ReportDocument,
    Segment,
)
from gongkai.rules.formats import Cell

Figure = DocumentCell | Segment
Href = Callable[[Figure], str | None]


@dataclass(frozen=True)
class Linked:
    """A number or a run of text, with the address of its receipt."""

    of: Figure
    url: str | None

    @property
    def classes(self) -> str:
        """The classes of the table cell: broken by a finding, changed by hand."""
        if not isinstance(self.of, DocumentCell):
            return ""
        marks = {"gk-cell--broken": self.of.finding, "gk-cell--changed": self.of.is_changed}
        return " ".join(name for name, is_so in marks.items() if is_so)


@dataclass(frozen=True)
class Heading:
    """A heading cell of a table, with the scope that a screen reader needs."""

    cell: Cell
    scope: str


@dataclass(frozen=True)
class HtmlLine:
    """A row: the headings that begin here, then the numbers."""

    id: str
    stub: tuple[Heading, ...]
    cells: tuple[Linked, ...]


@dataclass(frozen=True)
class HtmlPart:
    """Heading rows inside the table's body, and the rows below them."""

    header: tuple[tuple[Heading, ...], ...]
    lines: tuple[HtmlLine, ...]


@dataclass(frozen=True)
class HtmlTable:
    """A table as the template draws it."""

    id: str
    label: str
    head: tuple[tuple[Heading, ...], ...]
    parts: tuple[HtmlPart, ...]


@dataclass(frozen=True)
class HtmlSection:
    """A section as the template draws it."""

    id: str
    heading: str
    paragraphs: tuple[tuple[Linked, ...], ...]
    table: HtmlTable | None


def html_table(table: DocumentTable, href: Href | None = None) -> HtmlTable:
    """Return one table for `reports/_table.html`."""
    if len(table.parts) > 1:
        parts = tuple(_block(part, href) for part in table.parts)
        return HtmlTable(table.id, table.label, (), parts)
    (only,) = table.parts
    head = tuple(tuple(Heading(cell, "col") for cell in row) for row in only.header)
    return HtmlTable(table.id, table.label, head, (HtmlPart((), _lines(only, href)),))


def html_sections(document: ReportDocument, href: Href | None = None) -> tuple[HtmlSection, ...]:
    """Return the sections for `reports/_report.html`; `href` gives a figure's address, if any."""
    return tuple(_section(section, href) for section in document.sections)


def html_fragment(document: ReportDocument, href: Href | None = None, *, heading: bool = True) -> SafeString:
    """Return the report as a fragment for a page; no `heading` where the page prints the title."""
    context = {"document": document, "sections": html_sections(document, href), "heading": heading}
    return render_to_string("reports/_report.html", context)


def html_page(document: ReportDocument) -> str:
    """Return the report as one file that needs no other."""
    return render_to_string(
        "reports/standalone.html",
        {"document": document, "report": mark_safe(html_fragment(document))},  # noqa: S308 (own template)
    )


def _section(section: DocumentSection, href: Href | None) -> HtmlSection:
    return HtmlSection(
        section.id,
        section.heading,
        tuple(_linked(paragraph, href) for paragraph in section.paragraphs),
        html_table(section.table, href) if section.table else None,
    )


def _block(part: Part, href: Href | None) -> HtmlPart:
    # The title of a block heads the rows of the block, its labels the columns below them.
    title, *labels = part.header
    first = tuple(Heading(cell, "rowgroup") for cell in title)
    rest = tuple(tuple(Heading(cell, "col") for cell in row) for row in labels)
    return HtmlPart((first, *rest), _lines(part, href))


def _lines(part: Part, href: Href | None) -> tuple[HtmlLine, ...]:
    # A heading merged over several rows is heading of each of them, so its scope is the row all the same.
    return tuple(
        HtmlLine(line.id, tuple(Heading(cell, "row") for cell in line.stub), _linked(line.cells, href))
        for line in part.lines
    )


def _linked(figures: Iterable[Figure], href: Href | None) -> tuple[Linked, ...]:
    return tuple(Linked(one, href(one) if href and one.figure else None) for one in figures)
