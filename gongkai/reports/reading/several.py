"""Several reports in one file: where the next one begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from gongkai.reports.reading import eras, heads
from gongkai.reports.reading.blocks import Document, TableBlock, TextBlock

HEADING = re.compile(r"(?m)^\s*(?:一|二)\s*[、.．]")
ROWS = 3  # of tables: what has fewer is no report of its own
LONGEST_TITLE = 60
MOST_TITLES = 60  # lines looked at; pages link to the reports of other years


@dataclass(frozen=True)
class _Title:
    """A line that names a report: in which block, which line of it, and whose report of which year."""

    block: int
    line: int
    year: int
    body: str


def apart(document: Document) -> list[Document]:
    """Return the reports of a document, each with what stands between its title and the next."""
    titles = list(islice(_titles(document), MOST_TITLES))
    parts: list[Document] = []
    rest = document
    start: _Title | None = None
    shift = (0, 0)  # blocks and lines cut off before
    for title in titles:
        if start is None or (title.year, title.body) == (start.year, start.body):
            start = start or title
            continue
        before, after = _cut(
            rest, title.block - shift[0], title.line - (shift[1] if title.block == shift[0] else 0)
        )
        if _is_whole(before) and _is_whole(after):
            parts.append(before)
            rest, start, shift = after, title, (title.block, title.line)
    return [*parts, rest]


def _titles(document: Document) -> Iterator[_Title]:
    for number, block in enumerate(document.blocks):
        lines = block.text.split("\n") if isinstance(block, TextBlock) else []
        for place, line in enumerate(lines):
            if "报" not in line or len(line) > LONGEST_TITLE or not (named := heads.named_in(line)):
                continue
            body, year = named
            is_apart = not body and place > 0 and heads.is_organ(lines[place - 1])
            body = body or (lines[place - 1].strip() if is_apart else "")
            yield _Title(number, place - is_apart, year, body)


def _cut(document: Document, block: int, line: int) -> tuple[Document, Document]:
    text = document.blocks[block]
    before, after = list(document.blocks[:block]), list(document.blocks[block + 1 :])
    if isinstance(text, TextBlock):
        lines = text.text.split("\n")
        before.append(replace(text, text="\n".join(lines[:line]), places=text.places[:line]))
        places = text.places[line:]
        after.insert(0, TextBlock("\n".join(lines[line:]), text.line + line, places))
    return Document(tuple(before), document.titles), Document(tuple(after))


def _is_whole(document: Document) -> bool:
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    has_table = any(len(table.rows) >= ROWS for table in tables)
    is_flat = eras.has_statutory_tables(document) or eras.has_statistics(document)
    return bool(HEADING.search(document.text)) and (has_table or is_flat)
