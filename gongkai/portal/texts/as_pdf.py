"""The text of an item as PDF/A-2a and PDF/UA-1, in the layout of official documents (GB/T 9704—2012)."""

from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from PIL import Image

from gongkai.common.fonts import faces
from gongkai.common.typesetting import SHARED, typeset
from gongkai.portal.texts.blocks import Block
from gongkai.portal.texts.document import TextDocument
from gongkai.portal.texts.grid import grid_of

WIDEST, TALLEST, DOTS_PER_MM = 156, 180, 96 / 25.4
TEMPLATE = Path(__file__).parent.parent / "typst" / "item.typ"


def pdf(document: TextDocument) -> bytes:
    """
    Return the text as PDF; equal text gives equal bytes.

    :raises NotTypeset: a character that no font has
    """
    data = {
        "title": document.title,
        "number": document.number,
        "source": document.source,
        "facts": document.facts,
        "files": document.files,
        "address": document.address,
        "qr": _qr(document.address),
        "blocks": [_block(block) for block in document.blocks],
    }
    found = faces(settings.GOV_FONTS)
    return typeset(TEMPLATE, data, faces=found, made_at=document.shown_at, root=SHARED)


def _block(block: Block) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": block.kind,
        "level": block.level,
        "mark": block.mark,
        "text": block.text,
        "runs": [asdict(run) for run in block.runs],
    }
    if block.picture:
        told |= {"picture": list(block.picture), "width": _width(block.picture)}
    if block.rows:
        grid = grid_of(block.rows)
        cells = [
            {"head": each.row < grid.head, "x": each.column, "y": each.row, **asdict(each.cell)}
            for each in grid.cells
        ]
        told |= {"columns": grid.columns, "cells": cells}
    return told


def _width(picture: bytes) -> float:
    """Return how wide a picture stands on paper, in millimetres: as on the screen, within the page."""
    with Image.open(BytesIO(picture)) as found:
        width, height = found.size
    return min(WIDEST, width / DOTS_PER_MM, TALLEST * width / height)


def _qr(address: str) -> str:
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=0, xmldecl=False, unit="pt")
    return drawn.getvalue().decode()
