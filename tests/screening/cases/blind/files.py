"""The files of the blind collection, laid out as offices lay them out: heading, text, table, what follows."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import docx
import typst
from openpyxl import Workbook

SHEET = """#set page(width: 42cm, height: 60cm, margin: 2cm)
#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), lang: "zh")
#for block in json(bytes(sys.inputs.data)) {
  if type(block) == str { par(text(block)) } else {
    table(columns: block.at(0).len(), ..block.flatten().map(c => text(c)))
  }
}"""
Rows = list[list[str]]


@dataclass(frozen=True)
class Paper:
    """Lines and tables in their order, and what stands behind them."""

    blocks: tuple[str | Rows, ...]
    comment: str = ""
    header: str = ""
    properties: str = ""
    hidden: str = ""

    @property
    def has_table(self) -> bool:
        """Whether there is a table in it."""
        return any(not isinstance(block, str) for block in self.blocks)


def _html(paper: Paper) -> bytes:
    written = []
    for number, block in enumerate(paper.blocks):
        if isinstance(block, str):
            written.append(f"<h2>{escape(block)}</h2>" if number == 0 else f"<p>{escape(block)}</p>")
        else:
            head = "".join(f"<th>{escape(cell)}</th>" for cell in block[0])
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block[1:])
            body = "".join(f"<tr>{row}</tr>" for row in rows)
            written.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return f"<html><body>{''.join(written)}</body></html>".encode()


def _word(paper: Paper) -> bytes:
    document = docx.Document()
    for block in paper.blocks:
        if isinstance(block, str):
            last = document.add_paragraph(block)
        else:
            table = document.add_table(len(block), len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, written in zip(row.cells, cells, strict=True):
                    cell.text = written
    if paper.comment:
        document.add_comment(last.runs, text=paper.comment, author="审核")
    if paper.hidden:
        document.add_paragraph().add_run(paper.hidden).font.hidden = True
    if paper.header:
        document.sections[0].header.paragraphs[0].text = paper.header
    document.core_properties.author = "办公室"
    document.core_properties.comments = paper.properties
    return _saved(document.save)


def _sheet(paper: Paper) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for block in paper.blocks:
        for row in [[block]] if isinstance(block, str) else block:
            sheet.append(row)
    return _saved(book.save)


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    written = io.BytesIO()
    save(written)
    return written.getvalue()


def _lines(paper: Paper) -> bytes:
    lines = []
    for block in paper.blocks:
        lines += [block] if isinstance(block, str) else ["\t".join(row) for row in block]
    return "\r\n".join(lines).encode()


def _cells(paper: Paper) -> bytes:
    written = io.StringIO()
    for block in paper.blocks:
        csv.writer(written).writerows([[block]] if isinstance(block, str) else block)
    return written.getvalue().encode("gb18030")


def _pages(paper: Paper) -> bytes:
    return typst.compile(SHEET.encode(), sys_inputs={"data": json.dumps(paper.blocks, ensure_ascii=False)})


FORMS: dict[str, Callable[[Paper], bytes]] = {
    "html": _html,
    "docx": _word,
    "xlsx": _sheet,
    "txt": _lines,
    "csv": _cells,
    "pdf": _pages,
}
