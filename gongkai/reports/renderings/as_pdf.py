"""A report as PDF in the form of an official document (GB/T 9704—2012), set with Typst."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.timezone import make_aware

from gongkai.common.fonts import Faces, faces
from gongkai.common.typesetting import SHARED, typeset
from gongkai.design.words import cn_date
from gongkai.reports.document import DocumentTable, Line, ReportDocument, Segment
from gongkai.reports.renderings.appended import appended
from gongkai.rules.formats import Cell

TEMPLATE = Path(__file__).parent.parent / "typst" / "report.typ"


def pdf(document: ReportDocument, *, on: date, own_faces: Faces | None = None) -> bytes:
    """
    Return the report as PDF/A-2a and PDF/UA-1; the same report of the same day gives the same bytes.

    :param on: the day that the file says it was made
    :raises NotTypeset: a character that no font has, or a layout that does not conform
    """
    made_at = make_aware(datetime.combine(on, time()))
    found = own_faces or faces(settings.GOV_FONTS)
    return typeset(TEMPLATE, _data(document), faces=found, made_at=made_at, root=SHARED)


def _data(document: ReportDocument) -> dict[str, Any]:
    marked: set[int] = set()
    return {
        "title": document.title,
        "title_lines": [document.body, document.title.removeprefix(document.body)],
        "body": document.body,
        "draft": document.is_draft,
        "signature": None if document.is_draft else cn_date(document.issued_on),
        "sections": [
            {
                "heading": section.heading,
                "paragraphs": [_paragraph(one, marked) for one in section.paragraphs],
                "table": _table(section.table, document, marked) if section.table else None,
            }
            for section in document.sections
        ],
        "changes": [line for part in appended(document) if part.id == "changes" for line in part.lines],
        "preface": [_preface(document)] if document.methods else [],
        "methods": [
            {"number": one.number, "title": one.title, "text": f"{one.counted}依据：{one.basis}。"}
            for one in document.methods
        ],
        "notes": [f"{place}：{reason}" for place, reason in document.notes],
    }


def _preface(document: ReportDocument) -> str:
    period = f"{cn_date(document.since)}至{cn_date(document.until)}"
    return f"本报告统计期限为{period}。表格和正文中的数字由业务登记自动统计，统计口径如下。"


def _paragraph(segments: Iterable[Segment], marked: set[int]) -> list[dict[str, Any]]:
    return [{"text": one.text, "marks": _first(marked, [one.method])} for one in segments]


def _table(table: DocumentTable, document: ReportDocument, marked: set[int]) -> dict[str, Any]:
    known = {method.number for method in document.methods}
    return {
        "id": table.id,
        "label": table.label,
        "stub_depth": table.stub_depth,
        "width": table.width,
        "marks": _first(marked, [number for number in table.methods if number in known]),
        "parts": [
            {
                "header": [[_heading(cell) for cell in row] for row in part.header],
                "lines": [_line(line) for line in part.lines],
            }
            for part in table.parts
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "stub": [_heading(cell) for cell in line.stub],
        "cells": [{"text": cell.text, "span": cell.span, "changed": cell.is_changed} for cell in line.cells],
    }


def _heading(cell: Cell) -> dict[str, Any]:
    return {"label": cell.label, "rowspan": cell.rowspan, "colspan": cell.colspan}


def _first(marked: set[int], methods: Sequence[int]) -> list[int]:
    """Return the methods that were not marked before; a mark stands where a figure is met first."""
    new = [number for number in dict.fromkeys(methods) if number and number not in marked]
    marked.update(new)
    return new
