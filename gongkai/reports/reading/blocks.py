"""A document as blocks of text and of table rows, whatever it was written in."""

from dataclasses import dataclass, field

from gongkai.reports.reading.sources import Source


@dataclass(frozen=True)
class TextBlock:
    """Running text, with its line breaks."""

    text: str


@dataclass(frozen=True)
class TableBlock:
    """A table as its rows of printed cells, blank cells kept; a merged cell stands once, where it begins."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Document:
    """Blocks in their order, and the titles that the file names itself by, best first."""

    blocks: tuple[TextBlock | TableBlock, ...]
    titles: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """Return all running text."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, TextBlock))

    def places_between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return where in the running text the blocks stand that lie between two tables, by their numbers."""
        places = []
        at, table = 0, -1
        for block in self.blocks:
            if isinstance(block, TableBlock):
                table += 1
                continue
            if first <= table < last:
                places.append((at, at + len(block.text)))
            at += len(block.text) + 1
        return places

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the rows of all tables in their order."""
        tables = [block for block in self.blocks if isinstance(block, TableBlock)]
        return [row for table in tables for row in table.rows]


def document_of(source: Source) -> Document:
    """Take a text apart by its form: html, md or txt."""
    if source.form == "html":
        from gongkai.reports.reading.html import from_html  # lxml is for html only

        return from_html(source.text)
    from gongkai.reports.reading.pipes import from_lines

    return from_lines(source.text)
